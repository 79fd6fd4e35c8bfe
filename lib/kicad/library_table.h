/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library_table: the rows of KiCad's sym-lib-table and fp-lib-table. Not what they
 * point to.
 */
#ifndef KIDEPOT_KICAD_LIBRARY_TABLE_H
#define KIDEPOT_KICAD_LIBRARY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "kicad/sexpr.h"

enum { LIBRARY_TABLE_TEXT_MAX = 2048 };

/* Texts end in NUL; what a row does not say is empty. */
struct library_table_row {
	char name[LIBRARY_TABLE_TEXT_MAX];
	char type[64];
	char uri[LIBRARY_TABLE_TEXT_MAX]; /* with its variables */
	bool is_disabled;
};

/*
 * The next row of the table whose first list is open and named; *more is false at its
 * end. ERR_INPUT for a text that is too long, and sexpr_next's errors.
 */
bool library_table_next(struct sexpr *sexpr, struct library_table_row *row, bool *more,
                        struct err *err);

struct library_table_variables {
	const char *const *given; /* "NAME=VALUE"; the last one wins, all before the environment */
	size_t count;
	const char *folder;  /* of the table: what stands for KiCad's own when they are not set */
	const char *project; /* what stands for KIPRJMOD */
};

/*
 * `uri` with its variables, at most `room` bytes with NUL; from the table's folder when
 * it is relative. ERR_INPUT for a variable that is not set and a path that is too long.
 */
bool library_table_expand(const char *uri, const struct library_table_variables *variables,
                          char *path, size_t room, struct err *err);

#endif
