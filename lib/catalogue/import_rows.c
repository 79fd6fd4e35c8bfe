/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/import_rows.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"

#include "store/db_copy.h"

enum { COLUMNS_MAX = 64 }; /* of all tables together, and more */

struct import_rows {
	const struct import_rows_source *source;
	const char *names[COLUMNS_MAX]; /* of import_row's columns: first the two of each row */
	struct text cells[COLUMNS_MAX];
	size_t count;
	const struct csv_table *table; /* of the row */
	int64_t line;
	struct text place; /* of the row, when it is on no line */
	struct buf out;    /* rows in COPY's text format */
	size_t taken;      /* bytes of it that went to the database */
	bool more;
};

enum { COLUMN_TABLE, COLUMN_PLACE, COLUMNS_FIRST };

static size_t
column_of(const struct import_rows *rows, const char *name)
{
	size_t i = COLUMNS_FIRST;
	while (i < rows->count && strcmp(rows->names[i], name) != 0)
		i++;
	return i;
}

/* The columns of all tables, each once. */
static void
gather_columns(struct import_rows *rows)
{
	const struct csv_table *tables = csv_table_list();
	rows->names[COLUMN_TABLE] = "table_name";
	rows->names[COLUMN_PLACE] = "place";
	rows->count = COLUMNS_FIRST;
	for (size_t i = 0; i < CSV_TABLES; i++)
		for (size_t j = 0; j < tables[i].column_count; j++) {
			const char *name = tables[i].columns[j].name;
			if (column_of(rows, name) == rows->count && rows->count < COLUMNS_MAX)
				rows->names[rows->count++] = name;
		}
}

void
import_rows_begin(struct import_rows *rows, const struct csv_table *table, int64_t line)
{
	memset(rows->cells, 0, sizeof rows->cells);
	rows->table = table;
	rows->line = line;
}

void
import_rows_place(struct import_rows *rows, struct text place)
{
	rows->place = place;
}

void
import_rows_cell(struct import_rows *rows, const char *name, struct text value)
{
	size_t column = column_of(rows, name);
	if (column < rows->count && text_is_set(value))
		rows->cells[column] = value;
}

/* With backslashes before what COPY would take for something else. */
static void
append_cell(struct buf *out, struct text cell)
{
	static const char special[] = "\\\n\r\t", letters[] = "\\nrt";
	if (!text_is_set(cell)) {
		buf_append(out, "\\N", 2);
		return;
	}
	size_t start = 0;
	for (size_t i = 0; i < cell.size; i++) {
		const char *found = memchr(special, cell.bytes[i], sizeof special - 1);
		if (found == NULL)
			continue;
		buf_append(out, cell.bytes + start, i - start);
		buf_append_format(out, "\\%c", letters[found - special]);
		start = i + 1;
	}
	buf_append(out, cell.bytes + start, cell.size - start);
}

static bool
check_cell(const struct import_rows *rows, size_t column, struct err *err)
{
	struct text cell = rows->cells[column];
	if (!text_is_set(cell))
		return true;
	if (!text_is_utf8(cell))
		err_set(err, ERR_INPUT, "the %s is not UTF-8", rows->names[column]);
	else if (memchr(cell.bytes, '\0', cell.size) != NULL)
		err_set(err, ERR_INPUT, "the %s has a NUL, which no text has", rows->names[column]);
	else
		return true;
	if (text_is_set(rows->place))
		return err_prefix(err, "%.*s", (int)rows->place.size, rows->place.bytes);
	return err_prefix(err, "%s:%" PRId64, rows->source->place, rows->line);
}

static void
append_place(struct buf *out, const struct import_rows *rows)
{
	if (text_is_set(rows->place)) {
		append_cell(out, rows->place);
		return;
	}
	append_cell(out, text_of(rows->source->place));
	buf_append_format(out, ":%" PRId64, rows->line);
}

bool
import_rows_end(struct import_rows *rows, struct err *err)
{
	struct buf *out = &rows->out;
	for (size_t i = COLUMNS_FIRST; i < rows->count; i++)
		if (!check_cell(rows, i, err))
			return false;
	buf_append_format(out, "%s\t", rows->table->name);
	append_place(out, rows);
	for (size_t i = COLUMNS_FIRST; i < rows->count; i++) {
		buf_append(out, "\t", 1);
		append_cell(out, rows->cells[i]);
	}
	buf_append(out, "\n", 1);
	return buf_check(out, err);
}

static bool
read_rows(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct import_rows *rows = context;
	if (rows->taken == rows->out.size)
		rows->taken = rows->out.size = 0;
	while (rows->more && rows->out.size == 0)
		if (!rows->source->next(rows->source->context, rows, &rows->more, err))
			return false;
	size_t left = rows->out.size - rows->taken;
	*size = left < room ? left : room;
	if (*size > 0)
		memcpy(bytes, rows->out.bytes + rows->taken, *size);
	rows->taken += *size;
	return true;
}

static bool
stage(struct db *db, const struct import_rows_source *source, struct arena *arena, struct err *err)
{
	struct import_rows *rows = arena_alloc(arena, sizeof *rows, err);
	if (rows == NULL || !db_script(db, &script_csv, err) ||
	    !db_script(db, &script_import_row, err))
		return false;
	*rows = (struct import_rows){.source = source, .out = {.arena = arena}, .more = true};
	gather_columns(rows);
	const struct db_copy_target target = {
	    .table = "import_row", .columns = rows->names, .count = rows->count, .written = true};
	const struct db_copy_source from = {source->place, read_rows, rows};
	return db_copy_in(db, &target, &from, arena, err);
}

static bool
import_table(struct db *db, const struct csv_table *table, const char *place,
             const struct csv_set_order *order, struct arena *arena, struct csv_set_report *report,
             struct err *err)
{
	struct text name = text_of(table->name);
	if (!db_query(db, &query_import_row_table_set, &name, 1, arena, NULL, err) ||
	    !csv_set_import_table(db, table, place, NULL, &query_import_row_take, order, arena,
	                          report, err))
		return false;
	bool are_left_out = report->tables[report->count - 1].report.rejected > 0;
	return !are_left_out || table != csv_table_find("part") ||
	       db_query(db, &query_import_row_drop, NULL, 0, arena, NULL, err);
}

static bool
import_tables(struct db *db, const char *place, const struct csv_set_order *order,
              struct arena *arena, struct csv_set_report *report, struct err *err)
{
	const struct csv_table *tables = csv_table_list();
	struct db_rows rows;
	if (!db_query(db, &query_import_row_table_list, NULL, 0, arena, &rows, err))
		return false;
	for (size_t i = 0; i < CSV_TABLES && !csv_set_is_rejected(report); i++) {
		bool is_there = false;
		for (size_t j = 0; j < rows.count && !is_there; j++)
			is_there = text_equal(db_rows_text(&rows, j, 0), text_of(tables[i].name));
		if (is_there && !import_table(db, &tables[i], place, order, arena, report, err))
			return false;
	}
	return true;
}

bool
import_rows_store(struct db *db, const struct import_rows_source *source,
                  const struct csv_set_order *order, struct arena *arena,
                  struct csv_set_report *report, struct err *err)
{
	struct csv_set_report made = {.count = 0};
	if (!db_begin(db, err))
		return false;
	bool good = stage(db, source, arena, err) &&
	            import_tables(db, source->place, order, arena, &made, err);
	if (!csv_set_end(db, good, order, &made, err))
		return false;
	*report = made;
	return true;
}
