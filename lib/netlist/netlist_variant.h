/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_variant: a netlist as one of its variants has it (KiCad 10): what components say
 * and which of them are fitted. A source of records like any other, before another.
 *
 * KiCad writes what differs and nothing else: a variant in which nothing does is not in
 * the netlist. Its properties dnp, exclude_from_bom and exclude_from_pos_files become the
 * flags of the component; its fields Value, Footprint, Datasheet and Description are those
 * of the component, too.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_VARIANT_H
#define KIDEPOT_NETLIST_NETLIST_VARIANT_H

#include "netlist/netlist_model.h"

struct netlist_variant_view {
	/* Set by the caller: */
	netlist_model_source *source; /* the netlist as it is */
	void *context;
	const char *variant;
	struct arena *arena; /* of all below, and of the fields that differ */
	/* Found: */
	bool found;
	uint64_t components; /* so far */
	uint64_t *changed;   /* those whose fields differ: their numbers, from 0, rising */
	size_t changed_count, changed_room;
	struct netlist_texts names; /* of the variants there are, for the message */
	/* For the time of the reading: */
	struct netlist_sink sink;
	struct err *err;
};

/* A netlist_model_source with a struct netlist_variant_view. The source's errors; ERR_LIMIT. */
bool netlist_variant_read(void *view, const struct netlist_sink *sink, struct err *err);

/* When the netlist has been read: ERR_INPUT when no component has the variant. */
bool netlist_variant_check(const struct netlist_variant_view *view, struct err *err);

#endif
