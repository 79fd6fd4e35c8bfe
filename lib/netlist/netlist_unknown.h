/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_unknown: the different names of elements and attributes that are passed
 * over. The XML parser keeps each name it has met until its end, so how many and
 * how long they are is limited here, or a hostile file would fill the memory.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_UNKNOWN_H
#define KIDEPOT_NETLIST_NETLIST_UNKNOWN_H

#include "base/arena.h"

struct netlist_unknown {
	struct arena *arena;
	size_t limit; /* how many; each may have 255 bytes */
	const char **names;
	size_t count;
};

/* Room for `limit` names, in an arena of its own; false without memory. */
bool netlist_unknown_start(struct netlist_unknown *unknown, size_t limit);

/* All zero is fine. */
void netlist_unknown_end(struct netlist_unknown *unknown);

/* Remembers the name. ERR_LIMIT when it is too long or one too many. */
bool netlist_unknown_add(struct netlist_unknown *unknown, const char *name, struct err *err);

#endif
