/* SPDX-License-Identifier: GPL-3.0-or-later */
/* InvenTree with the plugin inventree_kicad (2.x, and 1.x before InvenTree 1.2): addresses and
 * keys by their public sources. The KiCad categories are the plugin's. */
#include "import/import_source.h"

#define PLUGIN "/plugin/kicad-library-plugin"

static const struct import_document documents[] = {
    {.kind = "category", .address = "/api/part/category/", .needed = true},
    {.kind = "template",
     .address = "/api/part/parameter/template/",
     .other_address = "/api/parameter/template/"},
    {.kind = "setting", .address = "/api/plugins/kicad-library-plugin/settings/"},
    {.kind = "kicad-category", .address = PLUGIN "/api/category/"},
    {.kind = "footprint-mapping"},
    {.kind = "part", .address = "/api/part/", .needed = true},
    {.kind = "parameter",
     .address = "/api/part/parameter/",
     .other_address = "/api/parameter/?model_type=part"},
    {.kind = "company", .address = "/api/company/"},
    {.kind = "manufacturer-part", .address = "/api/company/part/manufacturer/"},
    {.kind = "supplier-part", .address = "/api/company/part/"},
    {.kind = "location", .address = "/api/stock/location/"},
    {.kind = "stock", .address = "/api/stock/"},
    {.kind = "attachment",
     .address = "/api/attachment/?model_type=part",
     .other_address = "/api/part/attachment/"},
};

static const struct import_step steps[] = {
    {"template", &query_inventree_template},
    {"category", &query_inventree_category},
    {"footprint_map", &query_inventree_footprint_map},
    {"supplier", &query_inventree_supplier},
    {"part", &query_inventree_part},
    {"parameter", &query_inventree_parameter},
    {"supplier_part", &query_inventree_supplier_part},
    {"location", &query_inventree_location},
    {"stock", &query_inventree_stock},
};

#define KEY(index, word)                                                                       \
	{                                                                                      \
		.name = (word), .type = SETTING_TEXT, .offset = (index) * sizeof(const char *) \
	}

static const struct setting keys[] = {
    {.name = "part_name", .type = SETTING_CHOICE, .offset = 0, .choices = "name ipn full_name"},
    KEY(1, "server"),
    KEY(2, "location"),
    KEY(3, "symbol_parameter"),
    KEY(4, "footprint_parameter"),
    KEY(5, "reference_parameter"),
    KEY(6, "value_parameter"),
    KEY(7, "exclude_from_bom_parameter"),
    KEY(8, "exclude_from_board_parameter"),
    KEY(9, "exclude_from_sim_parameter"),
    KEY(10, "visible_parameters"),
    KEY(11, "visible_parameter"),
};

const struct import_source import_source_inventree = {
    .name = "inventree",
    .scheme = "Token",
    .accept = "application/json",
    .page = "limit=250",
    .documents = documents,
    .document_count = sizeof documents / sizeof documents[0],
    .script = &script_inventree,
    .steps = steps,
    .step_count = sizeof steps / sizeof steps[0],
    .skipped = &query_inventree_skipped,
    .keys = keys,
    .key_count = sizeof keys / sizeof keys[0],
};
