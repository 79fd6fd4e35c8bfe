/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#include "netlist.h"
#include "netlist/netlist_bom_answer.h"
#include "netlist/netlist_bom_make.h"
#include "netlist/netlist_bom_write.h"
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
     .choices = NETLIST_BOM_GROUPS,
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
     .choices = NETLIST_BOM_REFERENCES,
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

static bool
tell_notes(const struct cli *cli, const struct netlist_bom_made *made, struct err *err)
{
	struct netlist_odd odd;
	if (made->away.code != ERR_NONE)
		fprintf(stderr, "kidepot: note: parts and stock are left out: %s\n",
		        made->away.message);
	if (*made->columns.left_out != '\0')
		fprintf(stderr, "kidepot: note: left out:%s%s\n", made->columns.left_out,
		        made->bom.boards == 0 && made->away.code == ERR_NONE
		            ? "; \"--boards N\" says for how many boards"
		            : "");
	return netlist_odd_find(made->bom.model, &odd, err) &&
	       netlist_tell_odd(&odd, cli->arena, err);
}

/* What a table cannot say. */
static bool
tell_answer(const struct netlist_bom *bom, struct arena *arena, struct err *err)
{
	struct buf answer = {.arena = arena};
	if (!netlist_bom_answer_given(bom))
		return true;
	netlist_bom_answer_append(bom, &answer);
	buf_append_string(&answer, ". ");
	netlist_bom_answer_append_why(bom, &answer);
	if (!buf_check(&answer, err))
		return false;
	fprintf(stderr, "kidepot: note: %.*s\n", (int)answer.size, answer.bytes);
	return true;
}

static bool
make_bom(struct cli *cli, struct db *db, const struct bom_options *wanted, const char *file,
         struct netlist_bom_made *made, struct err *err)
{
	struct netlist_source source;
	struct netlist_source_records records = {db, &source};
	struct text *columns = command_texts(&wanted->columns, cli->arena, err);
	char *today = arena_alloc(cli->arena, CLOCK_DAY, err);
	if (columns == NULL || today == NULL ||
	    !netlist_source_choose(cli, db, file, &wanted->from, &source, err))
		return false;
	clock_today(today);
	const struct netlist_bom_order order = {
	    .source = netlist_source_give,
	    .context = &records,
	    .revision = source.revision,
	    .group = wanted->group,
	    .variant = wanted->variant,
	    .references = wanted->references,
	    .today = today,
	    .library = text_of(wanted->library),
	    .columns = columns,
	    .column_count = wanted->columns.count,
	    .boards = wanted->boards,
	};
	return netlist_bom_make(db, &order, cli->arena, made, err);
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
	const struct bom_options *wanted = options;
	struct netlist_bom_made *made = arena_alloc(cli->arena, sizeof *made, err);
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	struct stream_out out;
	if (made == NULL || db == NULL || !make_bom(cli, db, wanted, words[0], made, err))
		return false;
	if (!tell_notes(cli, made, err))
		return false;
	if (strcmp(format_of(wanted), "csv") == 0 && !tell_answer(&made->bom, cli->arena, err))
		return false;
	if (!stream_create(&out, wanted->output, 0644, err))
		return false;
	if (netlist_bom_write(format_of(wanted), &made->bom, &made->columns, write_piece, &out,
	                      err))
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
	"--boards says what is missing to build so many, and how many can be built; beside CSV\n"
	"on the standard error. Nothing is reserved.\n\n"
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
