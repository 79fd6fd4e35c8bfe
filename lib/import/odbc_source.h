/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odbc_source: where the rows of a database library are, as its file says it, and ODBC's
 * connection string for it: "keyword=value;keyword={value};..." (ODBC's SQLDriverConnect).
 */
#ifndef KIDEPOT_IMPORT_ODBC_SOURCE_H
#define KIDEPOT_IMPORT_ODBC_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/text.h"

enum { ODBC_TIMEOUT_MAX = 3600 /* s */, ODBC_SECRETS_MAX = 32 };

/* Texts without NUL. */
struct odbc_source {
	struct text connection_string; /* when it is not empty, DSN and user are not used */
	struct text dsn, username;
	struct text password; /* added to either; empty: the source says it, or none is needed */
	int64_t timeout;      /* s that a connection may take; 0: as long as the driver waits */
};

/* What no message may have. */
struct odbc_secrets {
	struct text list[ODBC_SECRETS_MAX]; /* the source's bytes */
	size_t count;
};

/*
 * Whether what odbc_source_string made has no code of a file's choice run here: a driver that is
 * given by its path, a file that names one, or a library that SQLite is to load (LoadExt).
 * ERR_INPUT. What a driver's own keywords have the other side do (psqlODBC's ConnSettings) is not
 * looked at.
 */
bool odbc_source_check(struct text string, struct err *err);

/* Whether the source says a password itself. */
bool odbc_source_has_password(const struct odbc_source *source);

/* The password, and the values of all keywords that may have one, as they are spelt, as far as
 * there is room. */
void odbc_source_secrets(const struct odbc_source *source, struct odbc_secrets *secrets);

/* Appends the string with `options`, ";keyword=value;...", at its end, and a NUL. ERR_LIMIT. */
bool odbc_source_string(const struct odbc_source *source, const char *options, struct buf *string,
                        struct err *err);

#endif
