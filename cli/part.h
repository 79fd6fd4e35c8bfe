/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part: the rows of "kidepot part" that have files of their own.
 */
#ifndef KIDEPOT_CLI_PART_H
#define KIDEPOT_CLI_PART_H

#include "command.h"

enum { PART_STATEMENT_TIMEOUT = 60000 }; /* ms */

extern const struct command part_change_add_command;
extern const struct command part_change_set_command;
extern const struct command part_parameter_command;
extern const struct command part_show_command;
extern const struct command history_part_command;
extern const struct command part_name_rename_command;
extern const struct command part_name_names_command;
extern const struct command part_name_forget_command;

#endif
