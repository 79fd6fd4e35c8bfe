/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_column: what stands in the columns of a bill of materials: the table of those
 * that there are, and templates with text variables.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_COLUMN_H
#define KIDEPOT_NETLIST_NETLIST_BOM_COLUMN_H

#include "base/buf.h"
#include "netlist/netlist_bom_template.h"

/* Without what a column cannot be said. */
enum {
	NETLIST_BOM_NEEDS_PARTS = 1, /* netlist_bom.parts_known */
	NETLIST_BOM_NEEDS_BOARDS = 2 /* netlist_bom.boards */
};

struct netlist_bom_kind {
	const char *name, *title;
	unsigned needs;
	bool usual;  /* among the columns when none are said */
	bool number; /* for those who align */
	void (*append)(struct buf *out, const struct netlist_bom_line *line, size_t member);
	size_t member; /* for `append` */
};

struct netlist_bom_column {
	const struct netlist_bom_kind *kind; /* NULL: a template */
	struct text title;
	const char *template;
};

struct netlist_bom_columns {
	struct netlist_bom_column *items;
	size_t count;
	bool usual;    /* none was asked for */
	bool all_refs; /* references are not shortened; the caller's to set */
	struct netlist_bom_templates *templates; /* NULL without a template */
	/* Names of columns that were asked for and cannot be said, with blanks; "" for none. */
	const char *left_out;
};

/* What the bill's model is to be made with besides, when one of these is a template. */
unsigned netlist_bom_column_wanted(const struct text *said, size_t count);

/*
 * The columns that were said, or the usual ones when `count` is 0. Each of `said` is a list
 * "references,value,Order=${MPN} ${VALUE}": names, and templates behind their titles, with
 * text variables, in which "\," is a comma. What the bill cannot say is left out. `today` is
 * netlist_variable_start's. ERR_INPUT for an unknown name, with those that there are, and for
 * a template without a title; ERR_LIMIT.
 */
bool netlist_bom_column_make(const struct netlist_bom *bom, const struct text *said, size_t count,
                             const char *today, struct arena *arena,
                             struct netlist_bom_columns *columns, struct err *err);

/*
 * Appends what stands there for the line; of a template what each of its components makes of
 * it, different ones with "; " between. ERR_LIMIT.
 */
bool netlist_bom_column_append(const struct netlist_bom_columns *columns,
                               const struct netlist_bom_column *column,
                               const struct netlist_bom_line *line, struct buf *out,
                               struct err *err);

#endif
