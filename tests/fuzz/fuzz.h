/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz: what the fuzzers share. Each is one file with LLVMFuzzerTestOneInput,
 * which takes an input apart, gives the pieces to one parser and checks what
 * must hold of its answer. tests/fuzz/run builds and runs them.
 */
#ifndef KIDEPOT_FUZZ_H
#define KIDEPOT_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the fuzzer, which then keeps the input. */
#define FUZZ_CHECK(condition)                                                             \
	do {                                                                              \
		if (!(condition)) {                                                       \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, \
			        #condition);                                              \
			abort();                                                          \
		}                                                                         \
	} while (0)

/* The next piece of the input: up to the byte 0xff, or to the end. Not copied. */
static inline struct text
fuzz_piece(const uint8_t **data, size_t *size)
{
	const uint8_t *start = *data;
	const uint8_t *end = *size > 0 ? memchr(start, 0xff, *size) : NULL;
	size_t taken = end == NULL ? *size : (size_t)(end - start);
	size_t passed = end == NULL ? taken : taken + 1;
	*data += passed;
	*size -= passed;
	return (struct text){(const char *)start, taken};
}

/* A copy of exactly its size, so that the sanitizer sees each byte read beyond. */
static inline struct text
fuzz_copy(struct text text)
{
	char *copy = malloc(text.size == 0 ? 1 : text.size);
	if (copy == NULL)
		abort();
	if (text.size > 0)
		memcpy(copy, text.bytes, text.size);
	return (struct text){copy, text.size};
}

/* The input as a source of bytes, `piece` of them at the most each time. */
struct fuzz_source {
	struct text text;
	size_t piece;
};

static inline bool
fuzz_read(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct fuzz_source *source = context;
	size_t some = source->piece < room ? source->piece : room;
	(void)err;
	*size = some < source->text.size ? some : source->text.size;
	if (*size > 0)
		memcpy(bytes, source->text.bytes, *size);
	source->text.bytes += *size;
	source->text.size -= *size;
	return true;
}

static inline char *
fuzz_string(struct text text)
{
	char *copy = calloc(1, text.size + 1);
	if (copy == NULL)
		abort();
	if (text.size > 0)
		memcpy(copy, text.bytes, text.size);
	return copy;
}

#endif
