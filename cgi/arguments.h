/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arguments: the query string of an address of the REST interface, by a table. KiCad's
 * addresses take none and do not look at it.
 */
#ifndef KIDEPOT_CGI_ARGUMENTS_H
#define KIDEPOT_CGI_ARGUMENTS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "reply.h"

enum { ARGUMENTS_MAX = 8, ARGUMENTS_BYTES_MAX = 4096 };

/* One that an address takes. A table ends with a row without a name. */
struct argument {
	const char *name;
	bool is_number; /* whole, from min to max */
	int64_t min, max;
	bool is_cursor;       /* of numbers: a string in openapi.json, as "next" is */
	const char *choices;  /* the words it can be, "yes no"; NULL: any text */
	const char *fallback; /* when it is not given; NULL: not set */
	const char *help;     /* one sentence, without a full stop */
};

/*
 * Decodes the query string, where '+' is a blank, into `values`, in the order of the
 * table; NULL is an empty one. True with a 400 in the reply, which names the argument,
 * for one that is unknown, given twice, no UTF-8, has a control character, or is no
 * number or no word of those that are wanted; and for more than ARGUMENTS_BYTES_MAX in all. False
 * without memory.
 */
bool arguments_read(struct text query, const struct argument *table, struct arena *arena,
                    struct text values[ARGUMENTS_MAX], struct reply *reply, struct err *err);

#endif
