/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_rows: rows of the tables of csv_table.h that a program makes of another format.
 * They come in any order, are staged while they come, so that memory does not grow with
 * them, and are then imported table by table as csv_import does, in one transaction.
 */
#ifndef KIDEPOT_CATALOGUE_IMPORT_ROWS_H
#define KIDEPOT_CATALOGUE_IMPORT_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

#include "catalogue/csv_set.h"
#include "store/db.h"

struct import_rows;

struct import_rows_source {
	const char *place; /* what messages call it */
	/* Adds some rows; *more is false when these were the last. */
	bool (*next)(void *context, struct import_rows *rows, bool *more, struct err *err);
	void *context;
};

/*
 * A row: begin, a cell for each column that is said, end. `name` is one of the table's; a
 * cell that is not set is as one that is not given, an empty one unsets; of several for one
 * column the last is taken. Texts are borrowed until the end. ERR_INPUT with "place:line: "
 * for what is no UTF-8 or has a NUL; ERR_LIMIT.
 */
void import_rows_begin(struct import_rows *rows, const struct csv_table *table, int64_t line);
void import_rows_cell(struct import_rows *rows, const char *name, struct text value);
bool import_rows_end(struct import_rows *rows, struct err *err);

/* For a source whose rows are on no lines: what messages call the rows that follow, in the place
 * of "place:line"; UTF-8 without control characters, borrowed until the last of them ends. */
void import_rows_place(struct import_rows *rows, struct text place);

/* Imports all rows of the source, or none; csv_set_import's report and errors; `next`'s. */
bool import_rows_store(struct db *db, const struct import_rows_source *source,
                       const struct csv_set_order *order, struct arena *arena,
                       struct csv_set_report *report, struct err *err);

#endif
