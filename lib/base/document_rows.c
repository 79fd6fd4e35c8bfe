/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_rows.h"

#include <inttypes.h>
#include <string.h>

enum { END = -1 };

static bool
fail(const struct document_rows *rows, struct err *err, const char *what)
{
	return err_set(err, ERR_INPUT, "%s:%" PRId64 ": %s", rows->place, rows->line, what);
}

/* The next byte, which stays there; END at the end. */
static bool
peek(struct document_rows *rows, int *byte, struct err *err)
{
	if (rows->next == rows->filled) {
		rows->next = 0;
		if (!stream_read(rows->in, rows->piece, sizeof rows->piece, &rows->filled, err))
			return false;
		rows->bytes += (int64_t)rows->filled;
	}
	*byte = rows->filled == 0 ? END : (unsigned char)rows->piece[rows->next];
	return true;
}

static void
pass(struct document_rows *rows)
{
	rows->line += rows->piece[rows->next++] == '\n';
}

/* The next byte that is no blank (RFC 8259, 2). */
static bool
peek_sign(struct document_rows *rows, int *byte, struct err *err)
{
	for (;;) {
		if (!peek(rows, byte, err))
			return false;
		if (*byte == END || strchr(" \t\r\n", *byte) == NULL || *byte == 0)
			return true;
		pass(rows);
	}
}

static bool
expect(struct document_rows *rows, int wanted, struct err *err, const char *otherwise)
{
	int byte;
	if (!peek_sign(rows, &byte, err))
		return false;
	if (byte != wanted)
		return fail(rows, err, otherwise);
	pass(rows);
	return true;
}

static bool
read_key(struct document_rows *rows, struct err *err)
{
	size_t size = 0;
	int byte = 0;
	if (!expect(rows, '"', err, "the name of a member must be here, in quotes"))
		return false;
	for (;;) {
		if (!peek(rows, &byte, err))
			return false;
		if (byte == '"')
			break;
		if (byte < 0x20 || byte == '\\' || size == DOCUMENT_ROWS_KEY_MAX)
			return fail(rows, err,
			            "the name of a member is one of a table; this is none");
		rows->key[size++] = (char)byte;
		pass(rows);
	}
	pass(rows);
	rows->key[size] = '\0';
	return expect(rows, ':', err, "a \":\" must follow the name of a member");
}

/* Where in a value a byte stands. */
struct inside {
	size_t depth;
	bool in_string, is_escaped;
};

/* Whether the value ends before this byte. */
static bool
ends_before(const struct inside *inside, int byte, bool any)
{
	if (byte == END)
		return true;
	if (inside->in_string || inside->depth > 0 || !any)
		return false;
	return strchr(" \t\r\n,]}", byte) != NULL;
}

static void
go_on(struct inside *inside, int byte)
{
	if (inside->in_string) {
		bool was_escaped = inside->is_escaped;
		inside->is_escaped = !was_escaped && byte == '\\';
		inside->in_string = was_escaped || byte != '"';
		return;
	}
	inside->in_string = byte == '"';
	if (byte == '{' || byte == '[')
		inside->depth++;
	else if (byte == '}' || byte == ']')
		inside->depth--;
}

/* All bytes of a value; whether they are JSON is for others. */
static bool
read_value(struct document_rows *rows, struct document_rows_item *item, struct err *err)
{
	struct inside inside = {.depth = 0};
	int byte;
	rows->value.size = 0;
	if (!peek_sign(rows, &byte, err))
		return false;
	item->line = rows->line;
	if (byte == END || strchr(",]}", byte) != NULL)
		return fail(rows, err, "a value must be here");
	for (;;) {
		if (!peek(rows, &byte, err))
			return false;
		if (ends_before(&inside, byte, rows->value.size > 0))
			break;
		if (rows->value.size == DOCUMENT_ROWS_SIZE_MAX)
			return fail(rows, err, "the value is larger than 1 MiB");
		char one = (char)byte;
		buf_append(&rows->value, &one, 1);
		go_on(&inside, byte);
		pass(rows);
	}
	item->json = buf_text(&rows->value);
	return buf_check(&rows->value, err);
}

/* Passes over what stands before the next of a list; *more is false behind its end. */
static bool
step(struct document_rows *rows, int end, bool *more, struct err *err, const char *otherwise)
{
	int byte;
	if (!peek_sign(rows, &byte, err))
		return false;
	bool is_first = rows->is_first;
	rows->is_first = false;
	*more = byte != end;
	if (byte == end) {
		pass(rows);
		return true;
	}
	if (is_first)
		return true;
	return expect(rows, ',', err, otherwise);
}

/* The next member is named; *is_item: its value was read and is no array. */
static bool
next_member(struct document_rows *rows, struct document_rows_item *item, bool *is_item, bool *more,
            struct err *err)
{
	int byte;
	*is_item = false;
	if (!step(rows, '}', more, err, "a \",\" or \"}\" must follow a member"))
		return false;
	if (!*more) {
		if (!peek_sign(rows, &byte, err))
			return false;
		return byte == END || fail(rows, err, "something follows the object");
	}
	if (!read_key(rows, err) || !peek_sign(rows, &byte, err))
		return false;
	if (byte == '[') {
		pass(rows);
		rows->state = DOCUMENT_ROWS_ELEMENTS;
		rows->is_first = true;
		return true;
	}
	*is_item = true;
	return read_value(rows, item, err);
}

void
document_rows_start(struct document_rows *rows, struct stream_in *in, struct arena *arena)
{
	*rows = (struct document_rows){
	    .in = in, .place = in->name, .line = 1, .value = {.arena = arena}};
}

bool
document_rows_next(struct document_rows *rows, struct document_rows_item *item, bool *more,
                   struct err *err)
{
	struct document_rows_item made = {.key = rows->key};
	bool there = true;
	if (rows->state == DOCUMENT_ROWS_START) {
		if (!expect(rows, '{', err, "it is no JSON object"))
			return false;
		rows->state = DOCUMENT_ROWS_MEMBERS;
		rows->is_first = true;
	}
	for (;;) {
		if (rows->state == DOCUMENT_ROWS_ELEMENTS) {
			if (!step(rows, ']', &there, err,
			          "a \",\" or \"]\" must follow an element"))
				return false;
			made.is_element = there;
			if (there && !read_value(rows, &made, err))
				return false;
			if (there)
				break;
			rows->state = DOCUMENT_ROWS_MEMBERS;
			continue;
		}
		bool is_item;
		if (!next_member(rows, &made, &is_item, &there, err))
			return false;
		if (is_item || !there)
			break;
	}
	*more = there;
	if (there)
		*item = made;
	return true;
}
