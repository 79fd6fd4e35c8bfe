/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * route: which handler answers which path. The table is in route.c.
 */
#ifndef KIDEPOT_CGI_ROUTE_H
#define KIDEPOT_CGI_ROUTE_H

#include "arguments.h"
#include "catalogue/left_out.h"
#include "catalogue/token.h"
#include "changes.h"
#include "reply.h"
#include "request.h"
#include "store/db.h"
#include "web_settings.h"

enum { ROUTE_IDS = 2 };

/* All that a handler may use. */
struct call {
	const struct web_settings *settings;
	struct gateway *gateway; /* for the body */
	const struct request *request;
	struct db *db;           /* of /api/: the connection that may change the catalogue */
	struct changes *changes; /* of what is kept; NULL: nothing is, or may be here */
	struct arena *arena;
	/* What stands for each {id} in the pattern. KiCad's are checked with text_is_id;
	 * those of /api/ are whole numbers but 0, spelt in the one way. */
	struct text ids[ROUTE_IDS];
	const struct token *token;
	struct text arguments[ARGUMENTS_MAX]; /* in the order of the method's table */
	struct text made;                     /* the id of what a POST made */
	bool is_trial;                        /* what was answered is not to stay */
	struct left_out left_out;
	struct reply *reply;
};

struct api_resource;

/* Either a handler that GET and HEAD ask for, or a resource of the REST interface. */
struct route {
	const char *pattern; /* "{id}" stands for one id; at most ROUTE_IDS */
	/* Appends to reply->body, or reply_problem; false fills err instead. */
	bool (*handle)(struct call *call, struct err *err);
	const struct api_resource *resource;
	bool is_open; /* asks for no token */
	/* The request's location where this is to be found; NULL: KiCad's. */
	const char *location;
};

extern const struct route route_table[];
extern const size_t route_count;

/* The methods as a 405's Allow has them: "GET, HEAD, POST". */
void route_allow(const struct route *route, char *allow, size_t size);

/*
 * The route for path and method. NULL fills the reply: 404, or 405 with Allow.
 * An address of /api/ is the same without its last slash.
 */
const struct route *route_find(const struct request *request, struct text ids[ROUTE_IDS],
                               struct reply *reply);

#endif
