/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api_etag.h"

#include <string.h>

#include "base/secret.h"

bool
api_etag_make(struct text document, char etag[API_ETAG_SIZE], struct err *err)
{
	unsigned char digest[SECRET_SHA256_SIZE];
	enum { DIGITS = API_ETAG_SIZE - 3 };
	if (!secret_sha256(document, digest, err))
		return false;
	etag[0] = '"';
	secret_hex(digest, DIGITS / 2, etag + 1);
	etag[DIGITS + 1] = '"';
	etag[DIGITS + 2] = '\0';
	return true;
}

static void
skip(struct text *rest, const char *bytes)
{
	while (rest->size > 0 && strchr(bytes, rest->bytes[0]) != NULL && rest->bytes[0] != '\0')
		rest->bytes++, rest->size--;
}

/* The next tag with its quotes; false when there is none. */
static bool
next_tag(struct text *rest, struct text *tag)
{
	if (rest->size > 2 && memcmp(rest->bytes, "W/", 2) == 0)
		rest->bytes += 2, rest->size -= 2;
	if (rest->size < 2 || rest->bytes[0] != '"')
		return false;
	const char *end = memchr(rest->bytes + 1, '"', rest->size - 1);
	if (end == NULL)
		return false;
	*tag = (struct text){rest->bytes, (size_t)(end - rest->bytes) + 1};
	rest->bytes += tag->size;
	rest->size -= tag->size;
	return true;
}

/* Whether "*" or a tag of the list is the document's; false with a 400 for what is no list. */
static bool
read_tags(const char *header, struct text tags, bool is_there, struct reply *reply, bool *found)
{
	struct text rest = tags, tag;
	*found = false;
	skip(&rest, " \t");
	if (rest.size == 1 && rest.bytes[0] == '*') {
		*found = is_there;
		return true;
	}
	do {
		if (!next_tag(&rest, &tag)) {
			reply_problem(reply, 400,
			              "%s is no list of entity tags in double quotes, and not "
			              "\"*\".",
			              header);
			return false;
		}
		*found = *found || (is_there && text_equal(tag, text_of(reply->etag)));
		skip(&rest, " \t,");
	} while (rest.size > 0);
	return true;
}

bool
api_etag_match(const struct request *request, bool is_there, struct reply *reply)
{
	struct text wanted = request->if_match, unwanted = request->if_none_match;
	bool found;
	if (text_is_set(wanted)) {
		if (!read_tags("If-Match", wanted, is_there, reply, &found))
			return false;
		if (!found) {
			reply_problem(reply, 412,
			              "This was changed since it was read, or is not there any "
			              "more; get it again and look.");
			return false;
		}
	}
	if (text_is_set(unwanted)) {
		if (!read_tags("If-None-Match", unwanted, is_there, reply, &found))
			return false;
		if (found)
			reply_problem(reply, 412,
			              "This is there already, or still what it was; get it and "
			              "look.");
	}
	return reply->status == 200;
}
