/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_connect: how a connection is made, waited for or not. Part of the door to libpq.
 */
#ifndef KIDEPOT_STORE_DB_CONNECT_H
#define KIDEPOT_STORE_DB_CONNECT_H

#include "store/db.h"

/*
 * As db_connect, but waits for nobody on the network: goes on with the attempt that is
 * under way, or begins the one that is due. True when connected. (Names are looked up
 * and a session is begun as ever: both by whoever answers then.)
 */
bool db_connect_step(struct db *db, struct err *err);

/* What to wait for until there is something to do: db_connect_step or db_notify_take. */
struct db_connect_wait {
	int fd; /* -1: nothing but time */
	bool is_for_writing;
	int64_t timeout; /* ms; -1: without end */
};

struct db_connect_wait db_connect_waits(const struct db *db);

#endif
