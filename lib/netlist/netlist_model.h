/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_model: a netlist in memory, for what needs all of it at once: what components
 * are, which pins their libparts have, which pins are in which net. Fields, properties
 * and sheets are not in it. Memory grows with the netlist, as far as the arena lets it.
 *
 * All of it lies in the arena. Lists are in the order of the file. Texts are as in the
 * records of the same names in netlist.h: NULL is what is not there.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_MODEL_H
#define KIDEPOT_NETLIST_NETLIST_MODEL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "netlist/netlist.h"

struct netlist_model_component {
	struct netlist_model_component *next;
	const char *ref; /* never NULL, and not unique */
	const char *value, *footprint;
	const char *lib, *part;
	const char *sheet_tstamps;
	const char *tstamp; /* to 5.99 */
	const char *id;     /* its own on its sheet: the last of tstamps, or tstamp */
	bool exclude_from_board;
};

struct netlist_model_libpart {
	struct netlist_model_libpart *next;
	const char *lib;
	const char *part; /* never NULL */
	struct netlist_texts aliases;
	struct netlist_texts pins; /* their numbers */
};

struct netlist_model_node {
	struct netlist_model_node *next; /* in the same net */
	const char *ref, *pin;           /* never NULL */
	const struct netlist_model_net *net;
};

struct netlist_model_net {
	struct netlist_model_net *next;
	const char *code, *name;
	struct netlist_model_node *nodes;
	size_t node_count;
};

struct netlist_model {
	struct netlist_design design;
	struct netlist_model_component *components;
	struct netlist_model_libpart *libparts;
	struct netlist_model_net *nets;
	uint64_t work; /* steps it took to put it together, to be linear in the file */
};

/*
 * Reads the stream to its end. ERR_INPUT, ERR_LIMIT, ERR_SYSTEM as netlist_file_read;
 * ERR_LIMIT, too, when the arena is full.
 */
bool netlist_model_read(struct stream_in *in, struct arena *arena, struct netlist_model *model,
                        struct err *err);

#endif
