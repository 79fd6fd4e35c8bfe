/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_dblib: the parts of a database library: its configuration, and the tables behind it,
 * read over ODBC.
 *
 * A library is a category, a row a part: its key is the name, the first of its symbols the symbol,
 * the first of its footprints the footprint, further ones are alternates; fields and properties
 * go where import_dblib_map.h says, parameters with a row of category_field that says whether
 * they are drawn. Cells that are null or empty say nothing.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_DBLIB_H
#define KIDEPOT_IMPORT_IMPORT_DBLIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stream.h"
#include "base/text.h"

#include "catalogue/csv_set.h"
#include "import/import_dblib_file.h"
#include "import/import_dblib_map.h"
#include "store/db.h"

struct import_dblib_order {
	const char *path;      /* of the .kicad_dbl file */
	struct text password;  /* for the source; empty: the file has it, or none is needed */
	struct stream_in *map; /* NULL: what names usually mean */
	bool former_names;     /* "Library/key", as KiCad calls it, becomes a name the part had */
	struct csv_set_order set;
};

/* What a row has and the catalogue does not take. */
struct import_dblib_skip {
	const char *what;
	const char *first; /* row, for messages */
	int64_t count;     /* of rows, or of cells */
};

enum { IMPORT_DBLIB_SKIPS_MAX = 8 };

struct import_dblib_report {
	struct import_dblib_file file;
	struct import_dblib_map map;
	int64_t rows;
	struct import_dblib_skip skips[IMPORT_DBLIB_SKIPS_MAX];
	size_t skip_count;
	struct csv_set_report set;
};

/*
 * All or nothing, in one transaction; memory does not grow with the tables. ERR_INPUT with the
 * file's name for what import_dblib_file_read, the map and the driver refuse, for a column
 * that the table does not have, spelt so, and for a second password; ERR_LIMIT;
 * import_rows_store's errors. No message has a password.
 */
bool import_dblib(struct db *db, const struct import_dblib_order *order, struct arena *arena,
                  struct import_dblib_report *report, struct err *err);

#endif
