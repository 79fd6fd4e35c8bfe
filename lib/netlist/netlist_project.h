/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_project: the projects that netlists were imported into. A project holds revisions
 * (netlist_revision) and decisions (netlist_decision); an import makes it.
 *
 * In all functions err must not be NULL, and db_query's errors are theirs.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_PROJECT_H
#define KIDEPOT_NETLIST_NETLIST_PROJECT_H

#include "base/buf.h"
#include "store/db.h"

/* The one of that id, or all, by name, when it is not set: id, name, how many revisions and
 * decisions, and when the last was imported (may be null). */
bool netlist_project_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                          struct err *err);

/* The id of the one of that name, letter by letter. ERR_INPUT, with those that there are,
 * when there is none. */
bool netlist_project_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                          struct err *err);

/*
 * Removes it. ERR_CONFLICT when it holds revisions or decisions, unless `all`: then these go
 * first. One that is not there is removed already.
 */
bool netlist_project_remove(struct db *db, struct text id, bool all, struct arena *arena,
                            struct err *err);

/* For messages: the names in the rows' first column, quoted, the first few of them. */
void netlist_project_append_names(struct buf *words, const struct db_rows *names);

enum { NETLIST_PROJECT_SHOWN = 40 }; /* bytes of a name in a message */

#endif
