/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * overview: what a database holds, in numbers. For people who ask how it is, not
 * for each request: it counts the tables.
 */
#ifndef KIDEPOT_CATALOGUE_OVERVIEW_H
#define KIDEPOT_CATALOGUE_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"
#include "store/db_rows.h"
#include "store/migrate.h"

struct overview {
	struct text database, role, server; /* server: PostgreSQL's version */
	struct migrate_version schema;
	struct text *own_views; /* "kicad.part" */
	size_t own_view_count;
	bool kept;                   /* answers may be: changes tell what they touch */
	struct db_array other_views; /* which are not as migrate made them: why they may not */
	int64_t categories, exposed;
	int64_t parts, active;
	int64_t parameters;
	int64_t tokens, valid;
};

/*
 * ERR_SCHEMA when the database is not migrated or not with this program's
 * migrations, ERR_DENIED when the role is not of kidepot_writer or kidepot_owner;
 * db_query's errors. Texts are in the arena. err must not be NULL.
 */
bool overview_read(struct db *db, struct arena *arena, struct overview *overview, struct err *err);

#endif
