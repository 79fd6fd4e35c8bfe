/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names a part has and had, in the REST interface. */
#include "api_resources.h"
#include "catalogue/part_name.h"

struct body {
	struct text name, forget;
};

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the name's number; KiCad's id: former-NUMBER"},
    {"name", API_TEXT, .offset = offsetof(struct body, name), .required = true,
     .help = "the name; POST gives it to the part"},
    {"given_at", API_TEXT, .use = API_ANSWER, .format = "date-time",
     .help = "when the part was called so, in UTC"},
    {"retired_at", API_TEXT, .use = API_ANSWER, .nullable = true, .format = "date-time",
     .help = "when it was renamed; null: it is called so"},
    {"forget", API_TRUTH, .use = API_BODY, .offset = offsetof(struct body, forget),
     .help = "no schematic has the old name: other parts may take it"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return part_name_list(call->db, call->ids[0], call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

static bool
give(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct part_name_change change;
	return part_name_set(call->db, call->ids[0], said->name,
	                     text_equal(said->forget, text_of("yes")), call->arena, &change, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return part_name_remove(call->db, call->ids[0], call->ids[1], call->arena, err);
}

const struct api_resource api_part_name_all = {
    .pattern = "/api/part/{id}/name/",
    .word = "part",
    .schema = "PartName",
    .fields = fields,
    .lock_kind = API_LOCK_PARTS,
    .lock = &query_part_row_lock,
    .item = &api_part,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the names a part has and had, its own first", .run = list,
             .answer = API_LIST},
	    {METHOD_POST, "rename a part; the old name stays its own", .fields = fields,
             .body_size = sizeof(struct body), .run = give},
	    {.method = 0},
	},
};

const struct api_resource api_part_name = {
    .pattern = "/api/part/{id}/name/{id}/",
    .word = "part {id}, or no name {id} of it",
    .schema = "PartName",
    .fields = fields,
    .lock_kind = API_LOCK_PARTS,
    .lock = &query_part_name_lock,
    .get = &query_part_name_list,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a name that a part has or had"},
	    {METHOD_DELETE, "free a name that a part had, for other parts", .run = rm},
	    {.method = 0},
	},
};
