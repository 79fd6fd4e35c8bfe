/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_dblib_inside: what the two halves of import_dblib share: the reading of libraries
 * (import_dblib.c), and what becomes of a row (import_dblib_row.c).
 */
#ifndef KIDEPOT_IMPORT_IMPORT_DBLIB_INSIDE_H
#define KIDEPOT_IMPORT_IMPORT_DBLIB_INSIDE_H

#include "catalogue/import_rows.h"
#include "import/import_dblib.h"
#include "import/odbc.h"

enum { IMPORT_DBLIB_SHOWN_MAX = 60 }; /* bytes of a name in a message */

/* The cells of a row that come before those of the fields. */
enum {
	CELL_KEY,
	CELL_SYMBOLS,
	CELL_FOOTPRINTS,
	CELL_DESCRIPTION,
	CELL_KEYWORDS,
	CELL_EXCLUDE_FROM_BOM,
	CELL_EXCLUDE_FROM_BOARD,
	CELL_EXCLUDE_FROM_SIM,
	CELL_FIELDS
};

enum import_dblib_skip_kind {
	SKIP_SYMBOL,
	SKIP_FILTER,
	SKIP_DATASHEET,
	SKIP_EXCLUSION,
	SKIP_KINDS
};

struct import_dblib_reading {
	const struct import_dblib_order *order;
	const struct import_dblib_file *file;
	struct import_dblib_map map;
	struct odbc *odbc;
	struct arena *arena;                        /* of the import */
	struct arena *row;                          /* emptied with each row */
	size_t next;                                /* library */
	const struct import_dblib_library *library; /* that is read; NULL: between two */
	const struct import_dblib_map_library *mapped;
	struct text columns[CELL_FIELDS + IMPORT_DBLIB_FIELDS_MAX]; /* empty: not said */
	struct text asked[CELL_FIELDS + IMPORT_DBLIB_FIELDS_MAX];
	struct text cells[CELL_FIELDS + IMPORT_DBLIB_FIELDS_MAX];
	size_t count;            /* of each */
	struct text name, place; /* of the row's part */
	int64_t number;          /* of the row in its table */
	int64_t rows, bytes;
	struct import_dblib_skip skips[SKIP_KINDS];
};

/* Starts a row that messages call by reading->place. */
void import_dblib_row_begin(const struct import_dblib_reading *reading, struct import_rows *rows,
                            const char *table);

/* Reads the next row of the library into the cells; not set is what is null, or nothing but blanks.
 * Says its place. odbc_next's errors. */
bool import_dblib_row_read(struct import_dblib_reading *reading, bool *more, struct err *err);

/* Adds what the row is here: a part, its alternates, parameters, suppliers' numbers and name. */
bool import_dblib_row_add(struct import_dblib_reading *reading, struct import_rows *rows,
                          struct err *err);

#endif
