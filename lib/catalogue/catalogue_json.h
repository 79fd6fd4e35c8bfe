/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * catalogue_json: the whole catalogue as one JSON object, which may be larger than memory:
 * a member for each table of csv_table.h, an array of its rows. A row is an object with the
 * table's columns: yes and no are true and false, whole numbers and quantities numbers,
 * all else texts. What is not set is null.
 */
#ifndef KIDEPOT_CATALOGUE_CATALOGUE_JSON_H
#define KIDEPOT_CATALOGUE_CATALOGUE_JSON_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/stream.h"

#include "catalogue/csv_set.h"
#include "store/db.h"

/* Writes all tables as they are at one moment, each row on a line of its own. ERR_OUTPUT;
 * db_query's errors. err must not be NULL, here and below. */
bool catalogue_json_export(struct db *db, struct stream_out *out, struct arena *arena,
                           struct err *err);

/*
 * Imports what is in the file, all or nothing; null unsets, what a row does not have is
 * left as it is. ERR_INPUT with "file:line: " for what is no JSON, a member that is no
 * table, a row that is no object, has a column that is not the table's, or a value that is
 * an array or an object; import_rows_store's errors.
 */
bool catalogue_json_import(struct db *db, struct stream_in *in, const struct csv_set_order *order,
                           struct arena *arena, struct csv_set_report *report, struct err *err);

#endif
