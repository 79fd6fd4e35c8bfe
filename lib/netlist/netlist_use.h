/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_use: in which imported netlists a part is used, and which components it is there.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_USE_H
#define KIDEPOT_NETLIST_NETLIST_USE_H

#include "store/db.h"

struct netlist_use_page {
	struct text part_id;
	bool all;           /* revisions; else of each project the one that was imported last */
	struct text before; /* the id of the last one of the page before; may be not set */
	struct text limit;  /* how many revisions, at most; may be not set */
};

/* The columns of the rows. References are in the order of the netlist. A component that is both
 * DNP and excluded from the BOM is excluded; variants of the schematic are not looked at. */
enum {
	NETLIST_USE_ID, /* of the revision */
	NETLIST_USE_PROJECT,
	NETLIST_USE_REVISION,
	NETLIST_USE_IMPORTED_AT,
	NETLIST_USE_COUNTS,                       /* fitted, dnp, excluded */
	NETLIST_USE_REFS = NETLIST_USE_COUNTS + 3 /* of these */
};

/* A row for each revision, the newest first. db_query's errors; err must not be NULL. */
bool netlist_use_list(struct db *db, const struct netlist_use_page *page, struct arena *arena,
                      struct db_rows *rows, struct err *err);

#endif
