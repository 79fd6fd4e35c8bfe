/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_odd: references that mislead whoever orders or assembles. netlist_check.h tells
 * each with its place; here they are counted, for a note beside another result.
 *
 * Without a number, "R?": KiCad's own window refuses to export them; kicad-cli (7 to 10) makes
 * one component of all that a sheet has of one letter, and puts their pins into no net, so
 * that quantities are too low and connections are missing.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_ODD_H
#define KIDEPOT_NETLIST_NETLIST_ODD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "netlist/netlist_model.h"

enum { NETLIST_ODD_SHOWN = 5, NETLIST_ODD_SIZE = 40 };

/* An open reference is none of the duplicates. */
enum netlist_odd_kind {
	NETLIST_ODD_OPEN,      /* has no number */
	NETLIST_ODD_DUPLICATE, /* names more than one component */
	NETLIST_ODD_UNKNOWN,   /* of nodes, names none */
	NETLIST_ODD_KINDS
};

struct netlist_odd {
	struct netlist_odd_refs {
		uint64_t count; /* of references; of components, when they are open */
		struct text examples[NETLIST_ODD_SHOWN]; /* the first bytes of each */
		size_t shown;
	} refs[NETLIST_ODD_KINDS];
};

/* Finds them; the examples lie in the model. ERR_LIMIT. */
bool netlist_odd_find(const struct netlist_model *model, struct netlist_odd *odd, struct err *err);

/* "references name more than one component", behind a number, which is `count`. */
const char *netlist_odd_words(enum netlist_odd_kind kind, uint64_t count);

/* Appends how many there are of the kind, one at least, examples, and the way out. */
void netlist_odd_append(const struct netlist_odd *odd, enum netlist_odd_kind kind, struct buf *out);

#endif
