/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_identity: by what sheets and components are known, whatever they are called: the
 * ids that KiCad gives them. Those of KiCad 4 and 5, eight hexadecimal digits, are written
 * as the UUIDs that KiCad 6 makes of them.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IDENTITY_H
#define KIDEPOT_NETLIST_NETLIST_IDENTITY_H

#include "base/arena.h"

/* Of one id, or of ids between slashes: `ids` itself when none is short, else in the arena.
 * NULL is "". NULL with ERR_LIMIT. */
const char *netlist_identity_of(const char *ids, struct arena *arena, struct err *err);

/* Of a component on its sheet: `id` is the last of its tstamps, or its tstamp. Without one
 * it is "ref:R1". NULL with ERR_LIMIT. */
const char *netlist_identity_symbol(const char *id, const char *ref, struct arena *arena,
                                    struct err *err);

#endif
