/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that somebody sends: what is taken loses nothing, and is written as it was read. */
#include "base/document.h"

#include "base/document_read.h"
#include "fuzz.h"

static const struct document_limits limits = {.size = 8000, .depth = 40, .members = 2000};

/* Colons outside strings: as many as there are members. */
static size_t
colons_of(struct text text)
{
	size_t colons = 0;
	bool inside = false;
	for (size_t i = 0; i < text.size; i++) {
		if (inside && text.bytes[i] == '\\')
			i++;
		else if (text.bytes[i] == '"')
			inside = !inside;
		else
			colons += !inside && text.bytes[i] == ':';
	}
	return colons;
}

static void
check_number(const struct document *value)
{
	struct text digits = {NULL, 0};
	int64_t number = 0, same = 1;
	double real = 0;
	FUZZ_CHECK(document_number_text(value, &digits) && digits.size > 0);
	FUZZ_CHECK(document_real(value, &real) && real - real == 0);
	if (document_number(value, &number))
		FUZZ_CHECK(text_to_int64(digits, INT64_MIN, INT64_MAX, &same) && same == number);
}

/* Members of all objects of what was read, each looked at. */
static size_t
members_of(const struct document *value)
{
	enum document_kind kind = document_kind(value);
	size_t members = kind == DOCUMENT_OBJECT ? document_count(value) : 0, walked = 0;
	struct text text;
	if (kind == DOCUMENT_TEXT)
		FUZZ_CHECK(document_text(value, &text) && text_is_utf8(text) &&
		           memchr(text.bytes, 0, text.size) == NULL);
	if (kind == DOCUMENT_NUMBER || kind == DOCUMENT_REAL)
		check_number(value);
	for (size_t i = 0; kind == DOCUMENT_ARRAY && i < document_count(value); i++)
		members += members_of(document_element(value, i));
	struct document_walk walk = document_walk(value);
	for (; document_next(&walk); walked++) {
		const struct document *found = NULL;
		FUZZ_CHECK(text_is_utf8(walk.key));
		FUZZ_CHECK(document_find(value, walk.key, &found) && found == walk.value);
		members += members_of(walk.value);
	}
	FUZZ_CHECK(walked == (kind == DOCUMENT_OBJECT ? document_count(value) : 0));
	return members;
}

static struct text
written(const struct document *document, struct arena *arena)
{
	struct buf out = {.arena = arena};
	if (document == NULL)
		return text_of("null");
	FUZZ_CHECK(document_write(document, &out, NULL));
	return buf_text(&out);
}

static void
check_taken(const struct document *document, struct text sent, struct arena *arena)
{
	/* Escapes may grow when written. */
	const struct document_limits wider = {SIZE_MAX, limits.depth, limits.members};
	struct document *again = NULL;
	FUZZ_CHECK(text_is_utf8(sent) && members_of(document) == colons_of(sent));
	struct text first = written(document, arena);
	FUZZ_CHECK(document_read(first, &wider, arena, &again, NULL));
	FUZZ_CHECK(text_equal(written(again, arena), first));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text sent = fuzz_copy((struct text){(const char *)data, size});
	struct arena *arena = arena_new(64 << 20);
	struct document *const before = document_object();
	struct document *document = before;
	struct err err = {.code = ERR_NONE};
	if (document_read(sent, &limits, arena, &document, &err))
		check_taken(document, sent, arena);
	else
		FUZZ_CHECK(document == before && text_is_utf8(text_of(err.message)) &&
		           err.code == (size > limits.size ? ERR_LIMIT : ERR_INPUT));
	document_free(before);
	arena_free(arena);
	free((char *)(uintptr_t)sent.bytes);
	return 0;
}
