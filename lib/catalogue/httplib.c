/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/httplib.h"

#include <string.h>

#include "base/document.h"
#include "catalogue/token.h"

enum { QUOTE_MAX = 120 }; /* bytes of a URL that are repeated in a message */

static int
quoted(struct text url)
{
	return (int)(url.size > QUOTE_MAX ? QUOTE_MAX : url.size);
}

/* Each character on its own, whatever part of the URL it is in. */
static bool
check_characters(struct text url, struct err *err)
{
	for (size_t i = 0; i < url.size; i++) {
		unsigned char c = (unsigned char)url.bytes[i];
		if (c <= ' ' || c == 0x7f)
			return err_set(
			    err, ERR_INPUT,
			    "the URL has a blank or a control character; write a blank as %%20");
		if (c > 0x7f)
			return err_set(
			    err, ERR_INPUT,
			    "the URL has a character that is not ASCII; write it percent-encoded, and "
			    "a host's name in its xn-- form");
		if (strchr("\"<>\\^`{|}", c) != NULL)
			return err_set(err, ERR_INPUT,
			               "the URL has a '%c', which no URL may have%s", c,
			               c == '{' ? "; KiCad expands no variables here" : "");
	}
	return true;
}

/* Takes "https://" off the URL. */
static bool
take_scheme(struct text *rest, struct err *err)
{
	static const char *const schemes[] = {"https://", "http://"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		struct text scheme = text_of(schemes[i]);
		if (rest->size < scheme.size ||
		    !text_equal_nocase((struct text){rest->bytes, scheme.size}, scheme))
			continue;
		*rest = (struct text){rest->bytes + scheme.size, rest->size - scheme.size};
		return true;
	}
	/* What stands before the '@' may be a password. */
	if (memchr(rest->bytes, '@', rest->size) != NULL)
		return err_set(err, ERR_INPUT, "the URL does not begin with http:// or https://");
	return err_set(err, ERR_INPUT, "the URL \"%.*s\" does not begin with http:// or https://",
	               quoted(*rest), rest->bytes);
}

/* The text before the first of `marks`. */
static struct text
before(struct text text, const char *marks)
{
	size_t size = 0;
	while (size < text.size && strchr(marks, text.bytes[size]) == NULL)
		size++;
	return (struct text){text.bytes, size};
}

static bool
check_port(struct text port, struct err *err)
{
	int64_t number;
	if (port.size == 0 || text_to_int64(port, 1, 65535, &number))
		return true;
	return err_set(err, ERR_INPUT, "the URL's port \"%.*s\" is not a number from 1 to 65535",
	               quoted(port), port.bytes);
}

/* "host", "host:port", "[address]" or "[address]:port". */
static bool
check_authority(struct text authority, struct err *err)
{
	if (memchr(authority.bytes, '@', authority.size) != NULL)
		return err_set(
		    err, ERR_INPUT,
		    "the URL must not have a user or password before \"@\"; the token says who asks");
	bool literal = authority.size > 0 && authority.bytes[0] == '[';
	struct text host = before(authority, literal ? "]" : ":");
	if (literal && host.size < authority.size)
		host.size++; /* the ']' */
	struct text rest = {authority.bytes + host.size, authority.size - host.size};
	if (host.size == 0 || (literal && (host.size < 4 || host.bytes[host.size - 1] != ']')) ||
	    (rest.size > 0 && rest.bytes[0] != ':'))
		return err_set(err, ERR_INPUT,
		               "the URL has no host; write it as https://parts.example.org/kicad");
	return rest.size == 0 || check_port((struct text){rest.bytes + 1, rest.size - 1}, err);
}

static bool
check_path(struct text path, struct err *err)
{
	if (memchr(path.bytes, '?', path.size) != NULL)
		return err_set(
		    err, ERR_INPUT,
		    "the URL must not have a query (\"?\"): KiCad puts further path behind it");
	if (memchr(path.bytes, '#', path.size) != NULL)
		return err_set(
		    err, ERR_INPUT,
		    "the URL must not have a fragment (\"#\"): KiCad puts further path behind it");
	if (path.size >= 3 && memcmp(path.bytes + path.size - 3, "/v1", 3) == 0)
		return err_set(
		    err, ERR_INPUT,
		    "the URL must not end in \"/v1\": KiCad adds that itself; leave it out");
	return true;
}

/* `root` is the URL without slashes at its end. */
static bool
check_url(struct text url, struct text *root, struct err *err)
{
	if (url.size > HTTPLIB_URL_MAX)
		return err_set(err, ERR_INPUT, "the URL is longer than %d bytes", HTTPLIB_URL_MAX);
	struct text rest = url;
	if (!check_characters(url, err) || !take_scheme(&rest, err))
		return false;
	struct text authority = before(rest, "/?#");
	if (!check_authority(authority, err))
		return false;
	struct text path = {rest.bytes + authority.size, rest.size - authority.size};
	while (path.size > 0 && path.bytes[path.size - 1] == '/')
		path.size--;
	if (!check_path(path, err))
		return false;
	*root = (struct text){url.bytes, (size_t)(path.bytes + path.size - url.bytes)};
	return true;
}

static bool
check_name(struct text name, struct err *err)
{
	if (name.size == 0)
		return err_set(err, ERR_INPUT, "the library needs a name, such as KiDepot");
	if (name.size > HTTPLIB_NAME_MAX)
		return err_set(err, ERR_INPUT, "the library's name is longer than %d bytes",
		               HTTPLIB_NAME_MAX);
	if (!text_is_utf8(name) || text_has_control(name))
		return err_set(err, ERR_INPUT,
		               "the library's name has a control character or is not UTF-8");
	if (name.bytes[0] == ' ' || name.bytes[name.size - 1] == ' ')
		return err_set(err, ERR_INPUT,
		               "the library's name \"%.*s\" has a blank at an end; leave it out",
		               (int)name.size, name.bytes);
	struct text good = before(name, ":/\\<>\"");
	if (good.size < name.size)
		return err_set(
		    err, ERR_INPUT,
		    "the library's name must not have a '%c', for KiCad would not take it",
		    name.bytes[good.size]);
	return true;
}

static bool
check(const struct httplib *httplib, struct text *root, struct err *err)
{
	if (!check_url(httplib->url, root, err) || !check_name(httplib->name, err))
		return false;
	if (!token_has_form(httplib->token))
		return err_set(
		    err, ERR_INPUT,
		    "the token is not \"kd_\", 8 hexadecimal digits, \"_\" and 64 more; give it as "
		    "\"kidepot token add\" wrote it");
	return true;
}

static struct document *
source_document(const struct httplib *httplib, struct text root)
{
	struct document *source = document_object();
	if (document_add_string(source, "type", "REST_API") &&
	    document_add_string(source, "api_version", "v1") &&
	    document_add_text(source, "root_url", root) &&
	    document_add_text(source, "token", httplib->token) &&
	    document_add_number(source, "timeout_parts_seconds", httplib->timeout_parts) &&
	    document_add_number(source, "timeout_categories_seconds", httplib->timeout_categories))
		return source;
	document_free(source);
	return NULL;
}

static struct document *
file_document(const struct httplib *httplib, struct text root)
{
	struct document *file = document_object();
	struct document *meta = document_object();
	if (!document_add_real(meta, "version", 1.0)) {
		document_free(meta);
		meta = NULL;
	}
	if (document_add(file, "meta", meta) && document_add_text(file, "name", httplib->name) &&
	    document_add_string(file, "description", "Parts catalogue served by KiDepot") &&
	    document_add(file, "source", source_document(httplib, root)))
		return file;
	document_free(file);
	return NULL;
}

bool
httplib_write(const struct httplib *httplib, struct buf *out, struct err *err)
{
	struct text root = {0};
	if (!check(httplib, &root, err))
		return false;
	struct document *file = file_document(httplib, root);
	bool ok = document_write_pretty(file, out, err);
	document_free(file);
	return ok;
}
