/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_check: what a netlist holds and what is odd in it. Reads the whole file
 * and keeps its references, so memory grows with their number, not with the rest.
 * What cannot be read at all is an error and no finding.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_CHECK_H
#define KIDEPOT_NETLIST_NETLIST_CHECK_H

#include "base/arena.h"
#include "base/err.h"
#include "netlist/netlist.h"

/* A reference that more than one component has, that only nodes have, or that has no number. */
struct netlist_finding {
	const char *ref;
	uint64_t times; /* components of that reference, nodes, or placed symbols */
	struct netlist_place
	    place; /* of the second component, the first node, the first component */
};

struct netlist_findings {
	struct netlist_finding *items; /* in the order of their places */
	size_t count;
};

struct netlist_check {
	const char *name; /* of the file, for messages; borrows the path */
	struct netlist_design design;
	struct netlist_counts counts;
	struct netlist_findings duplicates;
	struct netlist_findings without_component;
	struct netlist_findings open; /* as netlist_odd.h says it; none of them is a duplicate */
	struct netlist_texts warnings;
};

/*
 * Reads the file, "-" for the standard input. All else of `check` lies in the arena.
 * ERR_INPUT, ERR_LIMIT, ERR_SYSTEM as netlist_file_read.
 */
bool netlist_check_read(const char *path, struct arena *arena, struct netlist_check *check,
                        struct err *err);

#endif
