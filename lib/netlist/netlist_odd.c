/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_odd.h"

#include <inttypes.h>

#include "netlist/netlist_index.h"
#include "netlist/netlist_ref.h"

#define MEMORY ((size_t)1 << 30) /* of the index: more than any model's references need */

/* What the index keeps of a reference. */
static char seen_once[] = "once", seen_again[] = "again", not_there[] = "not there";

static void
show(struct netlist_odd_refs *refs, const char *ref)
{
	if (refs->shown < NETLIST_ODD_SHOWN)
		refs->examples[refs->shown++] = text_cut(text_of(ref), NETLIST_ODD_SIZE);
}

static bool
add_component(struct netlist_odd *odd, struct netlist_index *index, const char *ref,
              struct err *err)
{
	struct netlist_odd_refs *open = &odd->refs[NETLIST_ODD_OPEN];
	struct netlist_odd_refs *duplicate = &odd->refs[NETLIST_ODD_DUPLICATE];
	void **seen = netlist_index_enter(index, ref, NULL, err);
	if (seen == NULL)
		return false;
	bool is_new = *seen == NULL;
	if (netlist_ref_is_open(ref)) {
		open->count++;
		if (is_new)
			show(open, ref);
	} else if (*seen == seen_once) {
		duplicate->count++;
		show(duplicate, ref);
	}
	*seen = is_new ? seen_once : seen_again;
	return true;
}

static bool
add_node(struct netlist_odd *odd, struct netlist_index *index, const char *ref, struct err *err)
{
	struct netlist_odd_refs *unknown = &odd->refs[NETLIST_ODD_UNKNOWN];
	void **seen = netlist_index_enter(index, ref, NULL, err);
	if (seen == NULL || *seen != NULL)
		return seen != NULL;
	*seen = not_there;
	unknown->count++;
	show(unknown, ref);
	return true;
}

static bool
find(const struct netlist_model *model, struct arena *arena, struct netlist_odd *odd,
     struct err *err)
{
	struct netlist_index index = netlist_index_start(arena);
	const struct netlist_model_component *component = model->components;
	const struct netlist_model_net *net = model->nets;
	for (; component != NULL; component = component->next)
		if (!add_component(odd, &index, component->ref, err))
			return false;
	for (; net != NULL; net = net->next)
		for (const struct netlist_model_node *node = net->nodes; node != NULL;
		     node = node->next)
			if (!add_node(odd, &index, node->ref, err))
				return false;
	return true;
}

bool
netlist_odd_find(const struct netlist_model *model, struct netlist_odd *odd, struct err *err)
{
	struct netlist_odd found = {0};
	struct arena *arena = arena_new(MEMORY);
	if (arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory to look at references");
	bool good = find(model, arena, &found, err);
	arena_free(arena);
	if (good)
		*odd = found;
	return good;
}

const char *
netlist_odd_words(enum netlist_odd_kind kind, uint64_t count)
{
	static const char *const words[][2] = {
	    [NETLIST_ODD_OPEN] = {"component is not annotated", "components are not annotated"},
	    [NETLIST_ODD_DUPLICATE] = {"reference names more than one component",
	                               "references name more than one component"},
	    [NETLIST_ODD_UNKNOWN] = {"reference in nets names no component",
	                             "references in nets name no component"},
	};
	return words[kind][count == 1 ? 0 : 1];
}

void
netlist_odd_append(const struct netlist_odd *odd, enum netlist_odd_kind kind, struct buf *out)
{
	static const char *const ways_out[] = {
	    [NETLIST_ODD_OPEN] = ", and KiCad makes one of several; annotate the schematic in "
				 "KiCad and export again",
	    [NETLIST_ODD_DUPLICATE] = "; annotate the schematic in KiCad and export again",
	    [NETLIST_ODD_UNKNOWN] = "; export the netlist again, and see \"kidepot netlist "
				    "check\" for where",
	};
	const struct netlist_odd_refs *refs = &odd->refs[kind];
	buf_append_format(out, "%" PRIu64 " %s, such as ", refs->count,
	                  netlist_odd_words(kind, refs->count));
	for (size_t i = 0; i < refs->shown; i++)
		buf_append_format(out, "%s\"%.*s\"", i == 0 ? "" : ", ",
		                  (int)refs->examples[i].size, refs->examples[i].bytes);
	buf_append_string(out, ways_out[kind]);
}
