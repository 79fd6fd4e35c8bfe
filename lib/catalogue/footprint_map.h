/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * footprint_map: which footprint a parameter's value, such as 0805, means, in one
 * category and those below it or in all. It serves the categories that have a
 * footprint parameter.
 */
#ifndef KIDEPOT_CATALOGUE_FOOTPRINT_MAP_H
#define KIDEPOT_CATALOGUE_FOOTPRINT_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

struct footprint_map {
	struct text value, footprint;
	struct text category; /* its path; not set: all */
};

/* All mappings by value, in the arena. */
bool footprint_map_list(struct db *db, struct arena *arena, struct footprint_map **maps,
                        size_t *count, struct err *err);

/*
 * Maps the value in the category meant by path or id, or in all when it is not
 * set. `added` is false when it was mapped so already. ERR_CONFLICT: it is mapped to
 * another footprint there, or one of the two is not as its kind demands; ERR_INPUT:
 * no value, no such category; db_query's errors. err must not be NULL.
 */
bool footprint_map_add(struct db *db, struct text value, struct text footprint,
                       struct text category, struct arena *arena, bool *added, struct err *err);

/* Removes one. ERR_INPUT: there is none, no such category; db_query's errors. */
bool footprint_map_remove(struct db *db, struct text value, struct text category,
                          struct arena *arena, struct err *err);

#endif
