/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv: rows of cells as RFC 4180 has them.
 */
#ifndef KIDEPOT_BASE_CSV_H
#define KIDEPOT_BASE_CSV_H

#include "base/buf.h"

/* Appends the cell, in quotes where it has to be (2.5 to 2.7), behind a comma unless it is the
 * row's first, `column` being 0. */
void csv_append_cell(struct buf *out, size_t column, struct text cell);

/* Ends the row, by CR LF. */
void csv_append_end(struct buf *out);

/* What stands between cells: of comma, semicolon and tab the one that is most often in the first
 * line of `text`, outside of quotes; comma when none is. */
char csv_find_delimiter(struct text text);

#endif
