/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include "netlist/netlist_bom_write.h"

bool
netlist_bom_csv_write(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
                      struct netlist_bom_out *out, struct err *err)
{
	struct buf cell = {.arena = bom->arena};
	for (size_t i = 0; i < columns->count; i++)
		csv_append_cell(&out->buf, i, columns->items[i].title);
	csv_append_end(&out->buf);
	for (const struct netlist_bom_line *line = bom->lines; line != NULL; line = line->next) {
		for (size_t i = 0; i < columns->count; i++) {
			cell.size = 0;
			if (!netlist_bom_column_append(columns, &columns->items[i], line, &cell,
			                               err))
				return false;
			csv_append_cell(&out->buf, i, buf_text(&cell));
		}
		csv_append_end(&out->buf);
		if (!netlist_bom_write_give(out, err))
			return false;
	}
	return true;
}
