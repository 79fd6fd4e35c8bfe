/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token: who may ask. A token is "kd_" + 8 hexadecimal digits (its prefix, which
 * may be shown and finds its row) + "_" + 64 hexadecimal digits (256 random
 * bits). The database keeps the SHA-256 of the whole.
 */
#ifndef KIDEPOT_CATALOGUE_TOKEN_H
#define KIDEPOT_CATALOGUE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/document.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/db.h"

enum { TOKEN_PREFIX_SIZE = 8, TOKEN_SIZE = 3 + TOKEN_PREFIX_SIZE + 1 + 64 };

enum token_state { TOKEN_UNKNOWN, TOKEN_VALID, TOKEN_EXPIRED, TOKEN_REVOKED };

struct token {
	enum token_state state;
	char prefix[TOKEN_PREFIX_SIZE + 1]; /* "" when the text is not of a token's form */
	struct text name;                   /* of the token; not set when unknown */
	struct text scope;                  /* "read" or "admin"; not set when unknown */
	struct text since;                  /* YYYY-MM-DD when expired or revoked */
	/* What it is good for, as the text of an array of kicad.part's own_category_id;
	 * not set: all. */
	struct text own_category_ids;
};

/* What the database has of a prefix; the secret is not in it. */
struct token_row {
	bool is_there;
	unsigned char sha256[SECRET_SHA256_SIZE]; /* of the secret */
	enum token_state state;
	struct text name, scope, since, own_category_ids; /* as in struct token */
	bool tells_expiry;  /* else it is not known when it expires, if ever */
	int64_t expires_in; /* ms from now; INT64_MAX: never */
};

/* True when the text has a token's form: exact, in lower case. No database is asked. */
bool token_has_form(struct text secret);

/* The prefix of a text that has a token's form. */
struct text token_prefix(struct text secret);

/* Reads what there is of the prefix; its texts are in the arena. db_query's errors. */
bool token_read(struct db *db, struct text prefix, struct arena *arena, struct token_row *row,
                struct err *err);

/*
 * What a secret that a client sent is good for. `row` is what token_read has of its
 * prefix, or {0}. A text that has not a token's form, a prefix that is not there and a
 * secret that is wrong are all TOKEN_UNKNOWN, and the comparison takes the same time
 * for each. The texts are those of the row. ERR_SYSTEM.
 */
bool token_judge(struct text secret, const struct token_row *row, struct token *token,
                 struct err *err);

/* Keeps, to the minute, that the token of that prefix was used. db_query's errors. */
bool token_used(struct db *db, struct text prefix, struct arena *arena, struct err *err);

/* What a token is to be. */
struct token_terms {
	struct text name;  /* such as the person or machine it is for */
	struct text scope; /* "read" or "admin" */
	/* "" for never, "90d" for that many days from now (1 to 36500) or "2030-12-31",
	 * at 00:00 UTC */
	struct text expires;
	/* Paths or ids: it is good for these and all below; none: for all there are. */
	const struct text *categories;
	size_t category_count;
};

/*
 * Makes a token and stores its digest. `secret` is the whole, NUL-terminated, in the
 * arena, and nowhere else; so is the id.
 * ERR_INPUT, with the field, for a name that is empty or not one line of UTF-8, another scope, an
 * expiry of another form or in the past, scope admin with categories, a category that
 * is not there; db_query's errors. err must not be NULL.
 */
bool token_make(struct db *db, const struct token_terms *terms, struct arena *arena,
                struct text *id, struct text *secret, struct err *err);

struct token_info {
	struct text id, prefix, name, scope;
	struct text state;                     /* "valid", "expired" or "revoked" */
	struct text created, expires, revoked; /* YYYY-MM-DD in UTC, or not set */
	struct text last_used;                 /* YYYY-MM-DDThh:mmZ, or not set */
	bool restricted;                       /* good for `categories` only: their paths */
	struct db_array categories;
};

/* The token of that id, or all, oldest first, when it is not set; in the arena. */
bool token_list(struct db *db, struct text id, struct arena *arena, struct token_info **tokens,
                size_t *count, struct err *err);

/*
 * {"id","prefix","name","scope","categories","state","created","expires","revoked",
 *  "last_used"}, null for what is not set and for the categories of one that is good for
 * all. The caller frees it; NULL without memory.
 */
struct document *token_document(const struct token_info *token);

/*
 * Id and prefix of the one token, not revoked yet, that `which` means: its prefix, its
 * name, or the secret itself. ERR_INPUT when there is none, ERR_CONFLICT when several
 * have that name.
 */
bool token_find(struct db *db, struct text which, struct arena *arena, struct text *id,
                struct text *prefix, struct err *err);

/* Revokes the one of that id; one that is revoked, or not there, stays so. */
bool token_revoke(struct db *db, struct text id, struct arena *arena, struct err *err);

#endif
