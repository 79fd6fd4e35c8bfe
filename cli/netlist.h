/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist: the rows of "kidepot netlist", one file for each.
 */
#ifndef KIDEPOT_CLI_NETLIST_H
#define KIDEPOT_CLI_NETLIST_H

#include "command.h"

extern const struct command netlist_import_command;
extern const struct command netlist_export_command;
extern const struct command netlist_bom_command;
extern const struct command netlist_diff_command;
extern const struct command netlist_use_command;
extern const struct command netlist_list_command;
extern const struct command netlist_projects_command;
extern const struct command netlist_rm_command;
extern const struct command netlist_decisions_command;
extern const struct command netlist_forget_command;

#endif
