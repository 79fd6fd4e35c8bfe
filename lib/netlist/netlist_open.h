/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_open: components without a number, "R?". KiCad's own window refuses to export them;
 * kicad-cli (7 to 10) makes one component of all that a sheet has of one letter, and puts their
 * pins into no net, so that quantities are too low and connections are missing.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_OPEN_H
#define KIDEPOT_NETLIST_NETLIST_OPEN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum { NETLIST_OPEN_SHOWN = 5, NETLIST_OPEN_SIZE = 40 };

struct netlist_open {
	uint64_t components;
	struct text examples[NETLIST_OPEN_SHOWN]; /* different ones, the first bytes of each */
	size_t shown;
};

/* Counts a component when its reference is open; an example lies in the arena. ERR_LIMIT. */
bool netlist_open_add(struct netlist_open *open, const char *ref, struct arena *arena,
                      struct err *err);

/* Appends how many there are, examples, and the way out; there is one at least. */
void netlist_open_append(const struct netlist_open *open, struct buf *out);

#endif
