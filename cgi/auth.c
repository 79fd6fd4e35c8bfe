/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth.h"

#include <stdlib.h>
#include <string.h>

#include "auth_kept.h"
#include "base/clock.h"
#include "basic.h"
#include "log.h"
#include "metrics.h"

enum { USES = 64, USE_PAUSE = 60000 /* ms */ };

/* When this process noted the tokens it met last. One in another's place is noted
 * once more, and the database, which keeps it to the minute, writes nothing. */
static struct use {
	char prefix[TOKEN_PREFIX_SIZE + 1];
	int64_t noted_at; /* in ms of the monotonic clock */
} uses[USES];

/* How the three kinds of clients give a token, and what they are told of one that is no good. */
static const struct place {
	const char *what, *nothing, *challenge;
} places[] = {
    [REPLY_KICAD] = {"The token in the .kicad_httplib file", "The .kicad_httplib file has no token",
                     "Token"},
    [REPLY_API] = {"This token", "This request has no token", "Token"},
    [REPLY_PCM] = {"The token in the repository's address",
                   "The repository's address in KiCad has no user and token, as in "
                   "https://USER:TOKEN@HOST/pcm/repository.json",
                   "Basic realm=\"KiDepot\""},
};

static const struct place *
place_of(const struct request *request)
{
	return &places[request_place(request)];
}

static void
refuse(struct call *call, const struct token *token)
{
	const struct place *place = place_of(call->request);
	const char *contact = call->settings->contact;
	switch (token->state) {
	case TOKEN_EXPIRED:
		reply_problem(call->reply, 401, "This token expired on %.*s; ask %s for a new one.",
		              (int)token->since.size, token->since.bytes, contact);
		break;
	case TOKEN_REVOKED:
		reply_problem(call->reply, 401,
		              "This token was revoked on %.*s; ask %s for a new one.",
		              (int)token->since.size, token->since.bytes, contact);
		break;
	default:
		reply_problem(call->reply, 401, "%s is not known here; ask %s for one.",
		              place->what, contact);
	}
	call->reply->challenge = place->challenge;
}

/* What the client gives as a token; not set when it gives none. */
static bool
read_secret(const struct call *call, struct text *secret, struct err *err)
{
	struct basic basic;
	if (request_place(call->request) != REPLY_PCM) {
		*secret = call->request->token;
		return true;
	}
	if (!basic_read(call->request->basic, call->arena, &basic, err))
		return false;
	*secret = basic.password;
	return true;
}

static bool
ask(struct call *call, struct text prefix, struct token_row *row, struct err *err)
{
	bool is_read = token_read(call->db, prefix, call->arena, row, err);
	if (!request_is_api(call->request) && (is_read || err->code == ERR_AWAY))
		metrics_set_database(is_read ? METRICS_DATABASE_UP : METRICS_DATABASE_AWAY);
	return is_read;
}

/* The row of the secret's prefix; {0} where there is none. */
static bool
find_row(struct call *call, struct text secret, struct token_row *row, struct err *err)
{
	*row = (struct token_row){.is_there = false};
	if (!token_has_form(secret))
		return true;
	struct text prefix = token_prefix(secret);
	if (auth_kept_find(call->changes, prefix, call->arena, row))
		return true;
	if (!ask(call, prefix, row, err))
		return false;
	auth_kept_add(call->changes, prefix, row, call->arena);
	return true;
}

bool
auth_check(struct call *call, struct token *token, bool *passed, struct err *err)
{
	struct token_row row;
	struct text secret;
	*token = (struct token){.state = TOKEN_UNKNOWN};
	if (!read_secret(call, &secret, err))
		return false;
	if (!text_is_set(secret)) {
		const struct place *place = place_of(call->request);
		reply_problem(call->reply, 401, "%s; ask %s for one.", place->nothing,
		              call->settings->contact);
		call->reply->challenge = place->challenge;
		*passed = false;
		return true;
	}
	if (!find_row(call, secret, &row, err) || !token_judge(secret, &row, token, err))
		return false;
	*passed = token->state == TOKEN_VALID;
	if (!*passed)
		refuse(call, token);
	return true;
}

void
auth_note_use(struct db *db, const struct token *token, struct arena *arena)
{
	struct err err;
	if (token->state != TOKEN_VALID)
		return;
	struct use *use = &uses[strtoul(token->prefix, NULL, 16) % USES];
	int64_t now = clock_ms();
	bool is_noted = strcmp(use->prefix, token->prefix) == 0;
	if (is_noted && now - use->noted_at < USE_PAUSE)
		return;
	memcpy(use->prefix, token->prefix, sizeof use->prefix);
	use->noted_at = now; /* also when it fails: an answer is not slower for it */
	if (!token_used(db, text_of(token->prefix), arena, &err))
		log_message(LOG_DEBUG, "the use of token %s is not kept: %s", token->prefix,
		            err.message);
}

bool
auth_check_admin(struct call *call)
{
	if (text_equal(call->token->scope, text_of("admin")))
		return true;
	reply_problem(call->reply, 403,
	              "This token is for reading parts into KiCad; ask %s for one of scope admin.",
	              call->settings->contact);
	return false;
}
