/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_make: a bill of materials from what was asked to what netlist_bom_write
 * writes: the netlist is read, its components are matched to parts, lines and columns are made.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_MAKE_H
#define KIDEPOT_NETLIST_NETLIST_BOM_MAKE_H

#include "netlist/netlist_bom_column.h"
#include "netlist/netlist_revision.h"
#include "netlist/netlist_variant.h"
#include "store/db.h"

/* Choices as a table of settings wants them. */
#define NETLIST_BOM_GROUPS "part value"
#define NETLIST_BOM_REFERENCES "short full"

struct netlist_bom_order {
	netlist_model_source *source;
	void *context;
	struct netlist_revision revision; /* of a stored one; of a file all not set */
	const char *group;                /* one of NETLIST_BOM_GROUPS; NULL: see below */
	const char *variant;              /* NULL: none */
	const char *references;           /* one of NETLIST_BOM_REFERENCES */
	const char *today;                /* netlist_variable_start's */
	struct text library;              /* the nickname of our HTTP library */
	const struct text *columns;       /* netlist_bom_column_make's */
	size_t column_count;
	int64_t boards; /* 0: not asked */
};

/* One is inside the other: it may not be copied. */
struct netlist_bom_made {
	struct netlist_model model;
	struct netlist_variant_view view;
	struct netlist_bom bom;
	struct netlist_bom_columns columns;
	struct err away; /* ERR_AWAY: the parts of a file are not known for that reason */
};

/*
 * Makes the bill in the arena. Without `group` lines are by part, and by value where no
 * database is. Changes nothing: within a transaction there is nothing to commit afterwards.
 * The errors of the source, netlist_variant_check, netlist_bom_part_find and
 * netlist_bom_column_make; ERR_AWAY unless the order is of a file and not by part. err must
 * not be NULL.
 */
bool netlist_bom_make(struct db *db, const struct netlist_bom_order *order, struct arena *arena,
                      struct netlist_bom_made *made, struct err *err);

#endif
