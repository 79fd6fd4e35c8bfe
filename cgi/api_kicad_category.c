/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The categories that KiCad shows, in the REST interface and as InvenTree's KiCad
 * plugin has them: POST puts a category there, DELETE takes it away from KiCad, and its
 * parts stay.
 */
#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/category_document.h"

struct body {
	struct api_reference category, value_parameter, footprint_parameter;
	struct category_changes changes;
};

static const struct api_field category_members[] = {
    {"id", API_NUMBER, .help = "the category's number"},
    {"name", API_TEXT, .help = "its name"},
    {"pathstring", API_TEXT, .help = "the names from the top, with \"/\" between"},
    {"description", API_TEXT, .nullable = true, .help = "what is in it"},
    {"parent", API_NUMBER, .nullable = true, .help = "the category it is in"},
    {.key = NULL},
};

static const struct api_field template_members[] = {
    {"id", API_NUMBER, .help = "the parameter template's number"},
    {"name", API_TEXT, .help = "its name"},
    {.key = NULL},
};

#define DEFAULT(key, place, word)                                                        \
	{                                                                                \
		key, API_TEXT, .offset = offsetof(struct body, changes.defaults[place]), \
			       .nullable = true, .help = (word)                          \
	}
#define TEMPLATE(key, member, word)                                                            \
	{key,                                                                                  \
	 API_OBJECT,                                                                           \
	 .use = API_ANSWER,                                                                    \
	 .members = template_members,                                                          \
	 .nullable = true,                                                                     \
	 .help = (word)},                                                                      \
	{                                                                                      \
		key, API_REFERENCE, .use = API_BODY, .offset = offsetof(struct body, member),  \
				    .nullable = true, .help = (word ", by its id or its name") \
	}
#define DEFAULTS                                                                             \
	DEFAULT("default_symbol", CATEGORY_SYMBOL, "of parts that say none"),                \
	    DEFAULT("default_footprint", CATEGORY_FOOTPRINT, "of parts that say none"),      \
	    DEFAULT("default_reference", CATEGORY_REFERENCE, "of parts that say none"),      \
	    DEFAULT("value_template", CATEGORY_VALUE_TEMPLATE, "a value in text variables"), \
	    TEMPLATE("default_value_parameter_template", value_parameter,                    \
	             "the parameter that is the value"),                                     \
	    TEMPLATE("footprint_parameter_template", footprint_parameter,                    \
	             "the parameter that footprint mappings look up")

static const struct api_field fields[] = {
    {"pk", API_NUMBER, .use = API_ANSWER, .help = "the category's number"},
    {"category", API_OBJECT, .use = API_ANSWER, .members = category_members,
     .help = "the category"},
    DEFAULTS,
    {.key = NULL},
};

static const struct api_field fields_to_add[] = {
    {"category", API_REFERENCE, .use = API_BODY, .offset = offsetof(struct body, category),
     .required = true,
     .help = "the category, by its id, or by its path, which is made when it is not there"},
    DEFAULTS,
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct category_info *all;
	size_t count;
	(void)body;
	if (!category_tree_list(call->db, text_of(NULL), call->arena, &all, &count, err))
		return false;
	struct document *array = document_array();
	for (size_t i = 0; i < count; i++)
		if (all[i].exposed && !document_append(array, category_document_kicad(&all[i]))) {
			document_free(array);
			array = NULL;
		}
	return api_write_document(call, array, err);
}

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct category_info *info;
	size_t count;
	if (!category_tree_list(call->db, call->ids[0], call->arena, &info, &count, err))
		return false;
	bool found = count > 0 && info->exposed;
	*document = found ? category_document_kicad(info) : NULL;
	return !found || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

/* What lib calls the fields. */
static bool
rename_fields(struct err *err)
{
	api_reference_rename(err, "symbol", "default_symbol");
	api_reference_rename(err, "footprint", "default_footprint");
	api_reference_rename(err, "reference", "default_reference");
	api_reference_rename(err, "value_parameter", "default_value_parameter_template");
	return api_reference_rename(err, "footprint_parameter", "footprint_parameter_template");
}

static bool
change(struct call *call, struct text id, const struct body *said, struct text exposed,
       struct err *err)
{
	struct category_changes changes = said->changes;
	struct text path;
	bool changed;
	changes.exposed = exposed;
	if (!api_reference_template(call, &said->value_parameter,
	                            "default_value_parameter_template",
	                            &changes.defaults[CATEGORY_VALUE_PARAMETER], err) ||
	    !api_reference_template(call, &said->footprint_parameter,
	                            "footprint_parameter_template",
	                            &changes.defaults[CATEGORY_FOOTPRINT_PARAMETER], err))
		return false;
	return category_tree_set(call->db, id, &changes, call->arena, &path, &changed, err) ||
	       rename_fields(err);
}

/* Of the category that is to be added; made by its path. */
static bool
find_or_make(struct call *call, const struct api_reference *category, struct text *id,
             struct err *err)
{
	struct text path;
	if (text_is_set(category->id)) {
		*id = category->id;
		return api_reference_category(call, category->id, "category", &path, err);
	}
	return category_tree_make(call->db, category->name, call->arena, id, err) ||
	       err_field(err, "category");
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct category_info *info;
	struct text id;
	size_t count;
	if (!find_or_make(call, &said->category, &id, err) ||
	    !category_tree_list(call->db, id, call->arena, &info, &count, err))
		return false;
	if (count > 0 && text_equal(info->own_exposed, text_of("yes"))) {
		err_set(
		    err, ERR_CONFLICT,
		    "category \"%.*s\" is in KiCad already; PATCH /api/category/%.*s/ changes it",
		    (int)text_cut(info->path, 100).size, info->path.bytes, (int)id.size, id.bytes);
		return err_field(err, "category");
	}
	call->made = id;
	return change(call, id, said, text_of("yes"), err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	return change(call, call->ids[0], body, text_of(NULL), err);
}

static bool
take_away(struct call *call, const void *body, struct err *err)
{
	const struct text none = text_of("");
	struct category_changes changes = {.exposed = text_of("no")};
	struct text path;
	bool changed;
	(void)body;
	for (int i = 0; i < CATEGORY_DEFAULTS; i++)
		changes.defaults[i] = none;
	return category_tree_set(call->db, call->ids[0], &changes, call->arena, &path, &changed,
	                         err);
}

const struct api_resource api_kicad_category_all = {
    .pattern = "/api/category/",
    .word = "category in KiCad",
    .schema = "KicadCategory",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .item = &api_kicad_category,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the categories that KiCad shows", .run = list, .answer = API_LIST},
	    {METHOD_POST, "show a category in KiCad", .fields = fields_to_add,
             .body_size = sizeof(struct body), .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_kicad_category = {
    .pattern = "/api/category/{id}/",
    .word = "category in KiCad",
    .schema = "KicadCategory",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_category_shown_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a category that KiCad shows"},
	    {METHOD_PATCH, "change what its parts get", .fields = fields,
             .body_size = sizeof(struct body), .run = set},
	    {METHOD_DELETE, "take a category away from KiCad; its parts stay", .run = take_away},
	    {.method = 0},
	},
};
