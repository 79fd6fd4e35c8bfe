/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * left_out: what happens to a row that KiCad could not take.
 *
 * One bad value makes KiCad drop the whole library, so a row that breaks a rule
 * is left out of the answer and told to the program, which logs and counts it.
 */
#ifndef KIDEPOT_CATALOGUE_LEFT_OUT_H
#define KIDEPOT_CATALOGUE_LEFT_OUT_H

#include <stddef.h>

struct left_out {
	/* Called once a row or field; `what` is like: part "12": the name is empty */
	void (*tell)(void *context, const char *what);
	void *context;
	size_t count;
};

/* Counts and tells. */
void left_out_add(struct left_out *left_out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
