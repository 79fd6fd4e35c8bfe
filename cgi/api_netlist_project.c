/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projects that netlists were imported into, in the REST interface. */
#include "netlist/netlist_project.h"

#include "api_resources.h"

static const struct api_field fields[] = {
    {"id", API_NUMBER, .help = "the project's number"},
    {"name", API_TEXT, .help = "its name"},
    {"revisions", API_NUMBER, .help = "how many revisions it holds"},
    {"decisions", API_NUMBER, .help = "how many decisions"},
    {"imported_at", API_TEXT, .nullable = true, .format = "date-time",
     .help = "when the last was imported, in UTC"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct db_rows rows;
	(void)body;
	return netlist_project_list(call->db, text_of(NULL), call->arena, &rows, err) &&
	       api_write_rows(call, &rows, err);
}

const struct api_resource api_netlist_project_all = {
    .pattern = "/api/netlist/project/",
    .word = "project",
    .schema = "NetlistProject",
    .fields = fields,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the projects", .run = list, .answer = API_LIST},
	    {.method = 0},
	},
};

static const struct argument remove_arguments[] = {
    {.name = "all",
     .choices = "true false",
     .fallback = "false",
     .help = "true: with its revisions and decisions; else it is refused while it has some"},
    {.name = NULL},
};

static bool
remove_project(struct call *call, const void *body, struct err *err)
{
	bool all = text_equal(call->arguments[0], text_of("true"));
	(void)body;
	return netlist_project_remove(call->db, call->ids[0], all, call->arena, err);
}

const struct api_resource api_netlist_project = {
    .pattern = "/api/netlist/project/{id}/",
    .word = "project",
    .schema = "NetlistProject",
    .fields = fields,
    .lock = &query_netlist_project_lock,
    .get = &query_netlist_project_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a project"},
	    {METHOD_DELETE, "remove a project", remove_arguments, .run = remove_project},
	    {.method = 0},
	},
};
