/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * secret: random bytes, SHA-256, comparison in constant time. The one door to
 * libcrypto.
 */
#ifndef KIDEPOT_BASE_SECRET_H
#define KIDEPOT_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/stream.h"
#include "base/text.h"

enum { SECRET_SHA256_SIZE = 32, SECRET_SHA256_HEX = 65 /* in digits, with the NUL */ };

/* Fills `bytes` from the system's generator for secrets. ERR_SYSTEM. */
bool secret_random(unsigned char *bytes, size_t size, struct err *err);

/* ERR_SYSTEM when libcrypto has no SHA-256. */
bool secret_sha256(struct text text, unsigned char digest[SECRET_SHA256_SIZE], struct err *err);

/* The same of all that is left in the stream, and how many bytes that is. ERR_SYSTEM,
 * stream_read's errors. */
bool secret_sha256_stream(struct stream_in *in, unsigned char digest[SECRET_SHA256_SIZE],
                          int64_t *size, struct err *err);

/* The same of a text, in hexadecimal digits. ERR_SYSTEM. */
bool secret_sha256_hex(struct text text, char hex[SECRET_SHA256_HEX], struct err *err);

/* Takes the same time wherever the first difference is. */
bool secret_equal(const unsigned char *a, const unsigned char *b, size_t size);

/* Overwrites memory that held a secret, also where the compiler sees no use. */
void secret_wipe(void *bytes, size_t size);

/* 2 * size lower-case hexadecimal digits and a NUL into `hex`. */
void secret_hex(const unsigned char *bytes, size_t size, char *hex);

#endif
