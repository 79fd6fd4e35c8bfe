/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/pin_map.h"

#include <string.h>

#include "base/buf.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

/* Cuts the last word off: what stands behind the last blank. */
static struct text
take_last_word(struct text *rest)
{
	while (rest->size > 0 && rest->bytes[rest->size - 1] == ' ')
		rest->size--;
	size_t start = rest->size;
	while (start > 0 && rest->bytes[start - 1] != ' ')
		start--;
	struct text word = {rest->bytes + start, rest->size - start};
	rest->size = start;
	return word;
}

static bool
split(struct text word, struct text *pin, struct text *pad)
{
	const char *equals = memchr(word.bytes, '=', word.size);
	if (equals == NULL || equals == word.bytes || equals + 1 == word.bytes + word.size)
		return false;
	/* "1=2, 2=1" is a slip, no pad "2,". */
	if (word.bytes[word.size - 1] == ',')
		return false;
	*pin = (struct text){word.bytes, (size_t)(equals - word.bytes)};
	*pad = (struct text){equals + 1, word.size - pin->size - 1};
	return true;
}

bool
pin_map_read(struct text words, struct arena *arena, struct pin_map *map, struct err *err)
{
	struct text rest = words, before = words, shown = text_cut(words, SHOWN_MAX);
	size_t room = words.size / 4 + 1, count = 0; /* " 1=2" is the shortest */
	struct text *pins = arena_alloc(arena, 2 * room * sizeof *pins, err), *pads;
	if (pins == NULL)
		return false;
	for (pads = pins + room; split(take_last_word(&rest), &pins[count], &pads[count]); count++)
		before = rest;
	bool is_none = count == 0 && text_equal(take_last_word(&before), text_of("none"));
	while (before.size > 0 && before.bytes[before.size - 1] == ' ')
		before.size--;
	/* A name with '=' is a pair that is written wrong. */
	if ((count == 0 && !is_none) || !text_is_library_id(before) || !text_is_utf8(words) ||
	    memchr(before.bytes, '=', before.size) != NULL)
		return err_set(err, ERR_INPUT,
		               "pin map \"%.*s\" is not written as \"Library:Name 1=2 2=1\" or "
		               "\"Library:Name none\"",
		               text_is_utf8(words) && !text_has_control(words) ? (int)shown.size
		                                                               : 0,
		               shown.bytes);
	*map = (struct pin_map){before, pins, pads, count};
	return true;
}

static bool
check(const struct pin_map *map, struct err *err)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct text both[] = {map->pins[i], map->pads[i]};
		for (int j = 0; j < 2; j++)
			if (both[j].size == 0 || text_has_control(both[j]) ||
			    !text_is_utf8(both[j]))
				return err_set(
				    err, ERR_INPUT,
				    "a pin or pad is empty, has a control character or is "
				    "not UTF-8");
	}
	return true;
}

/* The texts as lines, for one statement. */
static struct text
lines(const struct text *texts, size_t count, struct buf *joined)
{
	for (size_t i = 0; i < count; i++) {
		buf_append_string(joined, i > 0 ? "\n" : "");
		buf_append_text(joined, texts[i]);
	}
	return buf_text(joined);
}

static bool
insert(struct db *db, struct text part_id, const struct pin_map *map, struct arena *arena,
       struct err *err)
{
	struct buf pins = {.arena = arena}, pads = {.arena = arena};
	const struct text params[] = {part_id, map->footprint, lines(map->pins, map->count, &pins),
	                              lines(map->pads, map->count, &pads)};
	return buf_check(&pins, err) && buf_check(&pads, err) &&
	       db_query(db, &query_part_pin_map_insert, params, 4, arena, NULL, err);
}

bool
pin_map_put(struct db *db, struct text part_id, const struct pin_map *map, struct arena *arena,
            struct err *err)
{
	const struct text params[] = {part_id, map->footprint};
	struct text shown = text_cut(map->footprint, SHOWN_MAX);
	if (!value_check(db, "pin map's footprint", map->footprint, VALUE_LIBRARY_ID, arena, err))
		return false;
	struct db_rows gone = {.affected = 0};
	if (check(map, err) &&
	    db_query(db, &query_part_pin_map_delete, params, 2, arena, &gone, err) &&
	    (map->count > 0 ? insert(db, part_id, map, arena, err)
	                    : gone.affected > 0 || err_set(err, ERR_INPUT, "the part has none")))
		return true;
	/* The map that was there is gone: what is there already stands twice in this one. */
	if (err->code == ERR_CONFLICT)
		err->code = ERR_INPUT;
	if (err->code == ERR_INPUT)
		err_prefix(err, "pin map of \"%.*s\"", (int)shown.size, shown.bytes);
	return false;
}
