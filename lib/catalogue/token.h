/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token: who may ask. A token is "kd_" + 8 hexadecimal digits (its prefix, which
 * may be shown and finds its row) + "_" + 64 hexadecimal digits (256 random
 * bits). The database keeps the SHA-256 of the whole.
 */
#ifndef KIDEPOT_CATALOGUE_TOKEN_H
#define KIDEPOT_CATALOGUE_TOKEN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

enum {
	TOKEN_PREFIX_SIZE = 8,
	TOKEN_SIZE = 3 + TOKEN_PREFIX_SIZE + 1 + 64
};

enum token_state { TOKEN_UNKNOWN, TOKEN_VALID, TOKEN_EXPIRED, TOKEN_REVOKED };

struct token {
	enum token_state state;
	char prefix[TOKEN_PREFIX_SIZE + 1]; /* "" when the text is not of a token's form */
	struct text name;                   /* of the token; not set when unknown */
	struct text scope;                  /* "read" or "admin"; not set when unknown */
	struct text since;                  /* YYYY-MM-DD when expired or revoked */
};

/*
 * What the database says of a secret a client sent. A text that has not a
 * token's form, a prefix that is not there and a secret that is wrong are all
 * TOKEN_UNKNOWN, and the comparison takes the same time for each. False only when the database
 * could not be asked (db_query's errors).
 */
bool token_check(struct db *db, struct text secret, struct arena *arena, struct token *token,
                 struct err *err);

#endif
