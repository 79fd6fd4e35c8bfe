/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_answer.h"

#include <inttypes.h>

bool
netlist_bom_answer_given(const struct netlist_bom *bom)
{
	return bom->boards > 0 && bom->parts_known;
}

void
netlist_bom_answer_append(const struct netlist_bom *bom, struct buf *out)
{
	int suffices = netlist_bom_suffices(bom);
	buf_append_format(out, "%" PRId64 " %s %s", bom->boards,
	                  bom->boards == 1 ? "board" : "boards",
	                  suffices == 1   ? "can be built"
	                  : suffices == 0 ? "cannot be built"
	                                  : "may or may not be built");
}

void
netlist_bom_answer_append_why(const struct netlist_bom *bom, struct buf *out)
{
	const char *between = "";
	if (bom->short_parts > 0) {
		buf_append_format(out, "%zu %s missing pieces.", bom->short_parts,
		                  bom->short_parts == 1 ? "part is" : "parts are");
		between = " ";
	}
	if (bom->possible >= 0) {
		buf_append_format(out, "%sWhat is in stock is enough for %" PRId64 ".", between,
		                  bom->possible);
		between = " ";
	}
	if (bom->unknown > 0)
		buf_append_format(out, "%sOf %zu %s no part is known.", between, bom->unknown,
		                  bom->unknown == 1 ? "component" : "components");
}
