/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import: where parts are imported from, one file for each.
 */
#ifndef KIDEPOT_CLI_IMPORT_H
#define KIDEPOT_CLI_IMPORT_H

#include "command.h"

extern const struct command import_csv_command;
extern const struct command import_all_command;
extern const struct command import_all_json_command;
extern const struct command import_symbols_command;
extern const struct command import_dblib_command;
extern const struct command import_system_inventree_command;
extern const struct command import_system_partdb_command;

#endif
