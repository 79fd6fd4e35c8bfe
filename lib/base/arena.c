/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 32 * 1024, LARGE = BLOCK_SIZE / 4 };

/* Memory from malloc; the bytes handed out follow the header. */
struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *handle;
};

struct arena {
	struct block *small; /* shared by small allocations, newest first */
	struct block *large; /* one allocation each, so that it can grow in place */
	struct deferred *deferred;
	size_t limit;
	size_t used;
};

struct arena *
arena_new(size_t limit)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (arena != NULL)
		arena->limit = limit;
	return arena;
}

static void
blocks_free(struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void
arena_reset(struct arena *arena)
{
	/* The entries lie in the blocks: run them before anything is freed. */
	for (struct deferred *d = arena->deferred; d != NULL; d = d->next)
		d->release(d->handle);
	arena->deferred = NULL;
	blocks_free(arena->large);
	arena->large = NULL;
	if (arena->small != NULL) {
		blocks_free(arena->small->next);
		arena->small->next = NULL;
		memset(arena->small->bytes, 0, arena->small->used);
		arena->small->used = 0;
	}
	arena->used = 0;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	blocks_free(arena->small);
	free(arena);
}

bool
arena_charge(struct arena *arena, size_t size, struct err *err)
{
	if (size > arena->limit - arena->used)
		return err_set(err, ERR_LIMIT,
		               "this needs more than the %zu bytes of memory allowed for it",
		               arena->limit);
	arena->used += size;
	return true;
}

static struct block *
block_new(size_t size, struct err *err)
{
	struct block *block = NULL;
	if (size <= SIZE_MAX - sizeof *block)
		block = calloc(1, sizeof *block + size);
	if (block == NULL) {
		err_set(err, ERR_LIMIT, "no memory for %zu bytes", size);
		return NULL;
	}
	block->size = size;
	return block;
}

static void *
alloc_large(struct arena *arena, size_t size, struct err *err)
{
	struct block *block = block_new(size, err);
	if (block == NULL)
		return NULL;
	block->used = size;
	block->next = arena->large;
	arena->large = block;
	return block->bytes;
}

static void *
alloc_small(struct arena *arena, size_t size, struct err *err)
{
	struct block *block = arena->small;
	if (block == NULL || block->size - block->used < size) {
		block = block_new(BLOCK_SIZE, err);
		if (block == NULL)
			return NULL;
		block->next = arena->small;
		arena->small = block;
	}
	void *memory = block->bytes + block->used;
	block->used += size;
	return memory;
}

void *
arena_alloc(struct arena *arena, size_t size, struct err *err)
{
	const size_t step = alignof(max_align_t);
	if (size > SIZE_MAX - step) {
		err_set(err, ERR_LIMIT, "no memory for %zu bytes", size);
		return NULL;
	}
	size = size == 0 ? step : (size + step - 1) / step * step;
	if (!arena_charge(arena, size, err))
		return NULL;
	return size > LARGE ? alloc_large(arena, size, err) : alloc_small(arena, size, err);
}

/* Grows a large allocation with realloc; only the newest one, which is the one
 * that grows in practice, so no list has to be searched. */
static void *
grow_large(struct arena *arena, size_t new_size, struct err *err)
{
	struct block *block = arena->large;
	if (new_size <= block->size) /* which was rounded up */
		return block->bytes;
	if (!arena_charge(arena, new_size - block->size, err))
		return NULL;
	block = NULL;
	if (new_size <= SIZE_MAX - sizeof *block)
		block = realloc(arena->large, sizeof *block + new_size);
	if (block == NULL) {
		err_set(err, ERR_LIMIT, "no memory for %zu bytes", new_size);
		return NULL;
	}
	block->size = block->used = new_size;
	arena->large = block;
	return block->bytes;
}

void *
arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size, struct err *err)
{
	if (old != NULL && new_size <= old_size)
		return old;
	if (old != NULL && arena->large != NULL && old == arena->large->bytes)
		return grow_large(arena, new_size, err);
	void *memory = arena_alloc(arena, new_size, err);
	if (memory != NULL && old != NULL)
		memcpy(memory, old, old_size);
	return memory;
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t size, struct err *err)
{
	char *copy = arena_alloc(arena, size + 1, err);
	if (copy != NULL && size > 0)
		memcpy(copy, bytes, size);
	return copy;
}

char *
arena_format(struct arena *arena, struct err *err, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0) {
		err_set(err, ERR_SYSTEM, "cannot format text");
		return NULL;
	}
	char *text = arena_alloc(arena, (size_t)length + 1, err);
	if (text == NULL)
		return NULL;
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

bool
arena_defer(struct arena *arena, void (*release)(void *), void *handle, struct err *err)
{
	struct deferred *deferred = arena_alloc(arena, sizeof *deferred, err);
	if (deferred == NULL) {
		release(handle);
		return false;
	}
	*deferred = (struct deferred){arena->deferred, release, handle};
	arena->deferred = deferred;
	return true;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
