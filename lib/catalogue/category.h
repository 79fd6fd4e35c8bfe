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
