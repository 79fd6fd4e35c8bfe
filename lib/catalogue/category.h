/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * category: the categories KiCad shows, as the document it reads.
 */
#ifndef KIDEPOT_CATALOGUE_CATEGORY_H
#define KIDEPOT_CATALOGUE_CATEGORY_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/left_out.h"
#include "store/db.h"

/* A row of kicad.category. Its texts belong to the answer it was read from. */
struct category {
	struct text id;
	struct text name;
	struct text description;
};

/* `rows` is the answer of query category_list. */
struct category category_read(const struct db_rows *rows, size_t row);

/*
 * What keeps the category from KiCad, in words, or NULL. `previous_name` is that of the
 * last one that is served.
 */
const char *category_problem(const struct category *category, struct text previous_name);

/*
 * Appends categories.json: an array of {"id","name","description"}, strings
 * only, by name. KiCad 9 and 10 lose all categories over one bad item, so a row
 * whose id, name or description breaks a rule, or whose name another has, is
 * left out; so is one that shows nothing of `own_category_ids`, unless that is not set
 * (struct token). Errors: db_query's and ERR_LIMIT; `body` is then of no use.
 */
bool category_list(struct db *db, struct text own_category_ids, struct arena *arena,
                   struct buf *body, struct left_out *left_out, struct err *err);

#endif
