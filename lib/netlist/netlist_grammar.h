/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_grammar: the elements of KiCad's netlist, as a table: where each may
 * stand, which member of the record its attributes and its text fill.
 *
 * The same name means different things in different places ("source", "field",
 * "pin"), so an element is known by its path, that is, by its parent and its name.
 * A further element of a later KiCad is a row here and a member in netlist.h.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_GRAMMAR_H
#define KIDEPOT_NETLIST_NETLIST_GRAMMAR_H

#include "netlist/netlist_record.h"

struct netlist_attribute {
	const char *name; /* NULL ends the list */
	size_t member;    /* offset of a const char * in struct netlist_record */
	bool is_needed;
};

struct netlist_element {
	const char *name;
	const struct netlist_element *children; /* name NULL at the end; NULL for none */
	struct netlist_attribute attributes[5];
	/* The attributes are not copied: they serve `open` alone. */
	bool is_brief;
	size_t text; /* offset of the member that takes the text, 0 for none */

	/* An item of a list: cleared before it is filled, added when it is whole. */
	size_t item, item_size;
	size_t list; /* offset of a struct netlist_list, 0 for none */

	/* Before the attributes are read, after them, and when the element is whole. */
	bool (*begin)(struct netlist_record *record);
	bool (*open)(struct netlist_record *record);
	bool (*end)(struct netlist_record *record);
};

/* What stands outside all elements; its only child is <export>. */
extern const struct netlist_element netlist_grammar_file;

/* The child of that name, or NULL when KiCad has none here. */
const struct netlist_element *netlist_grammar_child(const struct netlist_element *parent,
                                                    const char *name);

/* The attribute of that name, or NULL. */
const struct netlist_attribute *netlist_grammar_attribute(const struct netlist_element *element,
                                                          const char *name);

#endif
