/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kept_table: finds things by a hash of their names. The links are in the things
 * themselves, which their owner compares and frees.
 */
#ifndef KIDEPOT_CGI_KEPT_TABLE_H
#define KIDEPOT_CGI_KEPT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* The first member of whatever is in a table. */
struct kept_node {
	struct kept_node *next;
	uint64_t hash;
};

/* Starts as {0}; bytes of memory: kept_table_memory. */
struct kept_table {
	struct kept_node **buckets;
	size_t size; /* 0 or a power of 2 */
	size_t count;
};

/* What `hash` was so far, and the text; 0 at the start. A text that is not set is not "". */
uint64_t kept_table_hash(uint64_t hash, struct text text);

/* False without memory: the node is not in it then. */
bool kept_table_add(struct kept_table *table, struct kept_node *node, uint64_t hash);
void kept_table_remove(struct kept_table *table, struct kept_node *node); /* is in it */

/* The nodes of that hash, one after the other; NULL at the end. */
struct kept_node *kept_table_first(const struct kept_table *table, uint64_t hash);
struct kept_node *kept_table_next(const struct kept_node *node);

size_t kept_table_memory(const struct kept_table *table);
void kept_table_free(struct kept_table *table); /* not the nodes */

#endif
