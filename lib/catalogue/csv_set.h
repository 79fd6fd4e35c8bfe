/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_set: the whole catalogue as a folder of CSV files, TABLE.csv for each table of
 * csv_table.h, written as at one moment and taken back in one transaction.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_SET_H
#define KIDEPOT_CATALOGUE_CSV_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#include "catalogue/csv_import.h"
#include "catalogue/csv_table.h"
#include "store/db.h"

/* What an import of several tables is told. */
struct csv_set_order {
	bool make[CSV_MADE];
	bool skip;     /* rows that do not fit are left out, the others stored */
	bool dry_run;  /* everything is done, and then undone */
	size_t faults; /* so many are told */
	struct csv_import_progress progress;
};

struct csv_set_table {
	const struct csv_table *table;
	const char *place; /* what messages call its rows' file */
	struct csv_import_report report;
};

struct csv_set_report {
	bool stored; /* false: for a dry run, or because rows of the last table do not fit */
	size_t count;
	struct csv_set_table tables[CSV_TABLES]; /* that were there, in the order of csv_table.h */
};

/*
 * Makes the folder unless it is there and writes all files in it, comma between cells;
 * none of them takes its place before all are written. ERR_OUTPUT; db_query's errors.
 */
bool csv_set_export(struct db *db, const char *folder, struct arena *arena, struct err *err);

/*
 * Imports the files of the folder, all or nothing; a table without a file stays as it is.
 * It stops at the first table with rows that do not fit, of which its report tells.
 * ERR_INPUT when the folder cannot be read, has none of the files, or another whose name
 * ends in ".csv"; csv_import's errors. err must not be NULL, here and above.
 */
bool csv_set_import(struct db *db, const char *folder, const struct csv_set_order *order,
                    struct arena *arena, struct csv_set_report *report, struct err *err);

/*
 * For importers of several tables: one of them, within the caller's transaction, from a
 * file, or, in being NULL, what `rows` (csv_import.h) puts; `place` is what it is called.
 */
bool csv_set_import_table(struct db *db, const struct csv_table *table, const char *place,
                          struct stream_in *in, const struct query *rows,
                          const struct csv_set_order *order, struct arena *arena,
                          struct csv_set_report *report, struct err *err);

/* Whether nothing is stored because rows of the last table do not fit. */
bool csv_set_is_rejected(const struct csv_set_report *report);

/* Ends the transaction of csv_set_import_table; `good`: all went well so far. */
bool csv_set_end(struct db *db, bool good, const struct csv_set_order *order,
                 struct csv_set_report *report, struct err *err);

#endif
