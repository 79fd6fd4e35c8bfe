/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_system: the parts of another system, with all that belongs to them, into the
 * catalogue: whole or not at all, in one transaction. What the other system says is taken,
 * what it does not say is left as it is, nothing is removed. A part or category that was
 * imported before is known again by the id it has there (kidepot.external_id), whatever it
 * is called here or there by now.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_SYSTEM_H
#define KIDEPOT_IMPORT_IMPORT_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalogue/csv_import.h"
#include "import/import_source.h"
#include "store/db.h"

struct import_order {
	const struct import_source *source;
	const char *place;  /* a folder, a file or a URL */
	const char *token;  /* "" for none */
	const char *system; /* tells two servers of one kind apart */
	const char *const
	    *keys;     /* IMPORT_KEYS_MAX, as --map says them; NULL for what it does not */
	bool skip;     /* what does not fit is left out, the rest stored */
	bool dry_run;  /* everything is done, and then undone */
	size_t faults; /* so many are told of each table */
	struct csv_import_progress progress;
};

/* What was read and has no place in the catalogue. */
struct import_skip {
	struct text reason;
	struct text place; /* of the first */
	int64_t count;
};

struct import_report {
	bool stored; /* false: for a dry run, or because something does not fit */
	int64_t records, rejected;
	const struct csv_table **tables; /* one for each step, with its report */
	struct csv_import_report *reports;
	size_t table_count;
	struct import_skip *skips;
	size_t skip_count;
};

/*
 * Rows that do not fit are told by the report. import_reader's errors; ERR_INPUT with the file
 * for an element without an id or with one that another has, and for a needed document that
 * is missing; csv_import's. err must not be NULL.
 */
bool import_system(struct db *db, const struct import_order *order, struct arena *arena,
                   struct import_report *report, struct err *err);

#endif
