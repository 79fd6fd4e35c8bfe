/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * web_address: the parts of an http or https URL, as RFC 3986 has them, and how it is shown:
 * what may be a secret never is.
 */
#ifndef KIDEPOT_PCM_WEB_ADDRESS_H
#define KIDEPOT_PCM_WEB_ADDRESS_H

#include <stdbool.h>

#include "base/text.h"

struct web_address {
	struct text scheme; /* "http" or "https", in any case */
	struct text user;   /* "token:secret"; not set when there is no "@" */
	struct text host;   /* without brackets; not empty */
	struct text port;   /* may be empty */
	struct text rest;   /* path, query and fragment, "" or from "/", "?" or "#" on */
};

/* False unless it is set and an http or https URL without blanks and control characters. */
bool web_address_read(struct text url, struct web_address *address);

/* Whether a host is one of this machine or of a network of one's own: "localhost", a name
 * without a dot or below .local, .lan, .internal, .home.arpa; addresses of RFC 1918, 3927,
 * 4193, 6598 and loopback. */
bool web_address_is_private(const struct web_address *address);

/* The URL for a message: user, query and fragment as "***", cut to fit, control characters
 * as "?". Any text will do. There is room for the address of an archive, SHA-256 and all. */
enum { WEB_ADDRESS_QUOTED = 200 };
void web_address_quote(struct text url, char quoted[WEB_ADDRESS_QUOTED]);

#endif
