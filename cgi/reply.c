/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reply.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/document.h"

/* A longer one is not repeated in a head line. */
enum { DETAIL_MAX = 1200, HEAD_MAX = 64 * 1024 };

void
reply_start(struct reply *reply, struct arena *arena)
{
	*reply = (struct reply){.status = 200, .body = {.arena = arena}};
}

void
reply_borrow(struct reply *reply, struct text body)
{
	reply->body = (struct buf){
	    .arena = reply->body.arena, .bytes = (char *)(uintptr_t)body.bytes, .size = body.size};
}

/* Sent when there is no memory left to make another. */
static const char no_memory[] = "{\"detail\":\"KiDepot has no memory for this answer.\"}";

/* A sentence that was cut may end in half a character. */
static struct text
whole_characters(const char *sentence)
{
	struct text text = text_of(sentence);
	for (int i = 0; i < 3 && !text_is_utf8(text) && text.size > 0; i++)
		text.size--;
	return text;
}

static void
set_problem(struct reply *reply, int status, const char *sentence, const char *field)
{
	struct arena *arena = reply->body.arena;
	*reply = (struct reply){.status = status, .body = {.arena = arena}};
	struct document *object = document_object();
	if (!document_add_text(object, "detail", whole_characters(sentence)) ||
	    (field != NULL && field[0] != '\0' && !document_add_string(object, "field", field)) ||
	    !document_write(object, &reply->body, NULL))
		reply_borrow(reply, text_of(no_memory));
	document_free(object);
}

void
reply_problem(struct reply *reply, int status, const char *format, ...)
{
	char sentence[512];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	set_problem(reply, status, sentence, NULL);
}

void
reply_no_such_address(struct reply *reply, enum reply_place place)
{
	static const char *const hints[] = {
	    [REPLY_KICAD] = "root_url in the .kicad_httplib file may be wrong",
	    [REPLY_API] = "/api/openapi.json says what there is",
	    [REPLY_PCM] = "the repository's ends in /pcm/repository.json",
	};
	reply_problem(reply, 404, "There is nothing at this address; %s.", hints[place]);
}

void
reply_refuse(struct reply *reply, int status, const struct err *err)
{
	char sentence[sizeof err->message + 2];
	int size = snprintf(sentence, sizeof sentence, "%s.", err->message);
	if (size > 1 && sentence[0] >= 'a' && sentence[0] <= 'z')
		sentence[0] = (char)(sentence[0] - 'a' + 'A');
	set_problem(reply, status, sentence, err->field);
}

void
reply_err(struct reply *reply, const struct err *err, bool is_from_client)
{
	static const struct {
		int status;
		int retry_after;
		const char *sentence; /* NULL: the error's message */
	} table[ERR_CODES] = {
	    [ERR_INPUT] = {422, 0, NULL},
	    [ERR_CONFLICT] = {409, 0, NULL},
	    [ERR_BUSY] = {503, 1,
	                  "Other changes of the parts database are in the way; try again shortly."},
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
	    [ERR_DATABASE] = {503, 60,
	                      "KiDepot cannot answer this at the moment; "
	                      "its administrator finds the reason in the log."},
	};
	enum err_code code = err->code < ERR_CODES ? err->code : ERR_DATABASE;
	if (table[code].sentence == NULL && table[code].status != 0 && is_from_client) {
		reply_refuse(reply, table[code].status, err);
		return;
	}
	if (table[code].sentence == NULL)
		code = ERR_DATABASE;
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
	    {200, "OK"},
	    {201, "Created"},
	    {204, "No Content"},
	    {400, "Bad Request"},
	    {401, "Unauthorized"},
	    {403, "Forbidden"},
	    {404, "Not Found"},
	    {405, "Method Not Allowed"},
	    {409, "Conflict"},
	    {412, "Precondition Failed"},
	    {413, "Content Too Large"},
	    {414, "URI Too Long"},
	    {415, "Unsupported Media Type"},
	    {422, "Unprocessable Content"},
	    {503, "Service Unavailable"},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].status == status)
			return table[i].reason;
	return "";
}

/* nginx sends a page of its own for these and takes the body from this header
 * (nginx/kidepot.conf). */
static void
append_detail(const struct reply *reply, struct buf *head)
{
	static const int statuses[] = {400, 401, 403, 413};
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		if (reply->status == statuses[i] && reply->body.size <= DETAIL_MAX) {
			buf_append_string(head, "Kidepot-Detail: ");
			buf_append(head, reply->body.bytes, reply->body.size);
			buf_append_string(head, "\r\n");
		}
}

static void
append_head(const struct reply *reply, struct buf *head)
{
	buf_append_format(head, "Status: %d %s\r\n", reply->status, reason(reply->status));
	if (reply->status != 204)
		buf_append_format(head, "Content-Type: %s\r\nContent-Length: %zu\r\n",
		                  reply->type != NULL ? reply->type
		                                      : "application/json; charset=utf-8",
		                  reply->body.size);
	buf_append_string(head, "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
	if (reply->varies)
		buf_append_string(head, "Vary: Accept-Encoding\r\n");
	if (reply->is_packed)
		buf_append_string(head, "Content-Encoding: gzip\r\n");
	/* RFC 7234 5.5.1; RFC 9111 has no other word for it. */
	if (reply->is_stale)
		buf_append_string(head, "Warning: 110 kidepot \"Response is Stale\"\r\n");
	if (reply->allow[0] != '\0')
		buf_append_format(head, "Allow: %s\r\n", reply->allow);
	if (reply->retry_after > 0)
		buf_append_format(head, "Retry-After: %d\r\n", reply->retry_after);
	if (reply->location != NULL)
		buf_append_format(head, "Location: %s\r\n", reply->location);
	if (text_is_set(reply->file)) {
		buf_append_string(head, "X-Sendfile: ");
		buf_append(head, reply->file.bytes, reply->file.size);
		buf_append_string(head, "\r\n");
	}
	if (reply->etag[0] != '\0')
		buf_append_format(head, "ETag: %s\r\n", reply->etag);
	if (reply->challenge != NULL)
		buf_append_format(head, "WWW-Authenticate: %s\r\n", reply->challenge);
	append_detail(reply, head);
	buf_append_string(head, "\r\n");
}

bool
reply_send(const struct reply *reply, bool head_only, struct gateway *gateway)
{
	/* Of its own, for the request's may be full. */
	struct arena *arena = arena_new(HEAD_MAX);
	struct buf head = {.arena = arena};
	bool sent = false;
	if (arena != NULL) {
		append_head(reply, &head);
		sent = !head.failed && gateway_send(gateway, head.bytes, head.size) &&
		       (head_only || reply->status == 204 ||
		        gateway_send(gateway, reply->body.bytes, reply->body.size));
	}
	arena_free(arena);
	return sent;
}
