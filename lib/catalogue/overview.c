/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/overview.h"

static bool
read_server(struct db *db, struct arena *arena, struct overview *overview, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_status_server, NULL, 0, arena, &rows, err))
		return false;
	overview->database = db_rows_text(&rows, 0, 0);
	overview->role = db_rows_text(&rows, 0, 1);
	overview->server = db_rows_text(&rows, 0, 2);
	if (db_rows_bool(&rows, 0, 3, false))
		return true;
	return err_set(err, ERR_SCHEMA,
	               "database \"%.*s\" has no catalogue yet; run \"kidepot migrate\"",
	               (int)overview->database.size, overview->database.bytes);
}

static bool
read_own_views(struct db *db, struct arena *arena, struct overview *overview, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_view_list, NULL, 0, arena, &rows, err))
		return false;
	overview->own_views = arena_alloc(arena, rows.count * sizeof *overview->own_views, err);
	if (overview->own_views == NULL)
		return false;
	for (size_t row = 0; row < rows.count; row++)
		if (db_rows_bool(&rows, row, 3, false))
			overview->own_views[overview->own_view_count++] = db_rows_text(&rows, row,
			                                                               0);
	return true;
}

/* A database behind the program need not know. */
static bool
read_kept(struct db *db, struct arena *arena, struct overview *overview, struct err *err)
{
	struct db_rows rows;
	if (overview->schema.database < overview->schema.program)
		return true;
	if (!db_query(db, &query_status_kept, NULL, 0, arena, &rows, err))
		return false;
	overview->kept = db_rows_bool(&rows, 0, 0, false);
	overview->other_views = db_rows_array(&rows, 0, 1);
	return true;
}

static bool
read_counts(struct db *db, struct arena *arena, struct overview *overview, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_status_counts, NULL, 0, arena, &rows, err))
		return false;
	int64_t *const counts[] = {&overview->categories, &overview->exposed,    &overview->parts,
	                           &overview->active,     &overview->parameters, &overview->tokens,
	                           &overview->valid};
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		*counts[i] = db_rows_int64(&rows, 0, (int)i, 0);
	return true;
}

bool
overview_read(struct db *db, struct arena *arena, struct overview *overview, struct err *err)
{
	struct overview found = {0};
	if (!read_server(db, arena, &found, err))
		return false;
	if (!migrate_compare(db, arena, &found.schema, err) ||
	    !read_own_views(db, arena, &found, err) || !read_kept(db, arena, &found, err) ||
	    !read_counts(db, arena, &found, err)) {
		if (err->code == ERR_DENIED)
			err_set(
			    err, ERR_DENIED,
			    "role \"%.*s\" may not see the tables; ask as a member of kidepot_writer or "
			    "kidepot_owner",
			    (int)found.role.size, found.role.bytes);
		return false;
	}
	*overview = found;
	return true;
}
