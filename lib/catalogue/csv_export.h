/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_export: one table of the catalogue as a CSV file that csv_import takes back.
 */
#ifndef KIDEPOT_CATALOGUE_CSV_EXPORT_H
#define KIDEPOT_CATALOGUE_CSV_EXPORT_H

#include <stdbool.h>

#include "base/stream.h"

#include "catalogue/csv_table.h"
#include "store/db.h"

/*
 * Writes all rows as they are at one moment, with all columns, in UTF-8, lines ending
 * in LF. ERR_OUTPUT; db_query's errors. err must not be NULL.
 */
bool csv_export(struct db *db, const struct csv_table *table, char delimiter,
                struct stream_out *out, struct arena *arena, struct err *err);

#endif
