/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * value_check: a value held against the database's rules before it is stored, so
 * that the error says which of many values is wrong. The rules are the domains'.
 */
#ifndef KIDEPOT_CATALOGUE_VALUE_CHECK_H
#define KIDEPOT_CATALOGUE_VALUE_CHECK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

enum value_kind { VALUE_LINE, VALUE_PROSE, VALUE_LIBRARY_ID, VALUE_URL };

/*
 * True when the value is of that kind, not set, or empty (which unsets).
 * ERR_INPUT with the constraint's sentence behind `what` and the value, or when it is
 * not UTF-8; db_query's errors. err must not be NULL.
 */
bool value_check(struct db *db, const char *what, struct text value, enum value_kind kind,
                 struct arena *arena, struct err *err);

/* As a line; and ERR_INPUT when it is empty or not set. */
bool value_check_name(struct db *db, const char *what, struct text name, struct arena *arena,
                      struct err *err);

/* ERR_INPUT when the name has blanks at its ends. Of names that are given anew only: older
 * ones may have them, and are to be found. */
bool value_check_ends(const char *what, struct text name, struct err *err);

/* ERR_INPUT for a value that is set and not one of text_to_bool's words. */
bool value_check_truth(const char *what, struct text value, struct err *err);

/*
 * The id of the parameter of that name; not set and empty stay what they are.
 * ERR_INPUT when there is none; db_query's errors.
 */
bool value_check_parameter(struct db *db, struct text name, struct arena *arena, struct text *id,
                           struct err *err);

#endif
