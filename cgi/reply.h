/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reply: what a handler decided to answer, and the sending of it, whole.
 *
 * A handler either appends a body and leaves status 200, or says
 * reply_problem with a sentence for the person in front of KiCad, who sees the
 * body in an error box. Nothing is sent before the handler is done.
 */
#ifndef KIDEPOT_CGI_REPLY_H
#define KIDEPOT_CGI_REPLY_H

#include "base/buf.h"
#include "base/err.h"
#include "gateway.h"

struct reply {
	int status;
	struct buf body;
	const char *allow; /* of a 405, else NULL */
	int retry_after;   /* seconds, of a 503; else 0 */
	bool is_challenge; /* a 401 */
};

void reply_start(struct reply *reply, struct arena *arena);

/* Drops the body made so far and answers {"detail":"<sentence>"}. */
void reply_problem(struct reply *reply, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The answer for what lib/ says went wrong; its message is for the log only. */
void reply_err(struct reply *reply, const struct err *err);

/* Head and, unless `head_only`, body. False when the web server is gone. */
bool reply_send(const struct reply *reply, bool head_only, struct gateway *gateway);

#endif
