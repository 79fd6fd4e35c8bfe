/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue_json.h"
#include "catalogue/csv_export.h"
#include "catalogue/csv_set.h"

#include "actions.h"
#include "csv_options.h"

struct export_options {
	const char *delimiter;
};

static const struct setting export_settings[] = {
    CSV_OPTIONS_DELIMITER(struct export_options, "what stands between two cells; else comma")};

static bool
export_csv(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct export_options *wanted = options;
	const struct csv_table *table = csv_options_table(cli, words[0], err);
	struct stream_out out;
	if (table == NULL)
		return false;
	/* No time-out: a catalogue may be large and whoever reads it slow. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL || !stream_create(&out, words[1] == NULL ? "-" : words[1], 0644, err))
		return false;
	if (csv_export(db, table, csv_options_delimiter(wanted->delimiter, ','), &out, cli->arena,
	               err))
		return stream_finish(&out, err);
	stream_abandon(&out);
	return false;
}

static const struct command csv_command = {
    .name = "csv",
    .summary = "write one table of the catalogue as CSV",
    .words = "TABLE [FILE|-]",
    .words_min = 1,
    .words_max = 2,
    .help =
	"Writes all rows of a table of the catalogue as CSV, in UTF-8, to FILE or to stdout.\n"
	"\"kidepot import csv\" takes it back, here or in another database; \"kidepot import csv\n"
	"--help\" names the tables.\n\n"
	"example: kidepot export csv part parts.csv",
    COMMAND_OPTIONS(export_settings, struct export_options),
    .run = export_csv,
};

static bool
export_all(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct db *db = command_database(cli, 0, err);
	return db != NULL && csv_set_export(db, words[0], cli->arena, err);
}

static const struct command all_command = {
    .name = "all",
    .summary = "write the whole catalogue as a folder of CSV files",
    .words = "FOLDER",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Writes each table of the catalogue to FOLDER/TABLE.csv, all as they are at one moment.\n"
	"\"kidepot import all\" takes them back, here or in another database. Not in them: the\n"
	"history, tokens, netlists, packages, and what is known of KiCad's libraries.\n\n"
	"example: kidepot export all catalogue",
    .run = export_all,
};

static bool
export_json(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct stream_out out;
	struct db *db = command_database(cli, 0, err);
	if (db == NULL || !stream_create(&out, words[0] == NULL ? "-" : words[0], 0644, err))
		return false;
	if (catalogue_json_export(db, &out, cli->arena, err))
		return stream_finish(&out, err);
	stream_abandon(&out);
	return false;
}

static const struct command json_command = {
    .name = "json",
    .summary = "write the whole catalogue as one JSON document",
    .words = "[FILE|-]",
    .words_max = 1,
    .help =
	"Writes what \"kidepot export all\" writes as one JSON object, to FILE or to stdout: a\n"
	"member for each table, an array of its rows, each on a line of its own.\n"
	"\"kidepot import json\" takes it back.\n\n"
	"example: kidepot export json catalogue.json",
    .run = export_json,
};

const struct command export_command = {
    .name = "export",
    .summary = "write the catalogue to files",
    .group = (const struct command *const[]){&csv_command, &all_command, &json_command, NULL},
};
