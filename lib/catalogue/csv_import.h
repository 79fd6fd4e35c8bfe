/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_import: rows of one table of the catalogue from a CSV file, whole or not at
 * all, in one transaction. A row that is there already is changed, another made; none
 * is removed. A column that the file does not name is left as it is, an empty cell
 * unsets. All rows are looked through before one is stored, by statements over all of
 * them: schema/csv.sql. Rows that come from elsewhere than a file go the same way.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_IMPORT_H
#define KIDEPOT_CATALOGUE_CSV_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stream.h"

#include "catalogue/csv_fault.h"
#include "catalogue/csv_table.h"
#include "store/db.h"

/* What a row may name and not find, to be made with nothing but its name. */
enum csv_made { CSV_CATEGORIES, CSV_TEMPLATES, CSV_SUPPLIERS, CSV_MADE };

struct csv_import_progress {
	void *context;
	/* Bytes so far, the same as before at the end of the file; may be NULL. */
	void (*read)(void *context, int64_t bytes);
};

struct csv_import_order {
	const struct csv_table *table;
	struct stream_in *in;
	char delimiter; /* '\0': csv_find_delimiter's */
	/* In the place of a file, which is NULL then: puts the rows into csv_row, as cells of the
	 * table's columns, null for what is not said, and into its column `place` what a row is
	 * called in messages. Has no parameters. */
	const struct query *rows;
	bool make[CSV_MADE];
	/* Where the rows that do not fit are written to, the others being stored; NULL:
	 * nothing is stored unless all fit. */
	const char *reject;
	bool skip;     /* rows that do not fit are left out, the others stored */
	bool dry_run;  /* everything is done, and then undone */
	size_t faults; /* so many are told */
	struct csv_import_progress progress;
};

struct csv_import_report {
	bool stored;    /* false: for a dry run, or because rows do not fit */
	char delimiter; /* of the file */
	int64_t rows, made, changed, unchanged, rejected;
	int64_t named[CSV_MADE];  /* made besides, for rows to name */
	struct csv_fault *faults; /* the first, in the arena */
	size_t fault_count;
	int64_t all_faults;
};

/*
 * Rows that do not fit are told by the report; it counts no others then, unless these
 * are stored or it is a dry run. ERR_INPUT with "file:line: " for what is no CSV in
 * UTF-8 with a header of the table's columns; db_copy_in's errors, ERR_OUTPUT for the
 * file of rejected rows, ERR_CONFLICT when a category would be called as the setting
 * "uncategorized" says. Other changes of the catalogue wait for its end.
 * err must not be NULL.
 */
bool csv_import(struct db *db, const struct csv_import_order *order, struct arena *arena,
                struct csv_import_report *report, struct err *err);

#endif
