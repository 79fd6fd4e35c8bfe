/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import.h"

#include "actions.h"

const struct command import_command = {
    .name = "import",
    .summary = "make and change the catalogue from files",
    .group = (const struct command *const[]){&import_csv_command, &import_all_command,
                                             &import_all_json_command, &import_symbols_command,
                                             &import_dblib_command,
                                             &import_system_inventree_command,
                                             &import_system_partdb_command, NULL},
};
