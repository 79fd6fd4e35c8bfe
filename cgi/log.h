/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log: lines for the administrator, plain or JSON, to standard error or a file.
 *
 * A line is a level, a message and named values, written with one write(2), so
 * that lines of several processes never mix. Whatever a client sent is escaped.
 * Tokens never come here.
 */
#ifndef KIDEPOT_CGI_LOG_H
#define KIDEPOT_CGI_LOG_H

#include <stddef.h>

#include "base/text.h"
#include "web_settings.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

struct log_value {
	const char *name;
	struct text text; /* when `name` has a text; not set: `number` */
	long long number;
};

/*
 * Opens the log the settings name. When the file cannot be opened the log stays
 * where it was and err says why (ERR_OUTPUT).
 */
bool log_open(const struct web_settings *settings, struct err *err);

void log_values(enum log_level level, const char *message, const struct log_value *values,
                size_t count);

void log_message(enum log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
