/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/sheet_import.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/file.h"

#include "import.h"
#include "import_report.h"
#include "import_set.h"
#include "output.h"
#include "progress.h"

struct sheet_options {
	const char *map, *save_map;
	bool skip, dry_run;
};

static const struct setting sheet_settings[] = {
    {.name = "map",
     .type = SETTING_TEXT,
     .offset = offsetof(struct sheet_options, map),
     .unit = " FILE",
     .help = "what the columns are; else their names say it"},
    {.name = "save_map",
     .type = SETTING_TEXT,
     .offset = offsetof(struct sheet_options, save_map),
     .unit = " FILE",
     .help = "write to FILE what the columns were taken for"},
    {.name = "skip",
     .type = SETTING_BOOL,
     .fallback = "no",
     .offset = offsetof(struct sheet_options, skip),
     .help = "leave out rows that do not fit, and store the others"},
    {.name = "dry_run",
     .type = SETTING_BOOL,
     .fallback = "no",
     .offset = offsetof(struct sheet_options, dry_run),
     .help = "do everything, tell of it, and undo it"},
};

/* What the columns were taken for, and which rows were passed over. */
static bool
tell(const struct sheet_options *wanted, const struct sheet_import_report *report,
     const char *place, bool json, struct arena *arena, struct err *err)
{
	struct buf map = {.arena = arena};
	if (!sheet_map_write(&report->map, &map, err))
		return false;
	if (wanted->save_map != NULL && !file_write(wanted->save_map, 0644, buf_text(&map), err))
		return false;
	if (!json && wanted->dry_run && wanted->map == NULL) {
		buf_append_string(&map, "\n");
		if (!output_buf(&map, err))
			return false;
	}
	if (report->nameless > 0)
		fprintf(stderr,
		        "%s:%" PRId64 ": %" PRId64
		        " rows without a name are passed over, here is the first\n",
		        place, report->nameless_first, report->nameless);
	return import_set_tell(&report->set, "; --skip leaves them out", json, arena, err);
}

static bool
import_from(struct cli *cli, const struct sheet_options *wanted, struct stream_in *in,
            struct stream_in *map, struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct sheet_import_order order = {
	    .in = in,
	    .map = map,
	    .set = {.make = {true, true, true},
	            .skip = wanted->skip,
	            .dry_run = wanted->dry_run,
	            .faults = IMPORT_FAULTS_SHOWN,
	            .progress = {&progress, progress_is_seen() ? progress_show : NULL}},
	};
	struct sheet_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = sheet_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	return good && tell(wanted, &report, in->name, cli->json, cli->arena, err);
}

static bool
import_sheet(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct sheet_options *wanted = options;
	struct stream_in in, map;
	if (!stream_open(&in, words[0], err))
		return false;
	if (wanted->map == NULL) {
		bool good = import_from(cli, wanted, &in, NULL, err);
		stream_close(&in);
		return good;
	}
	bool is_open = stream_open(&map, wanted->map, err);
	bool good = is_open && import_from(cli, wanted, &in, &map, err);
	if (is_open)
		stream_close(&map);
	stream_close(&in);
	return good;
}

const struct command import_sheet_command = {
    .name = "sheet",
    .summary = "make and change parts from any sheet in CSV",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a sheet of parts in CSV, in UTF-8, with comma, semicolon or tab between cells.\n"
	"Its first line names the columns, each other is a part. What the columns are is told\n"
	"by their names (MPN, Manufacturer, Footprint, LCSC ...), others become parameters; a\n"
	"dry run shows it, --save-map writes it to a file, which can be corrected and given as\n"
	"--map. Parts that are there are changed, an empty cell says nothing; categories,\n"
	"parameters and suppliers that are missing are made. Everything is stored, or nothing.\n\n"
	"a map is CSV, with \"column,target\" as its first line; a target is a column of table\n"
	"part (see \"kidepot import csv --help\"), \"parameter NAME\", \"supplier NAME\" or \"-\",\n"
	"for not taken; what begins with \"=\" in the place of a column is for all parts\n\n"
	"example: kidepot import sheet parts.csv --dry-run --save-map map.csv\n"
	"example: kidepot import sheet parts.csv --map map.csv",
    COMMAND_OPTIONS(sheet_settings, struct sheet_options),
    .json = true,
    .run = import_sheet,
};
