/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "request.h"

#include <string.h>

static struct text
variable(struct gateway *gateway, const char *name)
{
	return text_of(gateway_variable(gateway, name));
}

static const struct {
	enum request_method method;
	const char *word;
} methods[] = {
    {METHOD_GET, "GET"}, {METHOD_HEAD, "HEAD"},   {METHOD_POST, "POST"},
    {METHOD_PUT, "PUT"}, {METHOD_PATCH, "PATCH"}, {METHOD_DELETE, "DELETE"},
};

static enum request_method
read_method(struct text word)
{
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (text_equal(word, text_of(methods[i].word)))
			return methods[i].method;
	return METHOD_OTHER;
}

const char *
request_method_word(enum request_method method)
{
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (methods[i].method == method)
			return methods[i].word;
	return "";
}

bool
request_is_api(const struct request *request)
{
	static const char api[] = "/api";
	size_t size = sizeof api - 1;
	return request->path.size >= size && memcmp(request->path.bytes, api, size) == 0 &&
	       (request->path.size == size || request->path.bytes[size] == '/');
}

enum reply_place
request_place(const struct request *request)
{
	if (text_equal(request->location, text_of("pcm")))
		return REPLY_PCM;
	return request_is_api(request) ? REPLY_API : REPLY_KICAD;
}

/*
 * The credentials behind one of the schemes (RFC 9110 11.4: a scheme's case does not
 * matter), without the blanks that nginx leaves at the end. KiCad sends "Token " alone when
 * its file has no token.
 */
static struct text
read_credentials(struct text authorization, const char *const *schemes)
{
	while (authorization.size > 0 && strchr(" \t", authorization.bytes[authorization.size - 1]))
		authorization.size--;
	for (; *schemes != NULL; schemes++) {
		size_t size = strlen(*schemes);
		if (authorization.size <= size || authorization.bytes[size] != ' ' ||
		    !text_equal_nocase((struct text){authorization.bytes, size}, text_of(*schemes)))
			continue;
		while (size < authorization.size && authorization.bytes[size] == ' ')
			size++;
		if (size < authorization.size)
			return (struct text){authorization.bytes + size, authorization.size - size};
	}
	return (struct text){NULL, 0};
}

static bool
contains(struct text text, const char *part)
{
	size_t size = strlen(part);
	for (size_t i = 0; i + size <= text.size; i++)
		if (text_equal_nocase((struct text){text.bytes + i, size}, text_of(part)))
			return true;
	return false;
}

static bool
ends_in(struct text text, const char *end)
{
	size_t size = strlen(end);
	return text.size >= size &&
	       text_equal((struct text){text.bytes + text.size - size, size}, text_of(end));
}

/* Whether the path has another spelling. `raw` is the request line's target, with
 * the query cut off; not set under a web server that does not tell. */
static bool
is_respelt(struct text path, struct text raw)
{
	static const char *const parts[] = {"//", "/./", "/../", "%2f", "%5c", "%00", "%2e"};
	const char *query = raw.size > 0 ? memchr(raw.bytes, '?', raw.size) : NULL;
	if (query != NULL)
		raw.size = (size_t)(query - raw.bytes);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (contains(raw, parts[i]) || (parts[i][0] == '/' && contains(path, parts[i])))
			return true;
	return ends_in(path, "/..") || ends_in(path, "/.") || ends_in(raw, "/..") ||
	       ends_in(raw, "/.");
}

static struct text
trim(struct text text)
{
	while (text.size > 0 && strchr(" \t", text.bytes[0]) != NULL)
		text.bytes++, text.size--;
	while (text.size > 0 && strchr(" \t", text.bytes[text.size - 1]) != NULL)
		text.size--;
	return text;
}

/* Cuts off what stands before the first `mark`, without blanks around it. */
static struct text
next_piece(struct text *rest, char mark)
{
	const char *end = rest->size > 0 ? memchr(rest->bytes, mark, rest->size) : NULL;
	size_t size = end != NULL ? (size_t)(end - rest->bytes) : rest->size;
	struct text piece = {rest->bytes, size};
	rest->bytes += size + (end != NULL);
	rest->size -= size + (end != NULL);
	return trim(piece);
}

/* "q=0", "q=0.000": not at all. Another parameter means nothing here. */
static bool
is_refusal(struct text parameter)
{
	if (parameter.size < 3 ||
	    !text_equal_nocase((struct text){parameter.bytes, 2}, text_of("q=")))
		return false;
	for (size_t i = 2; i < parameter.size; i++)
		if (parameter.bytes[i] != '0' && parameter.bytes[i] != '.')
			return false;
	return true;
}

bool
request_takes_gzip(const struct request *request)
{
	struct text rest = request->encodings;
	while (rest.size > 0) {
		struct text element = next_piece(&rest, ',');
		if (!text_equal_nocase(next_piece(&element, ';'), text_of("gzip")))
			continue;
		bool is_refused = false;
		while (element.size > 0)
			is_refused = is_refusal(next_piece(&element, ';')) || is_refused;
		return !is_refused;
	}
	return false;
}

bool
request_read(struct gateway *gateway, size_t path_max, struct request *request, struct reply *reply)
{
	static const char *const token[] = {"Token", "Bearer", NULL}, *const basic[] = {"Basic",
	                                                                                NULL};
	struct text authorization = variable(gateway, "HTTP_AUTHORIZATION");
	/* Apache's rewriting puts this before the name when it goes round again. */
	if (!text_is_set(authorization))
		authorization = variable(gateway, "REDIRECT_HTTP_AUTHORIZATION");
	struct text word = variable(gateway, "REQUEST_METHOD");
	*request = (struct request){
	    .method = read_method(word),
	    .method_word = word,
	    .path = variable(gateway, "PATH_INFO"),
	    .token = read_credentials(authorization, token),
	    .basic = read_credentials(authorization, basic),
	    .remote = variable(gateway, "REMOTE_ADDR"),
	    .agent = variable(gateway, "HTTP_USER_AGENT"),
	    .encodings = variable(gateway, "HTTP_ACCEPT_ENCODING"),
	    .query = variable(gateway, "QUERY_STRING"),
	    .script = variable(gateway, "SCRIPT_NAME"),
	    .if_match = variable(gateway, "HTTP_IF_MATCH"),
	    .if_none_match = variable(gateway, "HTTP_IF_NONE_MATCH"),
	    .type = variable(gateway, "CONTENT_TYPE"),
	    .length = variable(gateway, "CONTENT_LENGTH"),
	    .location = variable(gateway, "KIDEPOT_LOCATION"),
	    .file = variable(gateway, "KIDEPOT_FILE"),
	};
	struct text raw = variable(gateway, "REQUEST_URI");
	if (request->path.size > path_max || raw.size > 8 * path_max) {
		reply_problem(reply, 414, "This address is longer than KiDepot accepts.");
		return false;
	}
	if (request->path.size == 0 || text_has_control(request->path) ||
	    !text_is_utf8(request->path) || is_respelt(request->path, raw)) {
		reply_no_such_address(reply, request_place(request));
		return false;
	}
	return true;
}
