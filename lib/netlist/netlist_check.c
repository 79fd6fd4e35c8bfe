/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "netlist/netlist_file.h"

enum { FIRST_ROOM = 1024 };

struct reference {
	const char *ref; /* NULL in an empty place */
	uint64_t components, nodes;
	struct netlist_place place;
};

/* The references, in a table with open addressing, at most half full. */
struct references {
	struct reference *items;
	size_t room, count; /* room is a power of two */
	uint64_t seed;      /* so that nobody can prepare names that collide */
};

struct checker {
	struct arena *arena;
	struct netlist_reader *reader;
	struct references references;
	const char **warnings;
	struct netlist_check found;
	struct err *err;
};

static uint64_t
hash(uint64_t seed, const char *text)
{
	uint64_t sum = seed;
	for (; *text != '\0'; text++)
		sum = (sum ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return sum ^ sum >> 32;
}

/* The place of `ref`, empty when it is not there yet. */
static struct reference *
find(const struct references *references, const char *ref)
{
	size_t at = (size_t)hash(references->seed, ref);
	for (;; at++) {
		struct reference *item = &references->items[at & (references->room - 1)];
		if (item->ref == NULL || strcmp(item->ref, ref) == 0)
			return item;
	}
}

static bool
grow(struct checker *checker)
{
	struct references *old = &checker->references;
	struct references new = {.seed = old->seed, .count = old->count};
	new.room = old->room == 0 ? FIRST_ROOM : old->room * 2;
	new.items = arena_alloc(checker->arena, new.room * sizeof *new.items, checker->err);
	if (new.items == NULL)
		return false;
	for (size_t i = 0; i < old->room; i++)
		if (old->items[i].ref != NULL)
			*find(&new, old->items[i].ref) = old->items[i];
	*old = new;
	return true;
}

/* The entry of `ref`, a new one when there is none. NULL without memory. */
static struct reference *
enter(struct checker *checker, const char *ref)
{
	struct references *references = &checker->references;
	if (references->count * 2 >= references->room && !grow(checker))
		return NULL;
	struct reference *item = find(references, ref);
	if (item->ref == NULL) {
		item->ref = arena_copy(checker->arena, ref, strlen(ref), checker->err);
		references->count += item->ref != NULL;
	}
	return item->ref == NULL ? NULL : item;
}

/* --- the sink */

static bool
take_component(void *context, const struct netlist_component *component)
{
	struct checker *checker = context;
	struct reference *reference = enter(checker, component->ref);
	if (reference == NULL)
		return false;
	if (++reference->components == 2)
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
	return reference->components > 1 ? reference->components : 0;
}

static uint64_t
times_without_component(const struct reference *reference)
{
	return reference->components == 0 ? reference->nodes : 0;
}

static bool
gather(const struct checker *checker, uint64_t (*times)(const struct reference *),
       struct netlist_findings *findings)
{
	const struct references *references = &checker->references;
	size_t count = 0;
	for (size_t i = 0; i < references->room; i++)
		count += times(&references->items[i]) > 0;
	struct netlist_finding *items = arena_alloc(checker->arena, count * sizeof *items,
	                                            checker->err);
	if (items == NULL)
		return false;
	findings->items = items;
	for (size_t i = 0; i < references->room; i++) {
		const struct reference *reference = &references->items[i];
		if (times(reference) > 0)
			*items++ = (struct netlist_finding){reference->ref, times(reference),
			                                    reference->place};
	}
	findings->count = count;
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
	       gather(checker, times_without_component, &found->without_component);
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
	checker.references.seed = (uint64_t)clock_us() ^ (uint64_t)(uintptr_t)arena;
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
