/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth.h"

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
		reply_problem(
		    call->reply, 401,
		    "The token in the .kicad_httplib file is not known here; ask %s for one.",
		    contact);
	}
	call->reply->is_challenge = true;
}

bool
auth_check(struct call *call, struct token *token, bool *passed, struct err *err)
{
	*token = (struct token){.state = TOKEN_UNKNOWN};
	if (!text_is_set(call->request->token)) {
		reply_problem(call->reply, 401,
		              "The .kicad_httplib file has no token; ask %s for one.",
		              call->settings->contact);
		call->reply->is_challenge = true;
		*passed = false;
		return true;
	}
	if (!token_check(call->db, call->request->token, call->arena, token, err))
		return false;
	*passed = token->state == TOKEN_VALID;
	if (!*passed)
		refuse(call, token);
	return true;
}
