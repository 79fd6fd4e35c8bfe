/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The locations of stock in the REST interface. */
#include "api_resources.h"
#include "catalogue/location.h"

#define MEMBER(name) #name, .offset = offsetof(struct location_change, name)

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the location's number"},
    {MEMBER(name), .type = API_TEXT, .required = true, .help = "its name"},
    {MEMBER(description), .type = API_TEXT, .nullable = true, .help = "what it is"},
    {"parts", API_NUMBER, .use = API_ANSWER, .help = "how many parts have stock there"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return location_list(call->db, text_of(NULL), call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	return location_add(call->db, body, call->arena, &call->made, err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	return location_set(call->db, call->ids[0], body, call->arena, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return location_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_location_all = {
    .pattern = "/api/location/",
    .word = "location",
    .schema = "Location",
    .fields = fields,
    .item = &api_location,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the locations, by name", .run = list, .answer = API_LIST},
	    {METHOD_POST, "make a location", .fields = fields,
             .body_size = sizeof(struct location_change), .run = add},
	    {.method = 0},
	},
};

const struct api_resource api_location = {
    .pattern = "/api/location/{id}/",
    .word = "location",
    .schema = "Location",
    .fields = fields,
    .lock = &query_location_lock,
    .get = &query_location_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a location"},
	    {METHOD_PATCH, "change a location", .fields = fields,
             .body_size = sizeof(struct location_change), .run = set},
	    {METHOD_DELETE, "remove a location where nothing ever was", .run = rm},
	    {.method = 0},
	},
};
