/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file: small files whole. What can be large is for stream.h.
 */
#ifndef KIDEPOT_BASE_FILE_H
#define KIDEPOT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

/*
 * The whole file, in the arena and NUL-terminated (the NUL is not counted).
 * ERR_INPUT when it cannot be read, ERR_LIMIT when it is larger than `limit`.
 */
bool file_read(const char *path, size_t limit, struct arena *arena, struct text *content,
               struct err *err);

/*
 * Writes a file that appears whole or not at all: a temporary file beside it,
 * with `mode` whatever the umask is, synced and renamed. Only a regular file is
 * replaced, no device and no link. ERR_OUTPUT.
 */
bool file_write(const char *path, unsigned mode, struct text content, struct err *err);

#endif
