/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream: files that may be larger than memory, in pieces. The path "-" is the
 * standard input or output. Paths are borrowed until a stream is closed.
 */
#ifndef KIDEPOT_BASE_STREAM_H
#define KIDEPOT_BASE_STREAM_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

/* As stream_read, without a stream. */
typedef bool stream_reader(void *context, char *bytes, size_t room, size_t *size, struct err *err);

struct stream_in {
	const char *name; /* for messages: the path, or "standard input" */
	int64_t size;     /* in bytes; -1 when it is not known */
	int fd;
	stream_reader *read; /* of what is no file; then fd is not looked at */
	void *context;
};

/* ERR_INPUT when it cannot be opened. */
bool stream_open(struct stream_in *in, const char *path, struct err *err);

/* At most `room` bytes; *size is 0 at the end only. ERR_INPUT. */
bool stream_read(struct stream_in *in, char *bytes, size_t room, size_t *size, struct err *err);

void stream_close(struct stream_in *in);

struct stream_out {
	const char *path;
	int fd;
	char temporary[PATH_MAX]; /* "" for the standard output */
};

/*
 * A file that appears whole or not at all: it is written beside its place, with
 * `mode` whatever the umask is. Only a regular file is replaced, no device and no
 * link. ERR_OUTPUT, here and below. What was opened is ended by stream_finish or
 * stream_abandon, one of the two.
 */
bool stream_create(struct stream_out *out, const char *path, unsigned mode, struct err *err);

bool stream_write(struct stream_out *out, struct text piece, struct err *err);

/* Syncs it and puts it in its place. Nothing is left behind on failure. */
bool stream_finish(struct stream_out *out, struct err *err);

void stream_abandon(struct stream_out *out);

#endif
