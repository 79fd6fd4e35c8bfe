/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * secret_file: a token or a password that a file or the standard input holds, so that no list
 * of processes shows it.
 */
#ifndef KIDEPOT_CLI_SECRET_FILE_H
#define KIDEPOT_CLI_SECRET_FILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

/* Without blanks and line feeds at the end. */
struct text secret_file_trim(struct text secret);

/*
 * What the file holds, trimmed; "-" is the standard input. At most 4096 bytes. `what` it is
 * stands in messages: "token". ERR_INPUT, ERR_LIMIT; file_read's errors.
 */
bool secret_file_read(const char *path, const char *what, struct arena *arena, struct text *secret,
                      struct err *err);

#endif
