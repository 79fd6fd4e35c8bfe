/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#include "netlist.h"
#include "netlist/netlist_bom_part.h"
#include "netlist/netlist_bom_write.h"
#include "netlist/netlist_variant.h"
#include "netlist_source.h"

enum { STATEMENT_TIMEOUT = 600000 }; /* ms */

struct bom_options {
	struct netlist_source_options from;
	const char *output, *format, *group, *variant, *references, *library;
	struct setting_list columns;
	int64_t boards;
};

#define MEMBER(member) .offset = offsetof(struct bom_options, member)

static const struct setting bom_settings[] = {
    {.name = "output",
     .type = SETTING_TEXT,
     MEMBER(output),
     .fallback = "-",
     .unit = " FILE",
     .help = "where to, \"-\" being stdout"},
    {.name = "format",
     .type = SETTING_CHOICE,
     MEMBER(format),
     .choices = NETLIST_BOM_FORMATS,
     .unit = " FORMAT",
     .help = "what to write; without it as FILE ends, else csv"},
    {.name = "group",
     .type = SETTING_CHOICE,
     MEMBER(group),
     .choices = "part value",
     .unit = " WORD",
     .help = "what is one line; without it part, or value where no database is"},
    {.name = "boards",
     .type = SETTING_NUMBER,
     MEMBER(boards),
     .fallback = "0",
     .min = 0,
     .max = NETLIST_BOM_BOARDS_MAX,
     .help = "say what is missing to build so many; 0: do not"},
    {.name = "variant",
     .type = SETTING_TEXT,
     MEMBER(variant),
     .unit = " NAME",
     .help = "as this variant of the schematic has it"},
    {.name = "columns",
     .type = SETTING_LIST,
     MEMBER(columns),
     .unit = " LIST",
     .help = "these columns: names and TITLE=TEMPLATE, with commas; may be repeated"},
    {.name = "references",
     .type = SETTING_CHOICE,
     MEMBER(references),
     .fallback = "short",
     .choices = "short full",
     .unit = " WORD",
     .help = "R1-R4 or R1 R2 R3 R4"},
    {.name = "library",
     .type = SETTING_TEXT,
     MEMBER(library),
     .fallback = "KiDepot",
     .unit = " NAME",
     .help = "what the HTTP library is called in KiCad's table"},
    NETLIST_SOURCE_SETTINGS(struct bom_options, from),
};

/* What was said, and what it came to. */
struct call {
	struct cli *cli;
	const struct bom_options *wanted;
	struct text *said; /* of the columns */
	struct db *db;     /* NULL: there is none */
	struct netlist_source source;
	struct netlist_variant_view view;
	struct netlist_model model;
	struct netlist_bom bom;
	struct netlist_bom_columns columns;
};

static bool
read_model(struct call *call, struct err *err)
{
	struct netlist_source_records records = {call->db, &call->source};
	unsigned wanted = NETLIST_MODEL_SAYS | NETLIST_MODEL_SHEETS |
	                  netlist_bom_column_wanted(call->said, call->wanted->columns.count);
	if (call->wanted->variant == NULL)
		return netlist_model_make(netlist_source_give, &records, wanted, call->cli->arena,
		                          &call->model, err);
	call->view = (struct netlist_variant_view){
	    .source = netlist_source_give,
	    .context = &records,
	    .variant = call->wanted->variant,
	    .arena = call->cli->arena,
	};
	return netlist_model_make(netlist_variant_read, &call->view, wanted, call->cli->arena,
	                          &call->model, err) &&
	       netlist_variant_check(&call->view, err);
}

/* A file's components are matched where there is a database. */
static bool
find_parts(struct call *call, struct err *err)
{
	const char *group = call->wanted->group;
	const struct netlist_bom_part_order order = {
	    .revision_id = call->source.revision.id,
	    .changed = call->view.changed,
	    .changed_count = call->view.changed_count,
	    .library = text_of(call->wanted->library),
	    .project = call->source.revision.project,
	};
	if (netlist_bom_part_find(call->db, &order, &call->bom, err))
		return true;
	if (err->code != ERR_AWAY || call->source.file == NULL ||
	    (group != NULL && strcmp(group, "part") == 0))
		return false;
	fprintf(stderr, "kidepot: note: %s; parts and stock are left out\n", err->message);
	return true;
}

static enum netlist_bom_grouping
grouping_of(const struct call *call)
{
	const char *group = call->wanted->group;
	bool by_part = group == NULL ? call->bom.parts_known : strcmp(group, "part") == 0;
	return by_part ? NETLIST_BOM_BY_PART : NETLIST_BOM_BY_VALUE;
}

static bool
make_columns(struct call *call, struct err *err)
{
	char *today = arena_alloc(call->cli->arena, CLOCK_DAY, err);
	if (today == NULL)
		return false;
	clock_today(today);
	if (!netlist_bom_column_make(&call->bom, call->said, call->wanted->columns.count, today,
	                             call->cli->arena, &call->columns, err))
		return false;
	call->columns.all_refs = strcmp(call->wanted->references, "full") == 0;
	if (*call->columns.left_out != '\0')
		fprintf(stderr, "kidepot: note: left out:%s\n", call->columns.left_out);
	if (call->bom.open > 0)
		fprintf(stderr,
		        "kidepot: note: %zu %s not annotated, and KiCad makes one of several; "
		        "annotate the schematic and export again\n",
		        call->bom.open, call->bom.open == 1 ? "component is" : "components are");
	return true;
}

static bool
make_bom(struct call *call, struct err *err)
{
	if (!read_model(call, err) ||
	    !netlist_bom_start(&call->model, call->cli->arena, &call->bom, err) ||
	    !find_parts(call, err))
		return false;
	call->bom.variant = call->wanted->variant;
	call->bom.project = call->source.revision.project;
	call->bom.revision = call->source.revision.name;
	return netlist_bom_group(&call->bom, grouping_of(call), call->wanted->boards, err) &&
	       make_columns(call, err);
}

static const char *
format_of(const struct bom_options *wanted)
{
	const char *dot = strrchr(wanted->output, '.');
	if (wanted->format != NULL)
		return wanted->format;
	if (dot != NULL && (strcmp(dot, ".html") == 0 || strcmp(dot, ".json") == 0))
		return dot + 1;
	return "csv";
}

static bool
write_piece(void *context, struct text piece, struct err *err)
{
	return stream_write(context, piece, err);
}

static bool
bom(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct call *call = arena_alloc(cli->arena, sizeof *call, err);
	struct stream_out out;
	if (call == NULL)
		return false;
	call->cli = cli;
	call->wanted = options;
	call->said = command_texts(&call->wanted->columns, cli->arena, err);
	call->db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (call->said == NULL || call->db == NULL ||
	    !netlist_source_choose(cli, call->db, words[0], &call->wanted->from, &call->source,
	                           err) ||
	    !make_bom(call, err) || !stream_create(&out, call->wanted->output, 0644, err))
		return false;
	if (netlist_bom_write(format_of(call->wanted), &call->bom, &call->columns, write_piece,
	                      &out, err))
		return stream_finish(&out, err);
	stream_abandon(&out);
	return false;
}

const struct command netlist_bom_command = {
    .name = "bom",
    .summary = "write a bill of materials, with what is in stock",
    .words = NETLIST_SOURCE_WORDS,
    .words_max = 1,
    .help =
	"Writes a netlist's bill of materials as CSV, JSON or a page to print. With a database,\n"
	"components are matched to parts as \"kidepot netlist import\" does it, or are the parts that\n"
	"the stored revision has; lines then say what is in stock. DNP components and those that\n"
	"are excluded from the BOM are lines of their own.\n\n"
	"--boards says what is missing to build so many, and how many can be built. Nothing is\n"
	"reserved.\n\n"
	"Columns: section, references, quantity, value, footprint, symbol, description,\n"
	"datasheet, status, part, part_id, ipn, manufacturer, mpn, suppliers, stock, locations,\n"
	"needed, missing; and TITLE=TEMPLATE, a text with KiCad's text variables such as ${MPN},\n"
	"as each component has them.\n\n"
	"example: kidepot netlist bom board.xml -o board.html --boards 25\n"
	"example: kidepot netlist bom --project board --columns references,quantity,mpn,stock\n"
	"example: kidepot netlist bom board.xml --columns 'references,Order=${MPN} ${VALUE}'",
    COMMAND_OPTIONS(bom_settings, struct bom_options),
    .letters = "o---------",
    .run = bom,
};
