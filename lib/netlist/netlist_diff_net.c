/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_diff_inside.h"

struct net;

/* One pin of one component, the same in both netlists. */
struct pin {
	size_t number;
	struct net *old_net; /* the first that waits and has it; set while one is sought */
};

struct net {
	const struct netlist_model_net *net;
	const char *name;
	bool is_named;     /* somebody gave it that name */
	struct pin **pins; /* each once, by their numbers */
	size_t count;
	const char *key; /* of its pins */
	struct net *twin;
	struct net *next;     /* of a queue */
	struct net *asked_by; /* whose shared pins are counted in `shared` */
	size_t shared;
};

struct nets {
	struct net *items;
	size_t count;
};

struct matching {
	struct netlist_diff_work *work;
	struct netlist_index pins;
	size_t pin_count;
	struct nets sides[2];
};

/* --- both netlists' nets */

static const char *
name_of(const struct netlist_model_net *net)
{
	return net->true_name == NULL ? "" : net->true_name;
}

/* Not one that KiCad makes of a pin: Net-(R1-Pad1), unconnected-(R1-Pad1), N-0001. */
static bool
is_given(const char *name)
{
	if (strncmp(name, "N-", 2) == 0 && name[2 + strspn(name + 2, "0123456789")] == '\0')
		return false;
	return *name != '\0' && strncmp(name, "Net-(", 5) != 0 &&
	       strncmp(name, "unconnected-(", 13) != 0;
}

static struct pin *
pin_of(struct matching *matching, size_t side, const struct netlist_model_node *node)
{
	struct netlist_diff_work *work = matching->work;
	struct netlist_diff_identity *identity = netlist_diff_identity_of(work, &work->sides[side],
	                                                                  node->ref);
	if (identity == NULL)
		return NULL;
	void **value = netlist_index_enter(&matching->pins, identity->name, node->pin, work->err);
	if (value == NULL || *value != NULL)
		return value == NULL ? NULL : *value;
	struct pin *made = arena_alloc(work->arena, sizeof *made, work->err);
	if (made == NULL)
		return NULL;
	made->number = ++matching->pin_count;
	*value = made;
	return made;
}

static int
by_number(const void *a, const void *b)
{
	const struct pin *const *one = a, *const *other = b;
	return (*one)->number < (*other)->number ? -1 : (*one)->number > (*other)->number;
}

static bool
gather_pins(struct matching *matching, size_t side, struct net *net)
{
	struct netlist_diff_work *work = matching->work;
	size_t count = 0, kept = 0;
	net->pins = arena_alloc(work->arena, net->net->node_count * sizeof(struct pin *),
	                        work->err);
	if (net->pins == NULL)
		return false;
	for (const struct netlist_model_node *at = net->net->nodes; at != NULL; at = at->next) {
		net->pins[count] = pin_of(matching, side, at);
		if (net->pins[count++] == NULL)
			return false;
	}
	if (count > 1)
		qsort(net->pins, count, sizeof(struct pin *), by_number);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || net->pins[i] != net->pins[kept - 1])
			net->pins[kept++] = net->pins[i];
	net->count = kept;
	work->steps += count;
	return true;
}

static bool
make_key(struct netlist_diff_work *work, struct net *net)
{
	struct buf key = {.arena = work->arena};
	for (size_t i = 0; i < net->count; i++)
		buf_append_format(&key, "%zx ", net->pins[i]->number);
	buf_append(&key, "", 1);
	net->key = key.bytes;
	return buf_check(&key, work->err);
}

static bool
start_side(struct matching *matching, size_t side)
{
	struct netlist_diff_work *work = matching->work;
	struct nets *nets = &matching->sides[side];
	const struct netlist_model *model = work->sides[side].model;
	for (const struct netlist_model_net *at = model->nets; at != NULL; at = at->next)
		nets->count++;
	nets->items = arena_alloc(work->arena, nets->count * sizeof *nets->items, work->err);
	if (nets->items == NULL)
		return false;
	size_t i = 0;
	for (const struct netlist_model_net *at = model->nets; at != NULL; at = at->next, i++) {
		struct net *net = &nets->items[i];
		net->net = at;
		net->name = name_of(at);
		net->is_named = is_given(net->name);
		if (!gather_pins(matching, side, net) || !make_key(work, net))
			return false;
	}
	return true;
}

/* --- which is which */

static void
join(struct net *old_net, struct net *new_net)
{
	old_net->twin = new_net;
	new_net->twin = old_net;
}

static size_t
count_shared(struct matching *matching, const struct net *a, const struct net *b)
{
	size_t shared = 0, i = 0, k = 0;
	matching->work->steps += a->count + b->count;
	while (i < a->count && k < b->count) {
		size_t one = a->pins[i]->number, other = b->pins[k]->number;
		shared += one == other;
		i += one <= other;
		k += one >= other;
	}
	return shared;
}

/* How nets are looked up, and which of those with the same texts are joined. */
struct pass {
	bool by_pins, by_name, wants_shared;
};

static const char *
first_text(const struct pass *pass, const struct net *net)
{
	return pass->by_pins ? net->key : net->name;
}

static const char *
second_text(const struct pass *pass, const struct net *net)
{
	return pass->by_pins && pass->by_name ? net->name : "";
}

static bool
takes_part(const struct pass *pass, const struct net *net)
{
	return net->twin == NULL && (pass->by_pins || net->is_named);
}

/* Those with the same texts are joined in their order. */
static bool
join_alike(struct matching *matching, const struct pass *pass)
{
	struct nets *old_nets = &matching->sides[0], *new_nets = &matching->sides[1];
	struct netlist_index index = netlist_index_start(matching->work->arena);
	for (size_t i = old_nets->count; i-- > 0;) {
		struct net *net = &old_nets->items[i];
		if (!takes_part(pass, net))
			continue;
		void **queue = netlist_index_enter(&index, first_text(pass, net),
		                                   second_text(pass, net), matching->work->err);
		if (queue == NULL)
			return false;
		net->next = *queue;
		*queue = net;
	}
	for (size_t i = 0; i < new_nets->count; i++) {
		struct net *net = &new_nets->items[i];
		if (!takes_part(pass, net))
			continue;
		const char *first = first_text(pass, net), *second = second_text(pass, net);
		struct net *old_net = netlist_index_find(&index, first, second);
		if (old_net == NULL)
			continue;
		void **queue = netlist_index_enter(&index, first, second, matching->work->err);
		if (queue == NULL)
			return false;
		*queue = old_net->next;
		if (!pass->wants_shared || count_shared(matching, old_net, net) > 0)
			join(old_net, net);
	}
	matching->work->steps += index.probes;
	return true;
}

/* The one that has more than half of the pins of both, of which there is one at most. */
static void
join_majority(struct matching *matching, struct net *net)
{
	struct net *best = NULL;
	for (size_t i = 0; i < net->count; i++) {
		struct net *old_net = net->pins[i]->old_net;
		if (old_net == NULL || old_net->twin != NULL)
			continue;
		if (old_net->asked_by != net) {
			old_net->asked_by = net;
			old_net->shared = 0;
		}
		old_net->shared++;
		if (best == NULL || old_net->shared > best->shared)
			best = old_net;
	}
	matching->work->steps += net->count;
	if (best != NULL && best->shared * 2 > best->count && best->shared * 2 > net->count)
		join(best, net);
}

static void
join_majorities(struct matching *matching)
{
	struct nets *old_nets = &matching->sides[0], *new_nets = &matching->sides[1];
	for (size_t i = 0; i < old_nets->count; i++) {
		struct net *net = &old_nets->items[i];
		for (size_t k = 0; net->twin == NULL && k < net->count; k++)
			if (net->pins[k]->old_net == NULL)
				net->pins[k]->old_net = net;
	}
	for (size_t i = 0; i < new_nets->count; i++)
		if (new_nets->items[i].twin == NULL)
			join_majority(matching, &new_nets->items[i]);
}

static bool
find_twins(struct matching *matching)
{
	static const struct pass same = {.by_pins = true, .by_name = true};
	static const struct pass same_pins = {.by_pins = true};
	static const struct pass shared_name = {.by_name = true, .wants_shared = true};
	static const struct pass same_name = {.by_name = true};
	if (!join_alike(matching, &same) || !join_alike(matching, &same_pins) ||
	    !join_alike(matching, &shared_name))
		return false;
	join_majorities(matching);
	return join_alike(matching, &same_name);
}

/* --- what differs */

/* The nodes of the net that its twin has not. */
static bool
add_nodes(struct matching *matching, size_t side, const struct net *net,
          struct netlist_diff_node ***next)
{
	struct netlist_diff_work *work = matching->work;
	const struct net *twin = net->twin;
	work->steps += net->count;
	for (const struct netlist_model_node *at = net->net->nodes; at != NULL; at = at->next) {
		struct pin *pin = pin_of(matching, side, at);
		if (pin == NULL)
			return false;
		if (twin != NULL &&
		    bsearch(&pin, twin->pins, twin->count, sizeof(struct pin *), by_number) != NULL)
			continue;
		struct netlist_diff_node *made = arena_alloc(work->arena, sizeof *made, work->err);
		if (made == NULL)
			return false;
		*made = (struct netlist_diff_node){
		    .is_added = side == 1, .ref = at->ref, .pin = at->pin};
		**next = made;
		*next = &made->next;
	}
	return true;
}

static bool
compare(struct matching *matching, const struct net *old_net, const struct net *new_net,
        struct netlist_diff_net ***next)
{
	struct netlist_diff_work *work = matching->work;
	struct netlist_diff_net *made = arena_alloc(work->arena, sizeof *made, work->err);
	if (made == NULL)
		return false;
	struct netlist_diff_node **node = &made->nodes;
	made->outcome = old_net == NULL   ? NETLIST_DIFF_ADDED
	                : new_net == NULL ? NETLIST_DIFF_REMOVED
	                                  : NETLIST_DIFF_CHANGED;
	made->old_name = old_net == NULL ? NULL : old_net->name;
	made->new_name = new_net == NULL ? NULL : new_net->name;
	made->is_renamed = made->outcome == NETLIST_DIFF_CHANGED &&
	                   (old_net->is_named || new_net->is_named) &&
	                   strcmp(old_net->name, new_net->name) != 0;
	if ((old_net != NULL && !add_nodes(matching, 0, old_net, &node)) ||
	    (new_net != NULL && !add_nodes(matching, 1, new_net, &node)))
		return false;
	work->diff.net_counts[made->outcome]++;
	work->diff.renamed += made->is_renamed;
	**next = made;
	*next = &made->next;
	return true;
}

static bool
differ(const struct net *old_net, const struct net *new_net)
{
	return strcmp(old_net->key, new_net->key) != 0 ||
	       ((old_net->is_named || new_net->is_named) &&
	        strcmp(old_net->name, new_net->name) != 0);
}

bool
netlist_diff_net_compare(struct netlist_diff_work *work)
{
	struct matching matching = {.work = work};
	struct netlist_diff_net **next = &work->diff.nets;
	matching.pins = netlist_index_start(work->arena);
	if (!start_side(&matching, 0) || !start_side(&matching, 1) || !find_twins(&matching))
		return false;
	for (size_t i = 0; i < matching.sides[1].count; i++) {
		const struct net *net = &matching.sides[1].items[i];
		if ((net->twin == NULL || differ(net->twin, net)) &&
		    !compare(&matching, net->twin, net, &next))
			return false;
	}
	for (size_t i = 0; i < matching.sides[0].count; i++)
		if (matching.sides[0].items[i].twin == NULL &&
		    !compare(&matching, &matching.sides[0].items[i], NULL, &next))
			return false;
	work->steps += matching.pins.probes;
	return true;
}
