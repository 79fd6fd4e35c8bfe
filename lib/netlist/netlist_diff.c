/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_diff.h"

#include <stdio.h>
#include <string.h>

#include "netlist/netlist_diff_inside.h"
#include "netlist/netlist_identity.h"

const char *const netlist_diff_words[NETLIST_DIFF_OUTCOMES] = {
    [NETLIST_DIFF_ADDED] = "added",
    [NETLIST_DIFF_REMOVED] = "removed",
    [NETLIST_DIFF_CHANGED] = "changed",
};

/* What is kept for both texts, made when it is new. */
static struct netlist_diff_identity *
enter(struct netlist_diff_work *work, struct netlist_index *index, const char *sheet,
      const char *symbol)
{
	void **value = netlist_index_enter(index, sheet, symbol, work->err);
	if (value == NULL || *value != NULL)
		return value == NULL ? NULL : *value;
	struct netlist_diff_identity *made = arena_alloc(work->arena, sizeof *made, work->err);
	if (made == NULL)
		return NULL;
	made->sheet = sheet;
	made->symbol = symbol;
	snprintf(made->name, sizeof made->name, "%zu", ++work->identity_count);
	*value = made;
	return made;
}

static bool
sorts_before(const struct netlist_diff_identity *a, const struct netlist_diff_identity *b)
{
	int order = strcmp(a->sheet, b->sheet);
	return order < 0 || (order == 0 && strcmp(a->symbol, b->symbol) < 0);
}

static bool
identify(struct netlist_diff_work *work, struct netlist_diff_side *side,
         struct netlist_diff_one *one)
{
	const struct netlist_model_component *component = one->component;
	const char *sheet = netlist_identity_of(component->sheet_tstamps, work->arena, work->err);
	const char *symbol = netlist_identity_symbol(component->id, component->ref, work->arena,
	                                             work->err);
	if (sheet == NULL || symbol == NULL)
		return false;
	one->identity = enter(work, &work->identities, sheet, symbol);
	if (one->identity == NULL)
		return false;
	void **named = netlist_index_enter(&side->by_ref, component->ref, NULL, work->err);
	if (named == NULL)
		return false;
	if (*named == NULL || sorts_before(one->identity, *named))
		*named = one->identity;
	return true;
}

static bool
start_side(struct netlist_diff_work *work, struct netlist_diff_side *side,
           const struct netlist_model *model)
{
	side->model = model;
	side->by_ref = netlist_index_start(work->arena);
	for (const struct netlist_model_component *at = model->components; at != NULL;
	     at = at->next)
		side->count++;
	side->ones = arena_alloc(work->arena, side->count * sizeof *side->ones, work->err);
	if (side->ones == NULL)
		return false;
	size_t i = 0;
	for (const struct netlist_model_component *at = model->components; at != NULL;
	     at = at->next, i++) {
		side->ones[i].component = at;
		if (!identify(work, side, &side->ones[i]))
			return false;
	}
	work->steps += side->count;
	return true;
}

/* Of several with one identity the first is the first, and so on. */
static void
find_twins(struct netlist_diff_side *old_side, struct netlist_diff_side *new_side)
{
	for (size_t i = old_side->count; i-- > 0;) {
		struct netlist_diff_one *one = &old_side->ones[i];
		one->next = one->identity->waiting;
		one->identity->waiting = one;
	}
	for (size_t i = 0; i < new_side->count; i++) {
		struct netlist_diff_one *one = &new_side->ones[i];
		one->twin = one->identity->waiting;
		if (one->twin == NULL)
			continue;
		one->identity->waiting = one->twin->next;
		one->twin->twin = one;
	}
}

struct netlist_diff_identity *
netlist_diff_identity_of(struct netlist_diff_work *work, struct netlist_diff_side *side,
                         const char *ref)
{
	struct netlist_diff_identity *known = netlist_index_find(&side->by_ref, ref, NULL);
	return known != NULL ? known : enter(work, &work->strangers, ref, "");
}

bool
netlist_diff_make(const struct netlist_model *old_model, const struct netlist_model *new_model,
                  struct arena *arena, struct netlist_diff *diff, struct err *err)
{
	struct netlist_diff_work work = {.arena = arena, .err = err};
	work.identities = netlist_index_start(arena);
	work.strangers = netlist_index_start(arena);
	if (!start_side(&work, &work.sides[0], old_model) ||
	    !start_side(&work, &work.sides[1], new_model))
		return false;
	find_twins(&work.sides[0], &work.sides[1]);
	if (!netlist_diff_component_compare(&work) || !netlist_diff_net_compare(&work))
		return false;
	work.diff.work = work.steps + work.identities.probes + work.strangers.probes +
	                 work.sides[0].by_ref.probes + work.sides[1].by_ref.probes;
	*diff = work.diff;
	return true;
}

bool
netlist_diff_is_empty(const struct netlist_diff *diff)
{
	return diff->components == NULL && diff->nets == NULL;
}
