/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_decision: what people decided of components that no rule settles. Imports take
 * decisions (netlist_import) and go by them; here they are made, looked at and forgotten.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_DECISION_H
#define KIDEPOT_NETLIST_NETLIST_DECISION_H

#include "store/db.h"

struct netlist_decision_page {
	struct text project_id;
	struct text id;     /* that one alone; may be not set, as all below */
	struct text before; /* the id of the last one of the page before */
	struct text limit;  /* how many, at most */
};

/* With the columns of netlist_decision_list.sql, of which the first is the id; the newest
 * first. A part that is null: they are none of the catalogue. db_query's errors. */
bool netlist_decision_list(struct db *db, const struct netlist_decision_page *page,
                           struct arena *arena, struct db_rows *rows, struct err *err);

/* Which part components are, and what they say, as a report of an import has it; what is not
 * set or empty they do not say. */
struct netlist_decision {
	struct text part_id; /* empty: none of the catalogue */
	struct text library, symbol, value, footprint, says_id, ipn, mpn;
};

/*
 * In the place of what was decided of such components; *id is its number, in the arena. Imports go
 * by it from now on. ERR_INPUT when nothing is said; db_query's errors. err must not be NULL.
 */
bool netlist_decision_make(struct db *db, struct text project_id,
                           const struct netlist_decision *decision, struct arena *arena,
                           struct text *id, struct err *err);

/*
 * The next import goes by the rules again; what was imported stays as it is. ERR_INPUT when the
 * project has no such decision; db_query's errors. err must not be NULL.
 */
bool netlist_decision_forget(struct db *db, struct text project_id, struct text id,
                             struct arena *arena, struct err *err);

#endif
