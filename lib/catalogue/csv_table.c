/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_table.h"

#include <string.h>

#include "base/buf.h"

#define LINE "kidepot.line", CSV_FREE
#define PROSE "kidepot.prose", CSV_FREE
#define LIBRARY_ID "kidepot.library_id", CSV_FREE
#define URL "kidepot.url", CSV_FREE
#define TRUTH "pg_temp.csv_truth", CSV_FREE
#define PATH "pg_temp.csv_path", CSV_FREE
#define KEY_LINE "kidepot.line", CSV_KEY
#define KEY_LIBRARY_ID "kidepot.library_id", CSV_KEY
#define KEY_WHOLE "integer", CSV_KEY
#define KEY_PATH "pg_temp.csv_path", CSV_KEY
#define NEEDED_LINE "kidepot.line", CSV_NEEDED
#define NEEDED_LIBRARY_ID "kidepot.library_id", CSV_NEEDED
#define NEEDED_QUANTITY "numeric::kidepot.quantity", CSV_NEEDED

static const struct csv_column setting_columns[] = {
    {"category_depth", "integer", CSV_FREE},
    {"uncategorized", LINE},
    {"value_style", LINE},
    {"stock_format", LINE},
    {"former_names", LINE},
    {"pcm_url", LINE},
    {"pcm_name", LINE},
    {"pcm_prefix", LINE},
    {"hold_unpublished", TRUTH},
    {"database_library", TRUTH},
};

static const struct csv_column template_columns[] = {
    {"name", KEY_LINE}, {"unit", LINE},    {"field_name", LINE},
    {"visible", TRUTH}, {"served", TRUTH}, {"si_prefix", TRUTH},
};

static const struct csv_column category_columns[] = {
    {"path", KEY_PATH},       {"description", PROSE},    {"exposed", TRUTH},
    {"symbol", LIBRARY_ID},   {"footprint", LIBRARY_ID}, {"reference", LINE},
    {"value_template", LINE}, {"value_parameter", LINE}, {"footprint_parameter", LINE},
};

static const struct csv_column category_field_columns[] = {
    {"category", KEY_PATH}, {"parameter", KEY_LINE}, {"field_name", LINE},
    {"visible", TRUTH},     {"served", TRUTH},
};

static const struct csv_column footprint_map_columns[] = {
    {"value", KEY_LINE},
    {"category", PATH},
    {"footprint", NEEDED_LIBRARY_ID},
};

static const struct csv_column supplier_columns[] = {
    {"name", KEY_LINE},
    {"field_name", LINE},
};

static const struct csv_column part_columns[] = {
    {"name", KEY_LINE},
    {"category", PATH},
    {"ipn", LINE},
    {"description", PROSE},
    {"keywords", LINE},
    {"manufacturer", LINE},
    {"mpn", LINE},
    {"datasheet", URL},
    {"symbol", LIBRARY_ID},
    {"footprint", LIBRARY_ID},
    {"reference", LINE},
    {"value", LINE},
    {"exclude_from_bom", TRUTH},
    {"exclude_from_board", TRUTH},
    {"exclude_from_sim", TRUTH},
    {"active", TRUTH},
    {"template", TRUTH},
    {"not_for_new_designs", TRUTH},
};

static const struct csv_column former_name_columns[] = {
    {"part", KEY_LINE},
    {"name", KEY_LINE},
};

static const struct csv_column parameter_columns[] = {
    {"part", KEY_LINE},   {"parameter", KEY_LINE}, {"value", NEEDED_LINE},
    {"field_name", LINE}, {"visible", TRUTH},      {"served", TRUTH},
};

static const struct csv_column supplier_part_columns[] = {
    {"part", KEY_LINE},
    {"supplier", KEY_LINE},
    {"sku", KEY_LINE},
    {"url", URL},
};

static const struct csv_column alternate_columns[] = {
    {"part", KEY_LINE},
    {"position", KEY_WHOLE},
    {"footprint", NEEDED_LIBRARY_ID},
};

static const struct csv_column pin_map_columns[] = {
    {"part", KEY_LINE},
    {"footprint", KEY_LIBRARY_ID},
    {"pin", KEY_LINE},
    {"pad", KEY_LINE},
};

static const struct csv_column location_columns[] = {
    {"name", KEY_LINE},
    {"description", PROSE},
};

static const struct csv_column stock_columns[] = {
    {"part", KEY_LINE},
    {"location", KEY_LINE},
    {"quantity", NEEDED_QUANTITY},
};

#define COLUMNS(table) .columns = (table), .column_count = sizeof(table) / sizeof(table)[0]
#define STATEMENTS(stem)                                                        \
	.find = &query_csv_##stem##_find, .change = &query_csv_##stem##_change, \
	.make = &query_csv_##stem##_make, .export = &query_csv_##stem##_export

/* Each after those that its rows name. */
static const struct csv_table tables[CSV_TABLES] = {
    {"setting", COLUMNS(setting_columns), .find = &query_csv_setting_find,
     .change = &query_csv_setting_change, .export = &query_csv_setting_export},
    {"template", COLUMNS(template_columns), STATEMENTS(template), .check = &query_csv_name_check},
    {"category", COLUMNS(category_columns), STATEMENTS(category),
     .check = &query_csv_category_check, .tree = true},
    {"category_field", COLUMNS(category_field_columns), STATEMENTS(category_field),
     .check = &query_csv_category_field_check},
    {"footprint_map", COLUMNS(footprint_map_columns), STATEMENTS(footprint_map)},
    {"supplier", COLUMNS(supplier_columns), STATEMENTS(supplier), .check = &query_csv_name_check},
    {"part", COLUMNS(part_columns), STATEMENTS(part), .check = &query_csv_part_check},
    {"former_name", COLUMNS(former_name_columns), .find = &query_csv_former_name_find,
     .check = &query_csv_former_name_check, .make = &query_csv_former_name_make,
     .export = &query_csv_former_name_export},
    {"parameter", COLUMNS(parameter_columns), STATEMENTS(parameter),
     .check = &query_csv_parameter_check},
    {"supplier_part", COLUMNS(supplier_part_columns), STATEMENTS(supplier_part)},
    {"alternate", COLUMNS(alternate_columns), STATEMENTS(alternate),
     .check = &query_csv_alternate_check},
    {"pin_map", COLUMNS(pin_map_columns), .find = &query_csv_pin_map_find,
     .make = &query_csv_pin_map_make, .export = &query_csv_pin_map_export},
    {"location", COLUMNS(location_columns), STATEMENTS(location),
     .check = &query_csv_location_check},
    {"stock", COLUMNS(stock_columns), STATEMENTS(stock), .check = &query_csv_stock_check},
};

const struct csv_table *
csv_table_list(void)
{
	return tables;
}

const struct csv_table *
csv_table_find(const char *name)
{
	for (size_t i = 0; i < CSV_TABLES; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	return NULL;
}

const char *
csv_table_names(struct arena *arena, struct err *err)
{
	struct buf names = {.arena = arena};
	for (size_t i = 0; i < CSV_TABLES; i++)
		buf_append_format(&names, "%s%s", i == 0 ? "" : ", ", tables[i].name);
	buf_append(&names, "", 1);
	return buf_check(&names, err) ? names.bytes : NULL;
}

const char *
csv_table_columns(const struct csv_table *table, struct arena *arena, struct err *err)
{
	struct buf names = {.arena = arena};
	for (size_t i = 0; i < table->column_count; i++)
		buf_append_format(&names, "%s%s", i == 0 ? "" : ", ", table->columns[i].name);
	buf_append(&names, "", 1);
	return buf_check(&names, err) ? names.bytes : NULL;
}
