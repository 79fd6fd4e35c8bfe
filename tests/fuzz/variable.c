/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text and the variables in it: the first piece is the text, then a name and what it
 * stands for by turns. What comes out is no longer than the limits allow. */
#include "base/variable.h"

#include "fuzz.h"

enum { PAIRS = 16, LIMIT = 64 * 1024 * 1024 };

struct pairs {
	struct text names[PAIRS], texts[PAIRS];
	int count, asked;
};

static bool
resolve(void *context, const void *scope, struct text name, struct arena *arena,
        struct variable_value *value, struct err *err)
{
	struct pairs *pairs = context;
	(void)arena;
	(void)err;
	FUZZ_CHECK(scope == pairs && name.size > 0);
	pairs->asked++;
	for (int i = 0; i < pairs->count; i++)
		if (text_equal(pairs->names[i], name))
			value->text = pairs->texts[i];
	return true;
}

static bool
is_plain(struct text text)
{
	for (size_t i = 0; i + 1 < text.size; i++)
		if (text.bytes[i] == '$' && text.bytes[i + 1] == '{')
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pairs pairs = {.count = 0};
	struct text text = fuzz_copy(fuzz_piece(&data, &size)), expanded;
	size_t longest = text.size;
	for (; size > 0 && pairs.count < PAIRS; pairs.count++) {
		pairs.names[pairs.count] = fuzz_copy(fuzz_piece(&data, &size));
		pairs.texts[pairs.count] = fuzz_copy(fuzz_piece(&data, &size));
		if (pairs.texts[pairs.count].size > longest)
			longest = pairs.texts[pairs.count].size;
	}
	struct arena *arena = arena_new(LIMIT);
	struct err err;
	FUZZ_CHECK(variable_expand(text, resolve, &pairs, &pairs, arena, &expanded, &err));
	FUZZ_CHECK(pairs.asked <= VARIABLE_STEPS);
	FUZZ_CHECK(expanded.size <= VARIABLE_SIZE + (VARIABLE_DEPTH + 1) * (longest + 3));
	FUZZ_CHECK(!is_plain(text) || text_equal(expanded, text));
	arena_free(arena);
	free((char *)(uintptr_t)text.bytes);
	for (int i = 0; i < pairs.count; i++) {
		free((char *)(uintptr_t)pairs.names[i].bytes);
		free((char *)(uintptr_t)pairs.texts[i].bytes);
	}
	return 0;
}
