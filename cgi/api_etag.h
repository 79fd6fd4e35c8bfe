/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_etag: the entity tags of the REST interface (RFC 9110 8.8.3). A tag is a hash of
 * the document, so the same document has the same one, whichever worker made it.
 */
#ifndef KIDEPOT_CGI_API_ETAG_H
#define KIDEPOT_CGI_API_ETAG_H

#include "base/err.h"
#include "base/text.h"
#include "reply.h"
#include "request.h"

enum { API_ETAG_SIZE = 35 }; /* 32 hexadecimal digits, two quotes and a NUL */

bool api_etag_make(struct text document, char etag[API_ETAG_SIZE], struct err *err);

/*
 * Holds If-Match and If-None-Match (13.1.1, 13.1.2) against the document as it is, whose
 * tag is the reply's. True when the change may be made. If-Match holds for "*" when the
 * document `is_there`, and when a tag of the list is its; If-None-Match when that is not so.
 * Else false with a 412 in the reply, or 400 for what is no list of tags. A tag marked weak
 * counts as the same: nginx marks those of answers it compresses.
 */
bool api_etag_match(const struct request *request, bool is_there, struct reply *reply);

#endif
