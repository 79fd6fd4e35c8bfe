/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * err: what went wrong, for the person who can act.
 *
 * Functions that can fail return false (or NULL) and fill a struct err. lib/
 * never prints: programs do. The code says who must act; each program maps it
 * outward in one table (HTTP status in cgi/reply.c, exit status in cli/main.c).
 * Messages are lower case, without full stop, name the thing in double quotes
 * and, where there is one, the way out.
 */
#ifndef KIDEPOT_BASE_ERR_H
#define KIDEPOT_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_INPUT,    /* what the caller gave is wrong */
	ERR_CONFLICT, /* right in itself, but something else is in the way */
	ERR_BUSY,     /* someone else's change was in the way; the same again may work */
	ERR_LIMIT,    /* larger than a limit allows */
	ERR_AWAY,     /* the database cannot be reached now */
	ERR_TIMEOUT,  /* the database did not answer in time */
	ERR_SCHEMA,   /* the database is not migrated, or not as far as the program */
	ERR_DENIED,   /* the database role may not do this */
	ERR_DATABASE, /* any other refusal of the database */
	ERR_OUTPUT,   /* a file or stream could not be written */
	ERR_SYSTEM,   /* the operating system refused */
	ERR_CODES
};

struct err {
	enum err_code code;
	char message[512];
	char field[64]; /* of what was given, the one at fault: "name"; "" when none is */
};

/* Fills err (may be NULL), without a field, and returns false, so that a caller can
 * return it. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "<prefix>: " before the message that is there. Returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "; <way_out>" behind the message that is there. Returns false. */
bool err_way_out(struct err *err, const char *way_out);

/* Says which field is at fault, unless that is said already. Returns false. */
bool err_field(struct err *err, const char *field);

/* A word for each code, for logs: "input", "away" ... */
const char *err_word(enum err_code code);

#endif
