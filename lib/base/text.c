/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { ID_MAX = 64 };

struct text
text_of(const char *string)
{
	return (struct text){string, string == NULL ? 0 : strlen(string)};
}

bool
text_is_set(struct text text)
{
	return text.bytes != NULL;
}

bool
text_equal(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
text_equal_nocase(struct text a, struct text b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.bytes[i]) != lower(b.bytes[i]))
			return false;
	return true;
}

/* How many bytes the sequence at p has, or 0 when it is not well-formed. */
static size_t
utf8_length(const unsigned char *p, size_t left)
{
	if (p[0] < 0x80)
		return 1;
	size_t length = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || length > left)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	/* Second byte: shortest form, no surrogates, not beyond U+10FFFF. */
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return length;
}

bool
text_is_one_of(struct text text, const char *words)
{
	while (*words != '\0') {
		size_t size = strcspn(words, " ");
		if (text_equal(text, (struct text){words, size}))
			return true;
		words += size + strspn(words + size, " ");
	}
	return false;
}

/* How many bytes, in eights, are printable ASCII at the start: mostly nearly all. A byte
 * below 0x80 has its highest bit set by adding 0x60 from 0x20 on, by adding 1 if it is 0x7f. */
static size_t
printable_size(struct text text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	size_t i = 0;
	for (uint64_t word; text.size - i >= sizeof word; i += sizeof word) {
		memcpy(&word, text.bytes + i, sizeof word);
		if (((word | (word + ones)) & high) != 0 || ((word + ones * 0x60) & high) != high)
			break;
	}
	return i;
}

bool
text_is_utf8(struct text text)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	for (size_t i = printable_size(text); i < text.size;) {
		size_t length = utf8_length(bytes + i, text.size - i);
		if (length == 0)
			return false;
		i += length;
	}
	return true;
}

struct text
text_cut(struct text text, size_t max)
{
	if (text.size <= max)
		return text;
	size_t size = max;
	while (size > 0 && max - size < 3 && ((unsigned char)text.bytes[size] & 0xc0) == 0x80)
		size--;
	return (struct text){text.bytes, size};
}

struct text
text_trimmed(struct text text)
{
	while (text.size > 0 && text.bytes[0] == ' ') {
		text.bytes++;
		text.size--;
	}
	while (text.size > 0 && text.bytes[text.size - 1] == ' ')
		text.size--;
	return text;
}

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

bool
text_has_control(struct text text)
{
	for (size_t i = printable_size(text); i < text.size; i++)
		if (is_control(text.bytes[i]))
			return true;
	return false;
}

bool
text_has_control_but_breaks(struct text text)
{
	for (size_t i = printable_size(text); i < text.size; i++) {
		char c = text.bytes[i];
		if (is_control(c) && c != '\n' && c != '\r' && c != '\t')
			return true;
	}
	return false;
}

static bool
is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.';
}

bool
text_is_id(struct text text)
{
	if (text.size == 0 || text.size > ID_MAX || text.bytes[0] == '.')
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (!is_id_byte(text.bytes[i]))
			return false;
	return true;
}

bool
text_is_library_id(struct text text)
{
	if (text.size == 0 || text_has_control(text))
		return false;
	const char *colon = memchr(text.bytes, ':', text.size);
	if (colon == NULL || colon == text.bytes)
		return false;
	size_t rest = text.size - (size_t)(colon - text.bytes) - 1;
	return rest > 0 && memchr(colon + 1, ':', rest) == NULL;
}

bool
text_to_int64(struct text text, int64_t min, int64_t max, int64_t *number)
{
	bool negative = text.size > 0 && text.bytes[0] == '-';
	size_t i = negative ? 1 : 0;
	if (i == text.size)
		return false;
	/* Gathered below zero, where there is room for INT64_MIN. */
	int64_t value = 0;
	for (; i < text.size; i++) {
		char c = text.bytes[i];
		if (c < '0' || c > '9')
			return false;
		int digit = c - '0';
		if (value < (INT64_MIN + digit) / 10)
			return false;
		value = value * 10 - digit;
	}
	if (!negative) {
		if (value == INT64_MIN)
			return false;
		value = -value;
	}
	if (value < min || value > max)
		return false;
	*number = value;
	return true;
}

bool
text_to_bool(struct text text, bool *value)
{
	static const char *const words[2][4] = {{"false", "no", "off", "0"},
	                                        {"true", "yes", "on", "1"}};
	for (int truth = 0; truth < 2; truth++)
		for (int i = 0; i < 4; i++)
			if (text_equal_nocase(text, text_of(words[truth][i]))) {
				*value = truth == 1;
				return true;
			}
	return false;
}
