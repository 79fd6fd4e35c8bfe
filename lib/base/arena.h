/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena: all memory of one unit of work, with a limit.
 *
 * A request or a netlist allocates from its arena and frees nothing; when the
 * unit ends, arena_reset gives all back. What foreign libraries allocate is
 * tied to the arena with arena_defer, and counted against the limit with
 * arena_charge where its size is known. Not for memory that outlives the unit.
 */
#ifndef KIDEPOT_BASE_ARENA_H
#define KIDEPOT_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

/* A new arena that will hand out at most `limit` bytes, or NULL without memory. */
struct arena *arena_new(size_t limit);

/* Runs what was deferred, newest first, and frees everything. NULL is fine. */
void arena_free(struct arena *arena);

/* As arena_free, but the arena stays usable (and keeps one block for speed). */
void arena_reset(struct arena *arena);

/* Zeroed memory aligned for any type, or NULL with ERR_LIMIT. size 0 is 1. */
void *arena_alloc(struct arena *arena, size_t size, struct err *err);

/*
 * `old` (from this arena, old_size bytes; NULL with 0) made new_size bytes long;
 * may move. The bytes beyond old_size are not zeroed. NULL with ERR_LIMIT leaves
 * `old` as it was.
 */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size, struct err *err);

/* A NUL-terminated copy of `size` bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t size, struct err *err);

/* printf into the arena. */
char *arena_format(struct arena *arena, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Calls release(handle) when the arena is reset. On failure it is called at once. */
bool arena_defer(struct arena *arena, void (*release)(void *), void *handle, struct err *err);

/* Counts `size` bytes that someone else allocated for this unit of work. */
bool arena_charge(struct arena *arena, size_t size, struct err *err);

/* Bytes counted so far. */
size_t arena_used(const struct arena *arena);

#endif
