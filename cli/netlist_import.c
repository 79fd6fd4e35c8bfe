/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import_match.h"

#include <inttypes.h>
#include <stdio.h>

#include "listing.h"
#include "netlist.h"
#include "output.h"
#include "progress.h"
#include "store/db_document.h"

struct import_options {
	const char *project, *revision;
	struct setting_list match, field;
	const char *library, *decisions, *write_back, *overwrite;
	bool dry_run, csv;
};

#define MEMBER(member) .offset = offsetof(struct import_options, member)

static const struct setting import_settings[] = {
    {.name = "project",
     .type = SETTING_TEXT,
     MEMBER(project),
     .unit = " NAME",
     .help = "the project; without it the name of the schematic's file"},
    {.name = "revision",
     .type = SETTING_TEXT,
     MEMBER(revision),
     .unit = " NAME",
     .help = "its revision; without it that of the root sheet's title block, or \"current\""},
    {.name = "dry_run",
     .type = SETTING_BOOL,
     MEMBER(dry_run),
     .fallback = "no",
     .help = "do everything, tell of it, and undo it"},
    {.name = "match",
     .type = SETTING_LIST,
     MEMBER(match),
     .unit = " RULE",
     .help = "match by this rule, and by those given after it, also with commas; may be repeated"},
    {.name = "field",
     .type = SETTING_LIST,
     MEMBER(field),
     .unit = " RULE=NAME",
     .help = "the field that says id, ipn or mpn; may be repeated"},
    {.name = "library",
     .type = SETTING_TEXT,
     MEMBER(library),
     .fallback = "KiDepot",
     .unit = " NAME",
     .help = "what the HTTP library is called in KiCad's table"},
    {.name = "decisions",
     .type = SETTING_TEXT,
     MEMBER(decisions),
     .unit = " FILE",
     .help = "take decisions from FILE: lines such as \"R1 R2 = PART\""},
    {.name = "write_back",
     .type = SETTING_TEXT,
     MEMBER(write_back),
     .unit = " FIELDS",
     .help = "set symbol,footprint,datasheet,field:NAME=PARAMETER of parts as the schematic says"},
    {.name = "overwrite",
     .type = SETTING_CHOICE,
     MEMBER(overwrite),
     .fallback = "never",
     .choices = "never empty always",
     .unit = " WORD",
     .help = "what of parts is overwritten: nothing, what only their category says, all"},
    {.name = "csv",
     .type = SETTING_BOOL,
     MEMBER(csv),
     .fallback = "no",
     .help = "write a line of CSV for each component"},
};

static const char *const outcome_words[] = {
    [NETLIST_IMPORT_MADE] = "made",
    [NETLIST_IMPORT_REPLACED] = "replaced",
    [NETLIST_IMPORT_SAME] = "unchanged",
};

static void
tell_warning(void *context, const char *message)
{
	(void)context;
	fprintf(stderr, "kidepot: warning: %s\n", message);
}

static struct document *
report_document(const struct netlist_import_report *report)
{
	const struct netlist_counts *counts = &report->counts;
	const struct {
		const char *key;
		uint64_t number;
	} numbers[] = {
	    {"textvars", counts->textvars},
	    {"sheets", counts->sheets},
	    {"components", counts->components},
	    {"libparts", counts->libparts},
	    {"libraries", counts->libraries},
	    {"nets", counts->nets},
	    {"nodes", counts->nodes},
	    {"matched", (uint64_t)report->matched},
	    {"ambiguous", (uint64_t)report->ambiguous},
	    {"unmatched", (uint64_t)report->unmatched},
	    {"no_part", (uint64_t)report->no_part},
	    {"not_annotated", report->odd.refs[NETLIST_ODD_OPEN].count},
	    {"duplicates", report->odd.refs[NETLIST_ODD_DUPLICATE].count},
	    {"without_component", report->odd.refs[NETLIST_ODD_UNKNOWN].count},
	};
	struct document *object = document_object();
	bool good = document_add_text(object, "project", report->project) &&
	            document_add_text(object, "revision", report->revision) &&
	            document_add_string(object, "outcome", outcome_words[report->outcome]) &&
	            document_add_bool(object, "stored", report->stored);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		good = good &&
		       document_add_number(object, numbers[i].key, (int64_t)numbers[i].number);
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

/* "1 conflict, 2 written": of how many parts' fields each became of. */
static void
append_writes(const struct netlist_import_report *report, struct buf *out)
{
	const struct db_rows *rows = &report->writes;
	size_t fields = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct text outcome = db_rows_text(rows, i, 0);
		bool last = i + 1 == rows->count;
		bool ends = last || !text_equal(outcome, db_rows_text(rows, i + 1, 0));
		if (ends || !text_equal(db_rows_text(rows, i, 1), db_rows_text(rows, i + 1, 1)) ||
		    !text_equal(db_rows_text(rows, i, 2), db_rows_text(rows, i + 1, 2)))
			fields++;
		if (!ends)
			continue;
		buf_append_format(out, "%zu %.*s%s", fields, (int)outcome.size, outcome.bytes,
		                  last ? "" : ", ");
		fields = 0;
	}
	if (rows->count == 0)
		buf_append_string(out, "nothing new");
}

static bool
note_writes(const struct netlist_import_report *report, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	append_writes(report, &out);
	if (!buf_check(&out, err))
		return false;
	fprintf(stderr, "kidepot: note: written back: %.*s\n", (int)out.size, out.bytes);
	return true;
}

static bool
write_lines(const struct netlist_import_report *report, bool writes, struct arena *arena,
            struct err *err)
{
	const struct netlist_counts *counts = &report->counts;
	struct buf out = {.arena = arena};
	buf_append_format(&out, "%.*s %.*s: %s", (int)report->project.size, report->project.bytes,
	                  (int)report->revision.size, report->revision.bytes,
	                  outcome_words[report->outcome]);
	buf_append_format(&out, "; %" PRIu64 " components, %" PRIu64 " nets, %" PRIu64 " nodes%s\n",
	                  counts->components, counts->nets, counts->nodes,
	                  report->stored ? "" : "; nothing was stored");
	buf_append_format(&out,
	                  "components: %" PRId64 " matched, %" PRId64 " ambiguous, %" PRId64
	                  " unmatched, %" PRId64 " no part\n",
	                  report->matched, report->ambiguous, report->unmatched, report->no_part);
	if (writes) {
		buf_append_string(&out, "written back: ");
		append_writes(report, &out);
		buf_append_string(&out, "\n");
	}
	return output_buf(&out, err);
}

static bool
write_tables(const struct netlist_import_report *report, struct arena *arena, struct err *err)
{
	return (report->components.count == 0 ||
	        listing_write_rows(&report->components, 0, false, arena, err)) &&
	       (report->writes.count == 0 ||
	        listing_write_rows(&report->writes, 0, false, arena, err));
}

static bool
write_piece(void *context, struct text piece, struct err *err)
{
	(void)context;
	if (fwrite(piece.bytes, 1, piece.size, stdout) == piece.size)
		return true;
	return err_set(err, ERR_OUTPUT, "cannot write the report");
}

static bool
write_report(struct cli *cli, const struct netlist_import_report *report,
             const struct import_options *wanted, struct err *err)
{
	bool writes = wanted->write_back != NULL;
	if (!netlist_tell_odd(&report->odd, cli->arena, err))
		return false;
	if (cli->json)
		return output_document(report_document(report), cli->arena, err);
	if (wanted->csv)
		return !writes || note_writes(report, cli->arena, err);
	return write_lines(report, writes, cli->arena, err) &&
	       write_tables(report, cli->arena, err);
}

static bool
fields_of(struct cli *cli, const struct setting_list *said,
          struct netlist_import_says_field **fields, struct err *err)
{
	*fields = arena_alloc(cli->arena, said->count * sizeof **fields, err);
	for (size_t i = 0; *fields != NULL && i < said->count; i++)
		if (!netlist_import_match_field(text_of(said->items[i]), &(*fields)[i], err))
			return command_misused(cli, err, "--field %s", err->message);
	return *fields != NULL;
}

/* All of them with commas between; not set when there is none. */
static bool
joined(const struct setting_list *said, struct arena *arena, struct text *all, struct err *err)
{
	struct buf list = {.arena = arena};
	for (size_t i = 0; i < said->count; i++)
		buf_append_format(&list, "%s%s", i == 0 ? "" : ",", said->items[i]);
	*all = said->count == 0 ? text_of(NULL) : buf_text(&list);
	return buf_check(&list, err);
}

static bool
import_from(struct cli *cli, const struct import_options *wanted, struct stream_in *in,
            struct err *err)
{
	struct progress progress = progress_start(in->size);
	struct netlist_import_says_field *fields;
	struct text rules;
	if (!fields_of(cli, &wanted->field, &fields, err) ||
	    !joined(&wanted->match, cli->arena, &rules, err))
		return false;
	const struct netlist_import_order order = {
	    .in = in,
	    .project = text_of(wanted->project),
	    .revision = text_of(wanted->revision),
	    .rules = rules,
	    .fields = fields,
	    .field_count = wanted->field.count,
	    .library = text_of(wanted->library),
	    .decisions = wanted->decisions,
	    .write_back = wanted->write_back,
	    .overwrite = wanted->overwrite,
	    .rows_as = wanted->csv ? NETLIST_IMPORT_CSV
	               : cli->json ? NETLIST_IMPORT_LISTS
	                           : NETLIST_IMPORT_LINES,
	    .csv = write_piece,
	    .dry_run = wanted->dry_run,
	    .progress = {&progress, progress_is_seen() ? progress_show : NULL, tell_warning},
	};
	struct netlist_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = netlist_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	return good && write_report(cli, &report, wanted, err);
}

static bool
import(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct import_options *wanted = options;
	struct stream_in in;
	if (wanted->csv && cli->json)
		return command_misused(cli, err, "--csv and --json exclude each other");
	if (!stream_open(&in, words[0], err))
		return false;
	bool good = import_from(cli, wanted, &in, err);
	stream_close(&in);
	return good;
}

const struct command netlist_import_command = {
    .name = "import",
    .summary = "keep a netlist as a revision of a project, and say which parts it has",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a netlist in KiCad's XML format, of KiCad 4 to 10, and keeps its sheets,\n"
	"components, fields, symbols, nets and nodes as a revision of a project, in the place of\n"
	"what that revision held. Everything is stored, or nothing. The same netlist again changes\n"
	"nothing.\n\n"
	"Each component is matched to a part by the first rule that finds any: library (the symbol\n"
	"is of the HTTP library), id, ipn, mpn (fields), name, value (with the footprint). Several\n"
	"parts are told as ambiguous. --decisions FILE settles these: \"R1 R2 = PART\",\n"
	"\"R3 = none\", \"R4 =\" to forget; decisions are kept for the project and go before the\n"
	"rules.\n\n"
	"--write-back sets what parts do not have; a part whose components differ is told as a\n"
	"conflict and left alone. field:NAME=PARAMETER writes a field to a parameter, to IPN,\n"
	"Manufacturer or MPN, or to the description; field:NAME to the one that is called so.\n"
	"Look at it with --dry-run first.\n\n"
	"example: kidepot netlist import board.xml --project board --revision 1.2\n"
	"example: kidepot netlist import board.xml --write-back footprint,datasheet --dry-run\n"
	"example: kidepot netlist import board.xml --write-back field:MPN,field:Tol=Tolerance",
    COMMAND_OPTIONS(import_settings, struct import_options),
    .json = true,
    .run = import,
};
