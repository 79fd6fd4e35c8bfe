/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_format: the formats that a netlist is exported to, for other programs that lay
 * out boards. Adding one is a row of the table and a file with its two writers.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_FORMAT_H
#define KIDEPOT_EXPORT_EXPORT_FORMAT_H

#include "netlist/netlist_model.h"

/*
 * The names of the table's rows, and of the two ways to write each: "xsl" as the style
 * sheets in KiCad's documentation do, byte for byte; "kicad" as the exporters within KiCad
 * do, as far as the netlist tells.
 */
#define EXPORT_FORMAT_NAMES "pads cadstar orcadpcb2"
#define EXPORT_FORMAT_DIALECTS "xsl kicad"

/*
 * Writes the netlist to the stream, which stays open. `name` and `dialect` are words of
 * the above, any other is ERR_INPUT. ERR_OUTPUT; ERR_LIMIT when the arena is full.
 * *work is raised by the steps taken, which are linear in netlist and output.
 */
bool export_format_write(const char *name, const char *dialect, const struct netlist_model *model,
                         struct arena *arena, struct stream_out *stream, uint64_t *work,
                         struct err *err);

#endif
