/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided of components that no rule settles, in the REST interface. */
#include "netlist/netlist_decision.h"

#include "api_resources.h"
#include "store/db_document.h"

#define MEMBER(key, member) key, .offset = offsetof(struct netlist_decision, member)

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the decision's number"},
    {MEMBER("part_id", part_id), .type = API_NUMBER, .nullable = true, .required = true,
     .help = "the part's number; null: they are none"},
    {"part", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "the part's name"},
    {MEMBER("library", library), .type = API_TEXT, .nullable = true,
     .help = "of components with a symbol of this library"},
    {MEMBER("symbol", symbol), .type = API_TEXT, .nullable = true, .help = "with this symbol"},
    {MEMBER("value", value), .type = API_TEXT, .nullable = true, .help = "with this value"},
    {MEMBER("footprint", footprint), .type = API_TEXT, .nullable = true,
     .help = "with this footprint"},
    {MEMBER("says_id", says_id), .type = API_TEXT, .nullable = true,
     .help = "that say this part's id"},
    {MEMBER("ipn", ipn), .type = API_TEXT, .nullable = true, .help = "that say this IPN"},
    {MEMBER("mpn", mpn), .type = API_TEXT, .nullable = true, .help = "that say this MPN"},
    {"decided_at", API_TEXT, .use = API_ANSWER, .format = "date-time",
     .help = "when it was decided, in UTC"},
    {"who", API_TEXT, .use = API_ANSWER, .help = "who decided it"},
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

static bool
decide(struct call *call, const void *body, struct err *err)
{
	return netlist_decision_make(call->db, call->ids[0], body, call->arena, &call->made, err);
}

const struct api_resource api_netlist_decision_all = {
    .pattern = "/api/netlist/project/{id}/decision/",
    .word = "project",
    .schema = "Decision",
    .fields = fields,
    .lock = &query_netlist_project_lock,
    .item = &api_netlist_decision,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list what was decided of components, the newest first", arguments,
             .run = list, .answer = API_PAGE},
	    {METHOD_POST, "say which part components are, in the next imports", .fields = fields,
             .body_size = sizeof(struct netlist_decision), .run = decide},
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
    .word = "project {id}, or no decision {id} of it",
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
