/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sexpr: the S-expressions of KiCad's files, piece by piece. Memory is that of the
 * struct, whatever the input is. What the lists mean is not known here.
 *
 * As KiCad's own reader has it: words end at a blank, a parenthesis or a '"';
 * strings have \\ \" \a \b \f \n \r \t \v \x41 \101 for characters; a line whose
 * first character other than a blank is '#' says nothing.
 */
#ifndef KIDEPOT_KICAD_SEXPR_H
#define KIDEPOT_KICAD_SEXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum { SEXPR_DEPTH_MAX = 200, SEXPR_TEXT_MAX = 4096, SEXPR_PIECE = 16384 };

enum sexpr_kind { SEXPR_END, SEXPR_OPEN, SEXPR_CLOSE, SEXPR_TEXT };

/* Puts at most `room` bytes; *size 0 at the end. False with err when it cannot be read. */
typedef bool sexpr_read(void *context, char *bytes, size_t room, size_t *size, struct err *err);

struct sexpr_place {
	size_t line, column; /* from 1; columns count characters */
	uint64_t offset;     /* bytes before it */
};

struct sexpr {
	sexpr_read *read;
	void *context;
	size_t depth; /* lists that are open, with the one just opened, without one just closed */
	struct sexpr_place start; /* where the last thing begins */
	struct sexpr_place end;   /* where it ends: the place of the first byte behind it */
	/* Of the last SEXPR_TEXT, until the next call: */
	char text[SEXPR_TEXT_MAX];
	size_t text_size;
	bool text_is_cut;    /* it was longer, and the rest is lost */
	bool text_is_string; /* it stands between '"', which start and end include */
	/* Private. */
	bool line_has_begun;
	size_t next, filled; /* of bytes */
	char bytes[SEXPR_PIECE];
};

void sexpr_start(struct sexpr *sexpr, sexpr_read *read, void *context);

/*
 * The next thing. SEXPR_END comes only when all lists are closed. ERR_INPUT, with line
 * and column, for a list or string that does not end, a ')' too many, lists deeper than
 * SEXPR_DEPTH_MAX and a byte 0; and the errors of `read`.
 */
bool sexpr_next(struct sexpr *sexpr, enum sexpr_kind *kind, struct err *err);

/* ERR_INPUT that says where the last thing begins, "line 2, column 5: ...". Returns false. */
bool sexpr_fail(const struct sexpr *sexpr, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Opens the first list and reads the word it begins with. ERR_INPUT when there is none. */
bool sexpr_head(struct sexpr *sexpr, struct err *err);

/* Passes over things until fewer than `depth` lists are open. */
bool sexpr_leave(struct sexpr *sexpr, size_t depth, struct err *err);

/* Once the first list was read: ERR_INPUT when anything stands behind it; KiCad reads no more. */
bool sexpr_tail(struct sexpr *sexpr, struct err *err);

/* The last text, and whether it is that word. */
struct text sexpr_text(const struct sexpr *sexpr);
bool sexpr_is(const struct sexpr *sexpr, const char *word);

#endif
