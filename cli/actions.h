/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * actions: the rows that main's table is made of, one file for each.
 */
#ifndef KIDEPOT_CLI_ACTIONS_H
#define KIDEPOT_CLI_ACTIONS_H

#include "command.h"

extern const struct command migrate_command;
extern const struct command httplib_command;
extern const struct command dblib_command;
extern const struct command role_command;
extern const struct command status_command;
extern const struct command doctor_command;
extern const struct command token_command;
extern const struct command part_command;
extern const struct command template_command;
extern const struct command supplier_command;
extern const struct command category_command;
extern const struct command map_command;
extern const struct command stock_command;
extern const struct command location_command;
extern const struct command settings_command;
extern const struct command netlist_command;
extern const struct command pcm_command;
extern const struct command history_command;
extern const struct command import_command;
extern const struct command export_command;

#endif
