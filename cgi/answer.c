/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

#include "api.h"
#include "auth.h"
#include "base/clock.h"
#include "kicad.h"
#include "log.h"
#include "metrics.h"
#include "route.h"

/* Of a client's body, which no route wants, this much is read before the answer
 * is closed; the web servers' shipped limits are lower. */
enum { BODY_MAX = 1024 * 1024, LEFT_OUT_LINES = 10 };

static void
log_left_out(void *context, const char *what)
{
	struct left_out *left_out = context;
	if (left_out->count <= LEFT_OUT_LINES)
		log_message(LOG_WARNING, "left out %s", what);
}

/* The token is good; its scope and the connection may not be. */
static bool
handle_api(struct call *call, const struct api_resource *resource, bool may_change, struct err *err)
{
	if (!auth_check_admin(call))
		return true;
	if (!may_change) {
		reply_problem(call->reply, 403,
		              "The catalogue cannot be changed from here; the setting "
		              "admin_conninfo of kidepot.fcgi opens /api/.");
		return true;
	}
	if (!api_answer(call, resource, err))
		return false;
	if (call->request->method != METHOD_GET && call->request->method != METHOD_HEAD &&
	    call->reply->status < 300)
		metrics_add(METRICS_CHANGES_MADE, 1);
	return true;
}

/* True when the reply is complete, also as a refusal; false fills err. *route stays NULL
 * when there is none. */
static bool
handle(struct call *call, const struct answer_databases *databases, struct token *token,
       const struct route **route, struct err *err)
{
	const struct route *found = route_find(call->request, call->ids, call->reply);
	bool passed = true;
	if (found == NULL)
		return true;
	*route = found;
	/* Tokens too: a server that is read from may be behind. */
	if (found->resource != NULL && databases->admin != NULL)
		call->db = databases->admin;
	else if (found->resource == NULL && !found->is_open)
		changes_hear(call->changes = databases->changes);
	if (!found->is_open && !auth_check(call, token, &passed, err))
		return false;
	if (!passed)
		return true;
	return found->resource != NULL
	           ? handle_api(call, found->resource, databases->admin != NULL, err)
	           : found->handle(call, err);
}

static void
count_request(const struct call *call, const struct route *route, bool sent, int64_t took_us)
{
	size_t place = route != NULL ? (size_t)(route - route_table) : METRICS_NO_ROUTE;
	metrics_count_request(place, call->reply->status, took_us);
	if (sent && call->request->method != METHOD_HEAD)
		metrics_add(METRICS_BYTES, call->reply->body.size);
	metrics_add(METRICS_LEFT_OUT, call->left_out.count);
}

static void
log_request(const struct call *call, const struct token *token, bool sent, int64_t took_us)
{
	const struct request *request = call->request;
	const struct log_value values[] = {
	    {"method", request->method_word.bytes != NULL ? request->method_word : text_of(""), 0},
	    {"path", request->path.bytes != NULL ? request->path : text_of(""), 0},
	    {"status", {NULL, 0}, call->reply->status},
	    {"bytes", {NULL, 0}, (long long)call->reply->body.size},
	    {"us", {NULL, 0}, took_us},
	    {"left_out", {NULL, 0}, (long long)call->left_out.count},
	    {"token", text_of(token->prefix), 0},
	    {"remote", request->remote.bytes != NULL ? request->remote : text_of(""), 0},
	    {"agent", request->agent.bytes != NULL ? request->agent : text_of(""), 0},
	};
	log_values(LOG_INFO, sent ? "request" : "request, but the web server was gone", values,
	           sizeof values / sizeof values[0]);
}

void
answer_request(const struct web_settings *settings, struct gateway *gateway,
               const struct answer_databases *databases, struct arena *arena)
{
	int64_t start = clock_us();
	struct request request;
	struct reply reply;
	struct token token = {.state = TOKEN_UNKNOWN};
	const struct route *route = NULL;
	struct err err = {.code = ERR_NONE};
	struct call call = {.settings = settings,
	                    .gateway = gateway,
	                    .request = &request,
	                    .db = databases->catalogue,
	                    .arena = arena,
	                    .token = &token,
	                    .reply = &reply};
	call.left_out.tell = log_left_out;
	call.left_out.context = &call.left_out;

	metrics_set(METRICS_BUSY, 1);
	reply_start(&reply, arena);
	if (request_read(gateway, (size_t)settings->path_max, &request, &reply) &&
	    !handle(&call, databases, &token, &route, &err)) {
		reply_err(&reply, &err, route != NULL && route->resource != NULL);
		if (reply.status >= 500)
			log_message(LOG_ERROR, "%s", err.message);
	}
	bool sent = reply_send(&reply, request.method == METHOD_HEAD, gateway);
	int64_t took_us = clock_us() - start;
	log_request(&call, &token, sent, took_us);
	count_request(&call, route, sent, took_us);
	gateway_finish(gateway, BODY_MAX);
	if (!changes_is_away(databases->changes))
		auth_note_use(databases->catalogue, &token, arena);
	if (call.changes != NULL && token.state == TOKEN_VALID)
		kicad_keep_categories(&call);
	arena_reset(arena);
	metrics_set(METRICS_BUSY, 0);
}
