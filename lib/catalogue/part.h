/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part: the parts KiCad shows, as they are asked for.
 */
#ifndef KIDEPOT_CATALOGUE_PART_H
#define KIDEPOT_CATALOGUE_PART_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/left_out.h"
#include "catalogue/part_document.h"
#include "store/db.h"

/* Where a part's document stands in the body of a listing. */
struct part_place {
	struct text id; /* of the answer */
	size_t offset, size;
	size_t left_out; /* of its fields */
};

/* What a listing is made of. */
struct part_places {
	struct part_place *at; /* in the arena, in the order of the rows */
	size_t count;
	unsigned variants; /* bit n: variant n is the same bytes */
};

/*
 * Appends the listing of a category: an array of part documents (see
 * part_document.h), by name; [] for a category that is not there, because KiCad
 * keeps its list of categories for a whole session. Of two parts with one name
 * the second is left out: KiCad would find neither reliably. Of two rows with one
 * id, as a join makes them, both are. Only parts of `own_category_ids` are there,
 * unless it is not set (struct token). `nickname` is the name designers give this
 * library. Errors: db_query's and ERR_LIMIT; `body` is
 * then of no use. `places` may be NULL.
 */
bool part_list(struct db *db, struct text category_id, struct text own_category_ids,
               const char *nickname, enum part_variant variant, struct arena *arena,
               struct buf *body, struct part_places *places, struct left_out *left_out,
               struct err *err);

/*
 * Appends one part's document, the same bytes as its row in a listing of whole ones.
 * *found is false when there is no such part, none of these categories, or it had to be
 * left out; else *category_id is the category in whose listing it is.
 */
bool part_get(struct db *db, struct text id, struct text own_category_ids, const char *nickname,
              struct arena *arena, struct buf *body, bool *found, struct text *category_id,
              struct left_out *left_out, struct err *err);

#endif
