/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fetch: what web servers answer, got as KiCad's Plugin and Content Manager gets it (9.0.8,
 * 10.0.7): by GET, following redirects, by http and https alone, giving up after 30 seconds
 * without a connection or below 100 bytes a second. Proxies are the environment's. The one
 * door to libcurl.
 *
 * User and password in a URL are sent as Basic credentials, to its own host only, and never
 * are in a message.
 */
#ifndef KIDEPOT_PCM_FETCH_H
#define KIDEPOT_PCM_FETCH_H

#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct fetch;

/* Keeps connections for the next request, as long as the arena. NULL with ERR_LIMIT,
 * ERR_SYSTEM. */
struct fetch *fetch_new(struct arena *arena, struct err *err);

/*
 * Asks with headers of one's own, "Name: value" each and NULL at the end; they go to the URL's own
 * host only. Gives any status with the body, decoded, in the arena. ERR_INPUT when the URL is not
 * of http or https or nothing answers; ERR_LIMIT beyond `limit` bytes.
 */
bool fetch_ask(struct fetch *fetch, struct text url, const char *const *headers, size_t limit,
               struct arena *arena, long *status, struct text *body, struct err *err);

/*
 * The body of the answer, decoded, in the arena. ERR_INPUT when the URL is not of http or
 * https, when nothing answers, and for any status but 200 (KiCad does not look at it and
 * would read an error page as the document); ERR_LIMIT beyond `limit` bytes.
 */
bool fetch_get(struct fetch *fetch, struct text url, size_t limit, struct arena *arena,
               struct text *body, struct err *err);

#endif
