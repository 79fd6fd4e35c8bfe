/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_use: in which imported netlists a part is used, which components it is there, and what
 * becomes of these in variants (KiCad 10).
 */
#ifndef KIDEPOT_NETLIST_NETLIST_USE_H
#define KIDEPOT_NETLIST_NETLIST_USE_H

#include "base/document.h"
#include "store/db.h"

struct netlist_use_page {
	struct text part_id;
	bool all;           /* revisions; else of each project the one that was imported last */
	struct text before; /* the id of the last one of the page before; may be not set */
	struct text limit;  /* how many revisions, at most; may be not set */
};

/* The columns of the revisions. References are in the order of the netlist. A component that is
 * both DNP and excluded from the BOM is excluded. */
enum {
	NETLIST_USE_ID, /* of the revision */
	NETLIST_USE_PROJECT,
	NETLIST_USE_REVISION,
	NETLIST_USE_IMPORTED_AT,
	NETLIST_USE_COUNTS,                       /* fitted, dnp, excluded */
	NETLIST_USE_REFS = NETLIST_USE_COUNTS + 3 /* of these */
};

/*
 * The columns of the variants. KiCad writes what differs from the schematic itself; those are
 * told in which it does of one of these components. Changed ones are fitted and have other
 * fields, by which they may be another part (netlist_variant.h). What becomes the part in a
 * variant alone is not looked for.
 */
enum {
	NETLIST_USE_VARIANT_ID, /* of the revision */
	NETLIST_USE_VARIANT_NAME,
	NETLIST_USE_VARIANT_COUNTS, /* fitted, dnp, excluded, changed */
	NETLIST_USE_VARIANT_REFS = NETLIST_USE_VARIANT_COUNTS + 4 /* of these */
};

struct netlist_use {
	struct db_rows revisions; /* a row for each, the newest first */
	struct db_rows variants;  /* in the same order, then by their names */
};

/* db_query's errors; err must not be NULL. */
bool netlist_use_list(struct db *db, const struct netlist_use_page *page, struct arena *arena,
                      struct netlist_use *use, struct err *err);

/* The first `count` revisions, each with its "variants", as an array; NULL without memory. */
struct document *netlist_use_document(const struct netlist_use *use, size_t count);

#endif
