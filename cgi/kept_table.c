/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept_table.h"

#include <stdlib.h>

enum { SIZE_FIRST = 64 };

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
uint64_t
kept_table_hash(uint64_t hash, struct text text)
{
	const uint64_t prime = 0x100000001b3;
	if (hash == 0)
		hash = 0xcbf29ce484222325;
	for (size_t i = 0; i < text.size; i++)
		hash = (hash ^ (unsigned char)text.bytes[i]) * prime;
	/* Two bytes that are in no text. */
	return (hash ^ (text_is_set(text) ? 0xff : 0xfe)) * prime;
}

static struct kept_node **
bucket_of(const struct kept_table *table, uint64_t hash)
{
	return &table->buckets[hash & (table->size - 1)];
}

static void
put(struct kept_table *table, struct kept_node *node)
{
	struct kept_node **bucket = bucket_of(table, node->hash);
	node->next = *bucket;
	*bucket = node;
}

static bool
grow(struct kept_table *table)
{
	size_t size = table->size == 0 ? SIZE_FIRST : 2 * table->size;
	struct kept_table larger = {.buckets = calloc(size, sizeof(struct kept_node *)),
	                            .size = size};
	if (larger.buckets == NULL)
		return false;
	for (size_t i = 0; i < table->size; i++)
		for (struct kept_node *node = table->buckets[i], *next; node != NULL; node = next) {
			next = node->next;
			put(&larger, node);
		}
	free(table->buckets);
	table->buckets = larger.buckets;
	table->size = size;
	return true;
}

bool
kept_table_add(struct kept_table *table, struct kept_node *node, uint64_t hash)
{
	/* One that cannot grow any more is only slower. */
	if (table->count >= table->size && !grow(table) && table->size == 0)
		return false;
	node->hash = hash;
	put(table, node);
	table->count++;
	return true;
}

void
kept_table_remove(struct kept_table *table, struct kept_node *node)
{
	struct kept_node **link = bucket_of(table, node->hash);
	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
	table->count--;
}

static struct kept_node *
of_hash(struct kept_node *node, uint64_t hash)
{
	while (node != NULL && node->hash != hash)
		node = node->next;
	return node;
}

struct kept_node *
kept_table_first(const struct kept_table *table, uint64_t hash)
{
	return table->size == 0 ? NULL : of_hash(*bucket_of(table, hash), hash);
}

struct kept_node *
kept_table_next(const struct kept_node *node)
{
	return of_hash(node->next, node->hash);
}

size_t
kept_table_memory(const struct kept_table *table)
{
	return table->size * sizeof(struct kept_node *);
}

void
kept_table_free(struct kept_table *table)
{
	free(table->buckets);
	*table = (struct kept_table){.size = 0};
}
