/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_check.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/document_escape.h"

/* How much of a sender's key, number or word a message repeats. */
enum { KEY_SHOWN = 64, NUMBER_SHOWN = 40, WORD_SHOWN = 20 };

struct key {
	struct text name;  /* as it is meant */
	struct text spelt; /* as it is written */
	size_t object;     /* which one it is in */
};

struct check {
	const char *start;
	const char *at;
	const char *end;
	const struct document_limits *limits;
	struct arena *arena;
	struct err *err;
	size_t depth;
	struct text inside; /* the key, as written, of the innermost member */
	struct document_counts counts;
	struct key *keys; /* of all objects */
	size_t key_count;
};

static bool check_value(struct check *check);

struct place {
	size_t line;
	size_t column;
};

static struct place
place_of(const struct check *check, const char *at)
{
	struct place place = {1, 1};
	for (const char *p = check->start; p < at; p++) {
		bool within_character = ((unsigned char)*p & 0xc0) == 0x80;
		place.column += !within_character;
		if (*p == '\n')
			place = (struct place){place.line + 1, 1};
	}
	return place;
}

/* Completes the message that is set. Returns false. */
static bool
refused(const struct check *check, const char *at)
{
	struct place place = place_of(check, at);
	struct text key = text_cut(check->inside, KEY_SHOWN);
	if (!text_is_set(key))
		return err_prefix(check->err, "line %zu, column %zu", place.line, place.column);
	return err_prefix(check->err, "line %zu, column %zu, in \"%.*s\"", place.line, place.column,
	                  (int)key.size, key.bytes);
}

/* The byte at hand, -1 at the end. */
static int
peek(const struct check *check)
{
	return check->at < check->end ? (unsigned char)*check->at : -1;
}

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(int c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The letters and digits at hand; one character when there are none. */
static struct text
word_at(const struct check *check)
{
	const char *end = check->at;
	while (end < check->end && is_word((unsigned char)*end))
		end++;
	if (end == check->at && end < check->end)
		end++;
	while (end < check->end && ((unsigned char)*end & 0xc0) == 0x80)
		end++;
	return (struct text){check->at, (size_t)(end - check->at)};
}

static bool
unexpected(const struct check *check, const char *wanted)
{
	struct text word = text_cut(word_at(check), WORD_SHOWN);
	int c = peek(check);
	if (c < 0)
		err_set(check->err, ERR_INPUT, "expected %s, found the end", wanted);
	else if (c == '"')
		err_set(check->err, ERR_INPUT, "expected %s, found a string", wanted);
	else if (text_has_control(word))
		err_set(check->err, ERR_INPUT, "expected %s, found U+%04X", wanted, (unsigned)c);
	else
		err_set(check->err, ERR_INPUT, "expected %s, found \"%.*s\"", wanted,
		        (int)word.size, word.bytes);
	return refused(check, check->at);
}

static bool
is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
skip_blanks(struct check *check)
{
	while (is_blank(peek(check)))
		check->at++;
}

/* Passes blanks and then that byte, when it is there. */
static bool
pass(struct check *check, char wanted)
{
	skip_blanks(check);
	if (peek(check) != wanted)
		return false;
	check->at++;
	return true;
}

/* --- strings */

static bool
is_surrogate(uint32_t character)
{
	return character >= 0xd800 && character <= 0xdfff;
}

static bool
check_escape(struct check *check)
{
	uint32_t character = 0;
	size_t size = document_escape_at(check->at, check->end, &character);
	if (size == 0)
		err_set(check->err, ERR_INPUT, "JSON has no such escape; a backslash is \"\\\\\"");
	else if (character == 0)
		err_set(check->err, ERR_INPUT, "a text cannot hold U+0000");
	else if (is_surrogate(character))
		err_set(check->err, ERR_INPUT, "\"%.6s\" is half of a surrogate pair", check->at);
	else {
		check->at += size;
		return true;
	}
	return refused(check, check->at);
}

/* The string at hand, which begins with '"'; what is between the quotes. */
static bool
check_string(struct check *check, struct text *spelt)
{
	const char *first = ++check->at;
	for (int c = peek(check); c != '"'; c = peek(check)) {
		if (c < 0) {
			err_set(check->err, ERR_INPUT, "a string without an end");
			return refused(check, first - 1);
		}
		if (c < ' ') {
			err_set(check->err, ERR_INPUT, "the control character U+%04X in a string",
			        (unsigned)c);
			return refused(check, check->at);
		}
		if (c != '\\')
			check->at++;
		else if (!check_escape(check))
			return false;
	}
	*spelt = (struct text){first, (size_t)(check->at - first)};
	check->at++;
	return true;
}

/* --- keys */

/* The room doubles, so it is full when the count is a power of two. */
static bool
note_key(struct check *check, struct key key)
{
	size_t count = check->key_count, size = count * sizeof key;
	if ((count & (count - 1)) == 0) {
		size_t room = count == 0 ? sizeof key : 2 * size;
		struct key *keys = arena_grow(check->arena, check->keys, size, room, check->err);
		if (keys == NULL)
			return false;
		check->keys = keys;
	}
	check->keys[check->key_count++] = key;
	return true;
}

/* By object and name; of two that are the same, the one written first. */
static int
compare_keys(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	if (a->name.size != b->name.size)
		return a->name.size < b->name.size ? -1 : 1;
	int order = memcmp(a->name.bytes, b->name.bytes, a->name.size);
	if (order != 0)
		return order;
	return a->spelt.bytes < b->spelt.bytes ? -1 : a->spelt.bytes > b->spelt.bytes;
}

static bool
check_keys(struct check *check)
{
	const struct key *twice = NULL;
	if (check->key_count > 0)
		qsort(check->keys, check->key_count, sizeof *check->keys, compare_keys);
	for (size_t i = 1; i < check->key_count; i++) {
		const struct key *key = &check->keys[i];
		if (key->object == key[-1].object && text_equal(key->name, key[-1].name) &&
		    (twice == NULL || key->spelt.bytes < twice->spelt.bytes))
			twice = key;
	}
	if (twice == NULL)
		return true;
	struct text shown = text_cut(twice->spelt, KEY_SHOWN);
	struct place first = place_of(check, twice[-1].spelt.bytes - 1);
	err_set(check->err, ERR_INPUT,
	        "\"%.*s\" stands twice in one object, first in line %zu, column %zu",
	        (int)shown.size, shown.bytes, first.line, first.column);
	return refused(check, twice->spelt.bytes - 1);
}

/* --- values */

static bool
check_word(struct check *check)
{
	struct text word = word_at(check);
	if (!text_equal(word, text_of("true")) && !text_equal(word, text_of("false")) &&
	    !text_equal(word, text_of("null")))
		return unexpected(check, "a value");
	check->at += word.size;
	return true;
}

static bool
check_range(struct check *check, struct text number, bool whole)
{
	int64_t ignored;
	if (whole && text_to_int64(number, INT64_MIN, INT64_MAX, &ignored))
		return true;
	struct text shown = text_cut(number, NUMBER_SHOWN);
	const char *dots = shown.size < number.size ? "..." : "";
	if (whole) {
		err_set(check->err, ERR_INPUT, "%.*s%s is not from %" PRId64 " to %" PRId64,
		        (int)shown.size, shown.bytes, dots, INT64_MIN, INT64_MAX);
		return refused(check, number.bytes);
	}
	const char *string = arena_copy(check->arena, number.bytes, number.size, check->err);
	if (string == NULL)
		return false;
	if (isfinite(strtod(string, NULL)))
		return true;
	err_set(check->err, ERR_INPUT, "%.*s%s is too large a number", (int)shown.size, shown.bytes,
	        dots);
	return refused(check, number.bytes);
}

static bool
pass_digits(struct check *check)
{
	if (!is_digit(peek(check)))
		return unexpected(check, "a digit");
	while (is_digit(peek(check)))
		check->at++;
	return true;
}

static bool
check_number(struct check *check)
{
	const char *first = check->at;
	check->at += *check->at == '-';
	const char *digits = check->at;
	if (!pass_digits(check))
		return false;
	if (*digits == '0' && check->at - digits > 1) {
		err_set(check->err, ERR_INPUT, "a number that begins with 0");
		return refused(check, first);
	}
	bool whole = true;
	if (peek(check) == '.') {
		whole = false;
		check->at++;
		if (!pass_digits(check))
			return false;
	}
	if (peek(check) == 'e' || peek(check) == 'E') {
		whole = false;
		check->at++;
		check->at += peek(check) == '+' || peek(check) == '-';
		if (!pass_digits(check))
			return false;
	}
	return check_range(check, (struct text){first, (size_t)(check->at - first)}, whole);
}

static bool
count_member(struct check *check)
{
	if (check->counts.members++ < check->limits->members)
		return true;
	err_set(check->err, ERR_INPUT, "more than %zu members and elements",
	        check->limits->members);
	return refused(check, check->at);
}

static bool
enter(struct check *check)
{
	if (check->depth == check->limits->depth) {
		err_set(check->err, ERR_INPUT, "more than %zu arrays and objects in one another",
		        check->limits->depth);
		return refused(check, check->at);
	}
	check->depth++;
	check->at++;
	return true;
}

static bool
check_array(struct check *check)
{
	check->counts.arrays++;
	if (!enter(check))
		return false;
	if (!pass(check, ']')) {
		do {
			skip_blanks(check);
			if (!count_member(check) || !check_value(check))
				return false;
		} while (pass(check, ','));
		if (!pass(check, ']'))
			return unexpected(check, "\",\" or \"]\"");
	}
	check->depth--;
	return true;
}

static bool
check_member(struct check *check, size_t object)
{
	struct key key = {.object = object};
	skip_blanks(check);
	if (peek(check) != '"')
		return unexpected(check, "a key in double quotes");
	if (!count_member(check) || !check_string(check, &key.spelt) ||
	    !document_escape_resolve(key.spelt, check->arena, &key.name, check->err) ||
	    !note_key(check, key))
		return false;
	struct text outer = check->inside;
	check->inside = key.spelt;
	if (!pass(check, ':'))
		return unexpected(check, "\":\"");
	if (!check_value(check))
		return false;
	check->inside = outer;
	return true;
}

static bool
check_object(struct check *check)
{
	size_t object = check->counts.objects++;
	if (!enter(check))
		return false;
	if (!pass(check, '}')) {
		do {
			if (!check_member(check, object))
				return false;
		} while (pass(check, ','));
		if (!pass(check, '}'))
			return unexpected(check, "\",\" or \"}\"");
	}
	check->depth--;
	return true;
}

static bool
check_value(struct check *check)
{
	struct text ignored;
	skip_blanks(check);
	int c = peek(check);
	if (c == '{')
		return check_object(check);
	if (c == '[')
		return check_array(check);
	if (c == '"')
		return check_string(check, &ignored);
	if (c == '-' || is_digit(c))
		return check_number(check);
	return check_word(check);
}

static bool
check_utf8(struct check *check)
{
	if (text_is_utf8((struct text){check->start, (size_t)(check->end - check->start)}))
		return true;
	for (const char *p = check->start; p < check->end;) {
		unsigned char lead = (unsigned char)*p;
		size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
		if (size > (size_t)(check->end - p) || !text_is_utf8((struct text){p, size})) {
			err_set(check->err, ERR_INPUT, "byte %zu is not UTF-8, which JSON is in",
			        (size_t)(p - check->start) + 1);
			return refused(check, p);
		}
		p += size;
	}
	return true;
}

bool
document_check(struct text bytes, const struct document_limits *limits, struct arena *arena,
               struct document_counts *counts, struct err *err)
{
	if (bytes.size == 0)
		bytes = text_of("");
	struct check check = {
	    .start = bytes.bytes,
	    .at = bytes.bytes,
	    .end = bytes.bytes + bytes.size,
	    .limits = limits,
	    .arena = arena,
	    .err = err,
	};
	if (!check_utf8(&check))
		return false;
	if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
		return err_set(err, ERR_INPUT,
		               "a byte order mark is before the JSON; leave it out");
	if (!check_value(&check))
		return false;
	skip_blanks(&check);
	if (check.at < check.end)
		return unexpected(&check, "nothing after the document");
	if (!check_keys(&check))
		return false;
	*counts = check.counts;
	return true;
}
