/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odbc: the one door to unixODBC: rows of tables of somebody else's database, read and never
 * written.
 *
 * Texts go to the driver and come from it as bytes, in UTF-8 with the drivers that are tested
 * (Debian's odbc-postgresql, "Unicode", and libsqliteodbc, "SQLite3"); whether they are UTF-8 is
 * for the caller to check. Besides what the source says these are asked to make no file, to hand
 * out rows as they come and to refuse changes (odbc.c); a driver that does not know a word of the
 * connection string passes over it, as ODBC demands (SQLDriverConnect, 01S00).
 *
 * Errors have the driver's own words in them, on one line, in which all that the source gives
 * as a password is "***".
 */
#ifndef KIDEPOT_IMPORT_ODBC_H
#define KIDEPOT_IMPORT_ODBC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

#include "import/odbc_source.h"

enum {
	ODBC_CELL_MAX = 64 * 1024, /* bytes */
	ODBC_COLUMNS_MAX = 1000    /* of a table */
};

/* A connection and the one statement that runs on it. */
struct odbc;

/* Connected; ends with the arena. NULL with ERR_INPUT for what the driver or its manager
 * refuses, or odbc_source_check before them, ERR_LIMIT. */
struct odbc *odbc_open(const struct odbc_source *source, struct arena *arena, struct err *err);

/* The names of a table's columns, as the source's catalogue spells them. ERR_INPUT when it has
 * no such table, ERR_LIMIT. */
bool odbc_columns(struct odbc *odbc, struct text table, struct arena *arena, struct text **columns,
                  size_t *count, struct err *err);

/* Starts to read all rows of the table, of which odbc_next gives these columns; ends what was
 * read before. Columns and arena have to stay until the last row. ERR_INPUT also when
 * a name needs quotes and the source knows none. */
bool odbc_select(struct odbc *odbc, struct text table, const struct text *columns, size_t count,
                 struct arena *arena, struct err *err);

/*
 * The next row, a cell for each column of odbc_select, in the arena; *more is false when there
 * is none. NULL and '' are not set. What the source calls NUMERIC, DECIMAL, REAL or DOUBLE is
 * written with six digits ("%G"), as KiCad 9 and 10 do; other numbers as the driver does, with
 * psqlODBC also those of double precision, which it calls FLOAT.
 * ERR_LIMIT for a cell of more than ODBC_CELL_MAX bytes, with the column; ERR_INPUT for what the
 * driver says.
 */
bool odbc_next(struct odbc *odbc, struct arena *arena, struct text *cells, bool *more,
               struct err *err);

#endif
