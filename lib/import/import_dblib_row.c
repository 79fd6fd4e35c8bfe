/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_dblib_inside.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"

static const char *const skip_words[SKIP_KINDS] = {
    [SKIP_SYMBOL] = "a part has one symbol, further ones are passed over",
    [SKIP_FILTER] = "a further footprint that is no \"Library:Name\" is passed over",
    [SKIP_DATASHEET] = "a datasheet that is no address (http, https, file) is passed over",
    [SKIP_EXCLUSION] = "an exclusion that is neither yes nor no is passed over",
};

/* --- what is not taken */

static bool
skip(struct import_dblib_reading *reading, enum import_dblib_skip_kind kind, struct err *err)
{
	struct import_dblib_skip *skipped = &reading->skips[kind];
	if (skipped->count++ > 0)
		return true;
	skipped->what = skip_words[kind];
	skipped->first = arena_copy(reading->arena, reading->place.bytes, reading->place.size, err);
	return skipped->first != NULL;
}

/* --- one row */

/* The library's name, its row and its key, as far as a message can show them. */
static bool
say_place(struct import_dblib_reading *reading, struct err *err)
{
	struct text library = import_dblib_map_name(reading->library);
	struct text key = text_cut(reading->cells[CELL_KEY], IMPORT_DBLIB_SHOWN_MAX);
	bool shown = key.size > 0 && text_is_utf8(key) && !text_has_control(key);
	library = text_cut(library, IMPORT_DBLIB_SHOWN_MAX);
	const char *place = arena_format(
	    reading->row, err, "%s: %.*s, row %" PRId64 "%s%.*s%s", reading->order->path,
	    (int)library.size, library.bytes, reading->number, shown ? ", \"" : "",
	    shown ? (int)key.size : 0, shown ? key.bytes : "", shown ? "\"" : "");
	reading->place = text_of(place);
	return place != NULL;
}

void
import_dblib_row_begin(const struct import_dblib_reading *reading, struct import_rows *rows,
                       const char *table)
{
	import_rows_begin(rows, csv_table_find(table), 0);
	import_rows_place(rows, reading->place);
}

/* A cell is not set when it is null or nothing but blanks. */
bool
import_dblib_row_read(struct import_dblib_reading *reading, bool *more, struct err *err)
{
	arena_reset(reading->row);
	memset(reading->cells, 0, sizeof reading->cells);
	reading->number++;
	if (!odbc_next(reading->odbc, reading->row, reading->cells, more, err))
		return err_prefix(err, "row %" PRId64, reading->number);
	for (size_t i = 0; i < reading->count; i++) {
		struct text *cell = &reading->cells[i];
		reading->bytes += (int64_t)cell->size;
		*cell = text_trimmed(*cell);
		if (cell->size == 0 || reading->columns[i].size == 0)
			*cell = text_of(NULL);
	}
	return !*more || say_place(reading, err);
}

/* What is before the next ';', without blanks around it. */
static struct text
take_item(struct text *rest)
{
	const char *end = rest->size > 0 ? memchr(rest->bytes, ';', rest->size) : NULL;
	size_t size = end == NULL ? rest->size : (size_t)(end - rest->bytes);
	struct text item = text_trimmed((struct text){rest->bytes, size});
	size += end != NULL;
	*rest = (struct text){rest->bytes + size, rest->size - size};
	return item;
}

/* The first of several that is not empty. */
static struct text
first_item(struct text list, struct text *rest)
{
	struct text item = text_of(NULL);
	*rest = list;
	while (item.size == 0 && rest->size > 0)
		item = take_item(rest);
	return item.size > 0 ? item : text_of(NULL);
}

static bool
is_address(struct text text)
{
	static const char *const schemes[] = {"https://", "http://", "file://"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		struct text scheme = text_of(schemes[i]);
		if (text.size > scheme.size &&
		    text_equal_nocase((struct text){text.bytes, scheme.size}, scheme))
			return true;
	}
	return false;
}

/* As KiCad reads it: what is neither yes nor no leaves it to the symbol. */
static bool
add_exclusion(struct import_dblib_reading *reading, size_t cell, const char *column,
              struct import_rows *rows, struct err *err)
{
	struct text said = reading->cells[cell];
	bool truth;
	if (!text_is_set(said))
		return true;
	if (text_equal_nocase(said, text_of("y")) || text_equal_nocase(said, text_of("n")))
		truth = text_equal_nocase(said, text_of("y"));
	else if (!text_to_bool(said, &truth))
		return skip(reading, SKIP_EXCLUSION, err);
	import_rows_cell(rows, column, text_of(truth ? "yes" : "no"));
	return true;
}

/* What fields say of the part itself. */
static bool
add_own_fields(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	const struct import_dblib_target *targets = reading->mapped->fields;
	for (size_t i = 0; i < reading->library->field_count; i++) {
		struct text cell = reading->cells[CELL_FIELDS + i];
		if (targets[i].kind != SHEET_MAP_PART || !text_is_set(cell))
			continue;
		if (strcmp(targets[i].target, "datasheet") != 0 || is_address(cell))
			import_rows_cell(rows, targets[i].target, cell);
		else if (!text_equal(cell, text_of("~")) && !skip(reading, SKIP_DATASHEET, err))
			return false;
		if (strcmp(targets[i].target, "name") == 0)
			reading->name = cell;
	}
	return true;
}

/* What the catalogue puts behind a part's keywords itself (kidepot.part_rules) is none of them:
 * where the source is a catalogue of ours, it is in the column already. */
static bool
own_keywords(struct import_dblib_reading *reading, struct text *keywords, struct err *err)
{
	static const char *const added[] = {"ipn", "mpn", "manufacturer", "value"};
	const struct import_dblib_target *targets = reading->mapped->fields;
	struct text said = reading->cells[CELL_KEYWORDS];
	struct buf end = {.arena = reading->row};
	for (size_t i = 0; i < sizeof added / sizeof added[0]; i++)
		for (size_t j = 0; j < reading->library->field_count; j++) {
			struct text cell = reading->cells[CELL_FIELDS + j];
			if (targets[j].kind != SHEET_MAP_PART || !text_is_set(cell) ||
			    strcmp(targets[j].target, added[i]) != 0 ||
			    (strcmp(added[i], "value") == 0 && text_equal(cell, reading->name)))
				continue;
			buf_append_string(&end, end.size > 0 ? " " : "");
			buf_append_text(&end, cell);
		}
	if (!buf_check(&end, err))
		return false;
	size_t left = said.size - (end.size <= said.size ? end.size : 0);
	if (end.size > 0 && left < said.size &&
	    memcmp(said.bytes + left, end.bytes, end.size) == 0 &&
	    (left == 0 || said.bytes[left - 1] == ' '))
		said = text_trimmed((struct text){said.bytes, left});
	*keywords = said.size > 0 ? said : text_of(NULL);
	return true;
}

static bool
add_part(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	struct text rest, keywords, *cells = reading->cells;
	reading->name = cells[CELL_KEY];
	import_dblib_row_begin(reading, rows, "part");
	import_rows_cell(rows, "name", cells[CELL_KEY]);
	import_rows_cell(rows, "category", reading->mapped->category);
	import_rows_cell(rows, "symbol", first_item(cells[CELL_SYMBOLS], &rest));
	if (first_item(rest, &rest).size > 0 && !skip(reading, SKIP_SYMBOL, err))
		return false;
	import_rows_cell(rows, "footprint", first_item(cells[CELL_FOOTPRINTS], &rest));
	import_rows_cell(rows, "description", cells[CELL_DESCRIPTION]);
	if (!own_keywords(reading, &keywords, err))
		return false;
	import_rows_cell(rows, "keywords", keywords);
	return add_exclusion(reading, CELL_EXCLUDE_FROM_BOM, "exclude_from_bom", rows, err) &&
	       add_exclusion(reading, CELL_EXCLUDE_FROM_BOARD, "exclude_from_board", rows, err) &&
	       add_exclusion(reading, CELL_EXCLUDE_FROM_SIM, "exclude_from_sim", rows, err) &&
	       add_own_fields(reading, rows, err) && import_rows_end(rows, err);
}

/* Whether the item stands in the list before the rest of it begins. */
static bool
is_earlier(struct text list, struct text rest, struct text item)
{
	list.size -= rest.size;
	while (list.size > 0) {
		struct text other = take_item(&list);
		if (text_equal(other, item) && other.bytes != item.bytes)
			return true;
	}
	return false;
}

/* The footprints after the first. One with '*' or '?' is a pattern, which the catalogue has not. */
static bool
add_alternates(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	struct text list = reading->cells[CELL_FOOTPRINTS], rest;
	int64_t position = 0;
	first_item(list, &rest);
	for (;;) {
		struct text item = first_item(rest, &rest);
		if (!text_is_set(item))
			return true;
		if (!text_is_library_id(item) || memchr(item.bytes, '*', item.size) != NULL ||
		    memchr(item.bytes, '?', item.size) != NULL) {
			if (!skip(reading, SKIP_FILTER, err))
				return false;
			continue;
		}
		if (is_earlier(list, rest, item))
			continue;
		if (position == IMPORT_DBLIB_ALTERNATES_MAX)
			return err_set(err, ERR_LIMIT, "%.*s: more than %d further footprints",
			               (int)reading->place.size, reading->place.bytes,
			               IMPORT_DBLIB_ALTERNATES_MAX);
		const char *number = arena_format(reading->row, err, "%" PRId64, ++position);
		if (number == NULL)
			return false;
		import_dblib_row_begin(reading, rows, "alternate");
		import_rows_cell(rows, "part", reading->name);
		import_rows_cell(rows, "position", text_of(number));
		import_rows_cell(rows, "footprint", item);
		if (!import_rows_end(rows, err))
			return false;
	}
}

/* Parameters and suppliers' numbers. */
static bool
add_details(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	for (size_t i = 0; i < reading->library->field_count; i++) {
		const struct import_dblib_target *target = &reading->mapped->fields[i];
		bool is_parameter = target->kind == SHEET_MAP_PARAMETER;
		struct text cell = reading->cells[CELL_FIELDS + i];
		if (!text_is_set(cell) || (!is_parameter && target->kind != SHEET_MAP_SUPPLIER))
			continue;
		import_dblib_row_begin(reading, rows, is_parameter ? "parameter" : "supplier_part");
		import_rows_cell(rows, "part", reading->name);
		import_rows_cell(rows, is_parameter ? "parameter" : "supplier",
		                 text_of(target->target));
		import_rows_cell(rows, is_parameter ? "value" : "sku", cell);
		if (!import_rows_end(rows, err))
			return false;
	}
	return true;
}

/* KiCad's name of the part, "Library/key", the library without slashes. */
static bool
add_former_name(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	struct text library = reading->library->name;
	struct buf name = {.arena = reading->row};
	for (size_t i = 0; i < library.size; i++)
		if (library.bytes[i] != '/')
			buf_append(&name, &library.bytes[i], 1);
	if (name.size > 0)
		buf_append_string(&name, "/");
	buf_append_text(&name, reading->cells[CELL_KEY]);
	if (!buf_check(&name, err))
		return false;
	if (text_equal(buf_text(&name), reading->name))
		return true;
	import_dblib_row_begin(reading, rows, "former_name");
	import_rows_cell(rows, "part", reading->name);
	import_rows_cell(rows, "name", buf_text(&name));
	return import_rows_end(rows, err);
}

bool
import_dblib_row_add(struct import_dblib_reading *reading, struct import_rows *rows,
                     struct err *err)
{
	if (!add_part(reading, rows, err))
		return false;
	/* Its fault is told; nothing could be named after it. */
	if (!text_is_set(reading->name))
		return true;
	return add_alternates(reading, rows, err) && add_details(reading, rows, err) &&
	       (!reading->order->former_names || add_former_name(reading, rows, err));
}
