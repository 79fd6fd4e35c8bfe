/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "tap.h"

static void
test_append(struct arena *arena)
{
	struct buf buf = {.arena = arena};
	tap_is(buf_text(&buf), "", "an empty buf is an empty text");
	tap_ok(text_is_set(buf_text(&buf)), "which is set");
	buf_append_string(&buf, "a");
	buf_append(&buf, "bcd", 2);
	buf_append(&buf, NULL, 0);
	buf_append_text(&buf, text_of(NULL));
	buf_append_text(&buf, text_of("d"));
	buf_append_format(&buf, "%s%d", "e", 6);
	buf_append_format(&buf, "%s", "");
	tap_is(buf_text(&buf), "abcde6", "appends of each kind");
	tap_ok(buf_check(&buf, NULL), "nothing failed");
}

static void
test_growth(struct arena *arena)
{
	struct buf buf = {.arena = arena};
	for (int i = 0; i < 20000; i++)
		buf_append_format(&buf, "%05d", i);
	tap_is_number((long long)buf.size, 100000, "it grows");
	tap_ok(buf_check(&buf, NULL) && memcmp(buf.bytes + 5 * 12345, "12345", 5) == 0,
	       "and keeps all");
}

static void
test_extend(struct arena *arena)
{
	struct buf buf = {.arena = arena};
	buf_append_string(&buf, "a");
	memcpy(buf_extend(&buf, 3), "bcd", 3);
	tap_ok(buf_extend(&buf, 0) == buf.bytes + 4, "nothing more");
	memset(buf_extend(&buf, 5000), 'e', 5000);
	tap_ok(buf.size == 5004 && memcmp(buf.bytes, "abcdee", 6) == 0 && buf.bytes[5003] == 'e',
	       "bytes that the caller fills");
}

static void
test_failure(void)
{
	struct arena *arena = arena_new(3000);
	struct buf buf = {.arena = arena};
	struct err err = {0};
	char large[4000] = {0};
	buf_append_string(&buf, "kept");
	buf_append(&buf, large, sizeof large);
	tap_ok(!buf_check(&buf, &err), "beyond the limit it fails");
	tap_is_number(err.code, ERR_LIMIT, "the code");
	tap_is(text_of(err.message), "this needs more memory than is allowed for it",
	       "the message");
	buf_append_string(&buf, "more");
	buf_append_format(&buf, "%d", 1);
	tap_ok(buf_extend(&buf, 1) == NULL, "nor is there room to fill");
	tap_is(buf_text(&buf), "kept", "after a failure nothing is appended");
	buf = (struct buf){.arena = arena};
	buf_append_format(&buf, "%4000s", "");
	tap_ok(!buf_check(&buf, NULL) && buf.size == 0, "a format beyond the limit");
	arena_free(arena);
}

int
main(void)
{
	struct arena *arena = arena_new(1 << 20);
	test_append(arena);
	test_growth(arena);
	test_extend(arena);
	test_failure();
	arena_free(arena);
	return tap_done();
}
