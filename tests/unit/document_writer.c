/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_writer.h"

#include "base/document.h"
#include "tap.h"

static struct arena *arena;

static void
test_structure(void)
{
	struct buf out = {.arena = arena};
	buf_append_string(&out, "[{},");
	document_writer_object(&out, NULL);
	document_writer_string(&out, "a", "b");
	document_writer_text(&out, "not_set", text_of(NULL));
	document_writer_array(&out, "list");
	document_writer_string(&out, NULL, "[");
	document_writer_string(&out, NULL, ",");
	document_writer_object(&out, NULL);
	document_writer_end_object(&out);
	document_writer_end_array(&out);
	document_writer_array(&out, "empty");
	document_writer_end_array(&out);
	document_writer_name(&out, text_of("a \"name\""));
	document_writer_object(&out, NULL);
	document_writer_string(&out, "k", "{");
	document_writer_string(&out, "l", ":");
	document_writer_end_object(&out);
	document_writer_end_object(&out);
	tap_is(buf_text(&out),
	       "[{},{\"a\":\"b\",\"not_set\":\"\",\"list\":[\"[\",\",\",{}],\"empty\":[],"
	       "\"a \\\"name\\\"\":{\"k\":\"{\",\"l\":\":\"}}",
	       "objects, arrays, texts and the commas between them");
	tap_ok(buf_check(&out, NULL), "nothing failed");
}

/* The text as an element, written by json-c. */
static struct text
built(struct text text)
{
	struct document *array = document_array();
	struct buf out = {.arena = arena};
	document_append_text(array, text);
	document_write(array, &out, NULL);
	document_free(array);
	return buf_text(&out);
}

/* Eight bytes are looked at at once, and what is left over singly. */
static void
test_texts(void)
{
	enum { LONGEST = 19 };
	int wrong = 0;
	for (size_t size = 1; size <= LONGEST; size++)
		for (size_t at = 0; at < size; at++)
			for (int c = 0; c < 0x80; c++) {
				char bytes[LONGEST];
				struct text text = {bytes, size};
				struct buf out = {.arena = arena};
				memset(bytes, 'x', size);
				bytes[at] = (char)c;
				document_writer_array(&out, NULL);
				document_writer_text(&out, NULL, text);
				document_writer_end_array(&out);
				wrong += !text_equal(buf_text(&out), built(text));
				arena_reset(arena);
			}
	tap_is_number(wrong, 0, "a text is as in other documents, wherever it has what character");
	struct text umlauts = text_of("\xc3\xa4\xe2\x84\xa6\xf0\x9f\x94\x8c \xc2\xb5\xc2\xb1");
	struct buf out = {.arena = arena};
	document_writer_text(&out, NULL, umlauts);
	tap_is(buf_text(&out), "\"\xc3\xa4\xe2\x84\xa6\xf0\x9f\x94\x8c \xc2\xb5\xc2\xb1\"",
	       "beyond ASCII");
}

static void
test_failure(void)
{
	struct arena *small = arena_new(3000);
	struct err err = {.code = ERR_NONE};
	static char large[4000];
	memset(large, 'x', sizeof large);
	for (int i = 0; i < 2; i++) {
		struct buf out = {.arena = small};
		large[0] = i == 0 ? 'x' : '"';
		document_writer_object(&out, NULL);
		document_writer_text(&out, "k", (struct text){large, sizeof large});
		document_writer_end_object(&out);
		tap_ok(!buf_check(&out, &err) && err.code == ERR_LIMIT,
		       "a text larger than the arena, %s escape", i == 0 ? "without" : "with");
	}
	arena_free(small);
}

int
main(void)
{
	arena = arena_new(1 << 20);
	test_structure();
	test_texts();
	test_failure();
	arena_free(arena);
	return tap_done();
}
