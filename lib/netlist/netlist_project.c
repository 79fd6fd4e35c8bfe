/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_project.h"

#include <inttypes.h>

enum { TOLD = 8 }; /* names in a message */

bool
netlist_project_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                     struct err *err)
{
	return db_query(db, &query_netlist_project_get, &id, 1, arena, rows, err);
}

void
netlist_project_append_names(struct buf *words, const struct db_rows *names)
{
	for (size_t i = 0; i < names->count && i < TOLD; i++) {
		struct text name = text_cut(db_rows_text(names, i, 0), NETLIST_PROJECT_SHOWN);
		buf_append_format(words, "%s\"%.*s\"", i > 0 ? ", " : "", (int)name.size,
		                  name.bytes);
	}
	if (names->count > TOLD)
		buf_append_string(words, " and more");
}

static bool
err_set_none(struct err *err, struct db *db, struct text name, struct arena *arena)
{
	struct buf words = {.arena = arena};
	struct db_rows rows;
	struct text shown = text_cut(name, NETLIST_PROJECT_SHOWN);
	if (!db_query(db, &query_netlist_project_names, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_INPUT,
		               "there is no project yet; \"kidepot netlist import\" makes one");
	netlist_project_append_names(&words, &rows);
	return buf_check(&words, err) &&
	       err_set(err, ERR_INPUT, "there is no project \"%.*s\"; there are %.*s",
	               (int)shown.size, shown.bytes, (int)words.size, words.bytes);
}

bool
netlist_project_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                     struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_netlist_project_find, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set_none(err, db, name, arena);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

/* "3 revisions" */
static void
append_count(struct buf *words, int64_t count, const char *what)
{
	buf_append_format(words, "%" PRId64 " %s%s", count, what, count == 1 ? "" : "s");
}

static bool
check_empty(const struct db_rows *rows, struct arena *arena, struct err *err)
{
	int64_t revisions = db_rows_int64(rows, 0, 2, 0), decisions = db_rows_int64(rows, 0, 3, 0);
	struct text name = text_cut(db_rows_text(rows, 0, 1), NETLIST_PROJECT_SHOWN);
	struct buf words = {.arena = arena};
	if (revisions == 0 && decisions == 0)
		return true;
	append_count(&words, revisions, "revision");
	buf_append_string(&words, " and ");
	append_count(&words, decisions, "decision");
	return buf_check(&words, err) &&
	       err_set(err, ERR_CONFLICT,
	               "project \"%.*s\" holds %.*s; remove these first, or all of it with "
	               "\"--all\", over HTTP \"all=true\"",
	               (int)name.size, name.bytes, (int)words.size, words.bytes);
}

/* Locked, so that no import comes in between. */
static bool
remove_locked(struct db *db, struct text id, bool all, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_netlist_project_lock, &id, 1, arena, NULL, err) ||
	    !db_query(db, &query_netlist_project_get, &id, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return true;
	return (all ? db_query(db, &query_netlist_project_empty, &id, 1, arena, NULL, err)
	            : check_empty(&rows, arena, err)) &&
	       db_query(db, &query_netlist_project_delete, &id, 1, arena, NULL, err);
}

bool
netlist_project_remove(struct db *db, struct text id, bool all, struct arena *arena,
                       struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (remove_locked(db, id, all, arena, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}
