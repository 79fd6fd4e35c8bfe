/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_answer: whether the boards of a bill of materials can be built, in a sentence.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_ANSWER_H
#define KIDEPOT_NETLIST_NETLIST_BOM_ANSWER_H

#include "base/buf.h"
#include "netlist/netlist_bom.h"

/* False when nobody asked for boards, or when no parts are known. */
bool netlist_bom_answer_given(const struct netlist_bom *bom);

/* "25 boards cannot be built" */
void netlist_bom_answer_append(const struct netlist_bom *bom, struct buf *out);

/* "1 part is missing pieces. What is in stock is enough for 0. Of 3 components no part is
 * known." */
void netlist_bom_answer_append_why(const struct netlist_bom *bom, struct buf *out);

#endif
