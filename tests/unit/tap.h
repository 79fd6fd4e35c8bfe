/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tap: what a unit test says, in the Test Anything Protocol. Each test program
 * ends with "return tap_done();".
 */
#ifndef KIDEPOT_TAP_H
#define KIDEPOT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3))) static inline bool
tap_ok(bool good, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	printf("%sok %d - ", good ? "" : "not ", ++tap_count);
	vprintf(format, args);
	printf("\n");
	va_end(args);
	tap_failed += !good;
	return good;
}

/* The text is exactly that string. */
static inline bool
tap_is(struct text got, const char *wanted, const char *name)
{
	bool good = text_equal(got, text_of(wanted));
	tap_ok(good, "%s", name);
	if (!good)
		printf("# got: \"%.*s\"\n# not: \"%s\"\n", (int)got.size, got.bytes, wanted);
	return good;
}

static inline bool
tap_is_number(long long got, long long wanted, const char *name)
{
	tap_ok(got == wanted, "%s", name);
	if (got != wanted)
		printf("# got: %lld\n# not: %lld\n", got, wanted);
	return got == wanted;
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed > 0;
}

#endif
