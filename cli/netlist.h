/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist: the rows of "kidepot netlist", one file for each, and what several of them say.
 */
#ifndef KIDEPOT_CLI_NETLIST_H
#define KIDEPOT_CLI_NETLIST_H

#include "command.h"
#include "netlist/netlist_odd.h"

extern const struct command netlist_import_command;
extern const struct command netlist_export_command;
extern const struct command netlist_bom_command;
extern const struct command netlist_diff_command;
extern const struct command netlist_use_command;
extern const struct command netlist_project_revisions_command;
extern const struct command netlist_project_list_command;
extern const struct command netlist_project_rm_command;
extern const struct command netlist_decision_list_command;
extern const struct command netlist_decision_forget_command;

/* A note on the standard error, when there are some. ERR_LIMIT. */
bool netlist_tell_odd(const struct netlist_odd *odd, struct arena *arena, struct err *err);

#endif
