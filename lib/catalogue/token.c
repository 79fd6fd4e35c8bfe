/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/token.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/secret.h"
#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"

enum {
	MARK_SIZE = 3, /* "kd_" */
	RANDOM_SIZE = 32,
	PREFIX_BYTES = TOKEN_PREFIX_SIZE / 2,
	ATTEMPTS = 3, /* a prefix of 32 bits may be taken */
	DAYS_MAX = 36500,
	SHOWN_MAX = 100 /* bytes of a text that a message repeats */
};

static bool
is_hex(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!(bytes[i] >= '0' && bytes[i] <= '9') && !(bytes[i] >= 'a' && bytes[i] <= 'f'))
			return false;
	return true;
}

bool
token_has_form(struct text secret)
{
	const size_t prefix_end = MARK_SIZE + TOKEN_PREFIX_SIZE;
	return secret.size == TOKEN_SIZE && memcmp(secret.bytes, "kd_", MARK_SIZE) == 0 &&
	       is_hex(secret.bytes + MARK_SIZE, TOKEN_PREFIX_SIZE) &&
	       secret.bytes[prefix_end] == '_' &&
	       is_hex(secret.bytes + prefix_end + 1, TOKEN_SIZE - prefix_end - 1);
}

static enum token_state
state_of(struct text word)
{
	static const struct {
		const char *word;
		enum token_state state;
	} table[] = {
	    {"valid", TOKEN_VALID}, {"expired", TOKEN_EXPIRED}, {"revoked", TOKEN_REVOKED}};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (text_equal(word, text_of(table[i].word)))
			return table[i].state;
	return TOKEN_UNKNOWN;
}

struct text
token_prefix(struct text secret)
{
	return (struct text){secret.bytes + MARK_SIZE, TOKEN_PREFIX_SIZE};
}

bool
token_read(struct db *db, struct text prefix, struct arena *arena, struct token_row *row,
           struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_token_find, &prefix, 1, arena, &rows, err))
		return false;
	*row = (struct token_row){.is_there = false};
	if (rows.count != 1 || db_rows_text(&rows, 0, 0).size != sizeof row->sha256)
		return true;
	row->is_there = true;
	memcpy(row->sha256, db_rows_text(&rows, 0, 0).bytes, sizeof row->sha256);
	row->name = db_rows_text(&rows, 0, 1);
	row->scope = db_rows_text(&rows, 0, 2);
	row->state = state_of(db_rows_text(&rows, 0, 3));
	row->since = db_rows_text(&rows, 0, 4);
	row->own_category_ids = db_rows_text(&rows, 0, 5);
	row->tells_expiry = db_rows_bool(&rows, 0, 6, false);
	row->expires_in = db_rows_int64(&rows, 0, 7, INT64_MAX);
	return true;
}

bool
token_judge(struct text secret, const struct token_row *row, struct token *token, struct err *err)
{
	/* What is compared when there is nothing to compare with. */
	static const char nothing[TOKEN_SIZE];
	unsigned char sent[SECRET_SHA256_SIZE];
	struct token found = {.state = TOKEN_UNKNOWN};
	bool has_form = token_has_form(secret);
	if (has_form)
		memcpy(found.prefix, token_prefix(secret).bytes, TOKEN_PREFIX_SIZE);
	if (!secret_sha256(has_form ? secret : (struct text){nothing, sizeof nothing}, sent, err))
		return false;
	bool equal = secret_equal(sent, row->sha256, sizeof sent);
	if (equal && row->is_there && row->state != TOKEN_UNKNOWN) {
		found.state = row->state;
		found.name = row->name;
		found.scope = row->scope;
		found.own_category_ids = row->own_category_ids;
		found.since = row->state == TOKEN_VALID ? text_of(NULL) : row->since;
	}
	*token = found;
	return true;
}

bool
token_used(struct db *db, struct text prefix, struct arena *arena, struct err *err)
{
	return db_query(db, &query_token_used, &prefix, 1, arena, NULL, err);
}

static bool
check_name(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	if (name.size == 0)
		err_set(err, ERR_INPUT,
		        "a token needs a name, such as the person or machine it is for");
	else if (!text_is_utf8(name) || text_has_control(name))
		err_set(err, ERR_INPUT,
		        "the token's name has a control character or is not UTF-8; give one line "
		        "of text");
	else if (value_check(db, "token's name", name, VALUE_LINE, arena, err) &&
	         value_check_ends("token's name", name, err))
		return true;
	return err_field(err, "name");
}

static bool
check_scope(struct text scope, struct err *err)
{
	struct text shown = text_cut(scope, SHOWN_MAX);
	if (text_equal(scope, text_of("read")) || text_equal(scope, text_of("admin")))
		return true;
	err_set(err, ERR_INPUT, "\"%.*s\" is not a scope; use read or admin", (int)shown.size,
	        shown.bytes);
	return err_field(err, "scope");
}

static bool
expiry_has_form(struct text expires)
{
	int64_t days;
	if (expires.size > 1 && expires.bytes[expires.size - 1] == 'd')
		return text_to_int64((struct text){expires.bytes, expires.size - 1}, 1, DAYS_MAX,
		                     &days);
	static const char form[] = "0000-00-00";
	if (expires.size != sizeof form - 1)
		return false;
	for (size_t i = 0; i < expires.size; i++) {
		bool digit = expires.bytes[i] >= '0' && expires.bytes[i] <= '9';
		if (form[i] == '0' ? !digit : expires.bytes[i] != form[i])
			return false;
	}
	return true;
}

/* `at` is the time as the database writes it, not set for never. */
static bool
resolve_expiry(struct db *db, struct text expires, struct arena *arena, struct text *at,
               struct err *err)
{
	struct text shown = text_cut(expires, SHOWN_MAX);
	struct db_rows rows;
	*at = text_of(NULL);
	if (expires.size == 0)
		return true;
	if (!expiry_has_form(expires))
		return err_set(
		    err, ERR_INPUT,
		    "\"%.*s\" is not an expiry; give a day such as 2030-12-31 or days from now such "
		    "as 90d, at most %dd",
		    (int)shown.size, shown.bytes, DAYS_MAX);
	if (!db_query(db, &query_token_expiry, &expires, 1, arena, &rows, err)) {
		if (err->code == ERR_INPUT)
			err_set(err, ERR_INPUT, "the calendar has no day \"%.*s\"", (int)shown.size,
			        shown.bytes);
		return false;
	}
	if (rows.count != 1 || !db_rows_bool(&rows, 0, 1, false))
		return err_set(err, ERR_INPUT,
		               "\"%.*s\" is past: the token would have expired already",
		               (int)shown.size, shown.bytes);
	*at = db_rows_text(&rows, 0, 0);
	return true;
}

/* Writes a new secret, TOKEN_SIZE bytes and a NUL. */
static bool
draw(char secret[TOKEN_SIZE + 1], struct err *err)
{
	unsigned char random[PREFIX_BYTES + RANDOM_SIZE];
	char prefix[TOKEN_PREFIX_SIZE + 1], rest[2 * RANDOM_SIZE + 1];
	if (!secret_random(random, sizeof random, err))
		return false;
	secret_hex(random, PREFIX_BYTES, prefix);
	secret_hex(random + PREFIX_BYTES, RANDOM_SIZE, rest);
	snprintf(secret, TOKEN_SIZE + 1, "kd_%s_%s", prefix, rest);
	secret_wipe(random, sizeof random);
	secret_wipe(rest, sizeof rest);
	return true;
}

/* The ids in one text, not set when no category is given. */
static bool
resolve_categories(struct db *db, const struct token_terms *terms, struct arena *arena,
                   struct text *ids, struct err *err)
{
	struct buf joined = {.arena = arena};
	struct text id;
	*ids = text_of(NULL);
	if (terms->category_count == 0)
		return true;
	if (!text_equal(terms->scope, text_of("read")))
		return err_set(err, ERR_INPUT,
		               "a token with scope admin is good for all categories; leave them "
		               "out, or give scope read");
	for (size_t i = 0; i < terms->category_count; i++) {
		if (!category_tree_find(db, terms->categories[i], arena, &id, NULL, err))
			return false;
		if (i > 0)
			buf_append_string(&joined, ",");
		buf_append_text(&joined, id);
	}
	*ids = buf_text(&joined);
	return buf_check(&joined, err);
}

/* *id stays as it was when the prefix is taken. */
static bool
store(struct db *db, const char *secret, const struct token_terms *terms, struct text at,
      struct text category_ids, struct arena *arena, struct text *id, struct err *err)
{
	unsigned char digest[SECRET_SHA256_SIZE];
	char hex[2 * SECRET_SHA256_SIZE + 1];
	struct db_rows rows;
	if (!secret_sha256((struct text){secret, TOKEN_SIZE}, digest, err))
		return false;
	secret_hex(digest, sizeof digest, hex);
	struct text prefix = {secret + MARK_SIZE, TOKEN_PREFIX_SIZE};
	struct text params[] = {terms->name, prefix, text_of(hex), terms->scope, at, category_ids};
	if (!db_query(db, &query_token_insert, params, 6, arena, &rows, err))
		return false;
	if (rows.count > 0)
		*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
token_make(struct db *db, const struct token_terms *terms, struct arena *arena, struct text *id,
           struct text *secret, struct err *err)
{
	struct text at, category_ids, made = {NULL, 0};
	if (!check_name(db, terms->name, arena, err) || !check_scope(terms->scope, err))
		return false;
	if (!resolve_expiry(db, terms->expires, arena, &at, err))
		return err_field(err, "expires");
	if (!resolve_categories(db, terms, arena, &category_ids, err))
		return err_field(err, "categories");
	char *drawn = arena_alloc(arena, TOKEN_SIZE + 1, err);
	if (drawn == NULL)
		return false;
	for (int i = 0; i < ATTEMPTS; i++) {
		if (!draw(drawn, err) ||
		    !store(db, drawn, terms, at, category_ids, arena, &made, err))
			return false;
		if (text_is_set(made)) {
			*id = made;
			*secret = (struct text){drawn, TOKEN_SIZE};
			return true;
		}
	}
	return err_set(err, ERR_SYSTEM, "every token prefix drawn is taken; try again");
}

bool
token_list(struct db *db, struct text id, struct arena *arena, struct token_info **tokens,
           size_t *count, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_token_list, &id, 1, arena, &rows, err))
		return false;
	struct token_info *list = arena_alloc(arena, (rows.count + 1) * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		list[i] = (struct token_info){
		    .id = db_rows_text(&rows, i, 0),
		    .prefix = db_rows_text(&rows, i, 1),
		    .name = db_rows_text(&rows, i, 2),
		    .scope = db_rows_text(&rows, i, 3),
		    .state = db_rows_text(&rows, i, 4),
		    .created = db_rows_text(&rows, i, 5),
		    .expires = db_rows_text(&rows, i, 6),
		    .revoked = db_rows_text(&rows, i, 7),
		    .last_used = db_rows_text(&rows, i, 8),
		    .restricted = db_rows_bool(&rows, i, 9, false),
		    .categories = db_rows_array(&rows, i, 10),
		};
	*tokens = list;
	*count = rows.count;
	return true;
}

static bool
add_categories(struct document *object, const struct token_info *token)
{
	struct db_array categories = token->categories;
	struct text path;
	if (!token->restricted)
		return document_add_null(object, "categories");
	struct document *array = document_array();
	bool ok = array != NULL;
	while (ok && db_array_text(&categories, &path))
		ok = document_append_text(array, path);
	return document_add(object, "categories", array) && ok;
}

struct document *
token_document(const struct token_info *token)
{
	struct document *object = document_object();
	if (document_add_id(object, "id", token->id) &&
	    document_add_text(object, "prefix", token->prefix) &&
	    document_add_text(object, "name", token->name) &&
	    document_add_text(object, "scope", token->scope) && add_categories(object, token) &&
	    document_add_text(object, "state", token->state) &&
	    document_add_text(object, "created", token->created) &&
	    document_add_set(object, "expires", token->expires) &&
	    document_add_set(object, "revoked", token->revoked) &&
	    document_add_set(object, "last_used", token->last_used))
		return object;
	document_free(object);
	return NULL;
}

bool
token_find(struct db *db, struct text which, struct arena *arena, struct text *id,
           struct text *prefix, struct err *err)
{
	struct db_rows rows;
	if (token_has_form(which)) /* a secret is not repeated in messages */
		which = (struct text){which.bytes + MARK_SIZE, TOKEN_PREFIX_SIZE};
	struct text shown = text_cut(which, SHOWN_MAX);
	if (!db_query(db, &query_token_match, &which, 1, arena, &rows, err))
		return false;
	if (rows.count > 1)
		return err_set(
		    err, ERR_CONFLICT,
		    "%zu tokens are called \"%.*s\"; give the prefix of one, \"kidepot token list\" "
		    "shows them",
		    rows.count, (int)shown.size, shown.bytes);
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "no token \"%.*s\" is there that is not revoked yet; \"kidepot token list\" "
		    "shows them",
		    (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	*prefix = db_rows_text(&rows, 0, 1);
	return true;
}

bool
token_revoke(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	return db_query(db, &query_token_revoke, &id, 1, arena, NULL, err);
}
