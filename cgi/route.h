/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * route: which handler answers which path. The table is in route.c.
 */
#ifndef KIDEPOT_CGI_ROUTE_H
#define KIDEPOT_CGI_ROUTE_H

#include "catalogue/left_out.h"
#include "catalogue/token.h"
#include "reply.h"
#include "request.h"
#include "store/db.h"
#include "web_settings.h"

/* All that a handler may use. */
struct call {
	const struct web_settings *settings;
	const struct request *request;
	struct db *db;
	struct arena *arena;
	struct text id; /* what stands for {id} in the pattern; checked with text_is_id */
	const struct token *token;
	struct left_out left_out;
	struct reply *reply;
};

struct route {
	const char *pattern; /* "{id}" stands for one id */
	unsigned methods;    /* of enum request_method, or-ed */
	/* Appends to reply->body, or reply_problem; false fills err instead. */
	bool (*handle)(struct call *call, struct err *err);
};

/*
 * The route for path and method. NULL fills the reply: 404, or 405 with Allow.
 * *id is the part of the path that stands for {id}.
 */
const struct route *route_find(const struct request *request, struct text *id, struct reply *reply);

#endif
