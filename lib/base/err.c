/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

bool
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	if (err == NULL)
		return false;
	err->code = code;
	err->field[0] = '\0';
	va_list args;
	va_start(args, format);
	vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	return false;
}

bool
err_prefix(struct err *err, const char *format, ...)
{
	if (err == NULL)
		return false;
	char message[sizeof err->message];
	va_list args;
	va_start(args, format);
	int length = vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (length > 0 && (size_t)length < sizeof message)
		snprintf(message + length, sizeof message - (size_t)length, ": %s", err->message);
	memcpy(err->message, message, sizeof message);
	return false;
}

bool
err_way_out(struct err *err, const char *way_out)
{
	size_t length = err == NULL ? 0 : strlen(err->message);
	if (err != NULL)
		snprintf(err->message + length, sizeof err->message - length, "; %s", way_out);
	return false;
}

bool
err_field(struct err *err, const char *field)
{
	if (err != NULL && err->field[0] == '\0')
		snprintf(err->field, sizeof err->field, "%s", field);
	return false;
}

const char *
err_word(enum err_code code)
{
	static const char *const words[ERR_CODES] = {
	    [ERR_NONE] = "none",         [ERR_INPUT] = "input",   [ERR_CONFLICT] = "conflict",
	    [ERR_BUSY] = "busy",         [ERR_LIMIT] = "limit",   [ERR_AWAY] = "away",
	    [ERR_TIMEOUT] = "timeout",   [ERR_SCHEMA] = "schema", [ERR_DENIED] = "denied",
	    [ERR_DATABASE] = "database", [ERR_OUTPUT] = "output", [ERR_SYSTEM] = "system",
	};
	return code < ERR_CODES ? words[code] : "unknown";
}
