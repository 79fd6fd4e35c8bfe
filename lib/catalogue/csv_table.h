/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_table: the tables of the catalogue as CSV files have them, one row each: the
 * columns, by the names people use, and the statements that find, check, change, make
 * and export their rows. Ids are nowhere in them. Adding a table is a row here, its
 * statements, and its columns in schema/csv.sql.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_TABLE_H
#define KIDEPOT_CATALOGUE_CSV_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "store/query.h"

enum csv_need {
	CSV_FREE,
	CSV_NEEDED, /* a row that is new says it, and none unsets it */
	CSV_KEY     /* every row says it, so every file has the column */
};

struct csv_column {
	const char *name;
	const char *kind; /* the domain that a cell must be of */
	enum csv_need need;
};

struct csv_table {
	const char *name;
	const struct csv_column *columns;
	size_t column_count;
	/*
	 * Over csv_row: find sets what a row means, its key and whether it is there
	 * already; check (or NULL) adds to csv_fault and is asked until it adds nothing;
	 * change (or NULL) changes the rows that are there and make (or NULL) makes the others.
	 */
	const struct query *find, *check, *change, *make, *export;
	/* A tree: make takes a level and is asked for each from the top; check takes
	 * whether missing parents are made. */
	bool tree;
};

enum { CSV_TABLES = 14 };

/* All of them, CSV_TABLES, in the order in which they can be imported. */
const struct csv_table *csv_table_list(void);

/* NULL when there is none of that name. */
const struct csv_table *csv_table_find(const char *name);

/* "setting, template, category ...", in that order. */
const char *csv_table_names(struct arena *arena, struct err *err);

/* "name, category, ipn ...", the columns of one. */
const char *csv_table_columns(const struct csv_table *table, struct arena *arena, struct err *err);

#endif
