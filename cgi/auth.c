/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth.h"

#include <stdlib.h>
#include <string.h>

#include "auth_kept.h"
#include "base/clock.h"
#include "log.h"
#include "metrics.h"

enum { USES = 64, USE_PAUSE = 60000 /* ms */ };

/* When this process noted the tokens it met last. One in another's place is noted
 * once more, and the database, which keeps it to the minute, writes nothing. */
static struct use {
	char prefix[TOKEN_PREFIX_SIZE + 1];
	int64_t noted_at; /* in ms of the monotonic clock */
} uses[USES];

static void
refuse(struct call *call, const struct token *token)
{
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
		              request_is_api(call->request)
		                  ? "This token"
		                  : "The token in the .kicad_httplib file",
		              contact);
	}
	call->reply->is_challenge = true;
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
	*token = (struct token){.state = TOKEN_UNKNOWN};
	if (!text_is_set(call->request->token)) {
		reply_problem(call->reply, 401, "%s has no token; ask %s for one.",
		              request_is_api(call->request) ? "This request"
		                                            : "The .kicad_httplib file",
		              call->settings->contact);
		call->reply->is_challenge = true;
		*passed = false;
		return true;
	}
	if (!find_row(call, call->request->token, &row, err) ||
	    !token_judge(call->request->token, &row, token, err))
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
