/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footprint mappings in the REST interface. */
#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/category_tree.h"
#include "catalogue/footprint_map.h"

struct body {
	struct text value, footprint;
	struct api_reference category;
};

#define VALUE                                                                                \
	{                                                                                    \
		"value", API_TEXT, .offset = offsetof(struct body, value), .required = true, \
				   .help = "a parameter's value, such as 0805"               \
	}
#define FOOTPRINT                                                                         \
	{                                                                                 \
		"footprint", API_TEXT, .offset = offsetof(struct body, footprint),        \
				       .required = true,                                  \
				       .help = "the footprint it means, \"Library:Name\"" \
	}

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the mapping's number"},
    {"category_id", API_NUMBER, .use = API_ANSWER, .nullable = true,
     .help = "the category it is for, with those below; null: for all"},
    VALUE,
    FOOTPRINT,
    {"category", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "that category's path"},
    {.key = NULL},
};

static const struct api_field fields_to_add[] = {
    VALUE,
    FOOTPRINT,
    {"category", API_REFERENCE, .use = API_BODY, .offset = offsetof(struct body, category),
     .nullable = true, .help = "the category it is for, by id or path; null: for all"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return footprint_map_list(call->db, text_of(NULL), call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

/* Not set for all. */
static bool
category_id(struct call *call, const struct api_reference *category, struct text *id,
            struct err *err)
{
	struct text path;
	*id = category->id;
	if (text_is_set(category->id))
		return api_reference_category(call, category->id, "category", &path, err);
	return category->name.size == 0 ||
	       category_tree_find(call->db, category->name, call->arena, id, NULL, err) ||
	       err_field(err, "category");
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct text category;
	bool added;
	if (!category_id(call, &said->category, &category, err) ||
	    !footprint_map_add(call->db, said->value, said->footprint, category, call->arena,
	                       &call->made, &added, err))
		return false;
	if (added)
		return true;
	err_set(err, ERR_CONFLICT, "\"%.*s\" is mapped so already",
	        (int)text_cut(said->value, 100).size, said->value.bytes);
	return err_field(err, "value");
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	return footprint_map_set(call->db, call->ids[0], said->value, said->footprint, call->arena,
	                         err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return footprint_map_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_footprint_map_all = {
    .pattern = "/api/footprint-map/",
    .word = "footprint mapping",
    .schema = "FootprintMap",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .item = &api_footprint_map,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the footprint mappings, by value", .run = list, .answer = API_LIST},
	    {METHOD_POST, "map a value to a footprint", .fields = fields_to_add,
             .body_size = sizeof(struct body), .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_footprint_map = {
    .pattern = "/api/footprint-map/{id}/",
    .word = "footprint mapping",
    .schema = "FootprintMap",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_footprint_map_lock,
    .get = &query_footprint_map_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a footprint mapping"},
	    {METHOD_PATCH, "change a footprint mapping", .fields = fields,
             .body_size = sizeof(struct body), .run = set},
	    {METHOD_DELETE, "remove a footprint mapping", .run = rm},
	    {.method = 0},
	},
};
