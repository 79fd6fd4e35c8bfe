/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_import_rows: the records of a netlist as rows of netlist_row (schema/netlist.sql),
 * in COPY's text format. A sink for the reader; knows no database. The design is no
 * row: two exports of one schematic differ in it alone.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IMPORT_ROWS_H
#define KIDEPOT_NETLIST_NETLIST_IMPORT_ROWS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "netlist/netlist.h"
#include "netlist/netlist_import_title.h"

/* What a field of a component may say besides what it says for people. */
enum netlist_import_says {
	NETLIST_IMPORT_SAYS_ID,
	NETLIST_IMPORT_SAYS_IPN,
	NETLIST_IMPORT_SAYS_MPN,
	NETLIST_IMPORT_SAYS
};

/* The name of a field that says it; compared without case, blanks and . _ - #. */
struct netlist_import_says_field {
	enum netlist_import_says what;
	struct text name;
};

struct netlist_import_rows {
	/* Set by the caller: */
	const struct netlist_import_says_field
	    *says_fields; /* the first that a component has wins */
	size_t says_count;
	struct arena *arena;  /* of the design, and of `out` */
	struct arena *record; /* emptied with each record */
	/* Rows that were written and not taken yet, from `start` on. */
	struct buf out;
	size_t start;
	struct netlist_design design;
	struct netlist_import_title title; /* its arena is set by the caller, too */
	int64_t counts[8];                 /* of each tag */
	struct err err;                    /* why a callback stopped the reading */
};

/* The columns of netlist_row in the order of the rows. */
enum { NETLIST_IMPORT_ROWS_COLUMNS = 15 };
extern const char *const netlist_import_rows_columns[NETLIST_IMPORT_ROWS_COLUMNS];

/* The callbacks, with `rows` as their context; `warning` is the caller's. */
struct netlist_sink netlist_import_rows_sink(struct netlist_import_rows *rows);

/* Takes at most `room` bytes of what was written; 0 when there is nothing. */
size_t netlist_import_rows_take(struct netlist_import_rows *rows, char *bytes, size_t room);

#endif
