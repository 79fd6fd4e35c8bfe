/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_decision.h"

bool
netlist_decision_list(struct db *db, const struct netlist_decision_page *page, struct arena *arena,
                      struct db_rows *rows, struct err *err)
{
	const struct text params[] = {page->project_id, page->id, page->before, page->limit};
	return db_query(db, &query_netlist_decision_list, params, 4, arena, rows, err);
}

bool
netlist_decision_make(struct db *db, struct text project_id,
                      const struct netlist_decision *decision, struct arena *arena, struct text *id,
                      struct err *err)
{
	enum { SAYS = 2, COUNT = SAYS + 7 };
	const struct text params[COUNT] = {
	    project_id,        decision->part_id, decision->library,
	    decision->symbol,  decision->value,   decision->footprint,
	    decision->says_id, decision->ipn,     decision->mpn};
	struct db_rows rows;
	size_t said = 0;
	for (size_t i = SAYS; i < COUNT; i++)
		said += params[i].size;
	if (said == 0)
		return err_set(err, ERR_INPUT,
		               "it is not said of which components; give what the import's report "
		               "says of them, such as \"symbol\" and \"value\"");
	if (!db_query(db, &query_netlist_decision_make, params, COUNT, arena, &rows, err))
		return false;
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
netlist_decision_forget(struct db *db, struct text project_id, struct text id, struct arena *arena,
                        struct err *err)
{
	const struct text params[] = {project_id, id};
	struct db_rows rows;
	int64_t number;
	if (!text_to_int64(id, 1, INT64_MAX, &number))
		return err_set(err, ERR_INPUT,
		               "\"%.*s\" is no decision's number; \"kidepot netlist decisions\" "
		               "lists them",
		               (int)text_cut(id, 40).size, id.bytes);
	if (!db_query(db, &query_netlist_decision_delete, params, 2, arena, &rows, err))
		return false;
	return rows.count > 0 ||
	       err_set(err, ERR_INPUT,
	               "the project has no decision %.*s; \"kidepot netlist decisions\" lists them",
	               (int)id.size, id.bytes);
}
