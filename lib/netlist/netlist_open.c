/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_open.h"

#include <inttypes.h>

#include "netlist/netlist_ref.h"

static bool
is_shown(const struct netlist_open *open, struct text ref)
{
	size_t i = 0;
	while (i < open->shown && !text_equal(open->examples[i], ref))
		i++;
	return i < open->shown;
}

bool
netlist_open_add(struct netlist_open *open, const char *ref, struct arena *arena, struct err *err)
{
	struct text cut = text_cut(text_of(ref), NETLIST_OPEN_SIZE);
	if (!netlist_ref_is_open(ref))
		return true;
	if (open->shown < NETLIST_OPEN_SHOWN && !is_shown(open, cut)) {
		const char *copy = arena_copy(arena, cut.bytes, cut.size, err);
		if (copy == NULL)
			return false;
		open->examples[open->shown++] = (struct text){copy, cut.size};
	}
	open->components++;
	return true;
}

void
netlist_open_append(const struct netlist_open *open, struct buf *out)
{
	buf_append_format(out, "%" PRIu64 " %s not annotated, such as ", open->components,
	                  open->components == 1 ? "component is" : "components are");
	for (size_t i = 0; i < open->shown; i++)
		buf_append_format(out, "%s\"%.*s\"", i == 0 ? "" : ", ",
		                  (int)open->examples[i].size, open->examples[i].bytes);
	buf_append_string(out, ", and KiCad makes one of several; annotate the schematic in KiCad "
	                       "and export again");
}
