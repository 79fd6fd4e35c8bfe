/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_revision.h"

#include "base/buf.h"

enum { TOLD = 8, LONGEST = 40 }; /* names in a message, bytes of each */

/* "a", "b" and more */
static void
append_names(struct buf *words, const struct db_rows *names)
{
	for (size_t i = 0; i < names->count && i < TOLD; i++) {
		struct text name = text_cut(db_rows_text(names, i, 0), LONGEST);
		buf_append_format(words, "%s\"%.*s\"", i > 0 ? ", " : "", (int)name.size,
		                  name.bytes);
	}
	if (names->count > TOLD)
		buf_append_string(words, " and more");
}

static bool
err_set_names(struct err *err, struct buf *words, const struct db_rows *names)
{
	append_names(words, names);
	return buf_check(words, err) &&
	       err_set(err, ERR_INPUT, "%.*s", (int)words->size, words->bytes);
}

/* Why none was found; what there is. */
static bool
err_set_none(struct err *err, struct db *db, struct text project, struct text name,
             struct arena *arena)
{
	struct buf words = {.arena = arena};
	struct db_rows projects, names;
	struct text shown = text_cut(project, LONGEST);
	if (!db_query(db, &query_netlist_project_names, &project, 1, arena, &projects, err) ||
	    !db_query(db, &query_netlist_revision_names, &project, 1, arena, &names, err))
		return false;
	if (projects.count == 0)
		return err_set(err, ERR_INPUT,
		               "there is no project yet; \"kidepot netlist import\" makes one");
	if (!db_rows_bool(&projects, 0, 1, false)) {
		buf_append_format(&words, "there is no project \"%.*s\"; there are ",
		                  (int)shown.size, shown.bytes);
		return err_set_names(err, &words, &projects);
	}
	if (names.count == 0)
		return err_set(err, ERR_INPUT, "project \"%.*s\" has no revision", (int)shown.size,
		               shown.bytes);
	buf_append_format(&words, "project \"%.*s\" has no revision ", (int)shown.size,
	                  shown.bytes);
	name = text_cut(name, LONGEST);
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
