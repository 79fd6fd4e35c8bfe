/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Part-DB 1.x and 2.x: addresses and keys by its public sources. A listing of parts has neither
 * parameters nor order details, and a listing of categories is in JSON-LD for the next page. */
#include "import/import_source.h"

static const struct import_document documents[] = {
    {.kind = "category", .address = "/api/categories"},
    {.kind = "footprint", .address = "/api/footprints"},
    {.kind = "part", .address = "/api/parts", .needed = true, .single = true},
};

static const struct import_step steps[] = {
    {"template", &query_partdb_template},
    {"category", &query_partdb_category},
    {"footprint_map", &query_partdb_footprint_map},
    {"supplier", &query_partdb_supplier},
    {"part", &query_partdb_part},
    {"parameter", &query_partdb_parameter},
    {"supplier_part", &query_partdb_supplier_part},
    {"location", &query_partdb_location},
    {"stock", &query_partdb_stock},
};

static const struct setting keys[] = {
    {.name = "part_name", .type = SETTING_CHOICE, .offset = 0, .choices = "name ipn"},
    {.name = "server", .type = SETTING_TEXT, .offset = 1 * sizeof(const char *)},
    {.name = "location", .type = SETTING_TEXT, .offset = 2 * sizeof(const char *)},
};

const struct import_source import_source_partdb = {
    .name = "partdb",
    .scheme = "Bearer",
    .accept = "application/ld+json",
    .page = "itemsPerPage=100",
    .single_kind = "part",
    .documents = documents,
    .document_count = sizeof documents / sizeof documents[0],
    .script = &script_partdb,
    .steps = steps,
    .step_count = sizeof steps / sizeof steps[0],
    .skipped = &query_partdb_skipped,
    .keys = keys,
    .key_count = sizeof keys / sizeof keys[0],
};
