/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_check.h"

#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_file.h"
#include "netlist/netlist_index.h"
#include "netlist/netlist_ref.h"

struct reference {
	const char *ref;
	uint64_t components, symbols, nodes;
	struct netlist_place place;
};

struct checker {
	struct arena *arena;
	struct netlist_reader *reader;
	struct netlist_index references; /* a struct reference for each */
	const char **warnings;
	struct netlist_check found;
	struct err *err;
};

/* What is known of `ref`, nothing when it is new. NULL without memory. */
static struct reference *
enter(struct checker *checker, const char *ref)
{
	struct reference *reference = netlist_index_find(&checker->references, ref, NULL);
	if (reference != NULL)
		return reference;
	reference = arena_alloc(checker->arena, sizeof *reference, checker->err);
	if (reference == NULL)
		return NULL;
	reference->ref = arena_copy(checker->arena, ref, strlen(ref), checker->err);
	if (reference->ref == NULL)
		return NULL;
	void **value = netlist_index_enter(&checker->references, reference->ref, NULL,
	                                   checker->err);
	if (value == NULL)
		return NULL;
	*value = reference;
	return reference;
}

/* --- the sink */

static bool
take_component(void *context, const struct netlist_component *component)
{
	struct checker *checker = context;
	struct reference *reference = enter(checker, component->ref);
	if (reference == NULL)
		return false;
	reference->symbols += component->tstamps.count > 0 ? component->tstamps.count : 1;
	if (++reference->components == (netlist_ref_is_open(component->ref) ? 1 : 2))
		reference->place = netlist_reader_place(checker->reader);
	return true;
}

static bool
take_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	struct checker *checker = context;
	struct reference *reference = enter(checker, node->ref);
	(void)net;
	if (reference == NULL)
		return false;
	if (++reference->nodes == 1 && reference->components == 0)
		reference->place = netlist_reader_place(checker->reader);
	return true;
}

/* An absent text stays absent. */
static bool
keep(struct checker *checker, const char *text, const char **copy)
{
	*copy = text == NULL ? NULL : arena_copy(checker->arena, text, strlen(text), checker->err);
	return text == NULL || *copy != NULL;
}

static bool
take_design(void *context, const struct netlist_design *design)
{
	struct checker *checker = context;
	struct netlist_design *own = &checker->found.design;
	own->kicad = design->kicad;
	return keep(checker, design->version, &own->version) &&
	       keep(checker, design->source, &own->source) &&
	       keep(checker, design->date, &own->date) && keep(checker, design->tool, &own->tool);
}

static void
take_warning(void *context, const char *message)
{
	struct checker *checker = context;
	struct netlist_texts *warnings = &checker->found.warnings;
	size_t size = warnings->count * sizeof *checker->warnings;
	const char **items = arena_grow(checker->arena, checker->warnings, size,
	                                size + sizeof *checker->warnings, checker->err);
	if (items == NULL || !keep(checker, message, &items[warnings->count]))
		return;
	warnings->items = checker->warnings = items;
	warnings->count++;
}

/* --- the findings */

static int
by_place(const void *a, const void *b)
{
	uint64_t one = ((const struct netlist_finding *)a)->place.byte;
	uint64_t other = ((const struct netlist_finding *)b)->place.byte;
	return (one > other) - (one < other);
}

/* Of each reference that is a finding, how often; 0 for the others. */
static uint64_t
times_duplicate(const struct reference *reference)
{
	bool open = netlist_ref_is_open(reference->ref);
	return reference->components > 1 && !open ? reference->components : 0;
}

static uint64_t
times_without_component(const struct reference *reference)
{
	return reference->components == 0 ? reference->nodes : 0;
}

static uint64_t
times_open(const struct reference *reference)
{
	return netlist_ref_is_open(reference->ref) ? reference->symbols : 0;
}

static bool
gather(const struct checker *checker, uint64_t (*times)(const struct reference *),
       struct netlist_findings *findings)
{
	const struct netlist_index *references = &checker->references;
	size_t count = 0;
	struct netlist_finding *items = arena_alloc(
	    checker->arena, references->count * sizeof *items, checker->err);
	if (items == NULL)
		return false;
	for (size_t i = 0; i < references->room; i++) {
		const struct reference *reference = references->items[i].value;
		if (reference != NULL && times(reference) > 0)
			items[count++] = (struct netlist_finding){reference->ref, times(reference),
			                                          reference->place};
	}
	*findings = (struct netlist_findings){items, count};
	qsort(findings->items, count, sizeof *items, by_place);
	return true;
}

static bool
finish(struct checker *checker)
{
	struct netlist_check *found = &checker->found;
	found->counts = *netlist_reader_counts(checker->reader);
	return keep(checker, found->counts.unknown, &found->counts.unknown) &&
	       gather(checker, times_duplicate, &found->duplicates) &&
	       gather(checker, times_without_component, &found->without_component) &&
	       gather(checker, times_open, &found->open);
}

bool
netlist_check_read(const char *path, struct arena *arena, struct netlist_check *check,
                   struct err *err)
{
	struct checker checker = {.arena = arena, .err = err};
	const struct netlist_sink sink = {
	    .context = &checker,
	    .design = take_design,
	    .component = take_component,
	    .node = take_node,
	    .warning = take_warning,
	};
	struct stream_in in;
	if (!stream_open(&in, path, err))
		return false;
	checker.references = netlist_index_start(arena);
	checker.found.name = in.name;
	checker.reader = netlist_reader_new(in.name, &sink, NULL);
	bool good = checker.reader == NULL
	                ? err_set(err, ERR_SYSTEM, "no memory for a netlist reader")
	                : netlist_file_read(checker.reader, &in, err) && finish(&checker);
	netlist_reader_free(checker.reader);
	stream_close(&in);
	if (good)
		*check = checker.found;
	return good;
}
