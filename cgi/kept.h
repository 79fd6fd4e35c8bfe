/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kept: the bodies and tokens that a worker has in memory, and which state of the
 * catalogue each is of. It asks no database and sends nothing.
 *
 * What is served has subjects ("categories", "category 17", "token 1a2b3c4d"), and each
 * subject a generation, another one after each change (docs/schema.md). Whoever hears of
 * a generation says kept_learn; a thing is here as long as the generation that it was
 * added with is the one known of its subject. So nothing that is found here is older
 * than what is known.
 *
 * All memory is this module's own: it is given copies, and what it gives out holds until
 * the next call that learns, adds or packs. Beyond the limit the things that were not asked
 * for longest are dropped.
 */
#ifndef KIDEPOT_CGI_KEPT_H
#define KIDEPOT_CGI_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct kept;

/* NULL without memory. `limit`: bytes of all that is in it. */
struct kept *kept_new(size_t limit);
void kept_free(struct kept *kept); /* NULL is fine */

/* --- which state of what */

/* The subject's generation as far as it is known; false when none is: nothing may be kept. */
bool kept_generation(const struct kept *kept, struct text subject, int64_t *generation);

/* The subject has this generation now; what was added with another one is dropped. */
void kept_learn(struct kept *kept, struct text subject, int64_t generation);

/* Between the two, all subjects there are are learnt; those that were not are forgotten
 * at the end, with all that is of them. */
void kept_learn_start(struct kept *kept);
void kept_learn_end(struct kept *kept);

/* The sum of all generations known, and how many, as query generation_sum has them. */
void kept_sum(const struct kept *kept, int64_t *sum, int64_t *count);

/* Drops all that was added, and forgets all generations. */
void kept_forget(struct kept *kept);

/* --- what is kept */

enum kept_kind { KEPT_TOKEN, KEPT_CATEGORIES, KEPT_PART, KEPT_LISTING };

struct kept_key {
	enum kept_kind kind;
	int variant;                  /* of a listing: enum part_variant */
	struct text id;               /* of the part, the category; a token's prefix */
	struct text own_category_ids; /* what of it is to be seen; not set: all (struct token) */
};

/* Where a part's document stands in a listing. */
struct kept_row {
	struct text id;
	size_t offset, size;
	size_t left_out; /* of its fields */
};

struct kept_thing {
	struct text bytes;
	unsigned variants; /* of a listing: bit n: it is right for variant n */
	size_t left_out;   /* rows and fields that are not in it */
	const struct kept_row *rows;
	size_t row_count;
};

/*
 * Adds a copy, in the place of what has the same key. `generation` is what was known of
 * the subject before the database was asked. NULL when it is known no more, or the thing is
 * larger than all there is room for, or without memory: then nothing has that key.
 * Rows are for kept_find_part, and of listings of whole documents only.
 */
const struct kept_thing *kept_add(struct kept *kept, const struct kept_key *key,
                                  struct text subject, int64_t generation,
                                  const struct kept_thing *thing);

/* NULL when it is not there. */
const struct kept_thing *kept_find(struct kept *kept, const struct kept_key *key);

/* The part's document in the one of the listings of the same own_category_ids. */
bool kept_find_part(struct kept *kept, struct text id, struct text own_category_ids,
                    struct text *document, size_t *left_out);

/*
 * The thing's bytes as gzip has them, made the first time this is asked. False when they
 * are not smaller, or there is no room or memory for them.
 */
bool kept_pack(struct kept *kept, const struct kept_thing *thing, struct text *packed);

#endif
