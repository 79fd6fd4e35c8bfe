/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_diff_inside: what the files of netlist_diff have in common. For them alone.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_DIFF_INSIDE_H
#define KIDEPOT_NETLIST_NETLIST_DIFF_INSIDE_H

#include "netlist/netlist_diff.h"
#include "netlist/netlist_index.h"

/* Of one component, or of several that a file edited by hand has; or of a reference that
 * names none. The same in both netlists. */
struct netlist_diff_identity {
	const char *sheet, *symbol;
	char name[24];                    /* short, for indexes */
	struct netlist_diff_one *waiting; /* old ones without a new one, in their order */
};

struct netlist_diff_one {
	const struct netlist_model_component *component;
	struct netlist_diff_identity *identity;
	struct netlist_diff_one *twin; /* in the other netlist; NULL: none */
	struct netlist_diff_one *next; /* of identity->waiting */
};

struct netlist_diff_side {
	const struct netlist_model *model;
	struct netlist_diff_one *ones; /* in the netlist's order */
	size_t count;
	struct netlist_index by_ref; /* to struct netlist_diff_identity */
};

struct netlist_diff_work {
	struct arena *arena;
	struct netlist_index identities, strangers;
	size_t identity_count;
	struct netlist_diff_side sides[2]; /* old, new */
	struct netlist_diff diff;
	uint64_t steps;
	struct err *err;
};

/* What a component says, into diff.components. netlist_diff_component.c. */
bool netlist_diff_component_compare(struct netlist_diff_work *work);

/* Nets, into diff.nets; the identities of components are known. netlist_diff_net.c. */
bool netlist_diff_net_compare(struct netlist_diff_work *work);

/* The identity of the component that a node of that side names. NULL with ERR_LIMIT. */
struct netlist_diff_identity *netlist_diff_identity_of(struct netlist_diff_work *work,
                                                       struct netlist_diff_side *side,
                                                       const char *ref);

#endif
