/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Netlists, kept as revisions of projects, in the REST interface. */
#include "api_resources.h"
#include "api_stream.h"
#include "netlist/netlist_import_match.h"
#include "netlist/netlist_revision.h"
#include "store/db_document.h"

static const struct api_field fields[] = {
    {"id", API_NUMBER, .help = "the revision's number"},
    {"project", API_TEXT, .help = "the project's name"},
    {"revision", API_TEXT, .help = "the revision's name"},
    {"kicad", API_NUMBER, .nullable = true, .help = "the version of KiCad that wrote it"},
    {"tool", API_TEXT, .nullable = true, .help = "the program that wrote it, as it says"},
    {"source", API_TEXT, .nullable = true, .help = "the path of the root sheet there"},
    {"date", API_TEXT, .nullable = true, .help = "when it was written, as that KiCad writes dates"},
    {"export_version", API_TEXT, .nullable = true, .help = "of the format"},
    {"imported_at", API_TEXT, .format = "date-time", .help = "when it came here, in UTC"},
    {"sheets", API_NUMBER, .help = "how many sheets it has"},
    {"components", API_NUMBER, .help = "how many components it has"},
    {"matched", API_NUMBER, .help = "how many of them are a part"},
    {"nets", API_NUMBER, .help = "how many nets it has"},
    {.key = NULL},
};

static const struct api_field group_fields[] = {
    {"status", API_TEXT, .help = "\"matched\", \"ambiguous\", \"unmatched\" or \"no part\""},
    {"rule", API_TEXT, .nullable = true, .help = "the rule that found the part, or \"decision\""},
    {"part_id", API_NUMBER, .nullable = true, .help = "the part's number"},
    {"components", API_NUMBER, .help = "how many components they are"},
    {"part", API_TEXT, .nullable = true, .help = "the part's name"},
    {"references", API_TEXTS, .help = "the references of all of them"},
    {"candidates", API_TEXTS, .nullable = true, .help = "which parts they may be"},
    {"why", API_TEXT, .nullable = true, .help = "why they are no part"},
    {"library", API_TEXT, .nullable = true, .help = "the symbol's library"},
    {"symbol", API_TEXT, .nullable = true, .help = "the symbol's name"},
    {"value", API_TEXT, .nullable = true, .help = "their value"},
    {"footprint", API_TEXT, .nullable = true, .help = "their footprint"},
    {"says_id", API_TEXT, .nullable = true, .help = "the part's number that they say"},
    {"ipn", API_TEXT, .nullable = true, .help = "the IPN that they say"},
    {"mpn", API_TEXT, .nullable = true, .help = "the MPN that they say"},
    {.key = NULL},
};

static const struct api_field write_fields[] = {
    {"outcome", API_TEXT, .choices = "written kept conflict taken unfit",
     .help = "what became of it"},
    {"part", API_TEXT, .help = "the part's name"},
    {"part_id", API_NUMBER, .help = "the part's number"},
    {"field", API_TEXT, .help = "what of it"},
    {"old_value", API_TEXT, .nullable = true, .help = "what the part said"},
    {"new_value", API_TEXT, .nullable = true, .help = "what the schematic says"},
    {"references", API_TEXTS, .help = "which components say it"},
    {.key = NULL},
};

static const struct api_field report_fields[] = {
    {"id", API_NUMBER, .nullable = true, .help = "the revision's number; null: nothing was kept"},
    {"project", API_TEXT, .help = "the project's name"},
    {"revision", API_TEXT, .help = "the revision's name"},
    {"outcome", API_TEXT, .choices = "made replaced unchanged",
     .help = "what becomes of the revision"},
    {"stored", API_TRUTH, .help = "false: a dry run"},
    {"components", API_NUMBER, .help = "how many components were read"},
    {"nets", API_NUMBER, .help = "how many nets"},
    {"nodes", API_NUMBER, .help = "how many nodes"},
    {"matched", API_NUMBER, .help = "how many components are a part"},
    {"ambiguous", API_NUMBER, .help = "how many may be several"},
    {"unmatched", API_NUMBER, .help = "of how many no rule found one"},
    {"no_part", API_NUMBER, .help = "how many are none, by a decision"},
    {"not_annotated", API_NUMBER, .help = "how many have no number, such as \"R?\""},
    {"duplicates", API_NUMBER, .help = "how many references name more than one component"},
    {"without_component", API_NUMBER, .help = "how many references in nets name none"},
    {"groups", API_OBJECTS, .members = group_fields, .help = "the components of each part"},
    {"writes", API_OBJECTS, .members = write_fields, .help = "what was written back, and what not"},
    {.key = NULL},
};

/* The second is another name of the first (RFC 7303, section 9.2). */
#define XML_TYPES "application/xml text/xml"

enum { PROJECT, REVISION, DRY_RUN, MATCH, FIELD, LIBRARY, WRITE_BACK, OVERWRITE };

static const struct argument import_arguments[] = {
    [PROJECT] = {.name = "project",
                 .help = "the project; not given: the name of the schematic's file"},
    [REVISION] = {.name = "revision",
                  .help = "its revision; not given: that of the root sheet, or \"current\""},
    [DRY_RUN] = {.name = "dry_run",
                 .choices = "true false",
                 .fallback = "false",
                 .help = "true: all is done, told, and undone"},
    [MATCH] = {.name = "match",
               .help = "the rules in their order, with commas; not given: all of them"},
    [FIELD] = {.name = "field",
               .help = "the fields that say id, ipn or mpn, as \"mpn=Order No\", with commas"},
    [LIBRARY] = {.name = "library",
                 .help = "what the HTTP library is called in KiCad's table; not given: the "
                         "setting nickname"},
    [WRITE_BACK] = {.name = "write_back",
                    .help = "what parts take over from the schematic: symbol, footprint, "
                            "datasheet, field:NAME=PARAMETER, with commas"},
    [OVERWRITE] = {.name = "overwrite",
                   .choices = "never empty always",
                   .fallback = "never",
                   .help = "what of parts is overwritten: nothing, what only their category "
                           "says, all"},
    {.name = NULL},
};

static const char *const outcome_words[] = {
    [NETLIST_IMPORT_MADE] = "made",
    [NETLIST_IMPORT_REPLACED] = "replaced",
    [NETLIST_IMPORT_SAME] = "unchanged",
};

static struct document *
report_document(const struct netlist_import_report *report)
{
	const struct {
		const char *key;
		int64_t number;
	} numbers[] = {
	    {"components", (int64_t)report->counts.components},
	    {"nets", (int64_t)report->counts.nets},
	    {"nodes", (int64_t)report->counts.nodes},
	    {"matched", report->matched},
	    {"ambiguous", report->ambiguous},
	    {"unmatched", report->unmatched},
	    {"no_part", report->no_part},
	    {"not_annotated", (int64_t)report->odd.refs[NETLIST_ODD_OPEN].count},
	    {"duplicates", (int64_t)report->odd.refs[NETLIST_ODD_DUPLICATE].count},
	    {"without_component", (int64_t)report->odd.refs[NETLIST_ODD_UNKNOWN].count},
	};
	struct document *object = document_object();
	bool good = document_add_id(object, "id",
	                            report->stored ? report->revision_id : text_of(NULL)) &&
	            document_add_text(object, "project", report->project) &&
	            document_add_text(object, "revision", report->revision) &&
	            document_add_string(object, "outcome", outcome_words[report->outcome]) &&
	            document_add_bool(object, "stored", report->stored);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		good = good && document_add_number(object, numbers[i].key, numbers[i].number);
	good = good &&
	       document_add(object, "groups",
	                    db_document_rows(&report->components, report->components.count)) &&
	       document_add(object, "writes",
	                    db_document_rows(&report->writes, report->writes.count));
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static bool
order_of(struct call *call, struct netlist_import_order *order, struct err *err)
{
	const struct text *said = call->arguments;
	order->project = said[PROJECT];
	order->revision = said[REVISION];
	order->dry_run = text_equal(said[DRY_RUN], text_of("true"));
	order->library = text_is_set(said[LIBRARY]) ? said[LIBRARY]
	                                            : text_of(call->settings->nickname);
	order->rules = said[MATCH];
	order->rows_as = NETLIST_IMPORT_LISTS;
	return api_string(call, said[WRITE_BACK], &order->write_back, err) &&
	       api_string(call, said[OVERWRITE], &order->overwrite, err) &&
	       netlist_import_match_field_list(said[FIELD], call->arena, &order->fields,
	                                       &order->field_count, err) &&
	       netlist_import_match_check(order, err);
}

static bool
import(struct call *call, const void *body, struct err *err)
{
	struct api_stream stream = *(const struct api_stream *)body;
	struct netlist_import_order order = {.in = &stream.in};
	struct netlist_import_report report;
	stream.in.context = &stream;
	if (!order_of(call, &order, err))
		return api_refuse_argument(call, err);
	if (!db_be_patient(call->db, call->settings->netlist_timeout, err))
		return false;
	if (!netlist_import(call->db, &order, call->arena, &report, err))
		return api_stream_refuse(&stream);
	call->is_trial = order.dry_run;
	if (report.stored && report.outcome == NETLIST_IMPORT_MADE)
		call->made = report.revision_id;
	return api_write_document(call, report_document(&report), err);
}

enum { LIST_PROJECT, LIST_LIMIT, LIST_AFTER };

static const struct argument list_arguments[] = {
    [LIST_PROJECT] = {.name = "project", .help = "only those of the project of this name"},
    [LIST_LIMIT] = API_PAGE_LIMIT,
    [LIST_AFTER] = API_PAGE_BEFORE,
    {.name = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct netlist_revision_page page = {.project = call->arguments[LIST_PROJECT],
	                                     .before = call->arguments[LIST_AFTER]};
	struct db_rows rows;
	int64_t limit = 1;
	(void)body;
	return api_page_limit(call, LIST_LIMIT, &limit, &page.limit, err) &&
	       netlist_revision_list(call->db, &page, call->arena, &rows, err) &&
	       api_write_page(call, &rows, (size_t)limit, 0, err);
}

const struct api_resource api_netlist_all = {
    .pattern = "/api/netlist/",
    .word = "netlist",
    .schema = "Netlist",
    .fields = fields,
    .item = &api_netlist,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the revisions of projects, the newest first", list_arguments,
             .run = list, .answer = API_PAGE},
	    {METHOD_POST, "keep a netlist as a revision of a project",
             .arguments = import_arguments, .stream_types = XML_TYPES, .run = import,
             .answers = report_fields, .may_make_nothing = true},
	    {.method = 0},
	},
};

bool
api_netlist_find(struct call *call, size_t place, struct netlist_revision *revision, bool *found,
                 struct err *err)
{
	struct text id = call->ids[place];
	if (!netlist_revision_get(call->db, id, call->arena, revision, found, err))
		return false;
	if (!*found)
		reply_problem(call->reply, 404, "There is no netlist %.*s.", (int)id.size,
		              id.bytes);
	return true;
}

static bool
remove_revision(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return netlist_revision_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_netlist = {
    .pattern = "/api/netlist/{id}/",
    .word = "netlist",
    .schema = "Netlist",
    .fields = fields,
    .lock = &query_netlist_revision_lock,
    .get = &query_netlist_revision_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a revision of a project"},
	    {METHOD_DELETE, "remove a revision", .run = remove_revision},
	    {.method = 0},
	},
};
