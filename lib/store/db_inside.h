/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_inside: what the files of db share.
 */
#ifndef KIDEPOT_STORE_DB_INSIDE_H
#define KIDEPOT_STORE_DB_INSIDE_H

#include "store/db.h"

struct pg_conn; /* libpq's PGconn */

struct db {
	struct db_settings settings;
	struct pg_conn *connection;    /* NULL when there is none */
	struct pg_conn *pending;       /* that is being made, or NULL */
	short pending_events;          /* of poll(2), that it waits for */
	int64_t pending_until;         /* in ms of the monotonic clock */
	unsigned session;              /* connections made so far */
	const struct query **prepared; /* with room for all there are */
	size_t prepared_count;
	int64_t retry_pause; /* ms */
	int64_t retry_at;    /* when the pause is over, in ms of the monotonic clock */
	struct err retry_err;
	int depth;        /* of db_begin */
	bool broken;      /* a transaction within another was rolled back */
	int64_t patience; /* ms that a statement may take */
};

/* Waits until the connection can be read or written (events of poll(2)), also when it
 * is broken. False when time is up. */
bool db_wait_for(struct pg_conn *connection, short events, int64_t deadline);

/* Says to a new connection what holds on it. db_query's errors. */
bool db_start_session(struct db *db, struct err *err);

#endif
