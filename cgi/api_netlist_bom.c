/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bill of materials of an imported netlist, in the REST interface. */
#include "api_resources.h"
#include "base/clock.h"
#include "netlist/netlist_bom_make.h"
#include "netlist/netlist_bom_write.h"
#include "netlist/netlist_stored.h"

static const struct api_field section_fields[] = {
    {"fitted", API_NUMBER, .help = "how many components are fitted"},
    {"dnp", API_NUMBER, .help = "how many are not"},
    {"excluded", API_NUMBER, .help = "how many are excluded from the BOM"},
    {.key = NULL},
};

static const struct api_field board_fields[] = {
    {"wanted", API_NUMBER, .help = "how many boards were asked for"},
    {"can_be_built", API_TRUTH, .nullable = true, .help = "null: it is not known"},
    {"possible", API_NUMBER, .nullable = true, .help = "how many can be built of what is in stock"},
    {"parts_missing", API_NUMBER, .nullable = true, .help = "of how many parts pieces are missing"},
    {"components_unknown", API_NUMBER, .nullable = true,
     .help = "of how many fitted components the part is not known"},
    {.key = NULL},
};

static const struct api_field supplier_fields[] = {
    {"supplier", API_TEXT, .help = "the supplier's name"},
    {"sku", API_TEXT, .help = "its number of the part"},
    {.key = NULL},
};

static const struct api_field location_fields[] = {
    {"location", API_TEXT, .help = "the location's name"},
    {"quantity", API_DECIMAL, .help = "how many are there"},
    {.key = NULL},
};

static const struct api_field part_fields[] = {
    {"id", API_NUMBER, .help = "the part's number"},
    {"name", API_TEXT, .help = "its name"},
    {"ipn", API_TEXT, .nullable = true, .help = "its IPN"},
    {"manufacturer", API_TEXT, .nullable = true, .help = "who makes it"},
    {"mpn", API_TEXT, .nullable = true, .help = "its number there"},
    {"suppliers", API_OBJECTS, .members = supplier_fields, .help = "who sells it"},
    {"stock", API_DECIMAL, .help = "how many there are in all"},
    {"locations", API_OBJECTS, .members = location_fields, .help = "where something is"},
    {"quantity", API_NUMBER, .help = "components of this line"},
    {"needed", API_NUMBER, .nullable = true, .help = "pieces for the boards"},
    {"missing", API_NUMBER, .nullable = true, .help = "pieces that are not there"},
    {.key = NULL},
};

static const struct api_field line_fields[] = {
    {"section", API_TEXT, .choices = "fitted dnp excluded", .help = "what becomes of them"},
    {"references", API_TEXTS, .help = "all of them, in their order"},
    {"quantity", API_NUMBER, .help = "how many"},
    {"value", API_TEXT, .help = "of the first reference"},
    {"footprint", API_TEXT, .help = "of the first reference"},
    {"values", API_TEXTS, .help = "the different ones"},
    {"footprints", API_TEXTS, .help = "the different ones"},
    {"parts", API_OBJECTS, .members = part_fields, .help = "the parts that they are"},
    {"statuses", API_COUNTS,
     .help = "how many are \"matched\", \"ambiguous\", \"unmatched\", \"no part\""},
    {"needed", API_NUMBER, .nullable = true, .help = "pieces for the boards"},
    {"missing", API_NUMBER, .nullable = true, .help = "pieces that are not there"},
    {"columns", API_MAP, .nullable = true, .help = "those that were asked for, by their titles"},
    {.key = NULL},
};

static const struct api_field fields[] = {
    {"project", API_TEXT, .help = "the project's name"},
    {"project_revision", API_TEXT, .help = "the revision's name"},
    {"title", API_TEXT, .nullable = true, .help = "of the title block of the root sheet"},
    {"company", API_TEXT, .nullable = true, .help = "of the title block"},
    {"revision", API_TEXT, .nullable = true, .help = "of the title block"},
    {"date", API_TEXT, .nullable = true, .help = "of the title block"},
    {"source", API_TEXT, .nullable = true, .help = "the path of the root sheet"},
    {"exported", API_TEXT, .nullable = true, .help = "when KiCad wrote the netlist"},
    {"tool", API_TEXT, .nullable = true, .help = "the program that wrote it"},
    {"variant", API_TEXT, .nullable = true, .help = "the variant that was asked for"},
    {"group", API_TEXT, .choices = NETLIST_BOM_GROUPS, .help = "what is one line"},
    {"components", API_OBJECT, .members = section_fields, .help = "how many there are"},
    {"boards", API_OBJECT, .nullable = true, .members = board_fields,
     .help = "whether so many can be built; null: it was not asked"},
    {"lines", API_OBJECTS, .members = line_fields, .help = "the bill"},
    {.key = NULL},
};

enum { FORMAT, GROUP, BOARDS, VARIANT, COLUMNS, REFERENCES, LIBRARY };

static const struct argument arguments[] = {
    [FORMAT] = {.name = "format",
                .choices = NETLIST_BOM_FORMATS,
                .fallback = "json",
                .help = "what is answered"},
    [GROUP] = {.name = "group",
               .choices = NETLIST_BOM_GROUPS,
               .fallback = "part",
               .help = "what is one line"},
    [BOARDS] = {.name = "boards",
                .is_number = true,
                .min = 0,
                .max = NETLIST_BOM_BOARDS_MAX,
                .fallback = "0",
                .help = "say what is missing to build so many; 0: do not"},
    [VARIANT] = {.name = "variant", .help = "as this variant of the schematic has it"},
    [COLUMNS] = {.name = "columns", .help = "these columns: names and TITLE=TEMPLATE, with commas"},
    [REFERENCES] = {.name = "references",
                    .choices = NETLIST_BOM_REFERENCES,
                    .fallback = "short",
                    .help = "in columns R1-R4, or R1 R2 R3 R4"},
    [LIBRARY] = {.name = "library",
                 .help = "what the HTTP library is called in KiCad's table; not given: the "
                         "setting nickname"},
    {.name = NULL},
};

static bool
make(struct call *call, struct netlist_bom_order *order, struct netlist_bom_made *made,
     struct err *err)
{
	struct netlist_stored *stored = arena_alloc(call->arena, sizeof *stored, err);
	char today[CLOCK_DAY];
	if (stored == NULL)
		return false;
	*stored = (struct netlist_stored){call->db, call->ids[0]};
	clock_today(today);
	order->source = netlist_stored_give;
	order->context = stored;
	order->today = arena_copy(call->arena, today, sizeof today, err);
	order->library = text_is_set(call->arguments[LIBRARY]) ? call->arguments[LIBRARY]
	                                                       : text_of(call->settings->nickname);
	order->columns = &call->arguments[COLUMNS];
	order->column_count = text_is_set(*order->columns) ? 1 : 0;
	return order->today != NULL &&
	       api_string(call, call->arguments[GROUP], &order->group, err) &&
	       api_string(call, call->arguments[VARIANT], &order->variant, err) &&
	       api_string(call, call->arguments[REFERENCES], &order->references, err) &&
	       netlist_bom_make(call->db, order, call->arena, made, err);
}

static bool
write_piece(void *context, struct text piece, struct err *err)
{
	struct buf *body = context;
	buf_append_text(body, piece);
	return buf_check(body, err);
}

static const char *
type_of(struct text format)
{
	if (text_equal(format, text_of("csv")))
		return "text/csv; charset=utf-8";
	return text_equal(format, text_of("html")) ? "text/html; charset=utf-8" : NULL;
}

static bool
bom(struct call *call, const void *body, struct err *err)
{
	struct netlist_bom_order order = {.boards = 0};
	struct netlist_bom_made *made = arena_alloc(call->arena, sizeof *made, err);
	const char *format;
	bool found;
	(void)body;
	text_to_int64(call->arguments[BOARDS], 0, NETLIST_BOM_BOARDS_MAX, &order.boards);
	if (made == NULL || !api_string(call, call->arguments[FORMAT], &format, err) ||
	    !db_be_patient(call->db, call->settings->netlist_timeout, err) ||
	    !api_netlist_find(call, 0, &order.revision, &found, err))
		return false;
	if (!found)
		return true;
	/* What is staged for a variant is not to stay. */
	call->is_trial = true;
	if (!make(call, &order, made, err))
		return api_refuse_argument(call, err);
	call->reply->type = type_of(call->arguments[FORMAT]);
	return netlist_bom_write(format, &made->bom, &made->columns, write_piece,
	                         &call->reply->body, err);
}

const struct api_resource api_netlist_bom = {
    .pattern = "/api/netlist/{id}/bom/",
    .word = "netlist",
    .schema = "BillOfMaterials",
    .fields = fields,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "the bill of materials of a revision, with what is in stock", arguments,
             .run = bom, .other_types = "text/csv text/html"},
	    {.method = 0},
	},
};
