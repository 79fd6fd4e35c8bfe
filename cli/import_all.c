/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue_json.h"
#include "catalogue/csv_set.h"

#include "import.h"
#include "import_report.h"
#include "import_set.h"
#include "progress.h"

struct all_options {
	bool dry_run;
};

static const struct setting all_settings[] = {
    {.name = "dry_run",
     .type = SETTING_BOOL,
     .fallback = "no",
     .offset = offsetof(struct all_options, dry_run),
     .help = "do everything, tell of it, and undo it"},
};

static struct csv_set_order
order_of(const struct all_options *wanted, struct progress *progress)
{
	return (struct csv_set_order){
	    .dry_run = wanted->dry_run,
	    .faults = IMPORT_FAULTS_SHOWN,
	    .progress = {progress, progress_is_seen() ? progress_show : NULL},
	};
}

static bool
import_all(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct progress progress = progress_start(-1);
	const struct csv_set_order order = order_of(options, &progress);
	struct csv_set_report report;
	/* No time-out: how long it takes is a matter of the files. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = csv_set_import(db, words[0], &order, cli->arena, &report, err);
	progress_end(&progress);
	return good && import_set_tell(&report, "", cli->json, cli->arena, err);
}

static bool
import_json(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct stream_in in;
	struct csv_set_report report;
	struct db *db = command_database(cli, 0, err);
	if (db == NULL || !stream_open(&in, words[0], err))
		return false;
	struct progress progress = progress_start(in.size);
	const struct csv_set_order order = order_of(options, &progress);
	bool good = catalogue_json_import(db, &in, &order, cli->arena, &report, err);
	progress_end(&progress);
	stream_close(&in);
	return good && import_set_tell(&report, "", cli->json, cli->arena, err);
}

const struct command import_all_command = {
    .name = "all",
    .summary = "take back a folder of CSV files of \"kidepot export all\"",
    .words = "FOLDER",
    .words_min = 1,
    .words_max = 1,
    .help = "Imports the file TABLE.csv of each table, in the order in which they build on one\n"
	    "another, as \"kidepot import csv TABLE\" does. Everything is stored, or nothing. A\n"
	    "table without a file stays as it is, and no row is removed.\n\n"
	    "example: kidepot import all catalogue --dry-run",
    COMMAND_OPTIONS(all_settings, struct all_options),
    .json = true,
    .run = import_all,
};

const struct command import_all_json_command = {
    .name = "json",
    .summary = "take back a file of \"kidepot export json\"",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help = "Imports the tables that the file has, as \"kidepot import csv TABLE\" does, from one\n"
	    "JSON object: the member of each table is an array of its rows, which are objects. A\n"
	    "column that a row does not have is left as it is; null unsets. Everything is stored,\n"
	    "or nothing.\n\n"
	    "example: kidepot export json - | kidepot --conninfo service=other import json -",
    COMMAND_OPTIONS(all_settings, struct all_options),
    .json = true,
    .run = import_json,
};
