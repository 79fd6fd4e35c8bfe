/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_use.h"

bool
netlist_use_list(struct db *db, const struct netlist_use_page *page, struct arena *arena,
                 struct db_rows *rows, struct err *err)
{
	const struct text params[] = {page->part_id, text_of(page->all ? "yes" : "no"),
	                              page->before, page->limit};
	return db_query(db, &query_netlist_use_list, params, 4, arena, rows, err);
}
