/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of categories in the REST interface. */
#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/category_document.h"

struct body {
	struct category_changes changes;
	struct text parent_id;
};

#define MEMBER(key, member, word)                                                                 \
	{                                                                                         \
		key, API_TEXT, .offset = offsetof(struct body, changes.member), .nullable = true, \
			       .help = (word)                                                     \
	}

static const struct api_field resolved[] = {
    {"exposed", API_TRUTH, .help = "whether KiCad shows its parts"},
    {"symbol", API_TEXT, .nullable = true, .help = "a symbol"},
    {"footprint", API_TEXT, .nullable = true, .help = "a footprint"},
    {"reference", API_TEXT, .nullable = true, .help = "a reference"},
    {"value_template", API_TEXT, .nullable = true, .help = "a value template"},
    {"value_parameter", API_TEXT, .nullable = true, .help = "a parameter's name"},
    {"footprint_parameter", API_TEXT, .nullable = true, .help = "a parameter's name"},
    {.key = NULL},
};

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the category's number"},
    {"path", API_TEXT, .use = API_ANSWER, .help = "the names from the top, with \"/\" between"},
    {"name", API_TEXT, .offset = offsetof(struct body, changes.name), .required = true,
     .help = "its name, without \"/\""},
    {"parent_id", API_NUMBER, .offset = offsetof(struct body, parent_id), .nullable = true,
     .help = "the category it is in; null: none"},
    MEMBER("description", description, "what is in it"),
    {"exposed", API_TRUTH, .offset = offsetof(struct body, changes.exposed), .nullable = true,
     .help = "whether KiCad shows it; null: as its parent, and yes at the top"},
    MEMBER("symbol", defaults[CATEGORY_SYMBOL], "of parts that say none, \"Library:Name\""),
    MEMBER("footprint", defaults[CATEGORY_FOOTPRINT], "of parts that say none, \"Library:Name\""),
    MEMBER("reference", defaults[CATEGORY_REFERENCE], "of parts that say none, such as R"),
    MEMBER("value_template", defaults[CATEGORY_VALUE_TEMPLATE],
           "a value in text variables, such as ${Resistance} ${Tolerance}"),
    MEMBER("value_parameter", defaults[CATEGORY_VALUE_PARAMETER],
           "the name of the parameter that is the value"),
    MEMBER("footprint_parameter", defaults[CATEGORY_FOOTPRINT_PARAMETER],
           "the name of the parameter that footprint mappings look up"),
    {"parts", API_NUMBER, .use = API_ANSWER, .help = "how many parts are in itself"},
    {"categories", API_NUMBER, .use = API_ANSWER, .help = "how many categories are in itself"},
    {"resolved", API_OBJECT, .use = API_ANSWER, .members = resolved,
     .help = "what holds after inheritance"},
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
	return api_write_document(call, category_document_list(all, count), err);
}

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct category_info *info;
	size_t count;
	if (!category_tree_list(call->db, call->ids[0], call->arena, &info, &count, err))
		return false;
	*document = count == 0 ? NULL : category_document(info);
	return count == 0 || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct text path;
	return api_reference_category(call, said->parent_id, "parent_id", &path, err) &&
	       category_tree_insert(
		   call->db, said->parent_id.size > 0 ? said->parent_id : text_of(NULL),
		   said->changes.name, &said->changes, call->arena, &call->made, err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct category_changes changes = said->changes;
	struct text path;
	bool changed;
	if (!api_reference_category(call, said->parent_id, "parent_id", &changes.parent, err))
		return false;
	if (category_tree_set(call->db, call->ids[0], &changes, call->arena, &path, &changed, err))
		return true;
	return api_reference_rename(err, "parent", "parent_id");
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	struct text path;
	(void)body;
	return category_tree_remove(call->db, call->ids[0], call->arena, &path, err);
}

const struct api_resource api_category_all = {
    .pattern = "/api/part/category/",
    .word = "category",
    .schema = "Category",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .item = &api_category,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the categories, by path", .run = list, .answer = API_LIST},
	    {METHOD_POST, "make a category", .fields = fields, .body_size = sizeof(struct body),
             .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_category = {
    .pattern = "/api/part/category/{id}/",
    .word = "category",
    .schema = "Category",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_category_row_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a category"},
	    {METHOD_PATCH, "change, rename or move a category", .fields = fields,
             .body_size = sizeof(struct body), .run = set},
	    {METHOD_DELETE, "remove a category that is empty", .run = rm},
	    {.method = 0},
	},
};
