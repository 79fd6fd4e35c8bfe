/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/web_address.h"

#include <stdio.h>
#include <string.h>

static size_t
find(struct text text, const char *marks)
{
	size_t at = 0;
	while (at < text.size && (text.bytes[at] == '\0' || strchr(marks, text.bytes[at]) == NULL))
		at++;
	return at;
}

static struct text
part(struct text text, size_t from, size_t to)
{
	return (struct text){text.bytes + from, to - from};
}

/* "//user@host:port" taken apart. The user ends at the last "@". */
static bool
read_authority(struct text authority, struct web_address *address)
{
	size_t start = 0;
	for (size_t i = 0; i < authority.size; i++)
		if (authority.bytes[i] == '@')
			start = i + 1;
	if (start > 0)
		address->user = part(authority, 0, start - 1);
	struct text host = part(authority, start, authority.size);
	size_t end = find(host, ":");
	if (host.size > 0 && host.bytes[0] == '[') {
		size_t bracket = find(host, "]");
		if (bracket == host.size)
			return false;
		address->host = part(host, 1, bracket);
		end = bracket + 1;
		if (end < host.size && host.bytes[end] != ':')
			return false;
	} else {
		address->host = part(host, 0, end);
	}
	address->port = end < host.size ? part(host, end + 1, host.size) : text_of("");
	return address->host.size > 0;
}

bool
web_address_read(struct text url, struct web_address *address)
{
	struct web_address found = {.user = {NULL, 0}};
	size_t colon = find(url, ":");
	if (!text_is_set(url))
		return false;
	for (size_t i = 0; i < url.size; i++)
		if ((unsigned char)url.bytes[i] <= ' ' || url.bytes[i] == 0x7f)
			return false;
	found.scheme = part(url, 0, colon);
	if (!text_equal_nocase(found.scheme, text_of("http")) &&
	    !text_equal_nocase(found.scheme, text_of("https")))
		return false;
	if (url.size < colon + 3 || memcmp(url.bytes + colon, "://", 3) != 0)
		return false;
	struct text rest = part(url, colon + 3, url.size);
	size_t end = find(rest, "/?#");
	found.rest = part(rest, end, rest.size);
	if (!read_authority(part(rest, 0, end), &found))
		return false;
	*address = found;
	return true;
}

/* --- private networks */

static bool
ends_with(struct text text, const char *end)
{
	size_t size = strlen(end);
	return text.size > size &&
	       text_equal_nocase(part(text, text.size - size, text.size), text_of(end));
}

static bool
read_ipv4(struct text host, int64_t numbers[4])
{
	for (int i = 0; i < 4; i++) {
		size_t end = find(host, ".");
		if (!text_to_int64(part(host, 0, end), 0, 255, &numbers[i]))
			return false;
		if ((end < host.size) != (i < 3))
			return false;
		if (i < 3)
			host = part(host, end + 1, host.size);
	}
	return true;
}

static bool
is_private_ipv4(const int64_t numbers[4])
{
	int64_t a = numbers[0], b = numbers[1];
	return a == 0 || a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) ||
	       (a == 192 && b == 168) || (a == 169 && b == 254) || (a == 100 && b >= 64 && b < 128);
}

/* Loopback, unique local (fc, fd) and link-local (fe8 to feb) addresses. */
static bool
is_private_ipv6(struct text host)
{
	if (host.size < 3)
		return true; /* "::" */
	char start[4] = {0};
	for (size_t i = 0; i < 3; i++)
		start[i] = (char)(host.bytes[i] | 0x20);
	return text_equal(host, text_of("::1")) || strncmp(start, "fc", 2) == 0 ||
	       strncmp(start, "fd", 2) == 0 ||
	       (strncmp(start, "fe", 2) == 0 && strchr("89ab", start[2]) != NULL);
}

bool
web_address_is_private(const struct web_address *address)
{
	static const char *const ends[] = {".local", ".lan",       ".internal", ".home.arpa",
	                                   ".test",  ".localhost", ".invalid"};
	struct text host = address->host;
	int64_t numbers[4];
	if (find(host, ":") < host.size)
		return is_private_ipv6(host);
	if (read_ipv4(host, numbers))
		return is_private_ipv4(numbers);
	if (find(host, ".") == host.size)
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (ends_with(host, ends[i]))
			return true;
	return false;
}

/* --- what is shown */

static size_t
put(char *quoted, size_t at, struct text text)
{
	struct text shown = text_cut(text, WEB_ADDRESS_QUOTED - 1 - at);
	for (size_t i = 0; i < shown.size; i++) {
		unsigned char byte = (unsigned char)shown.bytes[i];
		quoted[at++] = byte < ' ' || byte == 0x7f ? '?' : shown.bytes[i];
	}
	return at;
}

void
web_address_quote(struct text url, char quoted[WEB_ADDRESS_QUOTED])
{
	size_t at = 0, start = 0;
	size_t end = find(url, "?#");
	/* A user before "@", also where the rest is no URL. */
	for (size_t i = 0; i < end; i++)
		if (url.bytes[i] == '@')
			start = i + 1;
	size_t scheme = find(url, "/");
	if (start > 0 && scheme + 2 < start && url.bytes[scheme + 1] == '/') {
		at = put(quoted, at, part(url, 0, scheme + 2));
		at = put(quoted, at, text_of("***@"));
	} else if (start > 0) {
		at = put(quoted, at, text_of("***@"));
	}
	at = put(quoted, at, part(url, start, end));
	if (end < url.size) {
		at = put(quoted, at, part(url, end, end + 1));
		at = put(quoted, at, text_of("***"));
	}
	quoted[at] = '\0';
}
