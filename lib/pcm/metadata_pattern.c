/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_pattern.h"

#include <string.h>

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, then letters, digits and `marks`, a letter or digit last; 2 to `max` of them. */
static bool
is_name(struct text text, bool (*letter)(char c), const char *marks, size_t max)
{
	if (text.size < 2 || text.size > max || !letter(text.bytes[0]))
		return false;
	for (size_t i = 1; i < text.size; i++) {
		char c = text.bytes[i];
		bool is_mark = c != '\0' && strchr(marks, c) != NULL;
		if (!letter(c) && !is_digit(c) && (!is_mark || i == text.size - 1))
			return false;
	}
	return true;
}

bool
metadata_pattern_identifier(struct text text)
{
	return is_name(text, is_letter, "-.", 100);
}

bool
metadata_pattern_word(struct text text)
{
	return is_name(text, is_lower, "-", 50);
}

bool
metadata_pattern_contact(struct text text)
{
	return is_name(text, is_lower, "- ", 50);
}

bool
metadata_pattern_resource(struct text text)
{
	return is_name(text, is_letter, "- ", 50);
}

/* One to three numbers with dots between, each of at most so many digits. */
static bool
is_version(struct text text, const size_t digits_max[3])
{
	size_t at = 0;
	for (size_t group = 0; group < 3; group++) {
		size_t digits = 0;
		while (at < text.size && is_digit(text.bytes[at]) && digits <= digits_max[group]) {
			at++;
			digits++;
		}
		if (digits == 0 || digits > digits_max[group])
			return false;
		if (at == text.size)
			return true;
		if (text.bytes[at++] != '.')
			return false;
	}
	return false;
}

bool
metadata_pattern_version(struct text text)
{
	return is_version(text, (const size_t[]){4, 4, 6});
}

bool
metadata_pattern_kicad_version(struct text text)
{
	return is_version(text, (const size_t[]){2, 2, 2});
}

bool
metadata_pattern_sha256(struct text text)
{
	if (text.size != 64)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (!is_digit(text.bytes[i]) && (text.bytes[i] < 'a' || text.bytes[i] > 'f'))
			return false;
	return true;
}

bool
metadata_pattern_time(struct text text)
{
	static const char form[] = "2ddd-dd-dd dd:dd:dd";
	if (text.size != sizeof form - 1)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (form[i] == 'd' ? !is_digit(text.bytes[i]) : text.bytes[i] != form[i])
			return false;
	return true;
}

/* The rest after `start`, or not set. */
static struct text
after(struct text text, const char *start)
{
	size_t size = strlen(start);
	if (text.size < size || memcmp(text.bytes, start, size) != 0)
		return text_of(NULL);
	return (struct text){text.bytes + size, text.size - size};
}

/* [^\s\/$.?#]. */
static bool
begins_host(struct text rest)
{
	static const char others[] = {' ', '\t', '\n', '\v', '\f', '\r', '/', '$', '.', '?', '#'};
	if (rest.size == 0 || memchr(others, rest.bytes[0], sizeof others) != NULL)
		return false;
	size_t at = 1;
	while (at < rest.size && ((unsigned char)rest.bytes[at] & 0xc0) == 0x80)
		at++;
	return at < rest.size && rest.bytes[at] != '\n' && rest.bytes[at] != '\r';
}

/* ([a-zA-Z]:|\/)[^\x00]+ */
static bool
begins_path(struct text rest)
{
	if (rest.size > 1 && rest.bytes[0] == '/')
		return true;
	return rest.size > 2 && is_letter(rest.bytes[0]) && rest.bytes[1] == ':';
}

bool
metadata_pattern_url(struct text text)
{
	if (begins_host(after(text, "http://")) || begins_host(after(text, "https://")))
		return true;
	for (size_t at = 0; at < text.size; at++) {
		struct text rest = {text.bytes + at, text.size - at};
		if (begins_path(after(rest, "file://")))
			return true;
	}
	return false;
}
