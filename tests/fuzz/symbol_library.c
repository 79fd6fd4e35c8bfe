/* SPDX-License-Identifier: GPL-3.0-or-later */
/* .kicad_sym and .kicad_mod: what is read of them, and that it stands where it is said to. */
#include "kicad/footprint_file.h"
#include "kicad/symbol_library.h"

#include "fuzz.h"

static struct sexpr sexpr;

/* What is in the file between two places: the text, but for quotes and escapes. */
static void
check_place(struct text file, struct text text, struct sexpr_place start, struct sexpr_place end)
{
	FUZZ_CHECK(start.offset <= end.offset && end.offset <= file.size && start.line >= 1 &&
	           start.column >= 1 && start.line <= end.line);
	struct text there = {file.bytes + start.offset, (size_t)(end.offset - start.offset)};
	bool is_string = there.size > 0 && there.bytes[0] == '"';
	if (is_string) {
		FUZZ_CHECK(there.size >= 2 && there.bytes[there.size - 1] == '"');
		there = (struct text){there.bytes + 1, there.size - 2};
	}
	if (there.size == 0 || memchr(there.bytes, '\\', there.size) == NULL)
		FUZZ_CHECK(text_equal(there, text));
}

struct seen {
	struct text file;
	uint64_t sum; /* of all that was told */
	size_t symbols;
};

static void
add_sum(struct seen *seen, struct text text)
{
	seen->sum = seen->sum * 31 + text.size + 1;
	for (size_t i = 0; i < text.size; i++)
		seen->sum = seen->sum * 31 + (unsigned char)text.bytes[i];
}

static void
check_order(const struct text *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct text *a = &items[i - 1], *b = &items[i];
		int order = memcmp(a->bytes, b->bytes, a->size < b->size ? a->size : b->size);
		FUZZ_CHECK(order < 0 || (order == 0 && a->size < b->size));
	}
	FUZZ_CHECK(count == 0 || items[0].size > 0);
}

static bool
take(void *context, const struct symbol_library_symbol *symbol, struct err *err)
{
	struct seen *seen = context;
	(void)err;
	seen->symbols++;
	FUZZ_CHECK(text_is_set(symbol->name.text));
	if (text_is_set(symbol->footprint.text))
		check_place(seen->file, symbol->footprint.text, symbol->footprint.start,
		            symbol->footprint.end);
	if (text_is_set(symbol->filters.text))
		check_place(seen->file, symbol->filters.text, symbol->filters.start,
		            symbol->filters.end);
	check_order(symbol->pins, symbol->pin_count);
	add_sum(seen, symbol->name.text);
	add_sum(seen, symbol->base.text);
	add_sum(seen, symbol->footprint.text);
	add_sum(seen, symbol->in_bom);
	for (size_t i = 0; i < symbol->property_count; i++) {
		FUZZ_CHECK(text_is_set(symbol->properties[i].value));
		add_sum(seen, symbol->properties[i].name);
		add_sum(seen, symbol->properties[i].value);
	}
	for (size_t i = 0; i < symbol->pin_count; i++)
		add_sum(seen, symbol->pins[i]);
	seen->sum += symbol->units;
	return true;
}

static bool
read_symbols(struct text file, size_t piece, struct seen *seen, struct err *err)
{
	struct fuzz_source source = {file, piece};
	int64_t version = -1;
	const struct symbol_library_sink sink = {take, seen};
	*seen = (struct seen){.file = file};
	sexpr_start(&sexpr, fuzz_read, &source);
	bool ok = sexpr_head(&sexpr, err) && symbol_library_read(&sexpr, &sink, &version, err);
	FUZZ_CHECK(ok ? version >= 0 : version == -1 && err->code == ERR_INPUT);
	return ok;
}

static void
check_symbols(struct text file)
{
	struct err err = {.code = ERR_NONE}, other_err = {.code = ERR_NONE};
	struct seen seen, other;
	bool ok = read_symbols(file, SEXPR_PIECE, &seen, &err);
	FUZZ_CHECK(ok == read_symbols(file, 5, &other, &other_err));
	FUZZ_CHECK(seen.symbols == other.symbols && seen.sum == other.sum);
	FUZZ_CHECK(strcmp(err.message, other_err.message) == 0);
}

static void
check_footprint(struct text file)
{
	struct fuzz_source source = {file, 1000};
	struct err err = {.code = ERR_NONE};
	struct footprint_file footprint;
	struct arena *arena = arena_new(8 * 1024 * 1024);
	sexpr_start(&sexpr, fuzz_read, &source);
	bool ok = sexpr_head(&sexpr, &err) && footprint_file_read(&sexpr, arena, &footprint, &err);
	FUZZ_CHECK(ok || err.code == ERR_INPUT);
	for (size_t i = 0; ok && i < footprint.model_count; i++)
		check_place(file, footprint.models[i].path, footprint.models[i].start,
		            footprint.models[i].end);
	if (ok)
		check_order(footprint.pads, footprint.pad_count);
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = fuzz_copy((struct text){(const char *)data, size});
	check_symbols(text);
	check_footprint(text);
	free((char *)(uintptr_t)text.bytes);
	return 0;
}
