/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_csv: "import csv" reads one table of the catalogue, in the form in which "export csv"
 * writes it, or any sheet of parts, whose columns a map or their names tell.
 */
#ifndef KIDEPOT_CLI_IMPORT_CSV_H
#define KIDEPOT_CLI_IMPORT_CSV_H

#include "command.h"

struct import_csv_options {
	bool dry_run;
	/* Of a table. */
	const char *delimiter, *reject;
	bool make_categories, make_templates, make_suppliers;
	/* Of a sheet. */
	const char *map, *save_map;
	bool skip;
};

/* Reads `file` ("-": the standard input), stores it and tells of it. ERR_INPUT, with what does
 * not fit told before; of usage when there is no such table; csv_import's errors. */
bool import_table(struct cli *cli, const struct import_csv_options *options, const char *table,
                  const char *file, struct err *err);

/* The same of any sheet. sheet_import's errors, ERR_OUTPUT for the map that is saved. */
bool import_sheet(struct cli *cli, const struct import_csv_options *options, const char *file,
                  struct err *err);

#endif
