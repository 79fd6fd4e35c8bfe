/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_index.h"

#include <stdlib.h>
#include <string.h>

int
metadata_index_compare(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size == 0 ? 0 : memcmp(a.bytes, b.bytes, size);
	return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

bool
metadata_index_new(size_t room, struct arena *arena, struct metadata_index *index, struct err *err)
{
	struct metadata_index_entry *entries = arena_alloc(arena, room * sizeof *entries, err);
	if (entries == NULL)
		return false;
	*index = (struct metadata_index){entries, 0};
	return true;
}

void
metadata_index_add(struct metadata_index *index, struct text text, size_t at)
{
	if (text_is_set(text))
		index->entries[index->count++] = (struct metadata_index_entry){text, at};
}

static int
compare(const void *a, const void *b)
{
	const struct metadata_index_entry *one = a, *other = b;
	int order = metadata_index_compare(one->text, other->text);
	return order != 0 ? order : (one->at > other->at) - (one->at < other->at);
}

void
metadata_index_sort(struct metadata_index *index)
{
	if (index->count > 0)
		qsort(index->entries, index->count, sizeof *index->entries, compare);
}

bool
metadata_index_find(const struct metadata_index *index, struct text text, size_t *at)
{
	size_t low = 0, high = index->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (metadata_index_compare(index->entries[middle].text, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || !text_equal(index->entries[low].text, text))
		return false;
	*at = index->entries[low].at;
	return true;
}
