/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_diff: what differs between two netlists of one design, in its components and in
 * its nets. What they are called, their numbers and their order are no identity.
 *
 * A component is known by its sheet and by its own id on it (netlist_identity), so that one
 * that was annotated anew is changed and not another. A component that was removed and
 * placed again is another.
 *
 * A net is known by its pins, these by their component's identity and their number. Nets
 * with the same pins are one net; of those that are left, nets of one name that share a
 * pin; then nets that share more than half of the pins of each; then nets of one name. Names
 * that KiCad makes of a pin, such as "Net-(R1-Pad1)", are no names here, and one in the place of
 * another is no difference. A node whose reference names no component is known by it; of
 * several components with one reference it is the one whose identity sorts first.
 *
 * Compared is what all versions of KiCad say alike: "~" is no value and nothing in a field,
 * names of nets are those of KiCad 9, names of symbols have no escapes, and descriptions
 * are compared when both netlists are of KiCad 8 or later.
 *
 * All lies in the arena. Time grows with the netlists, but for the sorting of one
 * component's fields and of one net's pins.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_DIFF_H
#define KIDEPOT_NETLIST_NETLIST_DIFF_H

#include "base/document.h"
#include "netlist/netlist_model.h"

enum netlist_diff_outcome { NETLIST_DIFF_ADDED, NETLIST_DIFF_REMOVED, NETLIST_DIFF_CHANGED };
enum { NETLIST_DIFF_OUTCOMES = 3 };
/* "added", "removed", "changed" */
extern const char *const netlist_diff_words[NETLIST_DIFF_OUTCOMES];

/* NULL is what is not there: of an added component all old ones, of a removed one all new
 * ones are. What neither has is left out. */
struct netlist_diff_attribute {
	struct netlist_diff_attribute *next;
	/* "reference", "value", "footprint", "datasheet", "description", "symbol", "dnp",
	 * "exclude_from_bom", "exclude_from_board", "exclude_from_pos_files"; "field" */
	const char *name;
	const char *field; /* its name; else NULL */
	bool is_flag;      /* the values are "yes" and "no" */
	const char *old_value, *new_value;
};

struct netlist_diff_component {
	struct netlist_diff_component *next;
	enum netlist_diff_outcome outcome;
	const char *ref; /* the new one; of a removed one its last */
	struct netlist_diff_attribute *attributes;
};

struct netlist_diff_node {
	struct netlist_diff_node *next;
	bool is_added;         /* else it is removed */
	const char *ref, *pin; /* as in the netlist that has it */
};

struct netlist_diff_net {
	struct netlist_diff_net *next;
	enum netlist_diff_outcome outcome;
	bool is_renamed;                 /* a changed one */
	const char *old_name, *new_name; /* as KiCad 9 writes them; NULL when not there */
	struct netlist_diff_node *nodes; /* in the netlist's order, removed ones first */
};

struct netlist_diff {
	/* In the order of the new netlist, then the removed ones in that of the old one. */
	struct netlist_diff_component *components;
	struct netlist_diff_net *nets;
	size_t component_counts[NETLIST_DIFF_OUTCOMES], net_counts[NETLIST_DIFF_OUTCOMES];
	size_t renamed; /* of the changed nets */
	uint64_t work;  /* steps it took */
};

/*
 * Both models are made with NETLIST_MODEL_SAYS and NETLIST_MODEL_NETS, and are borrowed as
 * the arena's texts are. ERR_LIMIT. err must not be NULL.
 */
bool netlist_diff_make(const struct netlist_model *old_model, const struct netlist_model *new_model,
                       struct arena *arena, struct netlist_diff *diff, struct err *err);

bool netlist_diff_is_empty(const struct netlist_diff *diff);

/*
 *   {"components":[{"outcome","reference",
 *                   "attributes":[{"attribute","field" (null but of fields),"old","new"}]}],
 *    "nets":[{"outcome","old_name","new_name","added":[{"ref","pin"}],"removed":[...]}],
 *    "counts":{"components":{"added","removed","changed"},
 *              "nets":{"added","removed","changed","renamed"}}}
 *
 * Values are texts or null, of flags truths or null. The caller frees it; NULL without
 * memory.
 */
struct document *netlist_diff_document(const struct netlist_diff *diff);

#endif
