/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_revision: which netlists are in the database: the revisions of projects, by the
 * names that people say. What they hold is netlist_stored's.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_REVISION_H
#define KIDEPOT_NETLIST_NETLIST_REVISION_H

#include "store/db.h"

struct netlist_revision {
	struct text id;
	struct text project, name;
};

/*
 * The revision of that name, letter by letter; the one imported last when `name` is not
 * set. Texts lie in the arena. ERR_INPUT, with those that there are, when there is no
 * such project or revision, and when two were imported at the same time; db_query's
 * errors. err must not be NULL.
 */
bool netlist_revision_find(struct db *db, struct text project, struct text name,
                           struct arena *arena, struct netlist_revision *revision, struct err *err);

/* The one of that id; *found false: there is none. Texts lie in the arena. db_query's errors. */
bool netlist_revision_get(struct db *db, struct text id, struct arena *arena,
                          struct netlist_revision *revision, bool *found, struct err *err);

/* Which of them; what is not set is no bound. */
struct netlist_revision_page {
	struct text project; /* its name */
	struct text before;  /* the id of the last one of the page before */
	struct text limit;   /* how many, at most */
};

/* With the columns of netlist_revision_list.sql, of which the first is the id; the newest
 * first. db_query's errors, here and below. */
bool netlist_revision_list(struct db *db, const struct netlist_revision_page *page,
                           struct arena *arena, struct db_rows *rows, struct err *err);

/* One that is not there is removed already. What was decided stays with the project. */
bool netlist_revision_remove(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
