/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/symbol_import.h"

#include <string.h>

#include "kicad/symbol_set.h"

#include "catalogue/import_rows.h"
#include "catalogue/sheet_map.h"

struct reading {
	const struct symbol_import_order *order;
	struct arena *arena;
	struct sexpr sexpr;
	struct symbol_set set;
	size_t next; /* of the set */
	int64_t bytes;
	struct symbol_import_report report;
};

static bool
read_file(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct reading *reading = context;
	const struct csv_import_progress *progress = &reading->order->set.progress;
	if (!stream_read(reading->order->in, bytes, room, size, err))
		return false;
	reading->bytes += (int64_t)*size;
	if (progress->read != NULL)
		progress->read(progress->context, reading->bytes);
	return true;
}

/* KiCad writes "~" for an empty field too. */
static bool
is_said(struct text text)
{
	return text.size > 0 && !text_equal(text, text_of("~"));
}

static const char *
why_no_part(const struct symbol *symbol)
{
	if (symbol->own.is_power || (symbol->from != NULL && symbol->from->own.is_power))
		return "it is a power symbol";
	if (!is_said(symbol->footprint))
		return "it has no footprint, so it stands for many parts";
	return NULL;
}

static bool
skip(struct reading *reading, const struct symbol *symbol, const char *why, struct err *err)
{
	struct symbol_import_report *report = &reading->report;
	if (report->skipped == NULL)
		report->skipped = arena_alloc(
		    reading->arena, reading->order->set.faults * sizeof *report->skipped, err);
	if (report->skipped == NULL)
		return false;
	if (report->skipped_count < reading->order->set.faults)
		report->skipped[report->skipped_count++] = (struct symbol_import_skipped){
		    symbol->own.name.text, why, (int64_t)symbol->own.name.start.line};
	report->all_skipped++;
	return true;
}

static void
add_cell(struct import_rows *rows, const char *column, struct text value)
{
	if (is_said(value))
		import_rows_cell(rows, column, value);
}

/* The fields that KiCad itself knows, and those about them. */
static bool
is_of_kicad(struct text name)
{
	return text_is_one_of(name, "Value Reference Footprint Datasheet Description") ||
	       (name.size > 3 && memcmp(name.bytes, "ki_", 3) == 0);
}

static struct text
truth_of(const struct symbol *symbol, size_t offset)
{
	for (; symbol != NULL; symbol = symbol->from) {
		const char *own = (const char *)&symbol->own;
		const struct text *truth = (const struct text *)(const void *)(own + offset);
		if (text_is_set(*truth))
			return *truth;
	}
	return text_of(NULL);
}

/* "yes" for "no", and the other way round. */
static struct text
other_than(struct text truth)
{
	if (!text_is_set(truth))
		return truth;
	return text_of(text_equal(truth, text_of("yes")) ? "no" : "yes");
}

/* Some of KiCad's own symbols have two addresses: "https://..., https://...". */
static struct text
first_word(struct text text)
{
	const char *blank = memchr(text.bytes, ' ', text.size);
	if (blank != NULL)
		text.size = (size_t)(blank - text.bytes);
	if (blank != NULL && (blank[-1] == ',' || blank[-1] == ';'))
		text.size--;
	return text;
}

static struct text
address_of(struct text text)
{
	static const char *const schemes[] = {"https://", "http://", "file://"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (text.size > strlen(schemes[i]) &&
		    memcmp(text.bytes, schemes[i], strlen(schemes[i])) == 0)
			return first_word(text);
	return text_of(NULL);
}

static struct text
property(const struct symbol *symbol, const char *name)
{
	return symbol_set_property(symbol, text_of(name));
}

/* Calls `take` for each field of the symbol and of those it extends, the nearest alone. */
static bool
each_field(const struct symbol *symbol, struct import_rows *rows,
           bool (*take)(const struct symbol *symbol, const struct symbol_property *field,
                        struct import_rows *rows, struct err *err),
           struct err *err)
{
	for (const struct symbol *from = symbol; from != NULL; from = from->from)
		for (size_t i = 0; i < from->own.property_count; i++) {
			const struct symbol_property *field = &from->own.properties[i];
			struct text nearest = symbol_set_property(symbol, field->name);
			if (!is_of_kicad(field->name) && is_said(field->value) &&
			    nearest.bytes == field->value.bytes && !take(symbol, field, rows, err))
				return false;
		}
	return true;
}

static bool
add_known_field(const struct symbol *symbol, const struct symbol_property *field,
                struct import_rows *rows, struct err *err)
{
	const char *column = sheet_map_field(field->name);
	(void)symbol;
	(void)err;
	if (column != NULL)
		import_rows_cell(rows, column, field->value);
	return true;
}

static bool
add_part(struct reading *reading, const struct symbol *symbol, struct import_rows *rows,
         struct err *err)
{
	const struct symbol_import_order *order = reading->order;
	struct text name = symbol->own.name.text, description = property(symbol, "Description");
	const char *id = arena_format(reading->arena, err, "%s:%.*s", order->library,
	                              (int)name.size, name.bytes);
	if (id == NULL)
		return false;
	if (!is_said(description))
		description = property(symbol, "ki_description");
	import_rows_begin(rows, csv_table_find("part"), (int64_t)symbol->own.name.start.line);
	add_cell(rows, "name", name);
	add_cell(rows, "category",
	         text_of(order->category != NULL ? order->category : order->library));
	add_cell(rows, "symbol", text_of(id));
	add_cell(rows, "footprint", symbol->footprint);
	add_cell(rows, "value", property(symbol, "Value"));
	add_cell(rows, "reference", property(symbol, "Reference"));
	add_cell(rows, "description", description);
	add_cell(rows, "keywords", property(symbol, "ki_keywords"));
	add_cell(rows, "datasheet", address_of(property(symbol, "Datasheet")));
	import_rows_cell(
	    rows, "exclude_from_bom",
	    other_than(truth_of(symbol, offsetof(struct symbol_library_symbol, in_bom))));
	import_rows_cell(
	    rows, "exclude_from_board",
	    other_than(truth_of(symbol, offsetof(struct symbol_library_symbol, on_board))));
	import_rows_cell(
	    rows, "exclude_from_sim",
	    truth_of(symbol, offsetof(struct symbol_library_symbol, exclude_from_sim)));
	return each_field(symbol, rows, add_known_field, err) && import_rows_end(rows, err);
}

/* A parameter, or a supplier's number. */
static bool
add_detail(const struct symbol *symbol, const struct symbol_property *field,
           struct import_rows *rows, struct err *err)
{
	const char *supplier = sheet_map_supplier(field->name);
	if (sheet_map_field(field->name) != NULL)
		return true;
	import_rows_begin(rows, csv_table_find(supplier == NULL ? "parameter" : "supplier_part"),
	                  (int64_t)symbol->own.name.start.line);
	import_rows_cell(rows, "part", symbol->own.name.text);
	if (supplier == NULL)
		import_rows_cell(rows, "parameter", field->name);
	else
		import_rows_cell(rows, "supplier", text_of(supplier));
	import_rows_cell(rows, supplier == NULL ? "value" : "sku", field->value);
	return import_rows_end(rows, err);
}

static bool
next_symbol(void *context, struct import_rows *rows, bool *more, struct err *err)
{
	struct reading *reading = context;
	*more = reading->next < reading->set.count;
	if (!*more)
		return true;
	const struct symbol *symbol = &reading->set.symbols[reading->next++];
	const char *why = why_no_part(symbol);
	reading->report.symbols++;
	if (why != NULL)
		return skip(reading, symbol, why, err);
	return add_part(reading, symbol, rows, err) && each_field(symbol, rows, add_detail, err);
}

bool
symbol_import(struct db *db, const struct symbol_import_order *order, struct arena *arena,
              struct symbol_import_report *report, struct err *err)
{
	struct reading *reading = arena_alloc(arena, sizeof *reading, err);
	if (reading == NULL)
		return false;
	reading->order = order;
	reading->arena = arena;
	sexpr_start(&reading->sexpr, read_file, reading);
	if (!sexpr_head(&reading->sexpr, err) ||
	    !symbol_set_read(&reading->sexpr, arena, &reading->set, err))
		return err_prefix(err, "%s", order->in->name);
	const struct import_rows_source source = {order->in->name, next_symbol, reading};
	if (!import_rows_store(db, &source, &order->set, arena, &reading->report.set, err))
		return false;
	*report = reading->report;
	return true;
}
