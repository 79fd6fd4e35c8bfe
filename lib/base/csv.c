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

char
csv_find_delimiter(struct text text)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[sizeof candidates] = {0}, best = 0;
	bool in_quotes = false;
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (!in_quotes && (c == '\n' || c == '\r'))
			break;
		in_quotes ^= c == '"';
		const char *found = memchr(candidates, c, sizeof candidates);
		if (found != NULL && !in_quotes)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < sizeof candidates; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}
