/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * footprint_map: which footprint a parameter's value, such as 0805, means, in one
 * category and those below it or in all. It serves the categories that have a
 * footprint parameter. Errors name their field; err must not be NULL.
 */
#ifndef KIDEPOT_CATALOGUE_FOOTPRINT_MAP_H
#define KIDEPOT_CATALOGUE_FOOTPRINT_MAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

/* The columns of footprint_map_list's rows; category and its id are null for all. */
enum {
	FOOTPRINT_MAP_ID,
	FOOTPRINT_MAP_CATEGORY_ID,
	FOOTPRINT_MAP_VALUE,
	FOOTPRINT_MAP_FOOTPRINT,
	FOOTPRINT_MAP_CATEGORY /* its path */
};

/* The one of that id, or all, by value, when it is not set. */
bool footprint_map_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                        struct err *err);

/*
 * Maps the value in the category of that id, or in all when it is not set; id in the
 * arena. `added` is false when it was mapped so already. ERR_CONFLICT: it is mapped to
 * another footprint there; ERR_INPUT: no value or footprint, or not as their kinds
 * demand; db_query's errors.
 */
bool footprint_map_add(struct db *db, struct text value, struct text footprint,
                       struct text category_id, struct arena *arena, struct text *id, bool *added,
                       struct err *err);

/* Changes the one of that id; a text that is not set stays. Errors as before. */
bool footprint_map_set(struct db *db, struct text id, struct text value, struct text footprint,
                       struct arena *arena, struct err *err);

/* The id of a value's mapping in that category. ERR_INPUT: there is none. */
bool footprint_map_find(struct db *db, struct text value, struct text category_id,
                        struct arena *arena, struct text *id, struct err *err);

/* Removes the one of that id; one that is not there is removed already. */
bool footprint_map_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
