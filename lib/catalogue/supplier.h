/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supplier: who sells parts, each under numbers of their own. The first number of
 * a part becomes a field in KiCad when its supplier has a field's name; all are
 * found by searching.
 */
#ifndef KIDEPOT_CATALOGUE_SUPPLIER_H
#define KIDEPOT_CATALOGUE_SUPPLIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

struct supplier {
	struct text id, name;
	struct text field_name; /* may be not set */
	int64_t parts;          /* that have a number of it */
};

/* All, by name, in the arena. */
bool supplier_list(struct db *db, struct arena *arena, struct supplier **list, size_t *count,
                   struct err *err);

/*
 * Makes one; id in the arena. `field_name` empty or not set: none. ERR_INPUT for a
 * name that is empty or has '='; ERR_CONFLICT when the name is there; value_check's
 * errors. err must not be NULL, here and below.
 */
bool supplier_add(struct db *db, struct text name, struct text field_name, struct arena *arena,
                  struct text *id, struct err *err);

/* `field_name` empty: none. ERR_INPUT also when there is no supplier of that name. */
bool supplier_set(struct db *db, struct text name, struct text field_name, struct arena *arena,
                  struct err *err);

/* The id, and by how many parts it is used. ERR_INPUT when there is none. */
bool supplier_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                   int64_t *parts, struct err *err);

/* ERR_INPUT when there is none, ERR_CONFLICT when parts have numbers of it. */
bool supplier_remove(struct db *db, struct text name, struct arena *arena, struct err *err);

#endif
