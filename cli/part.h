/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part: the rows of "kidepot part" that have files of their own.
 */
#ifndef KIDEPOT_CLI_PART_H
#define KIDEPOT_CLI_PART_H

#include "command.h"

enum { PART_STATEMENT_TIMEOUT = 60000 }; /* ms */

/* Writes the part of that id as "part show --json" does. ERR_CONFLICT when it is not there
 * any more, part_record_get's errors. */
bool part_show_json(struct cli *cli, struct db *db, struct text id, struct err *err);

/* Writes to stderr what is wrong with the symbol and footprints of the part. Errors so, too. */
bool part_show_warnings(struct cli *cli, struct db *db, struct text id, struct err *err);

extern const struct command part_change_add_command;
extern const struct command part_change_set_command;
extern const struct command part_parameter_command;
extern const struct command part_show_command;
extern const struct command history_part_command;
extern const struct command part_name_rename_command;
extern const struct command part_name_names_command;
extern const struct command part_name_forget_command;

#endif
