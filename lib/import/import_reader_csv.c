/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file of CSV whose columns are paths into an element of JSON, as the CSV encoder of Symfony's
 * serializer calls them: "category.name", "parameters.0.name". Each row is written as the
 * element that it was; an empty cell says nothing. A column may stand beside others below it,
 * for elements that are null there.
 */
#include <string.h>

#include "base/csv_reader.h"
#include "base/document.h"

#include "import/import_reader_inside.h"

enum {
	PAGE_ROWS = 100,
	PAGE_BYTES = 4 * 1024 * 1024, /* about so many, of JSON */
	NO_CELL = CSV_READER_CELLS_MAX
};

/* A name on the way to cells. */
struct node {
	struct text name;
	struct node *below, *next, **last; /* last: where the next one below is hung */
	size_t cell;                       /* NO_CELL for none of its own */
};

static bool
is_array(const struct node *node)
{
	int64_t number;
	return node->below != NULL && text_to_int64(node->below->name, 0, INT32_MAX, &number);
}

static struct node *
find_or_hang(struct node *parent, struct text name, struct arena *arena, struct err *err)
{
	for (struct node *node = parent->below; node != NULL; node = node->next)
		if (text_equal(node->name, name))
			return node;
	struct node *node = arena_alloc(arena, sizeof *node, err);
	const char *copy = arena_copy(arena, name.bytes, name.size, err);
	if (node == NULL || copy == NULL)
		return NULL;
	*node = (struct node){.name = {copy, name.size}, .last = &node->below, .cell = NO_CELL};
	*parent->last = node;
	parent->last = &node->next;
	return node;
}

static bool
hang_column(struct node *root, struct text path, size_t cell, struct arena *arena, struct err *err)
{
	struct node *node = root;
	for (int depth = 0; node != NULL && path.bytes != NULL; depth++) {
		const char *dot = memchr(path.bytes, '.', path.size);
		struct text name = {path.bytes,
		                    dot == NULL ? path.size : (size_t)(dot - path.bytes)};
		path = dot == NULL ? text_of(NULL)
		                   : (struct text){dot + 1, path.size - name.size - 1};
		if (depth == IMPORT_PAGE_DEPTH - 2)
			return err_set(err, ERR_INPUT, "column %zu is nested too deep", cell + 1);
		node = find_or_hang(node, name, arena, err);
	}
	if (node != NULL)
		node->cell = cell;
	return node != NULL;
}

static bool
read_header(const struct csv_reader_row *header, const char *name, struct arena *arena,
            struct node *root, struct err *err)
{
	bool has_id = false;
	for (size_t i = 0; i < header->count; i++) {
		has_id |= text_equal(header->cells[i], text_of("id"));
		if (!hang_column(root, header->cells[i], i, arena, err))
			return err_prefix(err, "%s:1", name);
	}
	return has_id ||
	       err_set(err, ERR_INPUT,
	               "%s:1: no column is called \"id\"; export at the level \"Full\"", name);
}

static struct text
cell_of(const struct node *node, const struct csv_reader_row *row)
{
	return node->cell < row->count ? row->cells[node->cell] : text_of("");
}

static bool
says_something(const struct node *node, const struct csv_reader_row *row)
{
	if (cell_of(node, row).size > 0)
		return true;
	for (const struct node *below = node->below; below != NULL; below = below->next)
		if (says_something(below, row))
			return true;
	return false;
}

/* `is_top`: what it is made of is there, if empty, for the columns are. */
static void
write_node(const struct node *node, const struct csv_reader_row *row, bool is_top, struct buf *out)
{
	struct text own = cell_of(node, row);
	bool array = is_array(node), first = true;
	if (own.size > 0 || node->below == NULL) {
		document_write_text(own, out);
		return;
	}
	buf_append_string(out, array ? "[" : "{");
	for (const struct node *below = node->below; below != NULL; below = below->next) {
		if (!says_something(below, row) && !(is_top && below->below != NULL))
			continue;
		buf_append_string(out, first ? "" : ",");
		first = false;
		if (!array) {
			document_write_text(below->name, out);
			buf_append_string(out, ":");
		}
		write_node(below, row, false, out);
	}
	buf_append_string(out, array ? "]" : "}");
}

/* Some rows as a list of elements. */
static bool
read_page(struct csv_reader *csv, const struct node *root, struct buf *json, bool *more,
          struct err *err)
{
	struct csv_reader_row row;
	buf_append_string(json, "[");
	for (int rows = 0; rows < PAGE_ROWS && json->size < PAGE_BYTES; rows++) {
		if (!csv_reader_next(csv, &row, more, err))
			return false;
		if (!*more)
			break;
		buf_append_string(json, rows > 0 ? "," : "");
		write_node(root, &row, true, json);
	}
	buf_append_string(json, "]");
	return buf_check(json, err);
}

static bool
read_rows(struct import_reading *reading, struct csv_reader *csv, const char *name, struct err *err)
{
	struct import_reader *reader = reading->reader;
	struct node root = {.last = &root.below, .cell = NO_CELL};
	struct csv_reader_row header;
	struct import_page page;
	bool more;
	if (!csv_reader_next(csv, &header, &more, err))
		return false;
	if (!more)
		return err_set(err, ERR_INPUT, "%s:1: there is no header", name);
	if (!read_header(&header, name, reader->arena, &root, err))
		return false;
	while (more) {
		arena_reset(reader->page);
		struct buf json = {.arena = reader->page};
		if (!read_page(csv, &root, &json, &more, err) ||
		    !import_reader_page(reading, name, buf_text(&json), &page, err))
			return false;
	}
	return true;
}

bool
import_reader_csv_is(const char *path)
{
	size_t size = strlen(path), ending = strlen(".csv");
	return size > ending && text_equal_nocase(text_of(path + size - ending), text_of(".csv"));
}

bool
import_reader_csv_read(struct import_reading *reading, const char *path, struct err *err)
{
	struct import_reader *reader = reading->reader;
	struct csv_reader *csv = arena_alloc(reader->arena, sizeof *csv, err);
	struct stream_in in;
	if (csv == NULL || !stream_open(&in, path, err))
		return false;
	bool good = csv_reader_start(csv, &in, reader->arena, err) &&
	            read_rows(reading, csv, path, err);
	stream_close(&in);
	return good;
}
