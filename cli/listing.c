/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listing.h"

#include <inttypes.h>

#include "output.h"
#include "store/db_document.h"

struct listing_cell
listing_text(struct text text)
{
	return (struct listing_cell){.type = LISTING_TEXT, .text = text};
}

struct listing_cell
listing_number(int64_t number)
{
	return (struct listing_cell){.type = LISTING_NUMBER, .number = number};
}

struct listing_cell
listing_truth(bool truth)
{
	return (struct listing_cell){.type = LISTING_TRUTH, .number = truth};
}

static bool
add_cell(struct document *object, const char *key, const struct listing_cell *cell)
{
	switch (cell->type) {
	case LISTING_NUMBER:
		return document_add_number(object, key, cell->number);
	case LISTING_TRUTH:
		return document_add_bool(object, key, cell->number != 0);
	default:
		return document_add_set(object, key, cell->text);
	}
}

static struct document *
row_document(const struct listing *listing, size_t row)
{
	struct document *object = document_object();
	for (size_t i = 0; i < listing->columns; i++)
		if (!add_cell(object, listing->keys[i],
		              &listing->cells[row * listing->columns + i])) {
			document_free(object);
			return NULL;
		}
	return object;
}

static bool
write_json(const struct listing *listing, struct arena *arena, struct err *err)
{
	struct document *array = document_array();
	for (size_t row = 0; row < listing->rows; row++)
		if (!document_append(array, row_document(listing, row))) {
			document_free(array);
			array = NULL;
			break;
		}
	return output_document(array, arena, err);
}

static bool
cell_text(const struct listing_cell *cell, struct arena *arena, struct text *text, struct err *err)
{
	*text = cell->type == LISTING_TRUTH ? text_of(cell->number != 0 ? "yes" : "no")
	                                    : cell->text;
	if (cell->type != LISTING_NUMBER)
		return true;
	*text = text_of(arena_format(arena, err, "%" PRId64, cell->number));
	return text_is_set(*text);
}

static bool
write_table(const struct listing *listing, struct arena *arena, struct err *err)
{
	size_t columns = listing->table_columns;
	struct text *cells = arena_alloc(arena, (listing->rows + 1) * columns * sizeof *cells, err);
	if (cells == NULL)
		return false;
	for (size_t i = 0; i < columns; i++)
		cells[i] = text_of(listing->keys[i]);
	for (size_t row = 0; row < listing->rows; row++)
		for (size_t i = 0; i < columns; i++)
			if (!cell_text(&listing->cells[row * listing->columns + i], arena,
			               &cells[(row + 1) * columns + i], err))
				return false;
	return output_table(cells, columns, listing->rows + 1, arena, err);
}

bool
listing_write(const struct listing *listing, bool json, struct arena *arena, struct err *err)
{
	return json ? write_json(listing, arena, err) : write_table(listing, arena, err);
}

static struct listing_cell
cell_of(const struct db_rows *rows, size_t row, int column)
{
	if (db_rows_is_null(rows, row, column))
		return listing_text(text_of(NULL));
	switch (db_rows_letter(rows, column)) {
	case 'i':
		return listing_number(db_rows_int64(rows, row, column, 0));
	case 'b':
		return listing_truth(db_rows_bool(rows, row, column, false));
	default:
		return listing_text(db_rows_text(rows, row, column));
	}
}

static bool
write_rows_table(const struct db_rows *rows, int from, struct arena *arena, struct err *err)
{
	size_t columns = (size_t)(db_rows_columns(rows) - from);
	const char **keys = arena_alloc(arena, columns * sizeof *keys, err);
	struct listing_cell *cells = arena_alloc(arena, rows->count * columns * sizeof *cells, err);
	if (keys == NULL || cells == NULL)
		return false;
	for (size_t i = 0; i < columns; i++)
		keys[i] = db_rows_name(rows, from + (int)i);
	for (size_t row = 0; row < rows->count; row++)
		for (size_t i = 0; i < columns; i++)
			cells[row * columns + i] = cell_of(rows, row, from + (int)i);
	struct listing listing = {keys, columns, columns, cells, rows->count};
	return write_table(&listing, arena, err);
}

bool
listing_write_rows(const struct db_rows *rows, int table_from, bool json, struct arena *arena,
                   struct err *err)
{
	return json ? output_document(db_document_rows(rows, rows->count), arena, err)
	            : write_rows_table(rows, table_from, arena, err);
}

bool
listing_write_one(listing_read *read, struct db *db, struct text id, struct arena *arena,
                  struct err *err)
{
	struct db_rows rows;
	if (!read(db, id, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT, "it was removed just now; look again");
	return output_document(db_document_row(&rows, 0), arena, err);
}
