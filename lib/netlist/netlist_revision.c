/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_revision.h"

#include "netlist/netlist_project.h"

static bool
err_set_names(struct err *err, struct buf *words, const struct db_rows *names)
{
	netlist_project_append_names(words, names);
	return buf_check(words, err) &&
	       err_set(err, ERR_INPUT, "%.*s", (int)words->size, words->bytes);
}

/* Why none was found; what there is. */
static bool
err_set_none(struct err *err, struct db *db, struct text project, struct text name,
             struct arena *arena)
{
	struct buf words = {.arena = arena};
	struct db_rows names;
	struct text id, shown = text_cut(project, NETLIST_PROJECT_SHOWN);
	if (!netlist_project_find(db, project, arena, &id, err) ||
	    !db_query(db, &query_netlist_revision_names, &project, 1, arena, &names, err))
		return false;
	if (names.count == 0)
		return err_set(err, ERR_INPUT, "project \"%.*s\" has no revision", (int)shown.size,
		               shown.bytes);
	buf_append_format(&words, "project \"%.*s\" has no revision ", (int)shown.size,
	                  shown.bytes);
	name = text_cut(name, NETLIST_PROJECT_SHOWN);
	buf_append_format(&words, "\"%.*s\"; it has ", (int)name.size, name.bytes);
	return err_set_names(err, &words, &names);
}

bool
netlist_revision_find(struct db *db, struct text project, struct text name, struct arena *arena,
                      struct netlist_revision *revision, struct err *err)
{
	const struct text params[] = {project, name};
	struct db_rows rows, names;
	if (!db_query(db, &query_netlist_revision_find, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set_none(err, db, project, name, arena);
	if (rows.count > 1) {
		struct buf words = {.arena = arena};
		if (!db_query(db, &query_netlist_revision_names, params, 1, arena, &names, err))
			return false;
		buf_append_string(&words, "several revisions were imported last; say which: ");
		return err_set_names(err, &words, &names);
	}
	*revision = (struct netlist_revision){db_rows_text(&rows, 0, 0), db_rows_text(&rows, 0, 1),
	                                      db_rows_text(&rows, 0, 2)};
	return true;
}

bool
netlist_revision_get(struct db *db, struct text id, struct arena *arena,
                     struct netlist_revision *revision, bool *found, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_netlist_revision_get, &id, 1, arena, &rows, err))
		return false;
	*found = rows.count > 0;
	if (*found)
		*revision = (struct netlist_revision){id, db_rows_text(&rows, 0, 1),
		                                      db_rows_text(&rows, 0, 2)};
	return true;
}

bool
netlist_revision_list(struct db *db, const struct netlist_revision_page *page, struct arena *arena,
                      struct db_rows *rows, struct err *err)
{
	const struct text params[] = {page->project, page->before, page->limit};
	return db_query(db, &query_netlist_revision_list, params, 3, arena, rows, err);
}

bool
netlist_revision_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	return db_query(db, &query_netlist_revision_delete, &id, 1, arena, NULL, err);
}
