/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_stored: a netlist from a revision in the database, as the records that the
 * reader makes of a file. Units, variants and jumpers are not among them. Row by row:
 * memory does not grow with the netlist.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_STORED_H
#define KIDEPOT_NETLIST_NETLIST_STORED_H

#include "netlist/netlist.h"
#include "netlist/netlist_model.h"
#include "store/db.h"

/*
 * Gives the records of the revision with this id to the callbacks that are set, in the
 * order of struct netlist_sink; `warning` is never called. Imports into the revision wait
 * for the end. When a callback returns false, err stays as it left it. ERR_CONFLICT when
 * there is no such revision; db_each's errors; ERR_LIMIT for a record beyond 64 MiB. err
 * must not be NULL.
 */
bool netlist_stored_read(struct db *db, struct text revision_id, const struct netlist_sink *sink,
                         struct err *err);

/* The same in memory, as netlist_model_read makes it of the file that was imported. */
bool netlist_stored_model(struct db *db, struct text revision_id, unsigned wanted,
                          struct arena *arena, struct netlist_model *model, struct err *err);

#endif
