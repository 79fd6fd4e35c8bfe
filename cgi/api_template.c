/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameters that parts may have, in the REST interface. */
#include "api_resources.h"
#include "catalogue/parameter_template.h"

#define MEMBER(name) #name, .offset = offsetof(struct parameter_template_change, name)

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER,
     .help = "its number; below 0: it stands for a part's own IPN, manufacturer or MPN"},
    {"is_column", API_TRUTH, .use = API_ANSWER,
     .help = "whether the part's own column has the values"},
    {MEMBER(name), .type = API_TEXT, .required = true, .help = "its name, without \"=\""},
    {MEMBER(unit), .type = API_TEXT, .nullable = true,
     .help = "the unit of its numbers, such as V"},
    {MEMBER(field_name), .type = API_TEXT, .nullable = true,
     .help = "the field in KiCad; null: called as the parameter"},
    {MEMBER(visible), .type = API_TRUTH, .help = "whether it is drawn on the sheet"},
    {MEMBER(served), .type = API_TRUTH, .help = "whether it becomes a field in KiCad"},
    {MEMBER(si_prefix), .type = API_TRUTH,
     .help = "whether its numbers are written with SI prefixes"},
    {"parts", API_NUMBER, .use = API_ANSWER, .help = "how many parts have it"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return parameter_template_list(call->db, text_of(NULL), call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	return parameter_template_add(call->db, body, call->arena, &call->made, err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	return parameter_template_set(call->db, call->ids[0], body, call->arena, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return parameter_template_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_template_all = {
    .pattern = "/api/part/parameter/template/",
    .word = "parameter template",
    .schema = "ParameterTemplate",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .item = &api_template,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the parameter templates, by name", .run = list, .answer = API_LIST},
	    {METHOD_POST, "make a parameter template", .fields = fields,
             .body_size = sizeof(struct parameter_template_change), .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_template = {
    .pattern = "/api/part/parameter/template/{id}/",
    .word = "parameter template",
    .schema = "ParameterTemplate",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_parameter_template_lock,
    .get = &query_parameter_template_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a parameter template"},
	    {METHOD_PATCH, "change a parameter template", .fields = fields,
             .body_size = sizeof(struct parameter_template_change), .run = set},
	    {METHOD_DELETE, "remove a parameter template that nothing uses", .run = rm},
	    {.method = 0},
	},
};
