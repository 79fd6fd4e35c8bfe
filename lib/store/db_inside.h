/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_inside: what the files of db share.
 */
#ifndef KIDEPOT_STORE_DB_INSIDE_H
#define KIDEPOT_STORE_DB_INSIDE_H

#include "store/db.h"

struct pg_conn;   /* libpq's PGconn */
struct pg_result; /* and PGresult */

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

/* When what is sent now is to be answered, in ms of the monotonic clock. */
int64_t db_deadline(const struct db *db);

/* The next result of what was sent. NULL at the end, and when it is *late, which is false else. */
struct pg_result *db_next_result(struct pg_conn *connection, int64_t deadline, bool *late);

/* Drops the connection of a server that does not answer `name` in time: ERR_TIMEOUT. */
bool db_give_up(struct db *db, const char *name, struct err *err);

/*
 * The last result of what was sent, of which `first` has come (NULL: none), or the first that
 * is an error. NULL with err when the connection gave none, or not in time; it is dropped then.
 */
struct pg_result *db_collect(struct db *db, const char *name, struct pg_result *first,
                             struct err *err);

/* Says to a new connection what holds on it. db_query's errors. */
bool db_start_session(struct db *db, struct err *err);

#endif
