/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/archive_name.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

const char *
archive_name_shown(struct text name, char shown[ARCHIVE_NAME_SHOWN])
{
	bool is_utf8 = text_is_utf8(name);
	struct text cut = text_cut(name, ARCHIVE_NAME_SHOWN - 4);
	size_t size = is_utf8 ? cut.size : name.size;
	if (size > ARCHIVE_NAME_SHOWN - 4)
		size = ARCHIVE_NAME_SHOWN - 4;
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)name.bytes[i];
		bool is_plain = byte >= ' ' && byte != 0x7f && (is_utf8 || byte < 0x80);
		shown[i] = is_plain ? name.bytes[i] : '?';
	}
	snprintf(shown + size, 4, "%s", size < name.size ? "..." : "");
	return shown;
}

bool
archive_name_prefix(struct text name, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	return err_prefix(err, "\"%s\"", archive_name_shown(name, shown));
}

static bool
refuse(struct text name, const char *reason, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	return err_set(err, ERR_INPUT, "\"%s\" cannot be a name in a package: %s",
	               archive_name_shown(name, shown), reason);
}

/* What Windows takes for a device, whatever follows the first dot. */
static bool
is_device(struct text part)
{
	static const char *const numbered[] = {"COM", "LPT"};
	const char *dot = memchr(part.bytes, '.', part.size);
	struct text stem = {part.bytes, dot == NULL ? part.size : (size_t)(dot - part.bytes)};
	while (stem.size > 0 && stem.bytes[stem.size - 1] == ' ')
		stem.size--;
	static const char *const devices[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
	for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
		if (text_equal_nocase(stem, text_of(devices[i])))
			return true;
	if (stem.size < 4)
		return false;
	struct text word = {stem.bytes, 3}, digit = {stem.bytes + 3, stem.size - 3};
	/* Superscript digits count, too. */
	bool is_digit = (digit.size == 1 && digit.bytes[0] >= '1' && digit.bytes[0] <= '9') ||
	                text_equal(digit, text_of("\u00b9")) ||
	                text_equal(digit, text_of("\u00b2")) ||
	                text_equal(digit, text_of("\u00b3"));
	return is_digit && (text_equal_nocase(word, text_of(numbered[0])) ||
	                    text_equal_nocase(word, text_of(numbered[1])));
}

/* NULL when the part between two '/' is fine. */
static const char *
part_fault(struct text part)
{
	if (part.size == 0)
		return "a part of it is empty";
	if (part.size > ARCHIVE_NAME_PART_MAX)
		return "a part of it is longer than 255 bytes";
	if (text_equal(part, text_of(".")) || text_equal(part, text_of("..")))
		return "it has \".\" or \"..\" as a part";
	char last = part.bytes[part.size - 1];
	if (last == '.' || last == ' ')
		return "Windows cuts off a blank or dot at the end of a name";
	if (is_device(part))
		return "Windows has a device of that name";
	return NULL;
}

static bool
has_control(struct text name)
{
	for (size_t i = 0; i + 1 < name.size; i++)
		if ((unsigned char)name.bytes[i] == 0xc2 && (unsigned char)name.bytes[i + 1] < 0xa0)
			return true;
	return text_has_control(name);
}

/* NULL when its characters are fine. */
static const char *
character_fault(struct text name)
{
	if (name.size == 0)
		return "it is empty";
	if (name.size > ARCHIVE_NAME_MAX)
		return "it is longer than 1024 bytes";
	if (!text_is_utf8(name))
		return "it is not UTF-8";
	if (has_control(name))
		return "it has control characters";
	for (size_t i = 0; i < name.size; i++)
		if (strchr("\\:*?\"<>|", name.bytes[i]) != NULL)
			return "Windows has no \\ : * ? \" < > | in names";
	return name.bytes[0] == '/' ? "it is absolute" : NULL;
}

bool
archive_name_check(struct text name, struct err *err)
{
	const char *fault = character_fault(name);
	for (size_t start = 0, at = 0; fault == NULL && at <= name.size; at++) {
		if (at < name.size && name.bytes[at] != '/')
			continue;
		fault = part_fault((struct text){name.bytes + start, at - start});
		start = at + 1;
	}
	return fault == NULL || refuse(name, fault, err);
}

/* A name and what is equal in all names that differ in case. */
struct folded {
	struct text name;
	struct text key;
};

static unsigned
decode(struct text text, size_t *at)
{
	unsigned char first = (unsigned char)text.bytes[(*at)++];
	unsigned more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
	unsigned character = more == 0 ? first : first & (0x3fu >> more);
	for (; more > 0 && *at < text.size; more--)
		character = character << 6 | ((unsigned char)text.bytes[(*at)++] & 0x3f);
	return character;
}

/* As four bytes a character: keys are only compared. */
static bool
fold(struct folded *folded, locale_t locale, struct arena *arena, struct err *err)
{
	struct text name = folded->name;
	unsigned char *key = arena_alloc(arena, 4 * name.size, err);
	size_t size = 0;
	if (key == NULL)
		return false;
	for (size_t at = 0; at < name.size;) {
		unsigned character = decode(name, &at);
		if (locale != (locale_t)0)
			character = (unsigned)towlower_l(towupper_l(character, locale), locale);
		else if (character >= 'A' && character <= 'Z')
			character += 'a' - 'A';
		for (int shift = 24; shift >= 0; shift -= 8)
			key[size++] = (unsigned char)(character >> shift);
	}
	folded->key = (struct text){(const char *)key, size};
	return true;
}

static int
compare(const void *a, const void *b)
{
	struct text one = ((const struct folded *)a)->key, other = ((const struct folded *)b)->key;
	size_t size = one.size < other.size ? one.size : other.size;
	int order = size == 0 ? 0 : memcmp(one.bytes, other.bytes, size);
	return order != 0 ? order : (one.size > other.size) - (one.size < other.size);
}

bool
archive_name_check_unique(const struct text *names, size_t count, struct arena *arena,
                          struct err *err)
{
	char shown[2][ARCHIVE_NAME_SHOWN];
	struct folded *folded = arena_alloc(arena, count * sizeof *folded, err);
	locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	bool ok = folded != NULL;
	for (size_t i = 0; ok && i < count; i++) {
		folded[i].name = names[i];
		ok = fold(&folded[i], locale, arena, err);
	}
	if (locale != (locale_t)0)
		freelocale(locale);
	if (!ok)
		return false;
	qsort(folded, count, sizeof *folded, compare);
	for (size_t i = 1; i < count; i++)
		if (compare(&folded[i - 1], &folded[i]) == 0)
			return err_set(err, ERR_INPUT,
			               "\"%s\" and \"%s\" are one file where case does not count",
			               archive_name_shown(folded[i - 1].name, shown[0]),
			               archive_name_shown(folded[i].name, shown[1]));
	return true;
}
