/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dblib_role: a person's login for database libraries: a role of PostgreSQL that may read the
 * tables of schema kicad_dbl and nothing else, whose sessions find them by their bare names, are
 * read only, and are ended when they leave a transaction open for a minute. Roles belong to the
 * whole cluster of databases. Making and removing them takes a login that may create roles and
 * grant kidepot_dblib.
 */
#ifndef KIDEPOT_CATALOGUE_DBLIB_ROLE_H
#define KIDEPOT_CATALOGUE_DBLIB_ROLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

enum { DBLIB_ROLE_NAME_MAX = 63 }; /* bytes, PostgreSQL's limit */

/*
 * Makes the role. `password` is drawn here, 40 letters and digits, NUL-terminated, in the arena;
 * nothing else has it, for the database gets a verifier. ERR_INPUT for a name that is empty,
 * longer, not one line of UTF-8 or begins with "pg_" or "kidepot_"; ERR_CONFLICT when there is
 * such a role; ERR_DENIED with the way out; db_query's errors, ERR_SYSTEM. err must not be NULL.
 */
bool dblib_role_make(struct db *db, struct text name, struct arena *arena, struct text *id,
                     struct text *password, struct err *err);

struct dblib_role {
	struct text id; /* PostgreSQL's number of it */
	struct text name;
	bool can_login;
};

/* All there are, by name; in the arena. db_query's errors. */
bool dblib_role_list(struct db *db, struct arena *arena, struct dblib_role **roles, size_t *count,
                     struct err *err);

/*
 * Removes the role; its id is in the arena. ERR_INPUT when there is none; ERR_CONFLICT when it
 * is for something else, too; ERR_DENIED with the way out; db_query's errors. err must not be
 * NULL.
 */
bool dblib_role_remove(struct db *db, struct text name, struct arena *arena, struct text *id,
                       struct err *err);

#endif
