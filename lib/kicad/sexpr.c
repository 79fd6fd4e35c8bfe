/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/sexpr.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NOTHING = -1 };

void
sexpr_start(struct sexpr *sexpr, sexpr_read *read, void *context)
{
	sexpr->read = read;
	sexpr->context = context;
	sexpr->start = sexpr->end = (struct sexpr_place){1, 1, 0};
	sexpr->depth = sexpr->text_size = sexpr->next = sexpr->filled = 0;
	sexpr->text_is_cut = sexpr->text_is_string = sexpr->line_has_begun = false;
}

bool
sexpr_fail(const struct sexpr *sexpr, struct err *err, const char *format, ...)
{
	char message[400];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	return err_set(err, ERR_INPUT, "line %zu, column %zu: %s", sexpr->start.line,
	               sexpr->start.column, message);
}

/* The next byte, which stays; NOTHING at the end. */
static bool
peek(struct sexpr *sexpr, int *byte, struct err *err)
{
	if (sexpr->next == sexpr->filled) {
		size_t size = 0;
		if (!sexpr->read(sexpr->context, sexpr->bytes, sizeof sexpr->bytes, &size, err))
			return false;
		sexpr->next = 0;
		sexpr->filled = size;
	}
	*byte = sexpr->next == sexpr->filled ? NOTHING : (unsigned char)sexpr->bytes[sexpr->next];
	if (*byte != 0)
		return true;
	sexpr->start = sexpr->end;
	return sexpr_fail(sexpr, err, "a byte 0");
}

/* Passes over the byte that peek told. */
static void
pass(struct sexpr *sexpr)
{
	char byte = sexpr->bytes[sexpr->next++];
	sexpr->end.offset++;
	if (byte == '\n') {
		sexpr->end.line++;
		sexpr->end.column = 1;
		sexpr->line_has_begun = false;
		return;
	}
	bool is_continuation = ((unsigned char)byte & 0xc0) == 0x80;
	sexpr->end.column += is_continuation ? 0 : 1;
	if (byte != ' ' && byte != '\t' && byte != '\r')
		sexpr->line_has_begun = true;
}

static bool
is_blank(int byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\f' ||
	       byte == '\v';
}

static bool
pass_line(struct sexpr *sexpr, struct err *err)
{
	int byte;
	do {
		if (!peek(sexpr, &byte, err))
			return false;
		if (byte != NOTHING)
			pass(sexpr);
	} while (byte != NOTHING && byte != '\n');
	return true;
}

/* Passes over blanks and lines that say nothing. */
static bool
pass_blanks(struct sexpr *sexpr, int *byte, struct err *err)
{
	for (;;) {
		if (!peek(sexpr, byte, err))
			return false;
		if (is_blank(*byte))
			pass(sexpr);
		else if (*byte != '#' || sexpr->line_has_begun)
			return true;
		else if (!pass_line(sexpr, err))
			return false;
	}
}

static void
keep(struct sexpr *sexpr, int byte)
{
	if (sexpr->text_size < sizeof sexpr->text)
		sexpr->text[sexpr->text_size++] = (char)byte;
	else
		sexpr->text_is_cut = true;
}

static int
digit_value(int byte, int base)
{
	int value = byte >= '0' && byte <= '9'   ? byte - '0'
	            : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
	            : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
	                                         : base;
	return value < base ? value : NOTHING;
}

/* Up to `most` digits; those that are not digits stay. */
static bool
read_number(struct sexpr *sexpr, int base, int most, int *number, struct err *err)
{
	int byte;
	*number = 0;
	for (int i = 0; i < most; i++) {
		if (!peek(sexpr, &byte, err))
			return false;
		if (byte == NOTHING || digit_value(byte, base) == NOTHING)
			break;
		*number = *number * base + digit_value(byte, base);
		pass(sexpr);
	}
	return true;
}

/* What stands behind a backslash. */
static bool
read_escape(struct sexpr *sexpr, struct err *err)
{
	static const char letters[] = "abfnrtv", meanings[] = "\a\b\f\n\r\t\v";
	int byte, number;
	if (!peek(sexpr, &byte, err))
		return false;
	if (byte == NOTHING)
		return true; /* the string's end is missed by the caller */
	if (digit_value(byte, 8) != NOTHING || byte == 'x') {
		if (byte == 'x')
			pass(sexpr);
		if (!read_number(sexpr, byte == 'x' ? 16 : 8, byte == 'x' ? 2 : 3, &number, err))
			return false;
		keep(sexpr, number & 0xff);
		return true;
	}
	const char *letter = strchr(letters, byte);
	keep(sexpr, letter == NULL ? byte : meanings[letter - letters]);
	pass(sexpr);
	return true;
}

static bool
read_string(struct sexpr *sexpr, struct err *err)
{
	int byte;
	pass(sexpr);
	for (;;) {
		if (!peek(sexpr, &byte, err))
			return false;
		if (byte == NOTHING)
			return sexpr_fail(sexpr, err, "the string does not end");
		pass(sexpr);
		if (byte == '"')
			return true;
		if (byte != '\\')
			keep(sexpr, byte);
		else if (!read_escape(sexpr, err))
			return false;
	}
}

static bool
read_word(struct sexpr *sexpr, int byte, struct err *err)
{
	while (byte != NOTHING && !is_blank(byte) && byte != '(' && byte != ')' && byte != '"') {
		keep(sexpr, byte);
		pass(sexpr);
		if (!peek(sexpr, &byte, err))
			return false;
	}
	return true;
}

static bool
read_text(struct sexpr *sexpr, int byte, struct err *err)
{
	sexpr->text_size = 0;
	sexpr->text_is_cut = false;
	sexpr->text_is_string = byte == '"';
	return byte == '"' ? read_string(sexpr, err) : read_word(sexpr, byte, err);
}

bool
sexpr_next(struct sexpr *sexpr, enum sexpr_kind *kind, struct err *err)
{
	int byte;
	if (!pass_blanks(sexpr, &byte, err))
		return false;
	sexpr->start = sexpr->end;
	switch (byte) {
	case NOTHING:
		if (sexpr->depth > 0)
			return sexpr_fail(sexpr, err, "the file ends inside a list");
		*kind = SEXPR_END;
		return true;
	case '(':
		if (sexpr->depth == SEXPR_DEPTH_MAX)
			return sexpr_fail(sexpr, err, "lists are deeper than %d", SEXPR_DEPTH_MAX);
		pass(sexpr);
		sexpr->depth++;
		*kind = SEXPR_OPEN;
		return true;
	case ')':
		if (sexpr->depth == 0)
			return sexpr_fail(sexpr, err, "it closes a list that is not open");
		pass(sexpr);
		sexpr->depth--;
		*kind = SEXPR_CLOSE;
		return true;
	default:
		*kind = SEXPR_TEXT;
		return read_text(sexpr, byte, err);
	}
}

bool
sexpr_head(struct sexpr *sexpr, struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	if (kind == SEXPR_OPEN) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (kind == SEXPR_TEXT)
			return true;
	}
	return err_set(err, ERR_INPUT, "it is no file of KiCad's");
}

bool
sexpr_leave(struct sexpr *sexpr, size_t depth, struct err *err)
{
	enum sexpr_kind kind = SEXPR_TEXT;
	while (sexpr->depth >= depth && kind != SEXPR_END)
		if (!sexpr_next(sexpr, &kind, err))
			return false;
	return true;
}

bool
sexpr_tail(struct sexpr *sexpr, struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	return kind == SEXPR_END ||
	       sexpr_fail(sexpr, err,
	                  "KiCad reads no further than the \")\" before this, which "
	                  "closes the file's first list");
}

struct text
sexpr_text(const struct sexpr *sexpr)
{
	return (struct text){sexpr->text, sexpr->text_size};
}

bool
sexpr_is(const struct sexpr *sexpr, const char *word)
{
	return !sexpr->text_is_cut && text_equal(sexpr_text(sexpr), text_of(word));
}
