/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_dblib.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/file.h"

#include "import.h"
#include "import_set.h"
#include "output.h"
#include "progress.h"
#include "secret_file.h"

struct dblib_options {
	const char *password_file, *map, *save_map;
	bool former_names, skip, dry_run;
};

#define MEMBER(member) .offset = offsetof(struct dblib_options, member)

static const struct setting dblib_settings[] = {
    {.name = "password_file",
     .type = SETTING_TEXT,
     MEMBER(password_file),
     .unit = " FILE",
     .help = "the password of the source is in FILE, when it has none itself"},
    {.name = "map",
     .type = SETTING_TEXT,
     MEMBER(map),
     .unit = " FILE",
     .help = "what libraries and fields are; else their names say it"},
    {.name = "save_map",
     .type = SETTING_TEXT,
     MEMBER(save_map),
     .unit = " FILE",
     .help = "write to FILE what they were taken for"},
    {.name = "former_names",
     .type = SETTING_BOOL,
     MEMBER(former_names),
     .fallback = "no",
     .help = "sheets find the parts as \"Library/key\", too"},
    {.name = "skip",
     .type = SETTING_BOOL,
     MEMBER(skip),
     .fallback = "no",
     .help = "leave out rows that do not fit, and store the others"},
    {.name = "dry_run",
     .type = SETTING_BOOL,
     MEMBER(dry_run),
     .fallback = "no",
     .help = "do everything, tell of it, and undo it"},
};

/* What libraries and fields were taken for: into the file that is wanted, and shown by a dry
 * run. */
static bool
tell_map(const struct dblib_options *wanted, const struct import_dblib_report *report, bool json,
         struct arena *arena, struct err *err)
{
	struct buf text = {.arena = arena};
	if (json || !wanted->dry_run || wanted->map != NULL)
		return true;
	if (!import_dblib_map_write(&report->map, &report->file, &text, err))
		return false;
	buf_append_string(&text, "\n");
	return output_buf(&text, err);
}

static bool
save_map(const char *path, const struct import_dblib_report *report, struct arena *arena,
         struct err *err)
{
	struct buf text = {.arena = arena};
	return path == NULL || (import_dblib_map_write(&report->map, &report->file, &text, err) &&
	                        file_write(path, 0644, buf_text(&text), err));
}

static void
tell_skips(const char *place, const struct import_dblib_report *report)
{
	for (size_t i = 0; i < report->file.unknown_count; i++)
		fprintf(stderr, "%s: %s is nothing that KiCad knows, and is passed over\n", place,
		        report->file.unknown[i]);
	for (size_t i = 0; i < report->skip_count; i++) {
		const struct import_dblib_skip *skip = &report->skips[i];
		fprintf(stderr, "%s: %s", skip->first, skip->what);
		if (skip->count > 1)
			fprintf(stderr, "; so are %" PRId64 " more", skip->count - 1);
		fprintf(stderr, "\n");
	}
}

static bool
import_from(struct cli *cli, const struct dblib_options *wanted, const char *path,
            struct stream_in *map, struct err *err)
{
	struct progress progress = progress_start(-1);
	struct import_dblib_order order = {
	    .path = path,
	    .map = map,
	    .former_names = wanted->former_names,
	    .set = import_set_order(wanted->skip, wanted->dry_run, &progress),
	};
	struct import_dblib_report report;
	if (wanted->password_file != NULL &&
	    !secret_file_read(wanted->password_file, "password", cli->arena, &order.password, err))
		return false;
	/* No time-out: how long it takes is a matter of the source. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = import_dblib(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	if (!good || !tell_map(wanted, &report, cli->json, cli->arena, err))
		return false;
	tell_skips(path, &report);
	/* What is stored by now is told, whatever becomes of the map. */
	return import_set_tell(&report.set, "; --skip leaves them out", cli->json, cli->arena,
	                       err) &&
	       save_map(wanted->save_map, &report, cli->arena, err);
}

static bool
import_dblib_run(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct dblib_options *wanted = options;
	struct stream_in map;
	if (wanted->map == NULL)
		return import_from(cli, wanted, words[0], NULL, err);
	if (!stream_open(&map, wanted->map, err))
		return false;
	bool good = import_from(cli, wanted, words[0], &map, err);
	stream_close(&map);
	return good;
}

const struct command import_dblib_command = {
    .name = "dblib",
    .summary = "take over a database library of KiCad, and the tables behind it",
    .words = "FILE",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a .kicad_dbl file and, over ODBC, the tables that it names. A library becomes a\n"
	"category, a row a part that is called as its key, with symbol, footprints, description,\n"
	"keywords and exclusions as the file says. Fields become value, datasheet, reference,\n"
	"MPN, manufacturer, IPN or suppliers' numbers by their names, others parameters, drawn\n"
	"where the file says so. Parts that are there are changed, an empty cell says nothing,\n"
	"nothing is removed. Everything is stored in one transaction, or nothing.\n\n"
	"The source is only read. But the file says which driver and server are asked, what the\n"
	"server is told at first, and who gets the password: read a file that is not yours.\n\n"
	"a map is CSV, with \"library,field,target\" as its first line. The target of a library,\n"
	"whose field is empty, is the path of a category, or \"-\": not taken; that of a field is\n"
	"as in \"kidepot import csv --help\". An empty library is all.\n\n"
	"example: kidepot import dblib parts.kicad_dbl --dry-run --save-map map.csv\n"
	"example: kidepot import dblib parts.kicad_dbl --map map.csv --former-names",
    COMMAND_OPTIONS(dblib_settings, struct dblib_options),
    .json = true,
    .run = import_dblib_run,
};
