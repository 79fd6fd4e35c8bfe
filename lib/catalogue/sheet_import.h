/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet_import: parts from any sheet in CSV whose columns are mapped by a sheet_map. Each row
 * is a part, with its parameters and suppliers' numbers; a cell that is empty says nothing.
 */
#ifndef KIDEPOT_CATALOGUE_SHEET_IMPORT_H
#define KIDEPOT_CATALOGUE_SHEET_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/stream.h"

#include "catalogue/csv_set.h"
#include "catalogue/sheet_map.h"
#include "store/db.h"

struct sheet_import_order {
	struct stream_in *in;
	struct stream_in *map; /* NULL: as sheet_map_propose says */
	struct csv_set_order set;
};

struct sheet_import_report {
	struct sheet_map map; /* that was used; also after a failure, if it came so far */
	int64_t rows;
	int64_t nameless;       /* rows that were passed over, for they name no part */
	int64_t nameless_first; /* the line of the first of them */
	struct csv_set_report set;
};

/*
 * All or nothing, in one transaction; what rows name and is not there (categories,
 * parameters, suppliers) is made as the order says. ERR_INPUT for a sheet without a header, one
 * of whose columns none is the name, or a row with more cells than it; csv_reader's, sheet_map's
 * and import_rows_store's errors.
 */
bool sheet_import(struct db *db, const struct sheet_import_order *order, struct arena *arena,
                  struct sheet_import_report *report, struct err *err);

#endif
