/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_index.h"

#include <string.h>

#include "base/clock.h"

enum { FIRST_ROOM = 256 }; /* always a power of two */

static uint64_t
add_to_hash(uint64_t sum, const char *text)
{
	for (; *text != '\0'; text++)
		sum = (sum ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return sum;
}

static uint64_t
hash(uint64_t seed, const char *first, const char *second)
{
	uint64_t sum = add_to_hash(seed, first);
	/* No byte of UTF-8, so that "ab" "c" is not "a" "bc". */
	sum = add_to_hash((sum ^ 0xff) * UINT64_C(0x100000001b3), second);
	return sum ^ sum >> 32;
}

/* Their place, empty when they are not there. */
static struct netlist_index_entry *
place(struct netlist_index *index, const char *first, const char *second)
{
	size_t at = (size_t)hash(index->seed, first, second);
	for (;; at++) {
		struct netlist_index_entry *item = &index->items[at & (index->room - 1)];
		index->probes++;
		if (item->first == NULL ||
		    (strcmp(item->first, first) == 0 && strcmp(item->second, second) == 0))
			return item;
	}
}

static bool
grow(struct netlist_index *index, struct err *err)
{
	struct netlist_index new = *index;
	new.room = index->room == 0 ? FIRST_ROOM : index->room * 2;
	new.items = arena_alloc(index->arena, new.room * sizeof *new.items, err);
	if (new.items == NULL)
		return false;
	for (size_t i = 0; i < index->room; i++)
		if (index->items[i].first != NULL)
			*place(&new, index->items[i].first,
			       index->items[i].second) = index->items[i];
	*index = new;
	return true;
}

struct netlist_index
netlist_index_start(struct arena *arena)
{
	return (struct netlist_index){
	    .arena = arena,
	    .seed = (uint64_t)clock_us() ^ (uint64_t)(uintptr_t)arena,
	};
}

void *
netlist_index_find(struct netlist_index *index, const char *first, const char *second)
{
	if (index->room == 0)
		return NULL;
	return place(index, first, second == NULL ? "" : second)->value;
}

void **
netlist_index_enter(struct netlist_index *index, const char *first, const char *second,
                    struct err *err)
{
	if (second == NULL)
		second = "";
	/* At most three quarters full. */
	if ((index->count + 1) * 4 > index->room * 3 && !grow(index, err))
		return NULL;
	struct netlist_index_entry *item = place(index, first, second);
	if (item->first == NULL) {
		item->first = first;
		item->second = second;
		index->count++;
	}
	return &item->value;
}
