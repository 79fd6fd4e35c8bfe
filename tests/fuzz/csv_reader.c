/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet in CSV, and the map of its columns. */
#include "base/csv_reader.h"
#include "catalogue/sheet_map.h"

#include "fuzz.h"

static struct csv_reader one, other;

static void
check_row(const struct csv_reader_row *row, const struct csv_reader_row *same)
{
	FUZZ_CHECK(row->count == same->count && row->line == same->line && row->count > 0);
	for (size_t i = 0; i < row->count; i++) {
		FUZZ_CHECK(text_equal(row->cells[i], same->cells[i]));
		FUZZ_CHECK(text_is_utf8(row->cells[i]));
	}
}

/* A map that is proposed is read again as the same. */
static void
check_map(const struct csv_reader_row *header, struct arena *arena)
{
	struct sheet_map map, again;
	struct err err;
	struct buf text = {.arena = arena}, text_again = text;
	if (!sheet_map_propose(header, arena, &map, &err) || !sheet_map_write(&map, &text, &err))
		return;
	struct fuzz_source source = {buf_text(&text), CSV_READER_PIECE};
	struct stream_in in = {.name = "x", .read = fuzz_read, .context = &source};
	FUZZ_CHECK(map.count >= header->count);
	if (sheet_map_read(&in, header, arena, &again, &err)) {
		FUZZ_CHECK(again.count == map.count && sheet_map_write(&again, &text_again, &err));
		FUZZ_CHECK(text_equal(buf_text(&text), buf_text(&text_again)));
	}
}

/* However it is cut into pieces, it says the same. */
static void
check(struct text text, struct arena *arena)
{
	struct fuzz_source whole = {text, CSV_READER_PIECE}, pieces = {text, 3};
	struct stream_in in = {.name = "x", .read = fuzz_read, .context = &whole}, cut = in;
	struct err err = {ERR_NONE, "", ""}, other_err = {ERR_NONE, "", ""};
	bool more = true, other_more = true, is_first = true;
	cut.context = &pieces;
	bool ok = csv_reader_start(&one, &in, arena, &err);
	if (ok != csv_reader_start(&other, &cut, arena, &other_err) || !ok ||
	    one.delimiter != other.delimiter)
		return; /* what is read ahead differs */
	for (;; is_first = false) {
		struct csv_reader_row row, same;
		ok = csv_reader_next(&one, &row, &more, &err);
		FUZZ_CHECK(ok == csv_reader_next(&other, &same, &other_more, &other_err));
		FUZZ_CHECK(ok || strcmp(err.message, other_err.message) == 0);
		if (!ok || !more)
			break;
		FUZZ_CHECK(other_more);
		check_row(&row, &same);
		if (is_first)
			check_map(&row, arena);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static struct arena *arena;
	struct text text = fuzz_copy((struct text){(const char *)data, size});
	if (arena == NULL)
		arena = arena_new(64 << 20);
	check(text, arena);
	arena_reset(arena);
	free((char *)(uintptr_t)text.bytes);
	return 0;
}
