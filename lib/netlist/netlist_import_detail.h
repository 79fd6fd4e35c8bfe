/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_import_detail: what only KiCad 10 says of a component, as one JSON object: units,
 * variants, jumper_pin_groups, duplicate_pin_numbers_are_jumpers. For netlist_import_rows.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IMPORT_DETAIL_H
#define KIDEPOT_NETLIST_NETLIST_IMPORT_DETAIL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "netlist/netlist.h"

/* The object, in the arena; NULL when there is nothing to say. ERR_LIMIT. */
bool netlist_import_detail_write(const struct netlist_component *component, struct arena *arena,
                                 const char **detail, struct err *err);

/*
 * The variants of a component, from the member of that name of what was written: in the
 * arena. ERR_INPUT when it is not what was written, ERR_LIMIT.
 */
bool netlist_import_detail_variants(struct text variants, struct arena *arena,
                                    struct netlist_component *component, struct err *err);

#endif
