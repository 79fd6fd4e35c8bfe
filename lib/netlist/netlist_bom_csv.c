/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_write.h"

#include <string.h>

static bool
is_plain(struct text cell)
{
	for (size_t i = 0; i < cell.size; i++)
		if (strchr("\",\r\n", cell.bytes[i]) != NULL)
			return false;
	return true;
}

/* RFC 4180, 2.5 to 2.7. */
static void
append_cell(struct buf *out, size_t column, struct text cell)
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

bool
netlist_bom_csv_write(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
                      struct netlist_bom_out *out, struct err *err)
{
	struct buf cell = {.arena = bom->arena};
	for (size_t i = 0; i < columns->count; i++)
		append_cell(&out->buf, i, columns->items[i].title);
	buf_append_string(&out->buf, "\r\n");
	for (const struct netlist_bom_line *line = bom->lines; line != NULL; line = line->next) {
		for (size_t i = 0; i < columns->count; i++) {
			cell.size = 0;
			if (!netlist_bom_column_append(columns, &columns->items[i], line, &cell,
			                               err))
				return false;
			append_cell(&out->buf, i, buf_text(&cell));
		}
		buf_append_string(&out->buf, "\r\n");
		if (!netlist_bom_write_give(out, err))
			return false;
	}
	return true;
}
