/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_escape.h"

#include <string.h>

static int
hex_digit(char c)
{
	return (c >= '0' && c <= '9')   ? c - '0'
	       : (c >= 'a' && c <= 'f') ? c - 'a' + 10
	       : (c >= 'A' && c <= 'F') ? c - 'A' + 10
	                                : -1;
}

/* The number that "\uXXXX" at `at` spells, -1 when that is not there. */
static int
escaped_unit(const char *at, const char *end)
{
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	int unit = 0;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(at[i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

size_t
document_escape_at(const char *at, const char *end, uint32_t *character)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *letter = end - at < 2
	                         ? NULL
	                         : memchr(letters, (unsigned char)at[1], sizeof letters - 1);
	if (letter != NULL) {
		*character = (unsigned char)meant[letter - letters];
		return 2;
	}
	int first = escaped_unit(at, end);
	if (first < 0)
		return 0;
	*character = (uint32_t)first;
	if (first < 0xd800 || first > 0xdbff)
		return 6;
	int second = escaped_unit(at + 6, end);
	if (second < 0xdc00 || second > 0xdfff)
		return 6;
	*character = 0x10000 + (((uint32_t)first - 0xd800) << 10) + ((uint32_t)second - 0xdc00);
	return 12;
}

static size_t
put_utf8(uint32_t character, char *out)
{
	int more = character < 0x80 ? 0 : character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
	static const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
	out[0] = (char)(lead[more] | character >> (6 * more));
	for (int i = 1; i <= more; i++)
		out[i] = (char)(0x80 | (character >> (6 * (more - i)) & 0x3f));
	return (size_t)more + 1;
}

bool
document_escape_resolve(struct text spelt, struct arena *arena, struct text *meant, struct err *err)
{
	if (memchr(spelt.bytes, '\\', spelt.size) == NULL) {
		*meant = spelt;
		return true;
	}
	char *bytes = arena_alloc(arena, spelt.size, err);
	if (bytes == NULL)
		return false;
	const char *end = spelt.bytes + spelt.size;
	size_t size = 0;
	for (const char *p = spelt.bytes; p < end;) {
		uint32_t character = 0;
		if (*p != '\\') {
			bytes[size++] = *p++;
			continue;
		}
		p += document_escape_at(p, end, &character);
		size += put_utf8(character, bytes + size);
	}
	*meant = (struct text){bytes, size};
	return true;
}
