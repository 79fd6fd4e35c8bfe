/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_read: JSON that somebody sent, read into a struct document.
 *
 * What is read can be looked at with the functions here and written with
 * base/document.h. All of it, texts too, belongs to the arena it was read into
 * and is gone with it; it is never given to document_free. JSON's null is the
 * address NULL, which every function here takes.
 *
 * The functions that return bool leave their outputs untouched when false.
 */
#ifndef KIDEPOT_BASE_DOCUMENT_READ_H
#define KIDEPOT_BASE_DOCUMENT_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct document;

/* No document is read that is deeper, whatever its limits say. */
enum { DOCUMENT_DEPTH_MAX = 1000 };

/* A document at a limit is read, one beyond it is refused. */
struct document_limits {
	size_t size;    /* bytes; INT_MAX is the most */
	size_t depth;   /* arrays and objects in one another; 0 allows neither */
	size_t members; /* members of all objects and elements of all arrays together */
};

/*
 * Reads one JSON document by RFC 8259, strictly, and only what can be kept
 * without loss. ERR_INPUT, with line, column (in characters, from 1) and the
 * key of the innermost member where there is one, for:
 * - bytes that are not UTF-8 (8.1), a byte order mark, anything the grammar does
 *   not have (comments, NaN, single quotes, a comma at the end, control
 *   characters in strings, more than one value ...);
 * - a key twice in one object, however it is spelt;
 * - the character U+0000 and halves of surrogate pairs, also as escapes;
 * - whole numbers outside int64_t, other numbers that are too large for a double;
 * - more than limits->depth and limits->members.
 * ERR_LIMIT for more than limits->size bytes, and for more memory than the arena
 * has; what json-c needs is estimated, generously, and counted before it starts.
 */
bool document_read(struct text bytes, const struct document_limits *limits, struct arena *arena,
                   struct document **document, struct err *err);

enum document_kind {
	DOCUMENT_NULL,
	DOCUMENT_BOOL,
	DOCUMENT_NUMBER, /* written without fraction and exponent */
	DOCUMENT_REAL,   /* any other number, also 1.0 and 1e2 */
	DOCUMENT_TEXT,
	DOCUMENT_ARRAY,
	DOCUMENT_OBJECT,
	DOCUMENT_KINDS
};

enum document_kind document_kind(const struct document *value);

/* For messages: "null", "a boolean", "a whole number", "a decimal number",
 * "a string", "an array", "an object". */
const char *document_kind_word(enum document_kind kind);

/* The value, when it is of that kind; false for any other. */
bool document_text(const struct document *value, struct text *text);
bool document_number(const struct document *value, int64_t *number);
bool document_bool(const struct document *value, bool *truth);
/* Takes a DOCUMENT_NUMBER too; the nearest double is given. */
bool document_real(const struct document *value, double *real);
/* A number of either kind, letter by letter as it was sent, for exact decimals;
 * only -0 is 0. Also false without memory. */
bool document_number_text(const struct document *value, struct text *text);

/* How many elements an array or members an object has; 0 for anything else. */
size_t document_count(const struct document *value);

/* The element at `index`, from 0; NULL when there is none, or when it is null. */
const struct document *document_element(const struct document *array, size_t index);

/* The member called `key`; false when there is none or this is no object. */
bool document_find(const struct document *object, struct text key, const struct document **value);

/*
 * A walk over an object's members, in the order in which they were sent; over
 * anything else it ends at once:
 *
 *	struct document_walk walk = document_walk(object);
 *	while (document_next(&walk))
 *		use(walk.key, walk.value);
 */
struct document_walk {
	struct text key;
	const struct document *value;
	const void *following; /* for document_next */
};

struct document_walk document_walk(const struct document *object);
bool document_next(struct document_walk *walk);

#endif
