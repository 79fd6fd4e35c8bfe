/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reply.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/document.h"

/* A longer one is not repeated in a head line. */
enum { DETAIL_MAX = 600 };

void
reply_start(struct reply *reply, struct arena *arena)
{
	*reply = (struct reply){.status = 200, .body = {.arena = arena}};
}

/* Sent when there is no memory left to make another. */
static const char no_memory[] = "{\"detail\":\"KiDepot has no memory for this answer.\"}";

void
reply_problem(struct reply *reply, int status, const char *format, ...)
{
	char sentence[512];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);

	struct arena *arena = reply->body.arena;
	*reply = (struct reply){.status = status, .body = {.arena = arena}};
	struct document *object = document_object();
	if (!document_add_string(object, "detail", sentence) ||
	    !document_write(object, &reply->body, NULL))
		/* Constant text is sent as it stands; nothing is appended to it later. */
		reply->body = (struct buf){.arena = arena,
		                           .bytes = (char *)(uintptr_t)no_memory,
		                           .size = sizeof no_memory - 1};
	document_free(object);
}

void
reply_err(struct reply *reply, const struct err *err)
{
	static const struct {
		int status;
		int retry_after;
		const char *sentence;
	} table[ERR_CODES] = {
	    [ERR_AWAY] = {503, 1,
	                  "The parts database cannot be reached at the moment; try again shortly."},
	    [ERR_TIMEOUT] = {503, 1,
	                     "The parts database is too slow at the moment; try again shortly."},
	    [ERR_SCHEMA] = {503, 60,
	                    "The parts database is not set up for this version of KiDepot; "
	                    "its administrator finds the reason in the log."},
	    [ERR_DENIED] = {503, 60,
	                    "KiDepot may not read the parts database; "
	                    "its administrator finds the reason in the log."},
	    [ERR_LIMIT] = {503, 60,
	                   "This answer is larger than KiDepot is allowed to make; "
	                   "its administrator finds the reason in the log."},
	};
	enum err_code code = err->code < ERR_CODES ? err->code : ERR_DATABASE;
	if (table[code].status == 0) {
		reply_problem(reply, 503,
		              "KiDepot cannot answer this at the moment; "
		              "its administrator finds the reason in the log.");
		reply->retry_after = 60;
		return;
	}
	reply_problem(reply, table[code].status, "%s", table[code].sentence);
	reply->retry_after = table[code].retry_after;
}

static const char *
reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} table[] = {
	    {200, "OK"},           {401, "Unauthorized"},
	    {404, "Not Found"},    {405, "Method Not Allowed"},
	    {414, "URI Too Long"}, {503, "Service Unavailable"},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].status == status)
			return table[i].reason;
	return "";
}

bool
reply_send(const struct reply *reply, bool head_only, struct gateway *gateway)
{
	char extra[700] = "";
	if (reply->allow != NULL)
		snprintf(extra, sizeof extra, "Allow: %s\r\n", reply->allow);
	if (reply->retry_after > 0)
		snprintf(extra, sizeof extra, "Retry-After: %d\r\n", reply->retry_after);
	/* The web server limits how often it passes a 401 on, and takes the body from
	 * this header when it does (nginx/kidepot.conf). */
	if (reply->is_challenge)
		snprintf(extra, sizeof extra, "WWW-Authenticate: Token\r\nKidepot-Detail: %.*s\r\n",
		         reply->body.size <= DETAIL_MAX ? (int)reply->body.size : 0,
		         reply->body.bytes);
	char head[1024];
	int size = snprintf(head, sizeof head,
	                    "Status: %d %s\r\n"
	                    "Content-Type: application/json; charset=utf-8\r\n"
	                    "Content-Length: %zu\r\n"
	                    "Cache-Control: no-store\r\n"
	                    "X-Content-Type-Options: nosniff\r\n"
	                    "%s\r\n",
	                    reply->status, reason(reply->status), reply->body.size, extra);
	return size > 0 && gateway_send(gateway, head, (size_t)size) &&
	       (head_only || gateway_send(gateway, reply->body.bytes, reply->body.size));
}
