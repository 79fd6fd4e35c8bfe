/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/library_names.h"

#include <string.h>

enum { SLOTS_FIRST = 1024, KEY_MAX = 2 * LIBRARY_NAMES_TEXT_MAX + 1 };

/* "Library:Name"; the library itself is "Library:". */
struct entry {
	struct text key; /* not set: the slot is free */
	bool is_read;
};

struct library_names {
	struct arena *arena;
	struct entry *entries;
	size_t slots; /* a power of two */
	size_t used;
};

struct library_names *
library_names_new(struct arena *arena, struct err *err)
{
	struct library_names *names = arena_alloc(arena, sizeof *names, err);
	if (names == NULL)
		return NULL;
	*names = (struct library_names){.arena = arena, .slots = SLOTS_FIRST};
	names->entries = arena_alloc(arena, SLOTS_FIRST * sizeof *names->entries, err);
	return names->entries == NULL ? NULL : names;
}

/* FNV-1a. */
static size_t
hash_of(struct text key)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < key.size; i++)
		hash = (hash ^ (unsigned char)key.bytes[i]) * 1099511628211u;
	return (size_t)(hash ^ hash >> 32);
}

/* The key's entry, or the free one where it belongs. */
static struct entry *
slot_of(struct entry *entries, size_t slots, struct text key)
{
	size_t at = hash_of(key) & (slots - 1);
	while (text_is_set(entries[at].key) && !text_equal(entries[at].key, key))
		at = (at + 1) & (slots - 1);
	return &entries[at];
}

static bool
make_room(struct library_names *names, struct err *err)
{
	size_t slots = names->slots * 2;
	if (names->used * 3 < names->slots * 2)
		return true;
	struct entry *entries = arena_alloc(names->arena, slots * sizeof *entries, err);
	if (entries == NULL)
		return false;
	for (size_t i = 0; i < names->slots; i++)
		if (text_is_set(names->entries[i].key))
			*slot_of(entries, slots, names->entries[i].key) = names->entries[i];
	names->entries = entries;
	names->slots = slots;
	return true;
}

/* Appends the text with '/' for "{slash}". */
static size_t
append(char *key, size_t size, struct text text)
{
	static const char slash[] = "{slash}";
	const size_t length = sizeof slash - 1;
	for (size_t i = 0; i < text.size; i++) {
		bool is_slash = text.size - i >= length &&
		                memcmp(text.bytes + i, slash, length) == 0;
		key[size++] = is_slash ? '/' : text.bytes[i];
		i += is_slash ? length - 1 : 0;
	}
	return size;
}

/* The key in `room`, which has KEY_MAX bytes; not set when a name is too long. */
static struct text
key_of(struct text library, struct text item, char *room)
{
	if (library.size > LIBRARY_NAMES_TEXT_MAX || item.size > LIBRARY_NAMES_TEXT_MAX)
		return text_of(NULL);
	size_t size = append(room, 0, library);
	room[size++] = ':';
	return (struct text){room, append(room, size, item)};
}

static bool
add(struct library_names *names, struct text library, struct text item, bool is_read,
    struct err *err)
{
	char room[KEY_MAX];
	struct text key = key_of(library, item, room);
	if (!text_is_set(key))
		return err_set(err, ERR_INPUT, "a name is longer than %d bytes",
		               LIBRARY_NAMES_TEXT_MAX);
	if (!make_room(names, err))
		return false;
	struct entry *entry = slot_of(names->entries, names->slots, key);
	if (text_is_set(entry->key)) {
		entry->is_read = entry->is_read && is_read;
		return true;
	}
	const char *copy = arena_copy(names->arena, key.bytes, key.size, err);
	if (copy == NULL)
		return false;
	*entry = (struct entry){{copy, key.size}, is_read};
	names->used++;
	return true;
}

bool
library_names_add_library(struct library_names *names, struct text library, bool is_read,
                          struct err *err)
{
	return add(names, library, text_of(""), is_read, err);
}

bool
library_names_add(struct library_names *names, struct text library, struct text item,
                  struct err *err)
{
	return add(names, library, text_of(""), true, err) && add(names, library, item, true, err);
}

enum library_names_answer
library_names_find(const struct library_names *names, struct text id)
{
	char room[KEY_MAX];
	const char *colon = id.size == 0 ? NULL : memchr(id.bytes, ':', id.size);
	if (colon == NULL)
		return LIBRARY_NAMES_NO_LIBRARY;
	struct text library = {id.bytes, (size_t)(colon - id.bytes)};
	struct text item = {colon + 1, id.size - library.size - 1};
	struct text key = key_of(library, text_of(""), room);
	const struct entry *entry = slot_of(names->entries, names->slots, key);
	if (!text_is_set(key) || !text_is_set(entry->key))
		return LIBRARY_NAMES_NO_LIBRARY;
	if (!entry->is_read)
		return LIBRARY_NAMES_NOT_READ;
	key = key_of(library, item, room);
	if (item.size == 0 || !text_is_set(key))
		return LIBRARY_NAMES_NO_ITEM;
	entry = slot_of(names->entries, names->slots, key);
	return text_is_set(entry->key) ? LIBRARY_NAMES_FOUND : LIBRARY_NAMES_NO_ITEM;
}
