/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_make.h"

#include <string.h>

#include "netlist/netlist_bom_part.h"

static bool
read_model(const struct netlist_bom_order *order, struct arena *arena,
           struct netlist_bom_made *made, struct err *err)
{
	unsigned wanted = NETLIST_MODEL_SAYS | NETLIST_MODEL_SHEETS | NETLIST_MODEL_TEXTVARS |
	                  netlist_bom_column_wanted(order->columns, order->column_count);
	if (order->variant == NULL)
		return netlist_model_make(order->source, order->context, wanted, arena,
		                          &made->model, err);
	made->view = (struct netlist_variant_view){
	    .source = order->source,
	    .context = order->context,
	    .variant = order->variant,
	    .arena = arena,
	};
	return netlist_model_make(netlist_variant_read, &made->view, wanted, arena, &made->model,
	                          err) &&
	       netlist_variant_check(&made->view, err);
}

/* A file's components are matched where there is a database. */
static bool
find_parts(struct db *db, const struct netlist_bom_order *order, struct netlist_bom_made *made,
           struct err *err)
{
	const struct netlist_bom_part_order parts = {
	    .revision_id = order->revision.id,
	    .changed = made->view.changed,
	    .changed_count = made->view.changed_count,
	    .library = order->library,
	    .project = order->revision.project,
	};
	if (netlist_bom_part_find(db, &parts, &made->bom, err))
		return true;
	if (err->code != ERR_AWAY || text_is_set(order->revision.id) ||
	    (order->group != NULL && strcmp(order->group, "part") == 0))
		return false;
	made->away = *err;
	return true;
}

static enum netlist_bom_grouping
grouping_of(const struct netlist_bom_order *order, const struct netlist_bom *bom)
{
	bool by_part = order->group == NULL ? bom->parts_known : strcmp(order->group, "part") == 0;
	return by_part ? NETLIST_BOM_BY_PART : NETLIST_BOM_BY_VALUE;
}

bool
netlist_bom_make(struct db *db, const struct netlist_bom_order *order, struct arena *arena,
                 struct netlist_bom_made *made, struct err *err)
{
	*made = (struct netlist_bom_made){.away.code = ERR_NONE};
	if (!read_model(order, arena, made, err) ||
	    !netlist_bom_start(&made->model, arena, &made->bom, err) ||
	    !netlist_bom_title(&made->bom, order->today, err) || !find_parts(db, order, made, err))
		return false;
	made->bom.variant = order->variant;
	made->bom.project = order->revision.project;
	made->bom.revision = order->revision.name;
	if (!netlist_bom_group(&made->bom, grouping_of(order, &made->bom), order->boards, err) ||
	    !netlist_bom_column_make(&made->bom, order->columns, order->column_count, order->today,
	                             arena, &made->columns, err))
		return false;
	made->columns.all_refs = strcmp(order->references, "full") == 0;
	return true;
}
