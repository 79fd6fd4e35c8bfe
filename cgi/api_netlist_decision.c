/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided of components that no rule settles, in the REST interface. */
#include "netlist/netlist_decision.h"

#include "api_resources.h"
#include "store/db_document.h"

static const struct api_field fields[] = {
    {"id", API_NUMBER, .help = "the decision's number"},
    {"part_id", API_NUMBER, .nullable = true, .help = "the part's number; null: they are none"},
    {"part", API_TEXT, .nullable = true, .help = "the part's name"},
    {"library", API_TEXT, .nullable = true, .help = "of components with a symbol of this library"},
    {"symbol", API_TEXT, .nullable = true, .help = "with this symbol"},
    {"value", API_TEXT, .nullable = true, .help = "with this value"},
    {"footprint", API_TEXT, .nullable = true, .help = "with this footprint"},
    {"says_id", API_TEXT, .nullable = true, .help = "that say this part's id"},
    {"ipn", API_TEXT, .nullable = true, .help = "that say this IPN"},
    {"mpn", API_TEXT, .nullable = true, .help = "that say this MPN"},
    {"decided_at", API_TEXT, .help = "when it was decided, in UTC"},
    {"who", API_TEXT, .help = "who decided it"},
    {.key = NULL},
};

enum { LIMIT, AFTER };

static const struct argument arguments[] = {
    [LIMIT] = API_PAGE_LIMIT,
    [AFTER] = API_PAGE_BEFORE,
    {.name = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct netlist_decision_page page = {.project_id = call->ids[0],
	                                     .before = call->arguments[AFTER]};
	struct db_rows rows;
	int64_t limit;
	(void)body;
	return api_page_limit(call, LIMIT, &limit, &page.limit, err) &&
	       netlist_decision_list(call->db, &page, call->arena, &rows, err) &&
	       api_write_page(call, &rows, (size_t)limit, 0, err);
}

const struct api_resource api_netlist_decision_all = {
    .pattern = "/api/netlist/project/{id}/decision/",
    .word = "project",
    .schema = "Decision",
    .fields = fields,
    .lock = &query_netlist_project_lock,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list what was decided of components, the newest first", arguments,
             .run = list, .answer = API_PAGE},
	    {.method = 0},
	},
};

static bool
show(struct call *call, struct document **document, struct err *err)
{
	const struct netlist_decision_page page = {.project_id = call->ids[0], .id = call->ids[1]};
	struct db_rows rows;
	if (!netlist_decision_list(call->db, &page, call->arena, &rows, err))
		return false;
	*document = rows.count == 0 ? NULL : db_document_row(&rows, 0);
	return rows.count == 0 || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

static bool
forget(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return netlist_decision_forget(call->db, call->ids[0], call->ids[1], call->arena, err);
}

const struct api_resource api_netlist_decision = {
    .pattern = "/api/netlist/project/{id}/decision/{id}/",
    .word = "decision",
    .schema = "Decision",
    .fields = fields,
    .lock = &query_netlist_decision_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "what was decided"},
	    {METHOD_DELETE, "forget a decision", .run = forget},
	    {.method = 0},
	},
};
