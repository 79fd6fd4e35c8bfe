/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_orcadpcb2.h"

#include <stdlib.h>
#include <string.h>

#include "export/export_rule.h"
#include "netlist/netlist_index.h"

enum { PIN_WIDTH = 4, CODE_WIDTH = 6 };

/* Things of one kind that one text, or two, stand for, in the order of the file. */
struct link {
	struct link *next;
	const void *thing;
	size_t number; /* in its chain */
};

struct chain {
	struct link *first, **last;
	size_t count;
	struct link *sorted; /* nodes by their pins, once they were asked for */
};

struct lookup {
	const struct netlist_model *model;
	struct netlist_index libparts, nodes;
	struct arena *arena;
	struct err *err;
};

static bool
add(struct lookup *lookup, struct netlist_index *index, const char *first, const char *second,
    const void *thing)
{
	void **value = netlist_index_enter(index, first, second, lookup->err);
	struct link *link = arena_alloc(lookup->arena, sizeof *link, lookup->err);
	if (value == NULL || link == NULL)
		return false;
	struct chain *chain = *value;
	if (chain == NULL) {
		chain = arena_alloc(lookup->arena, sizeof *chain, lookup->err);
		if (chain == NULL)
			return false;
		chain->last = &chain->first;
		*value = chain;
	}
	link->thing = thing;
	link->number = chain->count++;
	*chain->last = link;
	chain->last = &link->next;
	return true;
}

/* The first of what the texts stand for, or NULL. */
static const struct link *
find(struct netlist_index *index, const char *first, const char *second)
{
	const struct chain *chain = netlist_index_find(index, first, second);
	return chain == NULL ? NULL : chain->first;
}

static struct lookup
start(const struct netlist_model *model, struct arena *arena, struct err *err)
{
	return (struct lookup){
	    .model = model,
	    .libparts = netlist_index_start(arena),
	    .nodes = netlist_index_start(arena),
	    .arena = arena,
	    .err = err,
	};
}

static uint64_t
work_of(const struct lookup *lookup)
{
	return lookup->libparts.probes + lookup->nodes.probes;
}

/* --- as the style sheet: the pins of all libparts called as the component's, from
 * whichever library, each with all the nets it is in */

/* Nodes by reference and pin; libparts by name, those without pins left out so that each
 * step of a look-up is a line. */
static bool
index_for_xsl(struct lookup *lookup)
{
	const struct netlist_model *model = lookup->model;
	for (const struct netlist_model_libpart *libpart = model->libparts; libpart != NULL;
	     libpart = libpart->next)
		if (libpart->pins.count > 0 &&
		    !add(lookup, &lookup->libparts, libpart->part, NULL, libpart))
			return false;
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next)
		for (const struct netlist_model_node *node = net->nodes; node != NULL;
		     node = node->next)
			if (!add(lookup, &lookup->nodes, node->ref, node->pin, node))
				return false;
	return true;
}

static void
put_pin_xsl(struct lookup *lookup, const char *ref, const char *pin, struct export_out *out)
{
	const struct link *link = find(&lookup->nodes, ref, pin);
	EXPORT_OUT_PUT(out, "  ( ", pin, " ");
	for (; link != NULL; link = link->next) {
		const struct netlist_model_net *net =
		    ((const struct netlist_model_node *)link->thing)->net;
		if (net->node_count < 2)
			EXPORT_OUT_PUT(out, "?");
		else if (export_rule_is_set(net->name))
			EXPORT_OUT_PUT(out, net->name);
		else
			EXPORT_OUT_PUT(out, "$N-0", net->code);
	}
	EXPORT_OUT_PUT(out, " )\n");
}

static void
put_component_xsl(struct lookup *lookup, const struct netlist_model_component *component,
                  struct export_out *out)
{
	const char *footprint = component->footprint, *value = component->value;
	EXPORT_OUT_PUT(out, " ( ",
	               export_rule_is_set(component->tstamp) ? component->tstamp : "00000000", " ",
	               export_rule_is_set(footprint) ? footprint : "$noname", " ", component->ref,
	               " ", export_rule_is_set(value) ? value : "\"~\"", "\n");
	if (component->part != NULL)
		for (const struct link *link = find(&lookup->libparts, component->part, NULL);
		     link != NULL; link = link->next) {
			const struct netlist_model_libpart *libpart = link->thing;
			for (size_t i = 0; i < libpart->pins.count; i++)
				put_pin_xsl(lookup, component->ref, libpart->pins.items[i], out);
		}
	EXPORT_OUT_PUT(out, " )\n");
}

bool
export_orcadpcb2_write_xsl(const struct netlist_model *model, struct arena *arena,
                           struct export_out *out)
{
	struct lookup lookup = start(model, arena, out->err);
	if (!index_for_xsl(&lookup))
		return false;
	EXPORT_OUT_PUT(out, "( { Eeschema Netlist Version 1.1  ", model->design.date,
	               model->design.date == NULL ? NULL : "\n", model->design.tool, "}\n");
	for (const struct netlist_model_component *component = model->components;
	     component != NULL && !out->failed; component = component->next)
		put_component_xsl(&lookup, component, out);
	EXPORT_OUT_PUT(out, ")\n*\n");
	out->work = work_of(&lookup);
	return true;
}

/* --- as KiCad: the pins that are in nets, sorted */

static bool
index_for_kicad(struct lookup *lookup)
{
	const struct netlist_model *model = lookup->model;
	for (const struct netlist_model_libpart *libpart = model->libparts; libpart != NULL;
	     libpart = libpart->next) {
		bool good = add(lookup, &lookup->libparts, libpart->part, libpart->lib, libpart);
		for (size_t i = 0; good && i < libpart->aliases.count; i++)
			good = add(lookup, &lookup->libparts, libpart->aliases.items[i],
			           libpart->lib, libpart);
		if (!good)
			return false;
	}
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next)
		for (const struct netlist_model_node *node = net->nodes; node != NULL;
		     node = node->next)
			if (!add(lookup, &lookup->nodes, node->ref, NULL, node))
				return false;
	return true;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "A2" before "A10". */
static int
by_number(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (!is_digit(*a) || !is_digit(*b)) {
			if (*a != *b)
				return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
			a++, b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		size_t a_size = strspn(a, "0123456789"), b_size = strspn(b, "0123456789");
		int order = a_size == b_size ? memcmp(a, b, a_size) : a_size < b_size ? -1 : 1;
		if (order != 0)
			return order;
		a += a_size;
		b += b_size;
	}
	return (*a != '\0') - (*b != '\0');
}

/* Nodes of one pin stay in the order of the file. */
static int
by_pin(const void *a, const void *b)
{
	const struct link *one = a, *other = b;
	const char *pin = ((const struct netlist_model_node *)one->thing)->pin;
	const char *other_pin = ((const struct netlist_model_node *)other->thing)->pin;
	int order = by_number(pin, other_pin);
	if (order == 0)
		order = strcmp(pin, other_pin);
	if (order == 0)
		order = one->number < other->number ? -1 : 1;
	return order;
}

static void
put_number(const struct lookup *lookup, const char *pin, struct export_out *out)
{
	static const char blanks[] = "    ";
	struct text number = export_rule_pin(lookup->model, pin);
	EXPORT_OUT_PUT(out, "  ( ", number.size < PIN_WIDTH ? blanks + number.size : NULL);
	export_out_bytes(out, number);
	EXPORT_OUT_PUT(out, " ");
}

/* A net without a name is known by its code, in six digits. */
static void
put_net(const struct netlist_model_net *net, struct export_out *out)
{
	static const char zeros[] = "000000";
	const char *code = net->code == NULL ? "" : net->code;
	size_t size = strlen(code);
	if (export_rule_is_set(net->name))
		export_out_joined(out, net->name);
	else if (net->node_count < 2)
		EXPORT_OUT_PUT(out, "?");
	else
		EXPORT_OUT_PUT(out, "N-", size < CODE_WIDTH ? zeros + size : NULL, code);
	EXPORT_OUT_PUT(out, " )\n");
}

static bool
sort(struct lookup *lookup, struct chain *nodes)
{
	size_t count = 0;
	if (nodes->sorted != NULL)
		return true;
	nodes->sorted = arena_alloc(lookup->arena, nodes->count * sizeof *nodes->sorted,
	                            lookup->err);
	if (nodes->sorted == NULL)
		return false;
	for (const struct link *link = nodes->first; link != NULL; link = link->next)
		nodes->sorted[count++] = *link;
	qsort(nodes->sorted, count, sizeof *nodes->sorted, by_pin);
	return true;
}

static bool
put_nodes(struct lookup *lookup, struct chain *nodes, struct export_out *out)
{
	const char *last = NULL;
	if (!sort(lookup, nodes))
		return false;
	for (size_t i = 0; i < nodes->count; i++) {
		const struct netlist_model_node *node = nodes->sorted[i].thing;
		if (last != NULL && strcmp(node->pin, last) == 0)
			continue;
		put_number(lookup, node->pin, out);
		put_net(node->net, out);
		last = node->pin;
	}
	return true;
}

/* What is not annotated is in no net; its pins are those of its libpart. */
static void
put_libpart(struct lookup *lookup, const struct netlist_model_component *component,
            struct export_out *out)
{
	const struct link *link = component->part == NULL
	                              ? NULL
	                              : find(&lookup->libparts, component->part, component->lib);
	const struct netlist_model_libpart *libpart = link == NULL ? NULL : link->thing;
	size_t size = strlen(component->ref);
	if (libpart == NULL || size == 0 || component->ref[size - 1] != '?')
		return;
	for (size_t i = 0; i < libpart->pins.count; i++) {
		put_number(lookup, libpart->pins.items[i], out);
		EXPORT_OUT_PUT(out, "/<NO_NET> )\n");
	}
}

static bool
put_component_kicad(struct lookup *lookup, const struct netlist_model_component *component,
                    struct export_out *out)
{
	struct chain *nodes = netlist_index_find(&lookup->nodes, component->ref, NULL);
	const char *sheet = component->sheet_tstamps;
	EXPORT_OUT_PUT(out, " ( ", sheet == NULL ? "/" : sheet,
	               export_rule_is_set(component->id) ? component->id : "00000000", " ");
	export_out_joined(out, export_rule_is_set(component->footprint) ? component->footprint
	                                                                : "$noname");
	EXPORT_OUT_PUT(out, "  ", component->ref, " ");
	export_out_joined(out, export_rule_value(lookup->model, component));
	EXPORT_OUT_PUT(out, "\n");
	if (nodes == NULL)
		put_libpart(lookup, component, out);
	else if (!put_nodes(lookup, nodes, out))
		return false;
	EXPORT_OUT_PUT(out, " )\n");
	return true;
}

bool
export_orcadpcb2_write_kicad(const struct netlist_model *model, struct arena *arena,
                             struct export_out *out)
{
	struct lookup lookup = start(model, arena, out->err);
	if (!index_for_kicad(&lookup))
		return false;
	EXPORT_OUT_PUT(out, "( { EESchema Netlist Version 1.1 created  ", model->design.date,
	               " }\n");
	for (const struct netlist_model_component *component = model->components;
	     component != NULL && !out->failed; component = component->next)
		if (!component->exclude_from_board && !put_component_kicad(&lookup, component, out))
			return false;
	EXPORT_OUT_PUT(out, ")\n*\n");
	out->work = work_of(&lookup);
	return true;
}
