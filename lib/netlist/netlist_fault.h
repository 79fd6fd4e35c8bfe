/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_fault: words for what is wrong with a netlist. Knows no XML parser.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_FAULT_H
#define KIDEPOT_NETLIST_NETLIST_FAULT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

enum { NETLIST_FAULT_QUOTED = 64 };

/* Text for a message: cut to its first characters, control characters as "?". */
void netlist_fault_quote(const char *text, char quoted[NETLIST_FAULT_QUOTED]);

/*
 * The XML parser stumbles over the first of `bytes`, which are empty when they are
 * not known; `at_start` when they are the first of the file. `where` is where they
 * stand, such as `field "MPN" of component "R5"`, or "". Fills err with ERR_INPUT.
 */
void netlist_fault_invalid(struct text bytes, bool at_start, const char *where, struct err *err);

/*
 * A tag closes another element than the one that is open: `bytes` follow the "</",
 * `open` is the element's name. Fills err with ERR_INPUT.
 */
void netlist_fault_mismatch(struct text bytes, const char *open, const char *where,
                            struct err *err);

#endif
