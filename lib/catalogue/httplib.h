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
	/*
	 * An absolute http or https URL in ASCII with a host, up to what comes before
	 * "/v1/"; without user, query and fragment. Slashes at its end are dropped.
	 */
	struct text url;
	/* UTF-8 in one line, no blanks at its ends, none of : / \ < > ". */
	struct text name;
	struct text token;     /* a secret of token.h's form */
	int64_t timeout_parts; /* s for which KiCad keeps parts and categories */
	int64_t timeout_categories;
};

/*
 * Checks all and appends the file's text. ERR_INPUT with the mend, ERR_LIMIT. No
 * message repeats a token or a password. On failure nothing is appended.
 */
bool httplib_write(const struct httplib *httplib, struct buf *out, struct err *err);

#endif
