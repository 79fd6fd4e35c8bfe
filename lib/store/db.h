/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db: one connection to PostgreSQL, its prepared statements, its time-outs.
 * Together with db_connect.h, db_notify.h, db_rows.h and db_copy.h the one door to
 * libpq. Not a pool and not general: a program has one, uses it for one thing at a
 * time, and states each statement as a file in schema/queries.
 */
#ifndef KIDEPOT_STORE_DB_H
#define KIDEPOT_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db_rows.h"
#include "store/query.h"

struct db_settings {
	const char *conninfo;         /* libpq's; "" means its environment and defaults */
	const char *conninfo_way_out; /* told when it is "" and no database is reached, or NULL */
	const char *application_name; /* seen in pg_stat_activity */
	const char *who;              /* who acts, for the history: "user ada"; NULL: the login */
	int64_t connect_timeout;      /* ms for all hosts of the conninfo together */
	int64_t statement_timeout;    /* ms; 0: none */
	int64_t retry_max;            /* ms; the longest pause between two attempts to connect */
	bool read_only; /* a statement that met a dead connection is tried once more */
	/* A pooler gives each transaction another session: nothing is prepared, and what
	 * a session is told is forgotten. */
	bool is_pooled;
};

struct db;

/* The texts in `settings` are borrowed for db's life. NULL without memory. */
struct db *db_new(const struct db_settings *settings);
void db_free(struct db *db); /* NULL is fine */

/*
 * Connects unless connected; a connection that has ended meanwhile, outside of a
 * transaction, is none. After a failure further calls fail at once until
 * a pause is over, which doubles up to retry_max. ERR_AWAY.
 */
bool db_connect(struct db *db, struct err *err);

/* Ends the connection, if any; the next db_connect makes a new one at once. */
void db_disconnect(struct db *db);

/* Which connection this is, counted from 1; 0 when there is none. */
unsigned db_session(const struct db *db);

/*
 * Connects when needed, prepares the statement on first use, runs it with
 * `count` parameters ($1 ...; a text that is not set is null). The answer
 * belongs to the arena and counts against its limit; rows may be NULL.
 * Errors: ERR_AWAY, ERR_TIMEOUT, ERR_SCHEMA (a table or column is missing, or the
 * answer has not the statement's shape), ERR_DENIED, ERR_INPUT (a value the database
 * cannot take, or a check), ERR_CONFLICT (a unique or foreign key; for this and a check
 * the message is the constraint's sentence of constraint.h), ERR_BUSY (a deadlock),
 * ERR_LIMIT, ERR_DATABASE.
 */
bool db_query(struct db *db, const struct query *query, const struct text *params, size_t count,
              struct arena *arena, struct db_rows *rows, struct err *err);

/* Takes one row of an answer, rows->count being 1; it is gone when this returns. */
typedef bool db_take_row(void *context, const struct db_rows *row, struct err *err);

/*
 * As db_query, but gives the rows one by one, so that memory does not grow with their
 * number. `take` may not use db; when it returns false the rest is left out. Its errors,
 * db_query's but for ERR_LIMIT. err must not be NULL.
 */
bool db_each(struct db *db, const struct query *query, const struct text *params, size_t count,
             db_take_row *take, void *context, struct err *err);

/* Runs the statements of one file of schema/; answers are thrown away. */
bool db_script(struct db *db, const struct script *script, struct err *err);

/*
 * A transaction. What begins within another is a part of it: only the outermost is
 * begun and committed, and a part that is rolled back leaves nothing to commit.
 * Each db_begin that was good is followed by one db_commit that is good, or one
 * db_rollback. A statement in it that meets a dead connection is ERR_AWAY; after one that
 * failed a commit is ERR_DATABASE.
 */
bool db_begin(struct db *db, struct err *err);
bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db); /* no error: the connection is dropped if it fails */
/* The one or the other: db_commit when `commit`, and db_rollback when not, or when that fails.
 * False with its error when nothing is stored that was to be. */
bool db_end(struct db *db, bool commit, struct err *err);

/* Statements may take this long, in ms, 0: without end, up to the end of the transaction. */
bool db_be_patient(struct db *db, int64_t timeout, struct err *err);

/* For db_copy.c: true when libpq's result is good; else it is freed. db_query's errors. */
bool db_accept(struct db *db, const char *name, void *result, struct err *err);

#endif
