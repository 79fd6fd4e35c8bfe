/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gzip: bytes made smaller, in the form of RFC 1952. One of the doors to zlib.
 */
#ifndef KIDEPOT_BASE_GZIP_H
#define KIDEPOT_BASE_GZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

/*
 * The caller frees *packed, `*size` bytes and no more memory than these. The same bytes
 * are packed alike each time. ERR_LIMIT without memory.
 */
bool gzip_pack(struct text plain, char **packed, size_t *size, struct err *err);

#endif
