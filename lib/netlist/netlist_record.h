/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_record: the record that is being read, and how it is given to the sink.
 *
 * Knows KiCad's records, not XML: netlist_grammar.c says which element fills
 * which member, netlist_reader.c brings the elements. All texts and arrays of a
 * record lie in one arena, which is emptied when the next record begins.
 * Functions that return false have filled `err`, without the place, or set
 * `stopped` because the sink wants no more.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_RECORD_H
#define KIDEPOT_NETLIST_NETLIST_RECORD_H

#include "base/arena.h"
#include "base/err.h"
#include "netlist/netlist.h"

/* An array that grows at its end. */
struct netlist_list {
	void *items;
	size_t count, room;
};

/* What is emptied when a record begins: the records themselves, the items that
 * are being read and the arrays they go to. */
struct netlist_current {
	struct netlist_textvar textvar;
	struct netlist_sheet sheet;
	struct netlist_component component;
	struct netlist_libpart libpart;
	struct netlist_library library;
	struct netlist_net net;
	struct netlist_node node;
	const char *jumpers; /* the text of duplicate_pin_numbers_are_jumpers */

	const char *text;
	struct netlist_comment comment;
	struct netlist_field field;
	struct netlist_pin pin;
	struct netlist_variant variant;
	struct netlist_unit unit;
	struct netlist_texts group;

	struct netlist_list comments, fields, properties, variants, variant_fields,
	    variant_properties, groups, group_pins, classes, units, unit_pins, aliases, footprints,
	    pins, tstamps;
};

struct netlist_record {
	struct arena *arena;
	struct netlist_sink sink;
	struct netlist_limits limits;
	struct netlist_counts counts;
	struct err err;
	bool stopped;

	struct netlist_design design;
	bool design_is_given;
	int kicad;
	size_t items; /* in the arrays of the current record */
	struct netlist_current current;
};

/* The design is given, if it has not been. Once it is there is no other. */
bool netlist_record_give_design(struct netlist_record *record);

/* A new record begins: what the last one held is gone. Gives the design before. */
bool netlist_record_begin(struct netlist_record *record);

/* A copy of the text in the record's arena. NULL is a failure. */
const char *netlist_record_copy(struct netlist_record *record, const char *bytes, size_t size);

/* Adds the item at `item`, `size` bytes, to the end of the list. */
bool netlist_record_add(struct netlist_record *record, struct netlist_list *list, const void *item,
                        size_t size);

/* Hooks of the grammar: an item or a record is whole. */
bool netlist_record_begin_variant(struct netlist_record *record);
bool netlist_record_end_variant(struct netlist_record *record);
bool netlist_record_begin_unit(struct netlist_record *record);
bool netlist_record_end_unit(struct netlist_record *record);
bool netlist_record_begin_group(struct netlist_record *record);
bool netlist_record_end_group(struct netlist_record *record);
bool netlist_record_end_property(struct netlist_record *record);
bool netlist_record_end_tstamps(struct netlist_record *record);
bool netlist_record_end_textvar(struct netlist_record *record);
bool netlist_record_end_sheet(struct netlist_record *record);
bool netlist_record_end_component(struct netlist_record *record);
bool netlist_record_end_libpart(struct netlist_record *record);
bool netlist_record_end_library(struct netlist_record *record);
bool netlist_record_open_net(struct netlist_record *record);
bool netlist_record_open_node(struct netlist_record *record);

/*
 * The current record for a message: `component "R5"`, `net "GND"`; "" when there
 * is none. Quoted texts are cut, and control characters in them replaced.
 */
void netlist_record_name(const struct netlist_record *record, char *words, size_t size);

#endif
