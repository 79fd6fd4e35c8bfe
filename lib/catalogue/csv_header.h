/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_header: the first line of a CSV file, which names the columns in any order.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_HEADER_H
#define KIDEPOT_CATALOGUE_CSV_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "catalogue/csv_table.h"
#include "store/db.h"

struct csv_header {
	const char **names;                /* as in csv_row, in the file's order */
	const struct csv_column **columns; /* NULL for the two a file of rejected rows has more */
	size_t count;
};

/*
 * Reads the line, which has no line break; names may be in any case and with blanks
 * around them. ERR_INPUT with "place:1: ": a column that is unknown, there twice or
 * without a name, a key that is missing, and db_copy_in's. In the caller's
 * transaction, after script_csv. err must not be NULL.
 */
bool csv_header_read(struct db *db, const struct csv_table *table, struct text line, char delimiter,
                     const char *place, struct arena *arena, struct csv_header *header,
                     struct err *err);

/* As of a file that has all the table's columns, in their order. */
bool csv_header_all(const struct csv_table *table, struct arena *arena, struct csv_header *header,
                    struct err *err);

#endif
