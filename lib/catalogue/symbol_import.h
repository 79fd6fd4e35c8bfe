/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol_import: parts from a library of symbols that are parts, each with its own footprint
 * ("atomic" symbols). A part is called as its symbol. What a symbol extends says what it does
 * not say itself.
 */
#ifndef KIDEPOT_CATALOGUE_SYMBOL_IMPORT_H
#define KIDEPOT_CATALOGUE_SYMBOL_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/stream.h"

#include "catalogue/csv_set.h"
#include "store/db.h"

struct symbol_import_order {
	struct stream_in *in;
	const char *library;  /* KiCad's name of it, before the ':' of the parts' symbols */
	const char *category; /* NULL: one that is called as the library */
	struct csv_set_order set;
};

/* A symbol that is no part. */
struct symbol_import_skipped {
	struct text name;
	const char *why;
	int64_t line;
};

struct symbol_import_report {
	int64_t symbols;
	struct symbol_import_skipped *skipped; /* the first, in the arena */
	size_t skipped_count;
	int64_t all_skipped;
	struct csv_set_report set;
};

/*
 * All or nothing, in one transaction. Of a symbol's properties Value, Reference, Footprint,
 * Datasheet (when it is an address), Description or ki_description, ki_keywords and those that
 * sheet_map_field knows as mpn, manufacturer or ipn go into the part, known suppliers' numbers
 * into supplier_part, all others that are not empty become parameters. ERR_INPUT with the
 * file's name, line and column, for what is no library; import_rows_store's errors; ERR_LIMIT.
 */
bool symbol_import(struct db *db, const struct symbol_import_order *order, struct arena *arena,
                   struct symbol_import_report *report, struct err *err);

#endif
