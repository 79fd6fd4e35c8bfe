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

/* What to set. Not set: left as it is. Empty: unset. */
struct supplier_change {
	struct text name, field_name;
};

/* The columns of supplier_list's rows. */
enum { SUPPLIER_ID, SUPPLIER_NAME, SUPPLIER_FIELD_NAME, SUPPLIER_PARTS };

/* The one of that id, or all, by name, when it is not set: id, name, field_name (may be
 * null) and how many parts have a number of it. */
bool supplier_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                   struct err *err);

/*
 * Makes one; id in the arena. ERR_INPUT for a name that is empty or has '=';
 * ERR_CONFLICT when the name is there; value_check's errors; each with its field.
 * err must not be NULL, here and below.
 */
bool supplier_add(struct db *db, const struct supplier_change *change, struct arena *arena,
                  struct text *id, struct err *err);

/* As supplier_add; ERR_CONFLICT also when there is no supplier of that id any more. */
bool supplier_set(struct db *db, struct text id, const struct supplier_change *change,
                  struct arena *arena, struct err *err);

/* The id of the one of that name. ERR_INPUT when there is none. */
bool supplier_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                   struct err *err);

/* ERR_CONFLICT when parts have numbers of it. One that is not there is removed already. */
bool supplier_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
