/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_rows: the answer to one statement. Its shape was checked when it came, so
 * the readers below are asked only for what the shape says and cannot fail.
 * All texts point into the answer and live as long as its arena.
 */
#ifndef KIDEPOT_STORE_DB_ROWS_H
#define KIDEPOT_STORE_DB_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

struct db_rows {
	const void *result; /* libpq's */
	size_t count;
	int64_t affected; /* rows inserted, changed or deleted */
};

int db_rows_columns(const struct db_rows *rows);
/* The column's name, and its letter of the shape. */
const char *db_rows_name(const struct db_rows *rows, int column);
char db_rows_letter(const struct db_rows *rows, int column);
bool db_rows_is_null(const struct db_rows *rows, size_t row, int column);

/* Shape t, y: not set when null. */
struct text db_rows_text(const struct db_rows *rows, size_t row, int column);
/* Shape b, i: the fallback when null. */
bool db_rows_bool(const struct db_rows *rows, size_t row, int column, bool fallback);
int64_t db_rows_int64(const struct db_rows *rows, size_t row, int column, int64_t fallback);

/* A walk over the elements of a one-dimensional array; null is an empty one. */
struct db_array {
	const unsigned char *next;
	const unsigned char *end;
	size_t left;
};

/* Shape T, B. An array of another form is read as empty. */
struct db_array db_rows_array(const struct db_rows *rows, size_t row, int column);
/* False at the end. A null element is a text that is not set. */
bool db_array_text(struct db_array *array, struct text *element);
bool db_array_bool(struct db_array *array, bool fallback, bool *element);

/* For db.c: ERR_SCHEMA when the answer's columns are not of the shape. */
bool db_rows_check(const void *result, const char *query, const char *shape, struct err *err);

#endif
