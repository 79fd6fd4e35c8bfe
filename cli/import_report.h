/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_report: what an import made, changed and did not take, for people and for programs.
 */
#ifndef KIDEPOT_CLI_IMPORT_REPORT_H
#define KIDEPOT_CLI_IMPORT_REPORT_H

#include "base/document.h"
#include "catalogue/csv_import.h"

enum { IMPORT_FAULTS_SHOWN = 100 }; /* cells of a table that are told */

/* To the standard output: "part: 2 made, 0 changed, 1 unchanged", and what was made besides. */
void import_report_lines(const struct csv_table *table, const struct csv_import_report *report,
                         bool stored);

/* To the standard error, a line for each cell that does not fit. `place` is the file of
 * rows that have a line. */
void import_report_faults(const char *place, const struct csv_import_report *report);

/* All of it, its owner's. NULL without memory. */
struct document *import_report_document(const struct csv_table *table,
                                        const struct csv_import_report *report);

#endif
