/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_dblib.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"

#include "import/import_dblib_inside.h"

enum {
	ROW_MEMORY = 256 * 1024 * 1024,
	LIST_MAX = 200 /* bytes of a list of columns in a message */
};

static void
release(void *arena)
{
	arena_free(arena);
}

/* Whether an earlier library is the same category, and has the parameter, or any. */
static bool
is_made(const struct import_dblib_reading *reading, const char *parameter, bool of_category)
{
	const struct import_dblib_map_library *all = reading->map.libraries;
	for (size_t i = 0; &all[i] != reading->mapped; i++) {
		if (!text_is_set(all[i].category) ||
		    (of_category && !text_equal(all[i].category, reading->mapped->category)))
			continue;
		if (parameter == NULL)
			return true;
		for (size_t j = 0; j < reading->file->libraries[i].field_count; j++)
			if (all[i].fields[j].kind == SHEET_MAP_PARAMETER &&
			    strcmp(all[i].fields[j].target, parameter) == 0)
				return true;
	}
	return false;
}

/* The parameter, and that it is drawn in this category, or is not. */
static bool
add_field(struct import_dblib_reading *reading, size_t field, struct import_rows *rows,
          struct err *err)
{
	const char *parameter = reading->mapped->fields[field].target;
	if (!is_made(reading, parameter, false)) {
		import_dblib_row_begin(reading, rows, "template");
		import_rows_cell(rows, "name", text_of(parameter));
		if (!import_rows_end(rows, err))
			return false;
	}
	if (is_made(reading, parameter, true))
		return true;
	bool visible = reading->library->fields[field].visible_on_add;
	import_dblib_row_begin(reading, rows, "category_field");
	import_rows_cell(rows, "category", reading->mapped->category);
	import_rows_cell(rows, "parameter", text_of(parameter));
	import_rows_cell(rows, "visible", text_of(visible ? "yes" : "no"));
	return import_rows_end(rows, err);
}

static bool
add_library(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	const char *place = arena_format(reading->row, err, "%s: libraries[%zu]",
	                                 reading->order->path, reading->next);
	if (place == NULL)
		return false;
	reading->place = text_of(place);
	if (!is_made(reading, NULL, true)) {
		import_dblib_row_begin(reading, rows, "category");
		import_rows_cell(rows, "path", reading->mapped->category);
		if (!import_rows_end(rows, err))
			return false;
	}
	for (size_t i = 0; i < reading->library->field_count; i++)
		if (reading->mapped->fields[i].kind == SHEET_MAP_PARAMETER &&
		    !add_field(reading, i, rows, err))
			return false;
	return true;
}

/* What is read of the table; empty where the library says nothing. */
static void
gather_columns(struct import_dblib_reading *reading)
{
	const struct import_dblib_library *library = reading->library;
	const struct import_dblib_properties *properties = &library->properties;
	struct text *columns = reading->columns;
	columns[CELL_KEY] = library->key;
	columns[CELL_SYMBOLS] = library->symbols;
	columns[CELL_FOOTPRINTS] = library->footprints;
	columns[CELL_DESCRIPTION] = properties->description;
	columns[CELL_KEYWORDS] = properties->keywords;
	columns[CELL_EXCLUDE_FROM_BOM] = properties->exclude_from_bom;
	columns[CELL_EXCLUDE_FROM_BOARD] = properties->exclude_from_board;
	columns[CELL_EXCLUDE_FROM_SIM] = properties->exclude_from_sim;
	for (size_t i = 0; i < library->field_count; i++) {
		bool taken = reading->mapped->fields[i].kind != SHEET_MAP_NOTHING;
		columns[CELL_FIELDS + i] = taken ? library->fields[i].column : text_of("");
	}
	reading->count = CELL_FIELDS + library->field_count;
}

static bool
refuse_column(struct text table, struct text column, const struct text *there, size_t count,
              struct arena *arena, struct err *err)
{
	struct buf list = {.arena = arena};
	for (size_t i = 0; i < count && list.size < LIST_MAX; i++) {
		bool shown = text_is_utf8(there[i]) && !text_has_control(there[i]);
		buf_append_string(&list, i > 0 ? ", " : "");
		buf_append_text(&list, shown ? there[i] : text_of("?"));
	}
	if (!buf_check(&list, err))
		return false;
	struct text shown = text_cut(buf_text(&list), LIST_MAX);
	table = text_cut(table, IMPORT_DBLIB_SHOWN_MAX);
	column = text_cut(column, IMPORT_DBLIB_SHOWN_MAX);
	return err_set(err, ERR_INPUT,
	               "table \"%.*s\" has no column \"%.*s\", spelt so; it has %.*s%s",
	               (int)table.size, table.bytes, (int)column.size, column.bytes,
	               (int)shown.size, shown.bytes, shown.size < list.size ? " ..." : "");
}

/* SQLite would take the name of a column that is not there for a text. */
static bool
check_columns(const struct import_dblib_reading *reading, struct err *err)
{
	struct text *there, table = reading->library->table;
	size_t count;
	if (!odbc_columns(reading->odbc, table, reading->row, &there, &count, err))
		return false;
	for (size_t i = 0; i < reading->count; i++) {
		size_t j = 0;
		struct text column = reading->columns[i];
		while (column.size > 0 && j < count && !text_equal(there[j], column))
			j++;
		if (column.size > 0 && j == count)
			return refuse_column(table, column, there, count, reading->row, err);
	}
	return true;
}

/* A column that is not said is asked for as the key, and not looked at. */
static bool
start_library(struct import_dblib_reading *reading, struct err *err)
{
	gather_columns(reading);
	if (!check_columns(reading, err))
		return false;
	for (size_t i = 0; i < reading->count; i++)
		reading->asked[i] = reading->columns[i].size > 0 ? reading->columns[i]
		                                                 : reading->library->key;
	return odbc_select(reading->odbc, reading->library->table, reading->asked, reading->count,
	                   reading->arena, err);
}

static bool
begin_library(struct import_dblib_reading *reading, struct import_rows *rows, struct err *err)
{
	arena_reset(reading->row);
	reading->library = &reading->file->libraries[reading->next];
	reading->mapped = &reading->map.libraries[reading->next];
	reading->number = 0;
	if (!text_is_set(reading->mapped->category)) {
		reading->library = NULL;
		reading->next++;
		return true;
	}
	return start_library(reading, err) && add_library(reading, rows, err);
}

/* An error of the source, with its place. */
static bool
fail(const struct import_dblib_reading *reading, struct err *err)
{
	return err_prefix(err, "%s: libraries[%zu]", reading->order->path, reading->next);
}

static void
tell_progress(const struct import_dblib_reading *reading)
{
	const struct csv_import_progress *progress = &reading->order->set.progress;
	if (progress->read != NULL)
		progress->read(progress->context, reading->bytes + reading->rows);
}

static bool
next_rows(void *context, struct import_rows *rows, bool *more, struct err *err)
{
	struct import_dblib_reading *reading = context;
	bool has_row;
	*more = reading->next < reading->file->library_count;
	if (!*more) {
		tell_progress(reading);
		return true;
	}
	if (reading->library == NULL)
		return begin_library(reading, rows, err) || fail(reading, err);
	if (!import_dblib_row_read(reading, &has_row, err))
		return fail(reading, err);
	if (!has_row) {
		reading->library = NULL;
		reading->next++;
		return true;
	}
	reading->rows++;
	tell_progress(reading);
	return import_dblib_row_add(reading, rows, err);
}

/* --- all of it */

static const char *
folder_of(const char *path, struct arena *arena, struct err *err)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return ".";
	return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path), err);
}

static bool
read_file(const struct import_dblib_order *order, struct arena *arena,
          struct import_dblib_file *file, struct err *err)
{
	struct text bytes;
	const char *folder = folder_of(order->path, arena, err);
	if (folder == NULL || !file_read(order->path, IMPORT_DBLIB_FILE_SIZE, arena, &bytes, err))
		return false;
	if (!import_dblib_file_read(bytes, folder, arena, file, err))
		return err_prefix(err, "%s", order->path);
	if (order->password.size == 0)
		return true;
	if (odbc_source_has_password(&file->source))
		return err_set(err, ERR_INPUT,
		               "%s: source has a password itself; leave one of the two out",
		               order->path);
	file->source.password = order->password;
	return true;
}

static struct import_dblib_reading *
reading_new(const struct import_dblib_order *order, const struct import_dblib_file *file,
            struct arena *arena, struct err *err)
{
	struct import_dblib_reading *reading = arena_alloc(arena, sizeof *reading, err);
	if (reading == NULL)
		return NULL;
	reading->order = order;
	reading->file = file;
	reading->arena = arena;
	reading->row = arena_new(ROW_MEMORY);
	if (reading->row == NULL) {
		err_set(err, ERR_SYSTEM, "no memory");
		return NULL;
	}
	return arena_defer(arena, release, reading->row, err) ? reading : NULL;
}

bool
import_dblib(struct db *db, const struct import_dblib_order *order, struct arena *arena,
             struct import_dblib_report *report, struct err *err)
{
	struct import_dblib_report made = {.rows = 0};
	if (!read_file(order, arena, &made.file, err))
		return false;
	struct import_dblib_reading *reading = reading_new(order, &made.file, arena, err);
	if (reading == NULL || !import_dblib_map_propose(&made.file, arena, &reading->map, err) ||
	    (order->map != NULL &&
	     !import_dblib_map_read(order->map, &made.file, arena, &reading->map, err)))
		return false;
	reading->odbc = odbc_open(&made.file.source, arena, err);
	if (reading->odbc == NULL)
		return err_prefix(err, "%s", order->path);
	const struct import_rows_source source = {order->path, next_rows, reading};
	if (!import_rows_store(db, &source, &order->set, arena, &made.set, err))
		return false;
	made.map = reading->map;
	made.rows = reading->rows;
	for (size_t i = 0; i < SKIP_KINDS; i++)
		if (reading->skips[i].count > 0)
			made.skips[made.skip_count++] = reading->skips[i];
	*report = made;
	return true;
}
