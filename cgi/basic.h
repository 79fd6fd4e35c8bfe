/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * basic: user and password as a client sends them that has them in its address,
 * https://user:password@host (RFC 7617).
 */
#ifndef KIDEPOT_CGI_BASIC_H
#define KIDEPOT_CGI_BASIC_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

struct basic {
	struct text user, password; /* any bytes */
};

/*
 * Takes apart what stands behind "Basic ". Neither is set when that is no base 64, has no ':'
 * or nothing behind it, or is not set. Only ERR_LIMIT.
 */
bool basic_read(struct text credentials, struct arena *arena, struct basic *basic, struct err *err);

/* "user:password@" as it is written into an address, NUL-terminated, in the arena; NULL with
 * ERR_LIMIT. */
char *basic_userinfo(const struct basic *basic, struct arena *arena, struct err *err);

#endif
