/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdint.h>

#include "tap.h"

static void
test_limit(void)
{
	struct err err = {0};
	struct arena *arena = arena_new(1000);
	tap_ok(arena_alloc(arena, 1000, &err) == NULL,
	       "1000 bytes are more than 1000 when rounded up");
	tap_is(text_of(err.message), "this needs more than the 1000 bytes of memory allowed for it",
	       "the limit's message");
	tap_is_number(err.code, ERR_LIMIT, "the limit's code");
	tap_is_number((long long)arena_used(arena), 0, "a failure counts nothing");
	tap_ok(arena_alloc(arena, 992, NULL) != NULL, "what is within the limit is given");
	tap_ok(arena_alloc(arena, 16, NULL) == NULL, "and then no more");
	tap_ok(!arena_charge(arena, 9, NULL), "foreign bytes count too");
	tap_ok(arena_charge(arena, 8, NULL), "up to the limit");
	arena_reset(arena);
	tap_ok(arena_alloc(arena, 992, NULL) != NULL, "after a reset all is there again");
	arena_free(arena);

	arena = arena_new(SIZE_MAX);
	tap_ok(arena_alloc(arena, SIZE_MAX, &err) == NULL, "the largest size cannot be had");
#ifndef __SANITIZE_ADDRESS__ /* which ends the program at such a request */
	tap_ok(arena_alloc(arena, SIZE_MAX / 2 + 1, &err) == NULL, "nor half of it");
#endif
	tap_is_number(err.code, ERR_LIMIT, "and that is a limit");
	arena_free(arena);
	arena_free(NULL);
}

static bool
is_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static void
test_memory(void)
{
	struct arena *arena = arena_new(1 << 20);
	static const size_t sizes[] = {0, 1, 15, 16, 17, 8192, 8193, 100000};
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			unsigned char *bytes = arena_alloc(arena, sizes[i], NULL);
			tap_ok(bytes != NULL && (uintptr_t)bytes % 16 == 0 &&
			           is_zero(bytes, sizes[i]),
			       "round %d: %zu bytes are aligned and zero", round, sizes[i]);
			memset(bytes, 0xff, sizes[i]);
		}
		arena_reset(arena);
		tap_is_number((long long)arena_used(arena), 0, "a reset arena is empty");
	}
	arena_free(arena);
}

static void
test_grow(void)
{
	struct arena *arena = arena_new(100000);
	char *small = arena_grow(arena, NULL, 0, 4, NULL);
	memcpy(small, "abc", 4);
	char *large = arena_grow(arena, small, 4, 20000, NULL);
	tap_ok(large != NULL && strcmp(large, "abc") == 0, "what was there moves along");
	tap_ok(arena_grow(arena, large, 20000, 100, NULL) == large, "nothing shrinks");
	char *larger = arena_grow(arena, large, 20000, 60000, NULL);
	tap_ok(larger != NULL && strcmp(larger, "abc") == 0, "a large one grows");
	tap_ok(arena_used(arena) < 61000, "and is counted once");
	struct err err;
	tap_ok(arena_grow(arena, larger, 60000, 200000, &err) == NULL, "up to the limit");
	tap_ok(strcmp(larger, "abc") == 0, "which leaves it as it was");
	char *odd = arena_alloc(arena, 20001, NULL);
	tap_ok(arena_grow(arena, odd, 20001, 20002, NULL) != NULL,
	       "a large one of an odd size grows by a byte");
	arena_free(arena);
}

static void
test_text(void)
{
	struct arena *arena = arena_new(64);
	char *copy = arena_copy(arena, "abcdef", 3, NULL);
	tap_is(text_of(copy), "abc", "a copy ends where it should");
	tap_is(text_of(arena_copy(arena, NULL, 0, NULL)), "", "a copy of nothing is empty");
	tap_is(text_of(arena_format(arena, NULL, "%d-%s", 7, "x")), "7-x", "formatted text");
	struct err err = {0};
	tap_ok(arena_format(arena, &err, "%100s", "") == NULL && err.code == ERR_LIMIT,
	       "formatted text beyond the limit");
	arena_free(arena);
}

static char order[8];

static void
note(void *handle)
{
	strcat(order, handle);
}

static void
test_defer(void)
{
	static char a[] = "a", b[] = "b", c[] = "c";
	struct arena *arena = arena_new(100);
	tap_ok(arena_defer(arena, note, a, NULL) && arena_defer(arena, note, b, NULL),
	       "two are deferred");
	tap_is(text_of(order), "", "nothing is released before its time");
	arena_reset(arena);
	tap_is(text_of(order), "ba", "the newest is released first");
	arena_reset(arena);
	tap_is(text_of(order), "ba", "and each only once");
	arena_charge(arena, 100, NULL);
	struct err err = {0};
	tap_ok(!arena_defer(arena, note, c, &err) && err.code == ERR_LIMIT, "deferring may fail");
	tap_is(text_of(order), "bac", "and releases at once then");
	arena_free(arena);
	tap_is(text_of(order), "bac", "not again at the end");
}

int
main(void)
{
	test_limit();
	test_memory();
	test_grow();
	test_text();
	test_defer();
	return tap_done();
}
