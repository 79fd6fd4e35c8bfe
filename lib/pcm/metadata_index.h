/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_index: texts of a list, found by what they say, so that long lists are compared
 * in n log n steps.
 */
#ifndef KIDEPOT_PCM_METADATA_INDEX_H
#define KIDEPOT_PCM_METADATA_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct metadata_index {
	struct metadata_index_entry {
		struct text text;
		size_t at; /* in the list */
	} * entries;
	size_t count;
};

/* Less than 0, 0 or more, as memcmp; the shorter of two that begin alike is less. */
int metadata_index_compare(struct text a, struct text b);

/* An empty one, with room for so many; ERR_LIMIT. */
bool metadata_index_new(size_t room, struct arena *arena, struct metadata_index *index,
                        struct err *err);

/* Adds a text that is set, of a place in the list; it is borrowed. */
void metadata_index_add(struct metadata_index *index, struct text text, size_t at);

/* To be called when all are added, before the next. */
void metadata_index_sort(struct metadata_index *index);

/* The first place in the list of an equal text; false when there is none. */
bool metadata_index_find(const struct metadata_index *index, struct text text, size_t *at);

#endif
