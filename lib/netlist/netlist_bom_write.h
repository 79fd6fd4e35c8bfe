/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_write: a bill of materials as bytes: CSV by RFC 4180 in UTF-8, one line for each
 * of the bill; JSON with everything that is known; HTML, one page that needs nothing
 * else, to be looked at and printed. The same bill gives the same bytes.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_WRITE_H
#define KIDEPOT_NETLIST_NETLIST_BOM_WRITE_H

#include "netlist/netlist_bom.h"
#include "netlist/netlist_bom_column.h"

/* Takes the next bytes. */
typedef bool netlist_bom_take(void *context, struct text piece, struct err *err);

/* The formats there are, as a table of settings wants them. */
#define NETLIST_BOM_FORMATS "csv json html"

/*
 * Gives the bill, of which the lines were made, to `take` in pieces. `format` is one of the words
 * above. JSON has the columns that were asked for besides. The errors of `take`; ERR_LIMIT.
 */
bool netlist_bom_write(const char *format, const struct netlist_bom *bom,
                       const struct netlist_bom_columns *columns, netlist_bom_take *take,
                       void *context, struct err *err);

/* --- for the files that write one format each */

struct netlist_bom_out {
	struct buf buf;
	netlist_bom_take *take;
	void *context;
};

/* Gives on what was gathered when it is much. */
bool netlist_bom_write_give(struct netlist_bom_out *out, struct err *err);

typedef bool netlist_bom_writer(const struct netlist_bom *bom,
                                const struct netlist_bom_columns *columns,
                                struct netlist_bom_out *out, struct err *err);

netlist_bom_writer netlist_bom_csv_write, netlist_bom_json_write, netlist_bom_html_write;

#endif
