/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_index: finds by one text, or by two, what was kept for them, in a time that does
 * not depend on how many there are. Nobody can prepare texts that make it slow.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_INDEX_H
#define KIDEPOT_NETLIST_NETLIST_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct netlist_index_entry {
	const char *first, *second; /* first is NULL in an empty place */
	void *value;
};

struct netlist_index {
	struct arena *arena;
	struct netlist_index_entry *items; /* `room` of them, with empty places */
	size_t room, count;
	uint64_t seed;
	uint64_t probes; /* places looked at so far: the work done */
};

/* Empty; takes memory when something is entered. */
struct netlist_index netlist_index_start(struct arena *arena);

/* What is kept for the texts; NULL when they were never entered. `second` may be NULL,
 * which is "". */
void *netlist_index_find(struct netlist_index *index, const char *first, const char *second);

/*
 * Where the value for the texts is kept, which is NULL when they are new; valid until the
 * next call. The index borrows the texts. NULL with ERR_LIMIT.
 */
void **netlist_index_enter(struct netlist_index *index, const char *first, const char *second,
                           struct err *err);

#endif
