/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_ref: references for people: R2 before R10, and R1-R4 for R1 R2 R3 R4. They are
 * any texts: "K0,0", "D+1", "R?".
 */
#ifndef KIDEPOT_NETLIST_NETLIST_REF_H
#define KIDEPOT_NETLIST_NETLIST_REF_H

#include <stddef.h>

#include "base/buf.h"

/* Below, above or equal to 0: digits are compared as numbers, all else as bytes. */
int netlist_ref_compare(const char *a, const char *b);

/* True for one without a number yet: it ends in '?'. */
bool netlist_ref_is_open(const char *ref);

/*
 * Appends them, which are in netlist_ref_compare's order, with blanks between; three and
 * more in a row as "R1-R4". Numbers with leading zeros are in no row.
 */
void netlist_ref_append_short(struct buf *out, const char *const *refs, size_t count);

/* Appends all of them with blanks between. */
void netlist_ref_append_all(struct buf *out, const char *const *refs, size_t count);

#endif
