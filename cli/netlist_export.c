/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"
#include "export/export_format.h"
#include "netlist/netlist_variable.h"

#include "netlist.h"
#include "netlist_source.h"

enum { STATEMENT_TIMEOUT = 600000 }; /* ms */

struct export_options {
	const char *format, *dialect, *output;
	struct netlist_source_options from;
	bool expand;
};

static const struct setting export_settings[] = {
    {.name = "format",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct export_options, format),
     .choices = EXPORT_FORMAT_NAMES,
     .unit = " FORMAT",
     .help = "what to write"},
    {.name = "output",
     .type = SETTING_TEXT,
     .offset = offsetof(struct export_options, output),
     .fallback = "-",
     .unit = " FILE",
     .help = "where to, \"-\" being stdout"},
    {.name = "dialect",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct export_options, dialect),
     .fallback = "xsl",
     .choices = EXPORT_FORMAT_DIALECTS,
     .unit = " DIALECT",
     .help = "as KiCad's style sheets or as KiCad itself"},
    NETLIST_SOURCE_SETTINGS(struct export_options, from),
    {.name = "expand",
     .type = SETTING_BOOL,
     .offset = offsetof(struct export_options, expand),
     .fallback = "no",
     .help = "replace text variables that values and footprints still have"},
};

static bool
expand(struct netlist_model *model, struct arena *arena, struct err *err)
{
	struct netlist_variables variables;
	char today[CLOCK_DAY];
	clock_today(today);
	return netlist_variable_start(model, today, arena, &variables, err) &&
	       netlist_variable_expand_model(&variables, model, err);
}

/* Who lays out the board would find pins without a part, or parts without pins. */
static bool
tell_odd(const struct netlist_model *model, struct arena *arena, struct err *err)
{
	struct netlist_odd odd;
	return netlist_odd_find(model, &odd, err) && netlist_tell_odd(&odd, arena, err);
}

static bool
export_netlist(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct export_options *wanted = options;
	struct netlist_source source;
	struct netlist_model model;
	struct stream_out out;
	uint64_t work = 0;
	if (wanted->format == NULL)
		return command_misused(cli, err, "--format is missing");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !netlist_source_choose(cli, db, words[0], &wanted->from, &source, err) ||
	    !netlist_source_read(cli, db, &source, wanted->expand ? NETLIST_VARIABLE_WANTED : 0,
	                         &model, err) ||
	    (wanted->expand && !expand(&model, cli->arena, err)) ||
	    !stream_create(&out, wanted->output, 0644, err))
		return false;
	if (export_format_write(wanted->format, wanted->dialect, &model, cli->arena, &out, &work,
	                        err))
		return stream_finish(&out, err) && tell_odd(&model, cli->arena, err);
	stream_abandon(&out);
	return false;
}

const struct command netlist_export_command = {
    .name = "export",
    .summary = "write a netlist in a format of other programs",
    .words = NETLIST_SOURCE_WORDS,
    .words_max = 1,
    .help =
	"Reads a netlist in KiCad's XML format, of KiCad 4 to 10, and writes it for PADS, CADSTAR\n"
	"or OrcadPCB2, byte for byte as the style sheets of KiCad's documentation do, or, in the\n"
	"dialect \"kicad\", as KiCad's own exporters. The output appears whole or not at all. For a\n"
	"file no database is asked. In KiCad it is a generator: see docs/netlist.md.\n\n"
	"example: kidepot netlist export --format pads board.xml -o board.asc\n"
	"example: kidepot netlist export --format pads --project board --revision 1.2",
    COMMAND_OPTIONS(export_settings, struct export_options),
    .letters = "-o----",
    .run = export_netlist,
};
