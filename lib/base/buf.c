/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_ROOM = 1024 };

static bool
buf_grow(struct buf *buf, size_t more)
{
	if (buf->failed)
		return false;
	size_t room = buf->room == 0 ? FIRST_ROOM : buf->room;
	while (room - buf->size < more && room <= SIZE_MAX / 2)
		room *= 2;
	char *bytes = NULL;
	if (room - buf->size >= more)
		bytes = arena_grow(buf->arena, buf->bytes, buf->size, room, NULL);
	if (bytes == NULL) {
		buf->failed = true;
		return false;
	}
	buf->bytes = bytes;
	buf->room = room;
	return true;
}

static bool
buf_reserve(struct buf *buf, size_t more)
{
	return (!buf->failed && more <= buf->room - buf->size) || buf_grow(buf, more);
}

char *
buf_extend(struct buf *buf, size_t size)
{
	if (!buf_reserve(buf, size))
		return NULL;
	buf->size += size;
	return buf->bytes + buf->size - size;
}

void
buf_append(struct buf *buf, const char *bytes, size_t size)
{
	if (size == 0 || !buf_reserve(buf, size))
		return;
	memcpy(buf->bytes + buf->size, bytes, size);
	buf->size += size;
}

void
buf_append_text(struct buf *buf, struct text text)
{
	buf_append(buf, text.bytes, text.size);
}

void
buf_append_string(struct buf *buf, const char *string)
{
	buf_append(buf, string, strlen(string));
}

void
buf_append_format(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	/* vsnprintf writes a NUL after the text; it is not counted. */
	if (length < 0 || !buf_reserve(buf, (size_t)length + 1)) {
		buf->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(buf->bytes + buf->size, (size_t)length + 1, format, args);
	va_end(args);
	buf->size += (size_t)length;
}

bool
buf_check(const struct buf *buf, struct err *err)
{
	if (buf->failed)
		return err_set(err, ERR_LIMIT, "this needs more memory than is allowed for it");
	return true;
}

struct text
buf_text(const struct buf *buf)
{
	return (struct text){buf->bytes == NULL ? "" : buf->bytes, buf->size};
}
