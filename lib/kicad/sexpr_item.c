/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/sexpr_item.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS_FIRST = 16 };

bool
sexpr_item_text(const struct sexpr *sexpr, enum sexpr_kind kind, const char *what,
                struct arena *arena, struct text *text, struct err *err)
{
	if (kind != SEXPR_TEXT)
		return sexpr_fail(sexpr, err, "%s is missing", what);
	if (sexpr->text_is_cut)
		return sexpr_fail(sexpr, err, "%s is longer than %d bytes", what, SEXPR_TEXT_MAX);
	const char *copy = arena_copy(arena, sexpr->text, sexpr->text_size, err);
	if (copy == NULL)
		return false;
	*text = (struct text){copy, sexpr->text_size};
	return true;
}

bool
sexpr_item_version(struct sexpr *sexpr, int64_t *version, struct err *err)
{
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	int64_t found;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	if (kind != SEXPR_TEXT || !text_to_int64(sexpr_text(sexpr), 1, 99999999, &found))
		return sexpr_fail(sexpr, err, "the version is no date as 20231120");
	if (!sexpr_leave(sexpr, depth, err))
		return false;
	*version = found;
	return true;
}

bool
sexpr_item_number(const struct sexpr *sexpr, enum sexpr_kind kind, const char *what,
                  struct sexpr_numbers *numbers, struct err *err)
{
	struct text text = text_of("");
	if (!sexpr_item_text(sexpr, kind, what, numbers->arena, &text, err))
		return false;
	if (text.size == 0)
		return true;
	if (numbers->count == numbers->room) {
		size_t room = numbers->room == 0 ? NUMBERS_FIRST : 2 * numbers->room;
		struct text *items = arena_grow(numbers->arena, numbers->items,
		                                numbers->room * sizeof *items, room * sizeof *items,
		                                err);
		if (items == NULL)
			return false;
		numbers->items = items;
		numbers->room = room;
	}
	numbers->items[numbers->count++] = text;
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct text *one = a, *other = b;
	size_t size = one->size < other->size ? one->size : other->size;
	int order = memcmp(one->bytes, other->bytes, size);
	return order != 0 ? order : (one->size > other->size) - (one->size < other->size);
}

void
sexpr_item_sort(struct sexpr_numbers *numbers)
{
	size_t kept = 0;
	if (numbers->count == 0)
		return;
	qsort(numbers->items, numbers->count, sizeof *numbers->items, compare);
	for (size_t i = 1; i < numbers->count; i++)
		if (!text_equal(numbers->items[i], numbers->items[kept]))
			numbers->items[++kept] = numbers->items[i];
	numbers->count = kept + 1;
}
