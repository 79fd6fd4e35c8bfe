/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * httplib: the .kicad_httplib file, by which KiCad finds the server. Not the
 * symbol table row that names the file.
 *
 * KiCad 9 and 10 read source.type, api_version, root_url, token and the two
 * timeouts, refuse a file without meta.version, build every URL as root_url +
 * "/v1/" + path, and expand no variables. They lose the token in a redirect to
 * another port or scheme, so root_url must be the final one.
 */
#ifndef KIDEPOT_CATALOGUE_HTTPLIB_H
#define KIDEPOT_CATALOGUE_HTTPLIB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { HTTPLIB_URL_MAX = 2000, HTTPLIB_NAME_MAX = 100 };

struct httplib {
	struct text url;   /* up to what comes before "/v1/" */
	struct text name;  /* a library nickname as KiCad allows it */
	struct text token; /* a secret of token.h's form */
	int64_t timeout_parts; /* s for which KiCad keeps parts and categories */
	int64_t timeout_categories;
};

/*
 * True for an absolute http or https URL in ASCII with a host, without user,
 * query or fragment, at most HTTPLIB_URL_MAX bytes, that does not end in "/v1".
 * `root` is the URL without slashes at its end, a slice of `url`. Else ERR_INPUT,
 * with the mend.
 */
bool httplib_check_url(struct text url, struct text *root, struct err *err);

/*
 * Not empty, UTF-8, at most HTTPLIB_NAME_MAX bytes, no control characters, no
 * blanks at its ends, and none of : / \ < > ". Else ERR_INPUT.
 */
bool httplib_check_name(struct text name, struct err *err);

/* Checks all and appends the file's text. ERR_INPUT, ERR_LIMIT; `out` untouched then. */
bool httplib_write(const struct httplib *httplib, struct buf *out, struct err *err);

#endif
