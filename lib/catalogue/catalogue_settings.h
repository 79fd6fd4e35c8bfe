/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * catalogue_settings: what holds for the whole catalogue, kept in the database.
 */
#ifndef KIDEPOT_CATALOGUE_CATALOGUE_SETTINGS_H
#define KIDEPOT_CATALOGUE_CATALOGUE_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/document.h"
#include "base/text.h"
#include "store/db.h"

enum { CATALOGUE_SETTINGS = 10 };

enum catalogue_setting_type {
	CATALOGUE_SETTING_TEXT,
	CATALOGUE_SETTING_NUMBER,
	CATALOGUE_SETTING_TRUTH /* "yes" or "no" */
};

struct catalogue_setting {
	const char *name, *meaning;
	enum catalogue_setting_type type;
	struct text value; /* not set when it is off */
};

/* All of them, in the arena: CATALOGUE_SETTINGS rows. */
bool catalogue_settings_list(struct db *db, struct arena *arena,
                             struct catalogue_setting **settings, struct err *err);

/* {"<name>":<value>,...}, null for what is off. The caller frees it; NULL without memory. */
struct document *catalogue_settings_document(const struct catalogue_setting *settings);

/*
 * Sets one, in one transaction; "" unsets. `changed` is false when it was so
 * already. ERR_INPUT: no such setting, no such value, one out of range; ERR_CONFLICT:
 * "uncategorized" or "former_names" is the path of a category; db_query's errors. err
 * must not be NULL.
 */
bool catalogue_settings_set(struct db *db, struct text name, struct text value, struct arena *arena,
                            bool *changed, struct err *err);

#endif
