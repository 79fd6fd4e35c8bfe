/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_set: what an import of several tables is told, and tells.
 */
#ifndef KIDEPOT_CLI_IMPORT_SET_H
#define KIDEPOT_CLI_IMPORT_SET_H

#include <stdbool.h>

#include "base/arena.h"
#include "catalogue/csv_set.h"
#include "progress.h"

/* Of parts: categories, parameters and suppliers that are missing are made. The progress is
 * borrowed by the order. */
struct csv_set_order import_set_order(bool skip, bool dry_run, struct progress *progress);

/* To the standard output a line for each table, or JSON. ERR_INPUT when rows do not fit, of
 * which the standard error tells, with the way out (or ""); ERR_LIMIT. */
bool import_set_tell(const struct csv_set_report *report, const char *way_out, bool json,
                     struct arena *arena, struct err *err);

#endif
