/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reply: what a handler decided to answer, and the sending of it, whole.
 *
 * A handler either appends a body and leaves status 200, or says
 * reply_problem with a sentence: the person in front of KiCad sees the body in an
 * error box, and who writes a script against /api/ reads it. Nothing is sent
 * before the handler is done.
 */
#ifndef KIDEPOT_CGI_REPLY_H
#define KIDEPOT_CGI_REPLY_H

#include "base/buf.h"
#include "base/err.h"
#include "gateway.h"

/* Who is told of an error: a designer in the symbol chooser or the Plugin and Content
 * Manager, or who writes a script. */
enum reply_place { REPLY_KICAD, REPLY_API, REPLY_PCM };

struct reply {
	int status;
	struct buf body;
	const char *type;      /* Content-Type; NULL: JSON */
	char allow[48];        /* of a 405, else "" */
	int retry_after;       /* seconds, of a 503; else 0 */
	const char *location;  /* of what a 201 made, in the arena, else NULL */
	struct text file;      /* that the web server gives out instead of the body, else not set */
	char etag[40];         /* with its quotes, or "" */
	const char *challenge; /* of a 401: what it asks for; else NULL */
	bool varies;           /* with Accept-Encoding */
	bool is_packed;        /* the body is gzip's */
	bool is_stale;         /* what is kept, while the database is away */
};

void reply_start(struct reply *reply, struct arena *arena);

/* The body is bytes of someone else, which stay until it is sent; nothing is appended. */
void reply_borrow(struct reply *reply, struct text body);

/* Drops the body made so far and answers {"detail":"<sentence>"}. */
void reply_problem(struct reply *reply, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The 404 for an address that is none. */
void reply_no_such_address(struct reply *reply, enum reply_place place);

/* Answers {"detail","field"} with the error's message made a sentence. */
void reply_refuse(struct reply *reply, int status, const struct err *err);

/*
 * The answer for what lib/ says went wrong. Its message is for the log only, unless
 * it is about what the client gave (ERR_INPUT, ERR_CONFLICT) and `is_from_client`.
 */
void reply_err(struct reply *reply, const struct err *err, bool is_from_client);

/* Head and, unless `head_only` or 204, body. False when the web server is gone. */
bool reply_send(const struct reply *reply, bool head_only, struct gateway *gateway);

#endif
