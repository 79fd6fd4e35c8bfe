/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

#include "api.h"
#include "auth.h"
#include "base/clock.h"
#include "log.h"
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
handle_api(struct call *call, const struct api_resource *resource, struct db *admin,
           struct err *err)
{
	if (!auth_check_admin(call))
		return true;
	if (admin == NULL) {
		reply_problem(call->reply, 403,
		              "The catalogue cannot be changed from here; the setting "
		              "admin_conninfo of kidepot.fcgi opens /api/.");
		return true;
	}
	call->db = admin;
	return api_answer(call, resource, err);
}

/* True when the reply is complete, also as a refusal; false fills err. *resource is
 * what was asked of the REST interface, else NULL. */
static bool
handle(struct call *call, struct db *admin, struct token *token,
       const struct api_resource **resource, struct err *err)
{
	const struct route *route = route_find(call->request, call->ids, call->reply);
	bool passed = true;
	if (route == NULL)
		return true;
	*resource = route->resource;
	if (!route->is_open && !auth_check(call, token, &passed, err))
		return false;
	if (!passed)
		return true;
	return *resource != NULL ? handle_api(call, *resource, admin, err)
	                         : route->handle(call, err);
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
	const struct api_resource *resource = NULL;
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

	reply_start(&reply, arena);
	if (request_read(gateway, (size_t)settings->path_max, &request, &reply) &&
	    !handle(&call, databases->admin, &token, &resource, &err)) {
		reply_err(&reply, &err, resource != NULL);
		if (reply.status >= 500)
			log_message(LOG_ERROR, "%s", err.message);
	}
	bool sent = reply_send(&reply, request.method == METHOD_HEAD, gateway);
	log_request(&call, &token, sent, clock_us() - start);
	gateway_finish(gateway, BODY_MAX);
	auth_note_use(databases->catalogue, &token, arena);
	arena_reset(arena);
}
