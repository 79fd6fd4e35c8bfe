/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_part: which parts the components of a bill of materials are, and what the
 * catalogue says of them. Reads only: what it stages is rolled back.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_PART_H
#define KIDEPOT_NETLIST_NETLIST_BOM_PART_H

#include "netlist/netlist_bom.h"
#include "store/db.h"

struct netlist_bom_part_order {
	/* Of a stored revision, whose components are the parts that they were matched to; not set:
	 * all are matched anew. */
	struct text revision_id;
	/* Of these components, from 0 and rising, the match is made anew all the same. */
	const uint64_t *changed;
	size_t changed_count;
	/* For those: as struct netlist_import_order has them, with all rules in their order, and
	 * with the decisions of the project of this name; not set: that of the schematic's file. */
	struct text library;
	struct text project;
};

/* Sets status and part of all components and parts_known. db_query's and db_each's errors;
 * err must not be NULL. */
bool netlist_bom_part_find(struct db *db, const struct netlist_bom_part_order *order,
                           struct netlist_bom *bom, struct err *err);

#endif
