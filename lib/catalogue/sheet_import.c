/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/sheet_import.h"

#include <inttypes.h>

#include "catalogue/import_rows.h"

struct reading {
	struct csv_reader reader;
	const struct csv_import_progress *progress;
	int64_t told; /* bytes */
	size_t columns;
	const struct sheet_map_entry *name;
	struct sheet_import_report report;
};

static bool
add_part(const struct sheet_map *map, const struct csv_reader_row *row, struct import_rows *rows,
         struct err *err)
{
	import_rows_begin(rows, csv_table_find("part"), row->line);
	for (size_t i = 0; i < map->count; i++) {
		struct text cell = sheet_map_cell(&map->entries[i], row);
		if (map->entries[i].kind == SHEET_MAP_PART && cell.size > 0)
			import_rows_cell(rows, map->entries[i].target, cell);
	}
	return import_rows_end(rows, err);
}

/* A parameter's value, or a supplier's number. */
static bool
add_detail(const struct sheet_map_entry *entry, struct text part, struct text cell, int64_t line,
           struct import_rows *rows, struct err *err)
{
	bool is_parameter = entry->kind == SHEET_MAP_PARAMETER;
	import_rows_begin(rows, csv_table_find(is_parameter ? "parameter" : "supplier_part"), line);
	import_rows_cell(rows, "part", part);
	import_rows_cell(rows, is_parameter ? "parameter" : "supplier", text_of(entry->target));
	import_rows_cell(rows, is_parameter ? "value" : "sku", cell);
	return import_rows_end(rows, err);
}

static bool
add_row(struct reading *reading, const struct csv_reader_row *row, struct import_rows *rows,
        struct err *err)
{
	struct sheet_import_report *report = &reading->report;
	const struct sheet_map *map = &report->map;
	struct text part = sheet_map_cell(reading->name, row);
	report->rows++;
	if (part.size == 0) {
		if (report->nameless++ == 0)
			report->nameless_first = row->line;
		return true;
	}
	if (!add_part(map, row, rows, err))
		return false;
	for (size_t i = 0; i < map->count; i++) {
		const struct sheet_map_entry *entry = &map->entries[i];
		struct text cell = sheet_map_cell(entry, row);
		if (cell.size > 0 &&
		    (entry->kind == SHEET_MAP_PARAMETER || entry->kind == SHEET_MAP_SUPPLIER) &&
		    !add_detail(entry, part, cell, row->line, rows, err))
			return false;
	}
	return true;
}

static bool
next_row(void *context, struct import_rows *rows, bool *more, struct err *err)
{
	struct reading *reading = context;
	const struct csv_import_progress *progress = reading->progress;
	struct csv_reader_row row;
	if (!csv_reader_next(&reading->reader, &row, more, err))
		return false;
	if (progress->read != NULL && (reading->reader.bytes != reading->told || !*more))
		progress->read(progress->context, reading->reader.bytes);
	reading->told = reading->reader.bytes;
	if (!*more)
		return true;
	if (row.count > reading->columns)
		return err_set(err, ERR_INPUT,
		               "%s:%" PRId64
		               ": the row has %zu cells, the header names %zu columns",
		               reading->reader.place, row.line, row.count, reading->columns);
	return add_row(reading, &row, rows, err);
}

/* Reads the header and what its columns are. */
static bool
start(struct reading *reading, const struct sheet_import_order *order, struct arena *arena,
      struct err *err)
{
	struct sheet_map *map = &reading->report.map;
	struct csv_reader_row header;
	bool more;
	if (!csv_reader_start(&reading->reader, order->in, arena, err) ||
	    !csv_reader_next(&reading->reader, &header, &more, err))
		return false;
	if (!more)
		return err_set(err, ERR_INPUT,
		               "%s:1: there is no header; the first line names the columns",
		               order->in->name);
	reading->columns = header.count;
	if (order->map == NULL ? !sheet_map_propose(&header, arena, map, err)
	                       : !sheet_map_read(order->map, &header, arena, map, err))
		return false;
	reading->name = sheet_map_name(map);
	return reading->name != NULL ||
	       err_set(err, ERR_INPUT,
	               "%s:%" PRId64 ": no column is called \"Name\", \"MPN\" or \"IPN\", of which "
	               "parts would have their names; --save-map writes a map, which with the line "
	               "\"COLUMN,name\" is given as --map",
	               order->in->name, header.line);
}

bool
sheet_import(struct db *db, const struct sheet_import_order *order, struct arena *arena,
             struct sheet_import_report *report, struct err *err)
{
	report->map.count = 0;
	struct reading *reading = arena_alloc(arena, sizeof *reading, err);
	if (reading == NULL)
		return false;
	reading->progress = &order->set.progress;
	const struct import_rows_source source = {order->in->name, next_row, reading};
	bool good = start(reading, order, arena, err);
	report->map = reading->report.map;
	if (!good || !import_rows_store(db, &source, &order->set, arena, &reading->report.set, err))
		return false;
	*report = reading->report;
	return true;
}
