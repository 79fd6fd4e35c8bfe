/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include <string.h>

static bool
is_plain(struct text cell)
{
	for (size_t i = 0; i < cell.size; i++)
		if (strchr("\",\r\n", cell.bytes[i]) != NULL)
			return false;
	return true;
}

void
csv_append_cell(struct buf *out, size_t column, struct text cell)
{
	if (column > 0)
		buf_append(out, ",", 1);
	if (is_plain(cell)) {
		buf_append_text(out, cell);
		return;
	}
	buf_append(out, "\"", 1);
	for (size_t i = 0; i < cell.size; i++)
		buf_append(out, cell.bytes[i] == '"' ? "\"\"" : &cell.bytes[i],
		           cell.bytes[i] == '"' ? 2 : 1);
	buf_append(out, "\"", 1);
}

void
csv_append_end(struct buf *out)
{
	buf_append_string(out, "\r\n");
}
