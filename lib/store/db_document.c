/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_document.h"

static struct document *
texts(const struct db_rows *rows, size_t row, int column)
{
	struct db_array array = db_rows_array(rows, row, column);
	struct document *list = document_array();
	struct text element;
	while (db_array_text(&array, &element))
		if (!document_append_text(list, element)) {
			document_free(list);
			return NULL;
		}
	return list;
}

static bool
add_column(struct document *object, const struct db_rows *rows, size_t row, int column)
{
	const char *name = db_rows_name(rows, column);
	char letter = db_rows_letter(rows, column);
	if (letter == 'T')
		return document_add(object, name, texts(rows, row, column));
	if (db_rows_is_null(rows, row, column))
		return document_add_null(object, name);
	if (letter == 't')
		return document_add_text(object, name, db_rows_text(rows, row, column));
	if (letter == 'b')
		return document_add_bool(object, name, db_rows_bool(rows, row, column, false));
	return letter != 'i' ||
	       document_add_number(object, name, db_rows_int64(rows, row, column, 0));
}

struct document *
db_document_row(const struct db_rows *rows, size_t row)
{
	return db_document_row_from(rows, row, 0);
}

struct document *
db_document_row_from(const struct db_rows *rows, size_t row, int first)
{
	struct document *object = document_object();
	for (int i = first; i < db_rows_columns(rows); i++)
		if (!add_column(object, rows, row, i)) {
			document_free(object);
			return NULL;
		}
	return object;
}

struct document *
db_document_rows(const struct db_rows *rows, size_t count)
{
	struct document *list = document_array();
	for (size_t row = 0; row < rows->count && row < count; row++)
		if (!document_append(list, db_document_row(rows, row))) {
			document_free(list);
			return NULL;
		}
	return list;
}
