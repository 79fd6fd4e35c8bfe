/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text: slices of bytes and the checks that hostile text must pass.
 *
 * A struct text borrows its bytes, which need not end in NUL; bytes NULL means
 * "not set" (SQL null). Nothing here allocates.
 */
#ifndef KIDEPOT_BASE_TEXT_H
#define KIDEPOT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	const char *bytes;
	size_t size;
};

/* The text of a NUL-terminated string; NULL gives a text that is not set. */
struct text text_of(const char *string);

bool text_is_set(struct text text);
bool text_equal(struct text a, struct text b);
/* Equal but for the case of A to Z. */
bool text_equal_nocase(struct text a, struct text b);

/* Whether it is one of the words, "yes no". */
bool text_is_one_of(struct text text, const char *words);

/* Well-formed UTF-8: shortest form, no surrogates, at most U+10FFFF (RFC 3629). */
bool text_is_utf8(struct text text);

/* The first `max` bytes, fewer where a UTF-8 character would be cut in two. */
struct text text_cut(struct text text, size_t max);

/* Without the blanks at its ends. */
struct text text_trimmed(struct text text);

/* A byte below 0x20, or 0x7f. */
bool text_has_control(struct text text);

/* As text_has_control, but line feed, carriage return and tab are allowed. */
bool text_has_control_but_breaks(struct text text);

/*
 * An id that KiCad puts into a URL without escaping and nginx hands back
 * unchanged: ^[A-Za-z0-9_-][A-Za-z0-9._-]*$, at most 64 bytes.
 */
bool text_is_id(struct text text);

/* "Library:Name", both sides not empty, one colon, no control characters. */
bool text_is_library_id(struct text text);

/*
 * A whole number in decimal, exactly: an optional '-', digits, nothing else, no
 * overflow, min <= number <= max. Output untouched when false.
 */
bool text_to_int64(struct text text, int64_t min, int64_t max, int64_t *number);

/* "true yes on 1" / "false no off 0", any case. Output untouched when false. */
bool text_to_bool(struct text text, bool *value);

#endif
