/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_fault: what is wrong with the rows of an import, found by the statements
 * csv_check_... in schema/queries, each by a word: a constraint of the schema or of
 * schema/csv.sql, or one of its own. Here is the sentence for each.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_FAULT_H
#define KIDEPOT_CATALOGUE_CSV_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

struct csv_fault {
	int64_t line;         /* of the file, on which the row begins; the header is 1 */
	struct text place;    /* what a row that is of no file is called; else not set */
	struct text column;   /* its name */
	struct text value;    /* its first 200 characters, or empty */
	struct text sentence; /* why, and the way out */
};

/*
 * Gives the rows that have a fault their lines, and each fault its sentence.
 * `columns` is an array literal of those the file has.
 */
bool csv_fault_explain(struct db *db, struct text columns, struct arena *arena, struct err *err);

/* The first `limit` faults, in the arena, and how many there are. */
bool csv_fault_list(struct db *db, size_t limit, struct arena *arena, struct csv_fault **faults,
                    size_t *count, int64_t *all, struct err *err);

#endif
