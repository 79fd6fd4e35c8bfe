/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request: what a client asks, checked. Everything here is hostile until then.
 */
#ifndef KIDEPOT_CGI_REQUEST_H
#define KIDEPOT_CGI_REQUEST_H

#include "base/text.h"
#include "gateway.h"
#include "reply.h"

enum request_method {
	METHOD_GET = 1,
	METHOD_HEAD = 2,
	METHOD_POST = 4,
	METHOD_PUT = 8,
	METHOD_PATCH = 16,
	METHOD_DELETE = 32,
	METHOD_OTHER = 64
};

/* The texts belong to the gateway. */
struct request {
	enum request_method method;
	struct text method_word; /* as sent */
	struct text path;        /* PATH_INFO: decoded once by the web server */
	struct text token;       /* what stands behind "Token " or "Bearer "; not set without */
	struct text basic;       /* what stands behind "Basic "; not set without */
	struct text remote;      /* the client's address; not set when unknown */
	struct text agent;       /* User-Agent; not set without */
	struct text encodings;   /* Accept-Encoding; not set without */
	struct text query;       /* QUERY_STRING as sent */
	struct text script;      /* SCRIPT_NAME: what the web server cut off before the path */
	struct text if_match, if_none_match; /* not set without */
	struct text type;                    /* CONTENT_TYPE */
	struct text length;                  /* CONTENT_LENGTH */
	/* KIDEPOT_LOCATION, which a location of the web server sets that is not KiCad's,
	 * "metrics", "health" or "pcm"; not set in KiCad's. No header of a client comes as this. */
	struct text location;
	/* KIDEPOT_FILE, which a web server's location "pcm" sets that gives files out by
	 * X-Sendfile: its absolute path, or "-" when it is not there. Not set without. No header
	 * of a client comes as this. */
	struct text file;
};

/* "GET", and the other way round; METHOD_OTHER has no word. */
const char *request_method_word(enum request_method method);

/* Whether the path is of the REST interface, under /api/. */
bool request_is_api(const struct request *request);

/* Who is told what is wrong with the request. */
enum reply_place request_place(const struct request *request);

/* Whether the client says that it takes gzip (RFC 9110 12.5.3). One that says "*" gets none. */
bool request_takes_gzip(const struct request *request);

/*
 * Reads the request's variables. False when no route can be meant: `reply` then
 * holds a 404 or 414. That is so for a path that is too long, not UTF-8, has a
 * control character, or was written with "//", "/./", "/../" or an encoded slash,
 * which web servers smooth away before PATH_INFO (RFC 3986 5.2.4): one resource
 * has one spelling here.
 */
bool request_read(struct gateway *gateway, size_t path_max, struct request *request,
                  struct reply *reply);

#endif
