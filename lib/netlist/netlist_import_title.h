/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_import_title: the title block of the root sheet while a netlist is read, and what its
 * text variables stand for, of which KiCad resolves one layer only. Knows no components: ${R1:MPN}
 * and what more stands for nothing stay as they are, and so does CURRENT_DATE, for the same
 * netlist has the same title tomorrow.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IMPORT_TITLE_H
#define KIDEPOT_NETLIST_NETLIST_IMPORT_TITLE_H

#include "netlist/netlist_model.h"

/* Text variables of the project that are kept, the first ones, and how large they are together;
 * what is more stands for nothing. */
enum { NETLIST_IMPORT_TITLE_TEXTVARS = 1000, NETLIST_IMPORT_TITLE_SIZE = 256 * 1024 };

struct netlist_import_title {
	struct arena *arena; /* set by the caller */
	struct netlist_model_sheet *root;
	struct netlist_model_textvar *textvars, *last;
	size_t count, size; /* of these */
};

/* Keeps what it has to of the record. ERR_LIMIT. */
bool netlist_import_title_textvar(struct netlist_import_title *title,
                                  const struct netlist_textvar *textvar, struct err *err);
bool netlist_import_title_root(struct netlist_import_title *title,
                               const struct netlist_sheet *sheet, struct err *err);

/* The revision, with its variables replaced, in a netlist of so many sheets; NULL without
 * one. In the arena. ERR_LIMIT. */
bool netlist_import_title_revision(const struct netlist_import_title *title,
                                   const struct netlist_design *design, size_t sheets,
                                   const char **revision, struct err *err);

#endif
