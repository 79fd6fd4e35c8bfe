/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue_json.h"

#include <inttypes.h>
#include <string.h>

#include "base/document_read.h"
#include "base/document_rows.h"

#include "catalogue/import_rows.h"
#include "store/db_copy.h"

/* What the file says of itself, before its tables. */
static const char format_key[] = "kidepot_catalogue", format_version[] = "1";

enum { ROW_MEMORY = 64 * 1024 * 1024 /* bytes for one row, as json-c has it */ };

/* --- out */

struct writing {
	struct stream_out *out;
	bool is_between; /* a row has ended, and it is not known yet whether another follows */
};

static bool
write_string(struct stream_out *out, const char *string, struct err *err)
{
	return stream_write(out, text_of(string), err);
}

/* Lines, with a comma between two. */
static bool
write_rows(void *context, struct text piece, struct err *err)
{
	struct writing *writing = context;
	while (piece.size > 0) {
		const char *end = memchr(piece.bytes, '\n', piece.size);
		struct text line = {piece.bytes,
		                    end == NULL ? piece.size : (size_t)(end - piece.bytes)};
		if ((writing->is_between && !write_string(writing->out, ",\n", err)) ||
		    !stream_write(writing->out, line, err))
			return false;
		writing->is_between = end != NULL;
		size_t passed = line.size + (end != NULL);
		piece = (struct text){piece.bytes + passed, piece.size - passed};
	}
	return true;
}

/* What the texts of its columns stand for. */
static struct db_copy_json *
columns_of(const struct csv_table *table, struct arena *arena, struct err *err)
{
	struct db_copy_json *columns = arena_alloc(arena, table->column_count * sizeof *columns,
	                                           err);
	for (size_t i = 0; columns != NULL && i < table->column_count; i++) {
		const char *kind = table->columns[i].kind;
		bool is_number = strcmp(kind, "integer") == 0 ||
		                 strncmp(kind, "numeric", strlen("numeric")) == 0;
		columns[i] = (struct db_copy_json){
		    .name = table->columns[i].name,
		    .is_truth = strcmp(kind, "pg_temp.csv_truth") == 0,
		    .is_number = is_number,
		};
	}
	return columns;
}

static bool
write_table(struct db *db, const struct csv_table *table, struct stream_out *out,
            struct arena *arena, struct err *err)
{
	const struct db_copy_json *columns = columns_of(table, arena, err);
	const char *head = arena_format(arena, err, ",\n\"%s\":[\n", table->name);
	struct writing writing = {out, false};
	return columns != NULL && head != NULL && write_string(out, head, err) &&
	       db_copy_json(db, table->export->sql, columns, table->column_count, write_rows,
	                    &writing, arena, err) &&
	       write_string(out, writing.is_between ? "\n]" : "]", err);
}

bool
catalogue_json_export(struct db *db, struct stream_out *out, struct arena *arena, struct err *err)
{
	const struct csv_table *tables = csv_table_list();
	const char *head = arena_format(arena, err, "{\"%s\":%s", format_key, format_version);
	if (head == NULL || !db_begin(db, err))
		return false;
	bool good = db_script(db, &script_snapshot, err) && write_string(out, head, err);
	for (size_t i = 0; good && i < CSV_TABLES; i++)
		good = write_table(db, &tables[i], out, arena, err);
	db_rollback(db);
	return good && write_string(out, "}\n", err);
}

/* --- in */

struct reading {
	struct document_rows rows;
	struct arena *arena; /* of one row */
	const struct csv_import_progress *progress;
	int64_t told; /* bytes */
};

static bool
fail(const struct reading *reading, int64_t line, struct err *err, const char *what,
     const char *name)
{
	bool clean = text_is_utf8(text_of(name)) && !text_has_control(text_of(name));
	return err_set(err, ERR_INPUT, "%s:%" PRId64 ": \"%s\" %s", reading->rows.place, line,
	               clean ? name : "?", what);
}

/* The cell, as CSV has it. */
static bool
cell_of(const struct document *value, struct text *cell)
{
	bool truth;
	if (value == NULL)
		*cell = text_of("");
	else if (document_bool(value, &truth))
		*cell = text_of(truth ? "yes" : "no");
	else
		return document_text(value, cell) || document_number_text(value, cell);
	return true;
}

static const char *
column_of(const struct csv_table *table, struct text name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal(name, text_of(table->columns[i].name)))
			return table->columns[i].name;
	return NULL;
}

static bool
take_row(struct reading *reading, const struct document_rows_item *item,
         const struct csv_table *table, struct import_rows *rows, struct err *err)
{
	static const struct document_limits limits = {DOCUMENT_ROWS_SIZE_MAX, 2, 1000};
	struct document *row = NULL;
	if (!document_read(item->json, &limits, reading->arena, &row, err))
		return err_prefix(err, "%s: the value that begins on line %" PRId64,
		                  reading->rows.place, item->line);
	if (document_kind(row) != DOCUMENT_OBJECT)
		return fail(reading, item->line, err, "is an array of objects; this is none",
		            item->key);
	struct document_walk walk = document_walk(row);
	import_rows_begin(rows, table, item->line);
	while (document_next(&walk)) {
		const char *name = column_of(table, walk.key);
		struct text cell;
		if (name == NULL) {
			name = arena_copy(reading->arena, walk.key.bytes, walk.key.size, err);
			return name != NULL &&
			       fail(reading, item->line, err, "is no column of that table", name);
		}
		if (!cell_of(walk.value, &cell))
			return fail(reading, item->line, err,
			            "is a text, a number, true, false or null", name);
		import_rows_cell(rows, name, cell);
	}
	return import_rows_end(rows, err);
}

/* What is no row of a table: what the file says of itself. */
static bool
check_format(const struct reading *reading, const struct document_rows_item *item, struct err *err)
{
	if (item->is_element || strcmp(item->key, format_key) != 0)
		return fail(reading, item->line, err,
		            "is no table; \"kidepot import csv --help\" names them", item->key);
	if (!text_equal(item->json, text_of(format_version)))
		return fail(reading, item->line, err, "is 1 in every file that this program reads",
		            item->key);
	return true;
}

static bool
next_row(void *context, struct import_rows *rows, bool *more, struct err *err)
{
	struct reading *reading = context;
	struct document_rows_item item;
	const struct csv_import_progress *progress = reading->progress;
	if (!document_rows_next(&reading->rows, &item, more, err))
		return false;
	bool tell = reading->rows.bytes != reading->told || !*more;
	reading->told = reading->rows.bytes;
	if (tell && progress->read != NULL)
		progress->read(progress->context, reading->told);
	if (!*more)
		return true;
	const struct csv_table *table = csv_table_find(item.key);
	bool good = table != NULL && item.is_element ? take_row(reading, &item, table, rows, err)
	                                             : check_format(reading, &item, err);
	arena_reset(reading->arena);
	return good;
}

bool
catalogue_json_import(struct db *db, struct stream_in *in, const struct csv_set_order *order,
                      struct arena *arena, struct csv_set_report *report, struct err *err)
{
	struct reading *reading = arena_alloc(arena, sizeof *reading, err);
	if (reading == NULL)
		return false;
	reading->arena = arena_new(ROW_MEMORY);
	if (reading->arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	document_rows_start(&reading->rows, in, arena);
	reading->progress = &order->progress;
	const struct import_rows_source source = {in->name, next_row, reading};
	bool good = import_rows_store(db, &source, order, arena, report, err);
	arena_free(reading->arena);
	return good;
}
