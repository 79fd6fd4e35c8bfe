/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * category_tree: the categories as a librarian keeps them. One is meant by its path,
 * "Passives/Resistors", or, when no path is that, by its id. Each change but
 * category_tree_make is one transaction, and others wait for its end. In all functions
 * err must not be NULL; errors besides those named are db_query's, with a
 * constraint's sentence behind the category.
 */
#ifndef KIDEPOT_CATALOGUE_CATEGORY_TREE_H
#define KIDEPOT_CATALOGUE_CATEGORY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

/* What parts get from the nearest category that says it. */
enum category_default {
	CATEGORY_SYMBOL,
	CATEGORY_FOOTPRINT,
	CATEGORY_REFERENCE,
	CATEGORY_VALUE_TEMPLATE,
	CATEGORY_VALUE_PARAMETER, /* the name of a parameter, as the next */
	CATEGORY_FOOTPRINT_PARAMETER,
	CATEGORY_DEFAULTS
};

struct category_info {
	struct text id, path, name;
	struct text parent_id;     /* not set at the top */
	struct text description;   /* not set when it has none */
	bool exposed;              /* after inheritance */
	struct text own_exposed;   /* "yes", "no"; not set: as its parent */
	int64_t parts, categories; /* in itself, not below */
	/* A text that is not set is said nowhere. */
	struct text own[CATEGORY_DEFAULTS], resolved[CATEGORY_DEFAULTS];
	/* The ids of its own CATEGORY_VALUE_PARAMETER and CATEGORY_FOOTPRINT_PARAMETER. */
	struct text value_parameter_id, footprint_parameter_id;
};

/* A text that is not set leaves things as they are, an empty one unsets. */
struct category_changes {
	struct text name;   /* without '/' */
	struct text parent; /* path or id; "" and "/": to the top */
	struct text description;
	struct text exposed; /* "yes", "no", or "" for as the parent */
	struct text defaults[CATEGORY_DEFAULTS];
};

/* The word of each default, for messages and output: "symbol", "value_template" ... */
extern const char *const category_tree_words[CATEGORY_DEFAULTS];

/* Id and path (may be NULL) of the category meant. ERR_INPUT when there is none. */
bool category_tree_find(struct db *db, struct text which, struct arena *arena, struct text *id,
                        struct text *path, struct err *err);

/* The category of that id, or all, by path, when it is not set; in the arena. */
bool category_tree_list(struct db *db, struct text id, struct arena *arena,
                        struct category_info **categories, size_t *count, struct err *err);

/*
 * Adds the category of that path with those settings (name and parent are not
 * looked at), with `parents` also those above it. `id` is in the arena, `made` is how
 * many were added.
 * ERR_INPUT: an empty name in the path, one above it is missing; ERR_CONFLICT: it
 * is there, or has the name of the setting
 * "uncategorized" or "former_names".
 */
bool category_tree_add(struct db *db, struct text path, bool parents,
                       const struct category_changes *changes, struct arena *arena, struct text *id,
                       size_t *made, struct err *err);

/*
 * Adds a category of that name below the one of that id, or at the top when it is not
 * set. ERR_INPUT: a name that is empty or has a '/'; ERR_CONFLICT: it is there, or has
 * the name of the setting "uncategorized".
 */
bool category_tree_insert(struct db *db, struct text parent_id, struct text name,
                          const struct category_changes *changes, struct arena *arena,
                          struct text *id, struct err *err);

/*
 * The id of the category of that path, added when it is missing, with those above
 * it. It is part of the caller's transaction, which has begun with part_lock, alone.
 * ERR_INPUT: an empty name in the path; ERR_CONFLICT: it has the name of the setting
 * "uncategorized".
 */
bool category_tree_make(struct db *db, struct text path, struct arena *arena, struct text *id,
                        struct err *err);

/*
 * Changes the one of that id. `path` is its path afterwards, `changed` false when all
 * was so already. ERR_INPUT: no such category, parent or parameter, an empty name.
 */
bool category_tree_set(struct db *db, struct text id, const struct category_changes *changes,
                       struct arena *arena, struct text *path, bool *changed, struct err *err);

/*
 * Removes the one of that id, with its fields and footprint mappings. ERR_CONFLICT when
 * it has sub-categories or parts. `path` is what it was.
 */
bool category_tree_remove(struct db *db, struct text id, struct arena *arena, struct text *path,
                          struct err *err);

/* ERR_CONFLICT when a category is called as the setting "uncategorized" or "former_names" says. */
bool category_tree_check_clash(struct db *db, struct arena *arena, struct err *err);

#endif
