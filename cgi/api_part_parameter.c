/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part's parameters in the REST interface; the second id is the template's. */
#include <stdio.h>
#include <string.h>

#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/part_edit.h"

#define MEMBER(name) #name, .offset = offsetof(struct part_parameter, name)

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the parameter template's number"},
    {"name", API_TEXT, .use = API_ANSWER, .help = "the parameter template's name"},
    {MEMBER(value), .type = API_TEXT, .required = true, .help = "its value"},
    {"unit", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "the template's unit"},
    {MEMBER(field_name), .type = API_TEXT, .nullable = true,
     .help = "the field of this part in KiCad; null: by the rules"},
    {MEMBER(visible), .type = API_TRUTH, .nullable = true,
     .help = "whether it is drawn on the sheet; null: by the rules"},
    {MEMBER(served), .type = API_TRUTH, .nullable = true,
     .help = "whether it becomes a field in KiCad; null: by the rules"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	const struct text params[] = {call->ids[0], text_of(NULL)};
	struct db_rows rows;
	(void)body;
	return db_query(call->db, &query_part_parameter_list, params, 2, call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

static bool
change(struct call *call, struct part_parameter *parameter, struct err *err)
{
	const struct api_reference template = {.id = call->ids[1]};
	struct part_edit edit = {.details = {.parameters = parameter, .parameter_count = 1}};
	if (!api_reference_template(call, &template, "", &parameter->name, err))
		return false;
	if (part_edit_set(call->db, call->ids[0], &edit, call->arena, err))
		return true;
	if (strncmp(err->field, "parameters.", strlen("parameters.")) == 0)
		snprintf(err->field, sizeof err->field, "value");
	return false;
}

static struct text
set_or_unset(struct text said)
{
	return text_is_set(said) ? said : text_of("");
}

static bool
put(struct call *call, const void *body, struct err *err)
{
	struct part_parameter parameter = *(const struct part_parameter *)body;
	if (parameter.value.size == 0) {
		err_set(err, ERR_INPUT, "the value is empty; give one line of text, or DELETE it");
		return err_field(err, "value");
	}
	parameter.field_name = set_or_unset(parameter.field_name);
	parameter.visible = set_or_unset(parameter.visible);
	parameter.served = set_or_unset(parameter.served);
	return change(call, &parameter, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	struct part_parameter parameter = {.value = text_of("")};
	(void)body;
	return change(call, &parameter, err);
}

const struct api_resource api_part_parameter_all = {
    .pattern = "/api/part/{id}/parameter/",
    .word = "part",
    .schema = "PartParameter",
    .fields = fields,
    .lock_kind = API_LOCK_PARTS,
    .lock = &query_part_row_lock,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list a part's parameters, by name", .run = list, .answer = API_LIST},
	    {.method = 0},
	},
};

const struct api_resource api_part_parameter = {
    .pattern = "/api/part/{id}/parameter/{id}/",
    .word = "part {id}, or no parameter {id} of it",
    .schema = "PartParameter",
    .fields = fields,
    .lock_kind = API_LOCK_PARTS,
    .lock = &query_part_parameter_lock,
    .get = &query_part_parameter_list,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "what a part says of a parameter"},
	    {METHOD_PUT, "give a part a parameter, or another value of it", .fields = fields,
             .body_size = sizeof(struct part_parameter), .run = put},
	    {METHOD_DELETE, "take a parameter from a part", .run = rm},
	    {.method = 0},
	},
};
