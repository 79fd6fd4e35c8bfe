/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_copy: rows as CSV, in and out, by PostgreSQL's own COPY, which reads and writes
 * the format; in also as the program itself writes them. In pieces: memory does not
 * grow with the data. With db.h a door to libpq.
 */
#ifndef KIDEPOT_STORE_DB_COPY_H
#define KIDEPOT_STORE_DB_COPY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

enum { DB_COPY_PIECE = 64 * 1024 }; /* bytes that are asked for at once */

/* The next bytes, at most `room`; *size is 0 at the end only. */
typedef bool db_copy_read(void *context, char *bytes, size_t room, size_t *size, struct err *err);
/* Takes the next bytes. */
typedef bool db_copy_write(void *context, struct text piece, struct err *err);

struct db_copy_source {
	const char *place; /* what messages call it */
	db_copy_read *read;
	void *context;
};

/* They become SQL: constants of the program. */
struct db_copy_target {
	const char *table;
	const char *const *columns; /* in the order of the source's */
	size_t count;
	char delimiter;
	bool header; /* the first line of the source is none of the rows */
	/* The source is no file: the program itself writes the rows, in COPY's text
	 * format, in which \N is null; delimiter and header mean nothing then. */
	bool written;
};

/*
 * Appends the rows to the table. In CSV an empty cell becomes '', a column that is not named
 * its default. ERR_INPUT with "place:line: " before what is wrong there: a cell too
 * many or too few, a quoted cell that never ends, what is no UTF-8, a NUL, a line "\."
 * alone and not in quotes, at which PostgreSQL would stop reading; the errors of `read`;
 * db_query's.
 * It is part of the caller's transaction, of which nothing but a rollback is left
 * after an error. err must not be NULL, here and below.
 */
bool db_copy_in(struct db *db, const struct db_copy_target *target,
                const struct db_copy_source *source, struct arena *arena, struct err *err);

/*
 * Gives the rows of the statement, which has no parameters, to `write`, the names of
 * the columns before them, null as nothing. The errors of `write`; db_query's.
 */
bool db_copy_out(struct db *db, const char *sql, char delimiter, db_copy_write *write,
                 void *context, struct arena *arena, struct err *err);

/* A column of the statement, which is a text: "yes" or "no" becomes true or false, the
 * digits of a number become one. Its name becomes SQL: a constant of the program. */
struct db_copy_json {
	const char *name;
	bool is_truth, is_number;
};

/* Gives each row as a JSON object with these columns, on a line of its own, null as null.
 * Else as db_copy_out. */
bool db_copy_json(struct db *db, const char *sql, const struct db_copy_json *columns, size_t count,
                  db_copy_write *write, void *context, struct arena *arena, struct err *err);

#endif
