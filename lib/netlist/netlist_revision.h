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

#endif
