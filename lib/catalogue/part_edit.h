/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_edit: parts made, changed and removed. Each call is one transaction: what
 * it was asked for is done whole or not at all.
 *
 * People name a part by its id, by "ipn:" and its IPN, or by its name, as typed or as
 * KiCad shows it, and when there is none, by a name it had, but not to change it:
 * part_edit_find, part_edit_find_present. Its name is not changed here but in part_name:
 * saved schematics find the part by it.
 */
#ifndef KIDEPOT_CATALOGUE_PART_EDIT_H
#define KIDEPOT_CATALOGUE_PART_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "catalogue/part_detail.h"
#include "store/db.h"

/* The part's own columns, in the order in which the statements take them. */
enum part_edit_field {
	PART_EDIT_IPN,
	PART_EDIT_DESCRIPTION,
	PART_EDIT_KEYWORDS,
	PART_EDIT_MANUFACTURER,
	PART_EDIT_MPN,
	PART_EDIT_DATASHEET,
	PART_EDIT_SYMBOL,
	PART_EDIT_FOOTPRINT,
	PART_EDIT_REFERENCE,
	PART_EDIT_VALUE,
	PART_EDIT_EXCLUDE_FROM_BOM, /* yes or no, as all that follow */
	PART_EDIT_EXCLUDE_FROM_BOARD,
	PART_EDIT_EXCLUDE_FROM_SIM,
	PART_EDIT_ACTIVE,
	PART_EDIT_TEMPLATE,
	PART_EDIT_NOT_FOR_NEW_DESIGNS,
	PART_EDIT_FIELDS
};

/* How JSON and the command spell them: "ipn", "exclude_from_bom" ... */
extern const char *const part_edit_keys[PART_EDIT_FIELDS];

/* What to set. Not set: left as it is. Empty: unset. */
struct part_edit {
	/* A footprint without ':', "0805", is a package's name: its mapping is used, and it
	 * is kept as the category's footprint parameter when there is one. */
	struct text fields[PART_EDIT_FIELDS];
	struct text category; /* its path, Passives/Resistors, or id */
	bool make_category;   /* by its path, with those above it, when missing */
	struct part_details details;
};

/* A part that was found. */
struct part_edit_match {
	struct text id, name;
	struct text former_name; /* by which it was found; not set: by what it has now */
};

/*
 * Makes a part; id in the arena. ERR_INPUT for an empty name, a category, parameter
 * or supplier that is not there; ERR_CONFLICT when another part has the IPN, or a
 * name that KiCad could not tell from this one; the errors of value_check,
 * part_detail_check and category_tree_make; each with its field. err must not be NULL,
 * here and below.
 */
bool part_edit_add(struct db *db, struct text name, const struct part_edit *edit,
                   struct arena *arena, struct text *id, struct err *err);

/* Changes the part of that id. As part_edit_add; ERR_CONFLICT also when there is no such
 * part any more. */
bool part_edit_set(struct db *db, struct text id, const struct part_edit *edit, struct arena *arena,
                   struct err *err);

/* Removes the part with all it has. One that is not there is removed already. ERR_CONFLICT
 * when it is in stock. */
bool part_edit_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

/*
 * ERR_INPUT when there is no such part, ERR_CONFLICT when several are meant;
 * value_check's errors.
 */
bool part_edit_find(struct db *db, struct text part, struct arena *arena,
                    struct part_edit_match *match, struct err *err);

/* The same for what changes or removes the part: ERR_CONFLICT also for a name that it only
 * had, for who says that may mean another part, such as the one this has replaced. */
bool part_edit_find_present(struct db *db, struct text part, struct arena *arena,
                            struct part_edit_match *match, struct err *err);

/*
 * ERR_CONFLICT, naming it, when a part other than `own_id` has the IPN, or has or had
 * that name, as KiCad would write it; each may be not set.
 */
bool part_edit_check_taken(struct db *db, struct text name, struct text ipn, struct text own_id,
                           struct arena *arena, struct err *err);

#endif
