/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth.h"

#include <stdlib.h>
#include <string.h>

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

bool
auth_check(struct call *call, struct token *token, bool *passed, struct err *err)
{
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
	if (!token_check(call->db, call->request->token, call->arena, token, err)) {
		if (err->code == ERR_AWAY)
			metrics_set_database(METRICS_DATABASE_AWAY);
		return false;
	}
	metrics_set_database(METRICS_DATABASE_UP);
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
