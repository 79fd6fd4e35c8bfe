/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which imported netlists a part is used, in the REST interface. */
#include "netlist/netlist_use.h"

#include "api_resources.h"

static const struct api_field variant_fields[] = {
    {"variant", API_TEXT, .help = "its name"},
    {"fitted", API_NUMBER, .help = "how many of these components are fitted there"},
    {"dnp", API_NUMBER, .help = "how many are not"},
    {"excluded", API_NUMBER, .help = "how many are excluded from the BOM"},
    {"changed", API_NUMBER, .help = "how many are fitted with other fields, maybe another part"},
    {"fitted_references", API_TEXTS, .help = "which are fitted"},
    {"dnp_references", API_TEXTS, .help = "which are not"},
    {"excluded_references", API_TEXTS, .help = "which are excluded"},
    {"changed_references", API_TEXTS, .help = "which have other fields"},
    {.key = NULL},
};

static const struct api_field fields[] = {
    {"id", API_NUMBER, .help = "the netlist's number"},
    {"project", API_TEXT, .help = "the project's name"},
    {"revision", API_TEXT, .help = "the revision's name"},
    {"imported_at", API_TEXT, .format = "date-time", .help = "when it was imported, in UTC"},
    {"fitted", API_NUMBER, .help = "how many components are the part and fitted"},
    {"dnp", API_NUMBER, .help = "how many are not fitted"},
    {"excluded", API_NUMBER, .help = "how many are excluded from the BOM"},
    {"fitted_references", API_TEXTS, .help = "which are fitted, in the order of the netlist"},
    {"dnp_references", API_TEXTS, .help = "which are not"},
    {"excluded_references", API_TEXTS, .help = "which are excluded"},
    {"variants", API_OBJECTS, .members = variant_fields,
     .help = "those of the schematic in which one of them is different"},
    {.key = NULL},
};

enum { REVISIONS, LIMIT, AFTER };

static const struct argument arguments[] = {
    [REVISIONS] = {.name = "revisions",
                   .choices = "last all",
                   .fallback = "last",
                   .help = "of each project: the one that was imported last, or all"},
    [LIMIT] = API_PAGE_LIMIT,
    [AFTER] = API_PAGE_BEFORE,
    {.name = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct netlist_use_page page = {
	    .part_id = call->ids[0],
	    .all = text_equal(call->arguments[REVISIONS], text_of("all")),
	    .before = call->arguments[AFTER],
	};
	struct netlist_use use;
	int64_t limit;
	(void)body;
	return api_page_limit(call, LIMIT, &limit, &page.limit, err) &&
	       netlist_use_list(call->db, &page, call->arena, &use, err) &&
	       api_write_page_of(call, netlist_use_document(&use, (size_t)limit), &use.revisions,
	                         (size_t)limit, NETLIST_USE_ID, err);
}

const struct api_resource api_netlist_use = {
    .pattern = "/api/part/{id}/where-used/",
    .word = "part",
    .schema = "PartUse",
    .fields = fields,
    .lock = &query_part_row_lock,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "in which imported netlists a part is used, the newest first", arguments,
             .run = list, .answer = API_PAGE},
	    {.method = 0},
	},
};
