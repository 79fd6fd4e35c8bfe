/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buf: bytes that grow at the end, in an arena.
 *
 * Start with {.arena = a}. The first failure is kept in `failed`: the appends
 * after it do nothing, so a caller may append a row of things and test once.
 */
#ifndef KIDEPOT_BASE_BUF_H
#define KIDEPOT_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct buf {
	struct arena *arena;
	char *bytes; /* not NUL-terminated; NULL while empty */
	size_t size;
	size_t room;
	bool failed; /* the arena's limit was met */
};

void buf_append(struct buf *buf, const char *bytes, size_t size);
void buf_append_text(struct buf *buf, struct text text);
void buf_append_string(struct buf *buf, const char *string);
void buf_append_format(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* `size` bytes more, which the caller fills; NULL after a failure. */
char *buf_extend(struct buf *buf, size_t size);

/* True while nothing failed; else ERR_LIMIT. */
bool buf_check(const struct buf *buf, struct err *err);

struct text buf_text(const struct buf *buf);

#endif
