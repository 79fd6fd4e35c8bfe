/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameter_template: the parameters that parts may have, with their units and
 * what becomes of them in KiCad. Those called IPN, Manufacturer and MPN stand for
 * the part's own columns: what KiCad shows of them can be set, their values are
 * the part's.
 */
#ifndef KIDEPOT_CATALOGUE_PARAMETER_TEMPLATE_H
#define KIDEPOT_CATALOGUE_PARAMETER_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

struct parameter_template {
	struct text id, name;
	struct text unit, field_name; /* may be not set */
	bool visible, served, si_prefix;
	int64_t parts; /* that have it */
};

/* All, by name, in the arena. */
bool parameter_template_list(struct db *db, struct arena *arena, struct parameter_template **list,
                             size_t *count, struct err *err);

/* What to set. A text that is not set leaves a thing as it is. */
struct parameter_template_change {
	struct text unit, field_name;           /* empty: none */
	struct text visible, served, si_prefix; /* yes or no */
};

/*
 * Makes one; id in the arena. Without a word it is served, not visible and without
 * SI prefixes. ERR_INPUT for a name that is empty or has '=', which could not be
 * given a value by "NAME=VALUE", or a word that is not yes or no; ERR_CONFLICT when
 * the name is there; value_check's errors. err must not be NULL, here and below.
 */
bool parameter_template_add(struct db *db, struct text name,
                            const struct parameter_template_change *change, struct arena *arena,
                            struct text *id, struct err *err);

/* ERR_INPUT also when there is none of that name. */
bool parameter_template_set(struct db *db, struct text name,
                            const struct parameter_template_change *change, struct arena *arena,
                            struct err *err);

/*
 * *id is not set when there is none; *is_column says that the part's own column
 * has its values.
 */
bool parameter_template_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                             bool *is_column, struct err *err);

/*
 * ERR_INPUT when there is none, ERR_CONFLICT when parts or categories use it or it
 * stands for a column. In a transaction of its own.
 */
bool parameter_template_remove(struct db *db, struct text name, struct arena *arena,
                               struct err *err);

#endif
