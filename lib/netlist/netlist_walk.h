/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_walk: elements in, records out: the state machine between the XML parser
 * and the record. Follows the path down the grammar, passes over what is not in
 * it, gathers texts and holds the limits. Knows no XML parser and no place.
 *
 * Functions that return false have filled record.err (ERR_INPUT, ERR_LIMIT,
 * ERR_SYSTEM), or record.stopped is true; nothing may be walked after that.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_WALK_H
#define KIDEPOT_NETLIST_NETLIST_WALK_H

#include "netlist/netlist_record.h"
#include "netlist/netlist_unknown.h"

enum { NETLIST_WALK_WHERE = 300 };

struct netlist_walk {
	struct netlist_record record;
	struct netlist_unknown unknown;
	const struct netlist_element **open; /* elements we are in, limits.depth of them */
	size_t depth;
	size_t passing; /* elements we are in besides, and pass over */
	char *text;     /* of the innermost element, when it takes text */
	size_t text_size, text_room;
};

/* The walk is all zero before. False without memory; netlist_walk_end anyway. */
bool netlist_walk_start(struct netlist_walk *walk, const struct netlist_sink *sink,
                        const struct netlist_limits *limits);
void netlist_walk_end(struct netlist_walk *walk);

/* A start tag: names and values by turns, NULL at the end. */
bool netlist_walk_open(struct netlist_walk *walk, const char *name, const char **attributes);

/* Its end tag. */
bool netlist_walk_close(struct netlist_walk *walk);

/* Some of the text between them. */
bool netlist_walk_text(struct netlist_walk *walk, const char *bytes, size_t size);

/* Where we are, for a message: `field "MPN" of component "R5"`, outside of
 * records "export/design/source", "" outside of all. */
void netlist_walk_where(const struct netlist_walk *walk, char where[NETLIST_WALK_WHERE]);

/* The name of the element we are in; "..." when it is passed over. */
const char *netlist_walk_element(const struct netlist_walk *walk);

#endif
