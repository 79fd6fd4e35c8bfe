/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kicad_library: the index of symbols and footprints: KiCad's own libraries and those of
 * published packages. Libraries are staged, one item at a time, and then put into the index by
 * one statement, which resolves the parts that refer to them, too. All of it is a part of
 * the caller's transaction.
 *
 * Names that no part can have (empty, longer than 400 bytes, with ':' or ';' or control
 * characters, no UTF-8) are passed over.
 */
#ifndef KIDEPOT_CATALOGUE_KICAD_LIBRARY_H
#define KIDEPOT_CATALOGUE_KICAD_LIBRARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "kicad/library_reader.h"
#include "store/db.h"

enum { KICAD_LIBRARY_KINDS = 2 };

/* "symbol", "footprint"; by enum library_reader_kind. */
extern const char *const kicad_library_kinds[KICAD_LIBRARY_KINDS];

/* What is staged. To be ended, whatever happened. */
struct kicad_library_stage {
	struct db *db;
	struct arena *arena; /* of the rows that were not sent yet */
	struct buf rows;
	struct text kind; /* of the libraries that come next */
};

/* Within a transaction. ERR_SYSTEM; db_script's errors. */
bool kicad_library_begin(struct kicad_library_stage *stage, struct db *db, struct err *err);
void kicad_library_end(struct kicad_library_stage *stage);

/* A sink for library_reader: context is the stage, whose kind is to be set before. */
bool kicad_library_take_library(void *stage, struct text library, bool is_read, struct err *err);
bool kicad_library_take_item(void *stage, const struct library_item *item, struct err *err);

enum kicad_library_source {
	KICAD_LIBRARY_STOCK,   /* KiCad's own */
	KICAD_LIBRARY_PACKAGE, /* of one version of a package */
	KICAD_LIBRARY_GIVEN    /* for the rest of the transaction, which is not to be committed */
};

struct kicad_library_count {
	int64_t libraries, items;       /* that were staged */
	int64_t made, changed, removed; /* libraries of the index */
};

/*
 * Puts what was staged into the index. Of the kinds that were staged, it is all that the
 * source has: other libraries of it are removed, unless `others_stay`. `package_version_id` is
 * not set but for KICAD_LIBRARY_PACKAGE. Counts are of both kinds, in their order.
 * ERR_CONFLICT when another package has a library of the same name; db_query's errors.
 */
bool kicad_library_put(struct kicad_library_stage *stage, enum kicad_library_source source,
                       struct text package_version_id, bool others_stay, struct arena *arena,
                       struct kicad_library_count counts[KICAD_LIBRARY_KINDS], struct err *err);

#endif
