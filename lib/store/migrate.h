/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * migrate: brings a database to what the program's schema/ says. Not for going
 * back: migrations are numbered and only go forward.
 *
 * A migration that changes what a view of schema kicad reads drops that view
 * itself; all are made again afterwards.
 */
#ifndef KIDEPOT_STORE_MIGRATE_H
#define KIDEPOT_STORE_MIGRATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

/* Called as things happen; each call may be NULL. */
struct migrate_progress {
	void *context;
	void (*waiting)(void *context); /* another migration is at work */
	void (*applied)(void *context, const char *name);
	void (*views_made)(void *context, size_t count);
};

/*
 * Waits for other migrations of this database, makes the group roles when they
 * are missing, applies each missing migration in a transaction of its own, and
 * makes views and grants anew, in one transaction, when they are others than the
 * database has. Views listed in kidepot.own_view are left alone. The connection
 * is ended in any case, for it has acted as kidepot_owner.
 *
 * Besides db_query's errors: ERR_DENIED, with the way out, when the login may
 * not make the roles; ERR_SCHEMA when an applied migration has another text than
 * the program's or the database has one that the program does not know, or when a
 * database without any is not in UTF-8;
 * ERR_CONFLICT when something else stands where a view belongs; ERR_TIMEOUT when
 * a table is in use for long; ERR_AWAY also when the connection was lost between two
 * migrations, for another one would act as the login. `db` should have no statement
 * time-out; err must not be NULL.
 */
bool migrate_run(struct db *db, const struct migrate_progress *progress, struct arena *arena,
                 struct err *err);

struct migrate_version {
	int64_t program; /* the number of the newest migration of each */
	int64_t database;
};

/* How far the database is. ERR_SCHEMA as above; a database behind the program is fine. */
bool migrate_compare(struct db *db, struct arena *arena, struct migrate_version *version,
                     struct err *err);

#endif
