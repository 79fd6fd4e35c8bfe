/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_record_document.h"

/* Appends the row, or frees it when it is not whole. */
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
	struct document *map = document_object();
	struct text name, value;
	bool ok = map != NULL;
	while (ok && db_array_text(&names, &name) && db_array_text(&values, &value))
		ok = document_add_keyed_text(map, name, value);
	return document_add(object, "parameters", map) && ok;
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
		                    document_add_set(row, "url", url));
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
		                document_add_set(row, "name", name) &&
		                    document_add_set(row, "value", value) &&
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
	bool ok = document_add_set(kicad, "name", shown->name) &&
	          document_add_set(kicad, "symbol", shown->symbol) &&
	          document_add_set(kicad, "reference", shown->reference) &&
	          document_add_set(kicad, "value", shown->value) &&
	          document_add_set(kicad, "footprint", shown->footprint) &&
	          document_add_set(kicad, "datasheet", shown->datasheet) &&
	          document_add_set(kicad, "description", shown->description) &&
	          document_add_set(kicad, "keywords", shown->keywords) &&
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
add_warnings(struct document *object, const struct part_record *record)
{
	struct document *array = document_array();
	bool ok = array != NULL;
	for (size_t i = 0; ok && i < record->warning_count; i++)
		ok = document_append_text(array, record->warnings[i]);
	return document_add(object, "warnings", array) && ok;
}

static bool
add_columns(struct document *object, const struct part_record *record)
{
	bool ok = document_add_id(object, "id", record->id) &&
	          document_add_set(object, "name", record->name) &&
	          document_add_set(object, "category", record->category) &&
	          document_add_id(object, "category_id", record->category_id);
	for (size_t i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		ok = ok && document_add_set(object, part_edit_keys[i], record->fields[i]);
	for (size_t i = PART_EDIT_EXCLUDE_FROM_BOM; i < PART_EDIT_FIELDS; i++)
		ok = ok && document_add_bool(object, part_edit_keys[i],
		                             record->truths[i - PART_EDIT_EXCLUDE_FROM_BOM]);
	return ok;
}

struct document *
part_record_document(const struct part_record *record)
{
	struct document *object = document_object();
	if (add_columns(object, record) && add_parameters(object, record) &&
	    add_suppliers(object, record) && add_texts(object, "alternates", record->alternates) &&
	    add_texts(object, "former_names", record->former_names) &&
	    add_pin_maps(object, record) && add_stock(object, record) &&
	    add_shown(object, record) && add_reasons(object, record) &&
	    add_warnings(object, record) && document_add_set(object, "updated", record->updated))
		return object;
	document_free(object);
	return NULL;
}

static bool
append_line(struct document *array, const struct part_record_line *line)
{
	struct document *row = document_object();
	return append_row(array, row,
	                  document_add_id(row, "id", line->id) &&
	                      document_add_set(row, "name", line->name) &&
	                      document_add_set(row, "ipn", line->ipn) &&
	                      document_add_set(row, "manufacturer", line->manufacturer) &&
	                      document_add_set(row, "mpn", line->mpn) &&
	                      document_add_set(row, "category", line->category) &&
	                      document_add_set(row, "description", line->description) &&
	                      document_add_bool(row, "used", line->is_used));
}

struct document *
part_record_document_page(const struct part_record_page *page)
{
	struct document *object = document_object(), *array = document_array();
	bool ok = array != NULL;
	for (size_t i = 0; ok && i < page->count; i++)
		ok = append_line(array, &page->lines[i]);
	if (document_add(object, "results", array) && ok &&
	    document_add_set(object, "next", page->next))
		return object;
	document_free(object);
	return NULL;
}
