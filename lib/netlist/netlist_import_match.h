/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_import_match: which part each component of a staged netlist is, what people
 * decided of those that no rule settles, and what parts take over from the schematic.
 * Works on the staging tables, within the import's transaction. For netlist_import.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IMPORT_MATCH_H
#define KIDEPOT_NETLIST_NETLIST_IMPORT_MATCH_H

#include "netlist/netlist_import.h"
#include "netlist/netlist_import_rows.h"

/* Of "mpn=Order No", with id, ipn or mpn before '='; borrows the text. ERR_INPUT for all else. */
bool netlist_import_match_field(struct text said, struct netlist_import_says_field *field,
                                struct err *err);

/* Of several with commas between; none when it is not set. In the arena, and borrows the text. */
bool netlist_import_match_field_list(struct text said, struct arena *arena,
                                     const struct netlist_import_says_field **fields, size_t *count,
                                     struct err *err);

/* What is said of rules and of fields to write back: ERR_INPUT for one that there is not. */
bool netlist_import_match_check(const struct netlist_import_order *order, struct err *err);

/*
 * The fields that say a part's id, IPN and MPN: those of the order, those under which
 * KiCad is given them, and usual ones. In the arena.
 */
bool netlist_import_match_fields(struct db *db, const struct netlist_import_order *order,
                                 struct arena *arena,
                                 const struct netlist_import_says_field **fields, size_t *count,
                                 struct err *err);

/*
 * Takes the order's decisions, then matches by the project's decisions and the order's
 * rules. ERR_INPUT with file and line for a decision that cannot be taken.
 */
bool netlist_import_match(struct db *db, const struct netlist_import_order *order,
                          struct text project_id, struct arena *arena,
                          struct netlist_import_report *report, struct err *err);

/* Writes back what the order says. ERR_INPUT when a field is to go to a parameter that there is
 * not. */
bool netlist_import_match_write_back(struct db *db, const struct netlist_import_order *order,
                                     struct arena *arena, struct netlist_import_report *report,
                                     struct err *err);

#endif
