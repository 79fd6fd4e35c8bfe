/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON object whose arrays are read element by element. */
#include "base/document_read.h"
#include "base/document_rows.h"

#include "fuzz.h"

static struct document_rows one, other;

/* However it is cut into pieces, it says the same. True when all of it could be read;
 * `items` counts elements and other values. */
static bool
check_pieces(struct text text, struct arena *arena, size_t *items)
{
	struct fuzz_source whole = {text, DOCUMENT_ROWS_PIECE}, pieces = {text, 3};
	struct stream_in in = {.name = "x", .read = fuzz_read, .context = &whole}, cut = in;
	struct err err = {ERR_NONE, "", ""}, other_err = {ERR_NONE, "", ""};
	bool more = true, other_more = true;
	cut.context = &pieces;
	document_rows_start(&one, &in, arena);
	document_rows_start(&other, &cut, arena);
	for (*items = 0;; ++*items) {
		struct document_rows_item item, same;
		bool ok = document_rows_next(&one, &item, &more, &err);
		FUZZ_CHECK(ok == document_rows_next(&other, &same, &other_more, &other_err));
		FUZZ_CHECK(ok ||
		           (err.code == ERR_INPUT && strcmp(err.message, other_err.message) == 0));
		if (!ok)
			return false;
		FUZZ_CHECK(more == other_more);
		if (!more)
			return true;
		FUZZ_CHECK(strcmp(item.key, same.key) == 0 && text_equal(item.json, same.json) &&
		           item.line == same.line && item.is_element == same.is_element);
		FUZZ_CHECK(item.json.size > 0 && strlen(item.key) <= DOCUMENT_ROWS_KEY_MAX);
	}
}

/* What is JSON as a whole is read, and has as many elements. */
static void
check_whole(struct text text, struct arena *arena, bool is_read, size_t items)
{
	static const struct document_limits limits = {1 << 20, 100, 100000};
	struct document *document;
	struct err err;
	if (!document_read(text, &limits, arena, &document, &err) ||
	    document_kind(document) != DOCUMENT_OBJECT)
		return;
	struct document_walk walk = document_walk(document);
	size_t wanted = 0;
	while (document_next(&walk)) {
		bool is_plain = walk.key.size <= DOCUMENT_ROWS_KEY_MAX;
		if (!is_plain || memchr(text.bytes, '\\', text.size) != NULL)
			return;
		wanted += document_kind(walk.value) == DOCUMENT_ARRAY ? document_count(walk.value)
		                                                      : 1;
	}
	FUZZ_CHECK(is_read && items == wanted);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static struct arena *arena;
	struct text text = fuzz_copy((struct text){(const char *)data, size});
	size_t items;
	if (arena == NULL)
		arena = arena_new(64 << 20);
	bool is_read = check_pieces(text, arena, &items);
	check_whole(text, arena, is_read, items);
	arena_reset(arena);
	free((char *)(uintptr_t)text.bytes);
	return 0;
}
