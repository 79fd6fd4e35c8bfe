/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue/part_record.h"
#include "listing.h"
#include "output.h"
#include "part.h"

/* The part's own columns by the names JSON gives them. */
static const char *const field_keys[PART_EDIT_FIELDS] = {
    [PART_EDIT_IPN] = "ipn",
    [PART_EDIT_DESCRIPTION] = "description",
    [PART_EDIT_KEYWORDS] = "keywords",
    [PART_EDIT_MANUFACTURER] = "manufacturer",
    [PART_EDIT_MPN] = "mpn",
    [PART_EDIT_DATASHEET] = "datasheet",
    [PART_EDIT_SYMBOL] = "symbol",
    [PART_EDIT_FOOTPRINT] = "footprint",
    [PART_EDIT_REFERENCE] = "reference",
    [PART_EDIT_VALUE] = "value",
    [PART_EDIT_EXCLUDE_FROM_BOM] = "exclude_from_bom",
    [PART_EDIT_EXCLUDE_FROM_BOARD] = "exclude_from_board",
    [PART_EDIT_EXCLUDE_FROM_SIM] = "exclude_from_sim",
    [PART_EDIT_ACTIVE] = "active",
    [PART_EDIT_TEMPLATE] = "template",
    [PART_EDIT_NOT_FOR_NEW_DESIGNS] = "not_for_new_designs",
};

/* Takes the child also when it is NULL. */
static bool
append_row(struct document *array, struct document *row, bool is_whole)
{
	if (is_whole)
		return document_append(array, row);
	document_free(row);
	return false;
}

static bool
add_parameters(struct document *object, const struct part_record *record)
{
	struct db_array names = record->parameter_names, values = record->parameter_values;
	struct db_array units = record->parameter_units;
	struct document *array = document_array();
	struct text name, value, unit;
	bool ok = array != NULL;
	while (ok && db_array_text(&names, &name) && db_array_text(&values, &value) &&
	       db_array_text(&units, &unit)) {
		struct document *row = document_object();
		ok = append_row(array, row,
		                document_add_text(row, "name", name) &&
		                    document_add_text(row, "value", value) &&
		                    listing_add_text(row, "unit", unit));
	}
	return document_add(object, "parameters", array) && ok;
}

static bool
add_suppliers(struct document *object, const struct part_record *record)
{
	struct db_array names = record->supplier_names, skus = record->supplier_skus;
	struct db_array urls = record->supplier_urls;
	struct document *array = document_array();
	struct text name, sku, url;
	bool ok = array != NULL;
	while (ok && db_array_text(&names, &name) && db_array_text(&skus, &sku) &&
	       db_array_text(&urls, &url)) {
		struct document *row = document_object();
		ok = append_row(array, row,
		                document_add_text(row, "name", name) &&
		                    document_add_text(row, "sku", sku) &&
		                    listing_add_text(row, "url", url));
	}
	return document_add(object, "suppliers", array) && ok;
}

static bool
add_texts(struct document *object, const char *key, struct db_array texts)
{
	struct document *array = document_array();
	struct text text;
	bool ok = array != NULL;
	while (ok && db_array_text(&texts, &text))
		ok = document_append_text(array, text);
	return document_add(object, key, array) && ok;
}

/* One object a footprint, each with the list of its pins. */
static bool
add_pin_maps(struct document *object, const struct part_record *record)
{
	struct db_array footprints = record->pin_map_footprints, pins = record->pin_map_pins;
	struct db_array pads = record->pin_map_pads;
	struct document *array = document_array(), *list = NULL;
	struct text before = {NULL, 0}, footprint, pin, pad;
	bool ok = array != NULL;
	while (ok && db_array_text(&footprints, &footprint) && db_array_text(&pins, &pin) &&
	       db_array_text(&pads, &pad)) {
		struct document *row = document_object();
		if (!text_equal(footprint, before)) {
			struct document *map = document_object();
			list = document_array();
			ok = append_row(array, map,
			                document_add_text(map, "footprint", footprint) &&
			                    document_add(map, "pins", list));
			before = footprint;
		}
		ok = append_row(ok ? list : NULL, row,
		                document_add_text(row, "pin", pin) &&
		                    document_add_text(row, "pad", pad)) &&
		     ok;
	}
	return document_add(object, "pin_maps", array) && ok;
}

static bool
add_stock(struct document *object, const struct part_record *record)
{
	struct db_array locations = record->stock_locations, quantities = record->stock_quantities;
	struct document *array = document_array();
	struct text location, quantity;
	bool ok = array != NULL;
	while (ok && db_array_text(&locations, &location) &&
	       db_array_text(&quantities, &quantity)) {
		struct document *row = document_object();
		ok = append_row(array, row,
		                document_add_text(row, "location", location) &&
		                    document_add_text(row, "quantity", quantity));
	}
	return document_add(object, "stock", array) && ok;
}

static bool
add_fields(struct document *object, const struct part *shown)
{
	struct db_array names = shown->field_names, values = shown->field_values;
	struct db_array visible = shown->field_visible;
	struct document *array = document_array();
	struct text name, value;
	bool is_visible, ok = array != NULL;
	while (ok && db_array_text(&names, &name) && db_array_text(&values, &value) &&
	       db_array_bool(&visible, false, &is_visible)) {
		struct document *row = document_object();
		ok = append_row(array, row,
		                document_add_text(row, "name", name) &&
		                    listing_add_text(row, "value", value) &&
		                    document_add_bool(row, "visible", is_visible));
	}
	return document_add(object, "fields", array) && ok;
}

static bool
add_shown(struct document *object, const struct part_record *record)
{
	const struct part *shown = &record->shown;
	if (!record->is_shown)
		return document_add_null(object, "kicad");
	struct document *kicad = document_object();
	bool ok = listing_add_text(kicad, "name", shown->name) &&
	          listing_add_text(kicad, "symbol", shown->symbol) &&
	          listing_add_text(kicad, "reference", shown->reference) &&
	          listing_add_text(kicad, "value", shown->value) &&
	          listing_add_text(kicad, "footprint", shown->footprint) &&
	          listing_add_text(kicad, "datasheet", shown->datasheet) &&
	          listing_add_text(kicad, "description", shown->description) &&
	          listing_add_text(kicad, "keywords", shown->keywords) &&
	          add_texts(kicad, "footprint_filters", shown->footprint_filters) &&
	          add_fields(kicad, shown);
	return document_add(object, "kicad", kicad) && ok;
}

static bool
add_reasons(struct document *object, const struct part_record *record)
{
	struct document *array = document_array();
	bool ok = array != NULL;
	for (size_t i = 0; ok && i < record->reason_count; i++)
		ok = document_append_text(array, text_of(record->reasons[i]));
	return document_add(object, "not_shown", array) && ok;
}

static bool
write_json(const struct part_record *record, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool ok = document_add_text(object, "id", record->id) &&
	          document_add_text(object, "name", record->name) &&
	          listing_add_text(object, "category", record->category);
	for (size_t i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		ok = ok && listing_add_text(object, field_keys[i], record->fields[i]);
	for (size_t i = PART_EDIT_EXCLUDE_FROM_BOM; i < PART_EDIT_FIELDS; i++)
		ok = ok && document_add_bool(object, field_keys[i],
		                             record->truths[i - PART_EDIT_EXCLUDE_FROM_BOM]);
	ok = ok && document_add_text(object, "updated", record->updated) &&
	     add_parameters(object, record) && add_suppliers(object, record) &&
	     add_texts(object, "alternates", record->alternates) && add_pin_maps(object, record) &&
	     add_stock(object, record) && add_shown(object, record) && add_reasons(object, record);
	if (!ok) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

enum { LABEL_WIDTH = 22 };

/* A line, with line breaks of the value as blanks; none when there is no value. */
static void
append_line(struct buf *out, const char *label, struct text name, struct text value)
{
	if (value.size == 0)
		return;
	buf_append_string(out, label);
	if (name.size > 0) {
		buf_append_string(out, " ");
		buf_append_text(out, name);
	}
	/* Characters of a name are not counted: a long one is followed by two blanks. */
	size_t width = strlen(label) + (name.size > 0 ? name.size + 1 : 0);
	buf_append_format(out, "%*s", width + 2 < LABEL_WIDTH ? (int)(LABEL_WIDTH - width) : 2, "");
	for (size_t i = 0; i < value.size; i++)
		buf_append(out, (unsigned char)value.bytes[i] < ' ' ? " " : value.bytes + i, 1);
	buf_append_string(out, "\n");
}

static void
append_pairs(struct buf *out, const char *label, struct db_array names, struct db_array values)
{
	struct text name, value;
	while (db_array_text(&names, &name) && db_array_text(&values, &value))
		append_line(out, label, name, value);
}

/* A line a footprint, as --pin-map takes it but for the footprint. */
static void
append_pin_maps(struct buf *out, const struct part_record *record)
{
	struct db_array footprints = record->pin_map_footprints, pins = record->pin_map_pins;
	struct db_array pads = record->pin_map_pads;
	struct text footprint = {NULL, 0}, next, pin, pad;
	struct buf line = {.arena = out->arena};
	while (db_array_text(&footprints, &next) && db_array_text(&pins, &pin) &&
	       db_array_text(&pads, &pad)) {
		if (!text_equal(next, footprint)) {
			append_line(out, "pin_map", footprint, buf_text(&line));
			line = (struct buf){.arena = out->arena};
			footprint = next;
		}
		buf_append_string(&line, line.size > 0 ? " " : "");
		buf_append_text(&line, pin);
		buf_append_string(&line, "=");
		buf_append_text(&line, pad);
	}
	append_line(out, "pin_map", footprint, buf_text(&line));
}

static void
append_own(struct buf *out, const struct part_record *record)
{
	const struct text none = {NULL, 0};
	struct db_array alternates = record->alternates;
	struct text one;
	append_line(out, "id", none, record->id);
	append_line(out, "name", none, record->name);
	append_line(out, "category", none, record->category);
	for (size_t i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		append_line(out, field_keys[i], none, record->fields[i]);
	for (size_t i = PART_EDIT_EXCLUDE_FROM_BOM; i < PART_EDIT_FIELDS; i++) {
		bool truth = record->truths[i - PART_EDIT_EXCLUDE_FROM_BOM];
		if (truth != (i == PART_EDIT_ACTIVE)) /* only what is not the rule */
			append_line(out, field_keys[i], none, text_of(truth ? "yes" : "no"));
	}
	append_pairs(out, "parameter", record->parameter_names, record->parameter_values);
	append_pairs(out, "supplier", record->supplier_names, record->supplier_skus);
	while (db_array_text(&alternates, &one))
		append_line(out, "alternate", none, one);
	append_pin_maps(out, record);
	append_pairs(out, "stock", record->stock_locations, record->stock_quantities);
	append_line(out, "updated", none, record->updated);
}

static void
append_shown(struct buf *out, const struct part *shown)
{
	const struct text none = {NULL, 0};
	const struct {
		const char *label;
		struct text value;
	} lines[] = {
	    {"kicad name", shown->name},           {"kicad symbol", shown->symbol},
	    {"kicad reference", shown->reference}, {"kicad value", shown->value},
	    {"kicad footprint", shown->footprint}, {"kicad description", shown->description},
	    {"kicad keywords", shown->keywords}};
	struct db_array names = shown->field_names, values = shown->field_values;
	struct db_array visible = shown->field_visible;
	struct text name, value;
	bool is_visible;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		append_line(out, lines[i].label, none, lines[i].value);
	while (db_array_text(&names, &name) && db_array_text(&values, &value) &&
	       db_array_bool(&visible, false, &is_visible))
		append_line(out, is_visible ? "kicad visible field" : "kicad field", name, value);
}

static bool
write_lines(const struct part_record *record, struct arena *arena, struct err *err)
{
	const struct text none = {NULL, 0};
	struct buf out = {.arena = arena};
	append_own(&out, record);
	if (record->is_shown)
		append_shown(&out, &record->shown);
	for (size_t i = 0; i < record->reason_count; i++)
		append_line(&out, "not shown", none, text_of(record->reasons[i]));
	return output_buf(&out, err);
}

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct listing_options *wanted = options;
	struct part_record record;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_record_get(db, text_of(words[0]), cli->arena, &record, err))
		return false;
	return wanted->json ? write_json(&record, cli->arena, err)
	                    : write_lines(&record, cli->arena, err);
}

const struct command part_show_command = {
    .name = "show",
    .summary = "show a part, and what KiCad gets of it",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Shows what a part says itself, what KiCad gets of it by all the rules, and what keeps\n"
	"it from KiCad. The part is named by its id, by \"ipn:\" and its IPN, or by its name.\n\n"
	"example: kidepot part show \"10k Resistor\"",
    COMMAND_OPTIONS(listing_settings, struct listing_options),
    .run = show,
};
