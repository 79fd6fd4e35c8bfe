/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_stored: a netlist from a revision in the database. It is read row by row, and
 * given on as the records that the reader makes of a file, but for units and jumpers.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_STORED_H
#define KIDEPOT_NETLIST_NETLIST_STORED_H

#include "netlist/netlist_model.h"
#include "store/db.h"

struct netlist_stored {
	struct db *db;
	struct text revision_id;
};

/*
 * All records of a struct netlist_stored to the sink: a netlist_model_source. Imports into the
 * revision wait for the end. ERR_CONFLICT when there is no such revision; db_each's
 * errors; ERR_LIMIT for a record beyond 64 MiB. err must not be NULL, here and below.
 */
bool netlist_stored_give(void *stored, const struct netlist_sink *sink, struct err *err);

/* The model of the revision with this id, as netlist_model_read makes it of the file that
 * was imported. ERR_LIMIT when the arena is full. */
bool netlist_stored_model(struct db *db, struct text revision_id, unsigned wanted,
                          struct arena *arena, struct netlist_model *model, struct err *err);

#endif
