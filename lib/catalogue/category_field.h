/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * category_field: what a category says of the KiCad fields that parameters become,
 * for itself and the categories below it.
 */
#ifndef KIDEPOT_CATALOGUE_CATEGORY_FIELD_H
#define KIDEPOT_CATALOGUE_CATEGORY_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

/* What is said of one; a text that is not set says nothing. */
struct category_field_words {
	struct text name;    /* of the KiCad field */
	struct text visible; /* "yes" or "no" */
	struct text served;  /* "yes" or "no" */
};

struct category_field {
	struct text parameter, parameter_id;
	struct category_field_words own, resolved;
};

/* The fields that the category of that id or one above it says something of. */
bool category_field_list(struct db *db, struct text id, struct arena *arena,
                         struct category_field **fields, size_t *count, struct err *err);

/*
 * Changes what the category of that id says of a parameter, in one transaction: a word
 * not set stays as it is, "" is said no more. `changed` is false when all was so
 * already. ERR_INPUT: no such parameter, a name that is no line of text; db_query's
 * errors. err must not be NULL.
 */
bool category_field_set(struct db *db, struct text category_id, struct text parameter,
                        const struct category_field_words *words, struct arena *arena,
                        bool *changed, struct err *err);

#endif
