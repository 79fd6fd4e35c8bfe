/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_name: the names that a part has and had. Saved schematics find a part by name,
 * so a name that it had stays its own: KiCad is shown the part under it too, in the
 * category of the setting "former_names", and no other part can take it.
 */
#ifndef KIDEPOT_CATALOGUE_PART_NAME_H
#define KIDEPOT_CATALOGUE_PART_NAME_H

#include <stdbool.h>

#include "base/arena.h"
#include "store/db.h"

/* The columns of part_name_list's rows. */
enum {
	PART_NAME_ID, /* a number */
	PART_NAME_NAME,
	PART_NAME_GIVEN_AT,  /* YYYY-MM-DDThh:mm:ssZ, as the next */
	PART_NAME_RETIRED_AT /* null of the name it has now */
};

/* What a renaming did. */
struct part_name_change {
	struct text old_name;
	bool is_alike;            /* KiCad writes both names alike: nothing changed for it */
	struct text former_names; /* the category that shows the old name; not set: none */
};

/* All names of the part of that id, the one it has first. db_query's errors. */
bool part_name_list(struct db *db, struct text part_id, struct arena *arena, struct db_rows *rows,
                    struct err *err);

/*
 * Gives the part of that id another name, in one transaction. With `forget` the old
 * name is free again, for one that no schematic has. ERR_INPUT for a name that is
 * empty; ERR_CONFLICT when another part has or had it, or the part is gone;
 * value_check's errors. err must not be NULL.
 */
bool part_name_set(struct db *db, struct text part_id, struct text name, bool forget,
                   struct arena *arena, struct part_name_change *change, struct err *err);

/* Frees a name that the part of that id had; `id` is the one it had in part_name_list.
 * ERR_INPUT when it had no such name. */
bool part_name_forget(struct db *db, struct text part_id, struct text name, struct arena *arena,
                      struct text *id, struct err *err);

/* The same by its id. ERR_CONFLICT for the name that the part has. */
bool part_name_remove(struct db *db, struct text part_id, struct text id, struct arena *arena,
                      struct err *err);

#endif
