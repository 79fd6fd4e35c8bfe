/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_rows: a JSON object that is larger than memory, whose members are arrays:
 *
 *	{"format":"...","part":[{...},{...}],"parameter":[{...}]}
 *
 * read one element at a time. Memory is that of the largest. What stands between the
 * elements is looked at here, they themselves are for document_read.
 */
#ifndef KIDEPOT_BASE_DOCUMENT_ROWS_H
#define KIDEPOT_BASE_DOCUMENT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/stream.h"

enum {
	DOCUMENT_ROWS_KEY_MAX = 100,          /* bytes of a member's name */
	DOCUMENT_ROWS_SIZE_MAX = 1024 * 1024, /* bytes of an element, or of another value */
	DOCUMENT_ROWS_PIECE = 64 * 1024
};

struct document_rows {
	struct stream_in *in;
	const char *place; /* for messages */
	int64_t line;      /* from 1, of the next byte */
	int64_t bytes;     /* read so far */
	enum { DOCUMENT_ROWS_START, DOCUMENT_ROWS_MEMBERS, DOCUMENT_ROWS_ELEMENTS } state;
	bool is_first; /* of the members, or of the elements */
	char key[DOCUMENT_ROWS_KEY_MAX + 1];
	struct buf value;
	size_t next, filled; /* of piece */
	char piece[DOCUMENT_ROWS_PIECE];
};

struct document_rows_item {
	const char *key;  /* the member's name, until the next call */
	bool is_element;  /* of its array; else the value is the member's, which is no array */
	struct text json; /* until the next call */
	int64_t line;     /* on which it begins */
};

/* The arena is for one value at a time, and is not emptied. */
void document_rows_start(struct document_rows *rows, struct stream_in *in, struct arena *arena);

/*
 * The next element, or value of a member; *more is false at the end, and the item untouched.
 * An empty array is passed over. ERR_INPUT with "place:line: " when this is no such object, a
 * name has an escape or is longer than DOCUMENT_ROWS_KEY_MAX, a value larger than
 * DOCUMENT_ROWS_SIZE_MAX, something follows; stream_read's; ERR_LIMIT.
 */
bool document_rows_next(struct document_rows *rows, struct document_rows_item *item, bool *more,
                        struct err *err);

#endif
