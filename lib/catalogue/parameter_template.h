/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameter_template: the parameters that parts may have, with their units and
 * what becomes of them in KiCad. Those called IPN, Manufacturer and MPN stand for
 * the part's own columns: what KiCad shows of them can be set, their values are
 * the part's. Errors name their field; err must not be NULL.
 */
#ifndef KIDEPOT_CATALOGUE_PARAMETER_TEMPLATE_H
#define KIDEPOT_CATALOGUE_PARAMETER_TEMPLATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "store/db.h"

/* The columns of parameter_template_list's rows; unit and field's name may be null. */
enum {
	PARAMETER_TEMPLATE_ID,
	PARAMETER_TEMPLATE_IS_COLUMN, /* the part's own column has the values */
	PARAMETER_TEMPLATE_NAME,
	PARAMETER_TEMPLATE_UNIT,
	PARAMETER_TEMPLATE_FIELD_NAME,
	PARAMETER_TEMPLATE_VISIBLE,
	PARAMETER_TEMPLATE_SERVED,
	PARAMETER_TEMPLATE_SI_PREFIX,
	PARAMETER_TEMPLATE_PARTS /* how many have it */
};

/* The one of that id, or all, by name, when it is not set. */
bool parameter_template_list(struct db *db, struct text id, struct arena *arena,
                             struct db_rows *rows, struct err *err);

/* What to set. A text that is not set leaves a thing as it is. */
struct parameter_template_change {
	struct text name;
	struct text unit, field_name;           /* empty: none */
	struct text visible, served, si_prefix; /* yes or no */
};

/*
 * Makes one; id in the arena. Without a word it is served, not visible and without
 * SI prefixes. ERR_INPUT for a name that is empty or has '=', which could not be
 * given a value by "NAME=VALUE", or a word that is not yes or no; ERR_CONFLICT when
 * the name is there; value_check's errors.
 */
bool parameter_template_add(struct db *db, const struct parameter_template_change *change,
                            struct arena *arena, struct text *id, struct err *err);

/* As parameter_template_add; ERR_CONFLICT also when there is none of that id any more. */
bool parameter_template_set(struct db *db, struct text id,
                            const struct parameter_template_change *change, struct arena *arena,
                            struct err *err);

/*
 * *id is not set when there is none; *is_column says that the part's own column
 * has its values.
 */
bool parameter_template_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                             bool *is_column, struct err *err);

/* The id of the one of that name. ERR_INPUT when there is none. */
bool parameter_template_get_id(struct db *db, struct text name, struct arena *arena,
                               struct text *id, struct err *err);

/* ERR_CONFLICT when parts or categories use it or it stands for a column. */
bool parameter_template_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
