/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/left_out.h"

#include <stdarg.h>
#include <stdio.h>

void
left_out_add(struct left_out *left_out, const char *format, ...)
{
	char what[400];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	left_out->count++;
	if (left_out->tell != NULL)
		left_out->tell(left_out->context, what);
}
