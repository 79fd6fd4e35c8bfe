/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document: JSON being built; base/document_read.h reads it. The two are the one
 * door to json-c.
 *
 * A document is freed by its owner with document_free; adding it to another
 * gives it away, also when adding fails. Every add returns false when memory
 * ran out, also when the target is NULL, so that calls can be chained with &&.
 * Texts must be UTF-8; they are escaped as JSON demands, and '/' is left alone.
 * Members are written in the order in which they were added.
 */
#ifndef KIDEPOT_BASE_DOCUMENT_H
#define KIDEPOT_BASE_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct document;

struct document *document_object(void);
struct document *document_array(void);
void document_free(struct document *document); /* NULL is fine */

bool document_add_text(struct document *object, const char *key, struct text value);
bool document_add_string(struct document *object, const char *key, const char *value);
bool document_add_number(struct document *object, const char *key, int64_t value);
/* Written with a decimal point, also when it is whole: 1.0. Must be finite. */
bool document_add_real(struct document *object, const char *key, double value);
bool document_add_bool(struct document *object, const char *key, bool value);
bool document_add_null(struct document *object, const char *key);
bool document_add(struct document *object, const char *key, struct document *child);
/* A text that may be not set: null then. */
bool document_add_set(struct document *object, const char *key, struct text value);
/* A whole number in decimal, as a number; null when it is not set. */
bool document_add_id(struct document *object, const char *key, struct text id);
/* For a key that is not a constant of the program; also false for a longer one. */
enum { DOCUMENT_KEY_MAX = 4000 }; /* bytes */
bool document_add_keyed(struct document *object, struct text key, struct document *child);
bool document_add_keyed_text(struct document *object, struct text key, struct text value);

/* A copy that is its owner's, of a document that was read, too. NULL without memory. */
struct document *document_copy(const struct document *document);

bool document_append_text(struct document *array, struct text value);
bool document_append(struct document *array, struct document *child);

/* Appends the text on one line, without blanks or a line feed at the end. */
bool document_write(const struct document *document, struct buf *out, struct err *err);

/* Appends a text as a JSON string. A failure is kept in `out`. */
void document_write_text(struct text value, struct buf *out);

/* Appends the text for people: indented, with a line feed at the end. */
bool document_write_pretty(const struct document *document, struct buf *out, struct err *err);

#endif
