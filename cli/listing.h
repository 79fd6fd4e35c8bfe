/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listing: rows of things, as a table for people or as JSON for programs.
 */
#ifndef KIDEPOT_CLI_LISTING_H
#define KIDEPOT_CLI_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/document.h"
#include "base/text.h"
#include "store/db.h"
#include "store/db_rows.h"

enum listing_type { LISTING_TEXT, LISTING_NUMBER, LISTING_TRUTH };

struct listing_cell {
	enum listing_type type;
	struct text text; /* not set: null in JSON, empty in the table */
	int64_t number;   /* a truth is not 0 */
};

struct listing {
	const char *const *keys; /* of JSON's members, and the table's head */
	size_t columns;
	size_t table_columns;             /* the first of them: the table has no more */
	const struct listing_cell *cells; /* row after row */
	size_t rows;
};

/* A text, a number, a truth. */
struct listing_cell listing_text(struct text text);
struct listing_cell listing_number(int64_t number);
struct listing_cell listing_truth(bool truth);

/* Writes to stdout: a JSON array of objects, or a table with a head. ERR_LIMIT. */
bool listing_write(const struct listing *listing, bool json, struct arena *arena, struct err *err);

/*
 * The same from rows of the database: each column is a member, and those from
 * `table_from` on are columns of the table. Texts, numbers and truths only.
 */
bool listing_write_rows(const struct db_rows *rows, int table_from, bool json, struct arena *arena,
                        struct err *err);

/* How a kind of thing is listed: the one of that id, or all when it is not set. */
typedef bool listing_read(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                          struct err *err);

/* Writes the one of that id to stdout, as its list has it in JSON. ERR_CONFLICT when it is
 * not there any more, ERR_LIMIT, the errors of `read`. */
bool listing_write_one(listing_read *read, struct db *db, struct text id, struct arena *arena,
                       struct err *err);

#endif
