/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * location: where stock is. What is there is in stock.h.
 */
#ifndef KIDEPOT_CATALOGUE_LOCATION_H
#define KIDEPOT_CATALOGUE_LOCATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "store/db.h"

/* What to set. Not set: left as it is. Empty: unset, but a name. */
struct location_change {
	struct text name, description;
};

/* The columns of location_list's rows. */
enum { LOCATION_ID, LOCATION_NAME, LOCATION_DESCRIPTION, LOCATION_PARTS };

/* The one of that id, or all, by name, when it is not set: id, name, description (may be
 * null) and how many parts have stock there. err must not be NULL, here and below. */
bool location_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                   struct err *err);

/*
 * Makes one; id in the arena. ERR_INPUT for a name that is empty; ERR_CONFLICT when it
 * is there; value_check's errors.
 */
bool location_add(struct db *db, const struct location_change *change, struct arena *arena,
                  struct text *id, struct err *err);

/* As location_add; ERR_CONFLICT also when there is no location of that id any more. */
bool location_set(struct db *db, struct text id, const struct location_change *change,
                  struct arena *arena, struct err *err);

/* The id of the one of that name. ERR_INPUT when there is none. */
bool location_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                   struct err *err);

/*
 * The id of the one to take when none is named: the only one there is; with none yet,
 * one called "Stock" that is made. ERR_INPUT when there are several.
 */
bool location_default(struct db *db, struct arena *arena, struct text *id, struct err *err);

/* ERR_CONFLICT when parts are or were there. One that is not there is removed already. */
bool location_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
