/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * entry: what a person may enter into the catalogue. The database's domains hold
 * the same rules (schema/migrations/0001_catalogue.sql); here they are said in
 * words, before anything is written.
 */
#ifndef KIDEPOT_CATALOGUE_ENTRY_H
#define KIDEPOT_CATALOGUE_ENTRY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

enum entry_kind {
	ENTRY_LINE,       /* one line of at most 1000 characters */
	ENTRY_PROSE,      /* running text of at most 10000; line breaks and tabs are fine */
	ENTRY_LIBRARY_ID, /* "Library:Name", at most 400, without ';' */
	ENTRY_URL,        /* of http, https or file, at most 2000, without blanks */
	ENTRY_TRUTH       /* yes or no */
};

/*
 * Whether `value` may be stored as `what` ("the IPN"). A text that is not set is
 * fine, an empty one too but for a truth: it unsets. ERR_INPUT.
 */
bool entry_check(enum entry_kind kind, const char *what, struct text value, struct err *err);

/* As a line; and it must not be empty. */
bool entry_check_name(const char *what, struct text name, struct err *err);

/*
 * Cuts "NAME=VALUE" at the first '='. `what` is for the message. ERR_INPUT without
 * '=' or without a name.
 */
bool entry_split(const char *what, struct text entry, struct text *name, struct text *value,
                 struct err *err);

/* At most the first 100 bytes, for a message. */
struct text entry_shown(struct text value);

#endif
