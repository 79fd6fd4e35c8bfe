/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The suppliers in the REST interface. */
#include "api_resources.h"
#include "catalogue/supplier.h"

#define MEMBER(name) #name, .offset = offsetof(struct supplier_change, name)

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the supplier's number"},
    {MEMBER(name), .type = API_TEXT, .required = true, .help = "its name, without \"=\""},
    {MEMBER(field_name), .type = API_TEXT, .nullable = true,
     .help = "the field in KiCad that has a part's first number; null: none"},
    {"parts", API_NUMBER, .use = API_ANSWER, .help = "how many parts have a number of it"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return supplier_list(call->db, text_of(NULL), call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	return supplier_add(call->db, body, call->arena, &call->made, err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	return supplier_set(call->db, call->ids[0], body, call->arena, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return supplier_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_supplier_all = {
    .pattern = "/api/supplier/",
    .word = "supplier",
    .schema = "Supplier",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .item = &api_supplier,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the suppliers, by name", .run = list, .answer = API_LIST},
	    {METHOD_POST, "make a supplier", .fields = fields,
             .body_size = sizeof(struct supplier_change), .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_supplier = {
    .pattern = "/api/supplier/{id}/",
    .word = "supplier",
    .schema = "Supplier",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_supplier_lock,
    .get = &query_supplier_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a supplier"},
	    {METHOD_PATCH, "change a supplier", .fields = fields,
             .body_size = sizeof(struct supplier_change), .run = set},
	    {METHOD_DELETE, "remove a supplier that no part has a number of", .run = rm},
	    {.method = 0},
	},
};
