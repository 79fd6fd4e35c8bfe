/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#include "store/db_err.h"
#include "store/db_inside.h"

enum {
	PARAMS_MAX = 32,
	ANSWER_GRACE = 1000 /* ms beyond statement_timeout until the network is to blame */
};

struct db *
db_new(const struct db_settings *settings)
{
	struct db *db = calloc(1, sizeof *db);
	const struct query **prepared = calloc(query_count, sizeof(const struct query *));
	if (db == NULL || prepared == NULL) {
		free(prepared);
		free(db);
		return NULL;
	}
	db->settings = *settings;
	db->patience = settings->statement_timeout;
	db->prepared = prepared;
	return db;
}

void
db_disconnect(struct db *db)
{
	PQfinish(db->connection);
	PQfinish(db->pending);
	db->connection = db->pending = NULL;
	db->prepared_count = 0;
}

void
db_free(struct db *db)
{
	if (db == NULL)
		return;
	db_disconnect(db);
	free(db->prepared);
	free(db);
}

bool
db_wait_for(PGconn *connection, short events, int64_t deadline)
{
	for (;;) {
		int64_t left = deadline - clock_ms();
		struct pollfd ready = {.fd = PQsocket(connection), .events = events};
		if (ready.fd < 0) /* libpq has closed it */
			return true;
		int count = poll(&ready, 1, left <= 0 ? 0 : left > 60000 ? 60000 : (int)left);
		if (count > 0 || (count < 0 && errno != EINTR))
			return true; /* an error shows itself in libpq's next call */
		if (left <= 0)
			return false;
	}
}

static bool
flush_out(PGconn *connection, int64_t deadline)
{
	int more;
	while ((more = PQflush(connection)) > 0) {
		if (!db_wait_for(connection, POLLIN | POLLOUT, deadline))
			return false;
		if (!PQconsumeInput(connection))
			return false;
	}
	return more == 0;
}

PGresult *
db_next_result(PGconn *connection, int64_t deadline, bool *late)
{
	*late = !flush_out(connection, deadline) && PQstatus(connection) == CONNECTION_OK;
	while (!*late && PQisBusy(connection)) {
		*late = !db_wait_for(connection, POLLIN, deadline);
		if (!*late && !PQconsumeInput(connection))
			break;
	}
	return *late ? NULL : PQgetResult(connection);
}

/* No PQcancel: it waits, without a limit, for a server that is silent. The statement
 * ends by the server's own statement_timeout. */
bool
db_give_up(struct db *db, const char *name, struct err *err)
{
	db_disconnect(db);
	return err_set(err, ERR_TIMEOUT, "query \"%s\": no answer from the database in time", name);
}

int64_t
db_deadline(const struct db *db)
{
	return db->patience == 0 ? INT64_MAX : clock_ms() + db->patience + ANSWER_GRACE;
}

PGresult *
db_collect(struct db *db, const char *name, PGresult *first, struct err *err)
{
	int64_t deadline = db_deadline(db);
	PGresult *kept = first, *result;
	bool late = false;
	while ((result = db_next_result(db->connection, deadline, &late)) != NULL) {
		bool keep = kept == NULL || PQresultStatus(kept) != PGRES_FATAL_ERROR;
		PQclear(keep ? kept : result);
		kept = keep ? result : kept;
		if (PQstatus(db->connection) == CONNECTION_BAD)
			break;
	}
	if (late) {
		PQclear(kept);
		db_give_up(db, name, err);
		return NULL;
	}
	if (kept == NULL) {
		db_err_libpq(err, ERR_AWAY, "lost the database", PQerrorMessage(db->connection));
		db_disconnect(db);
	}
	return kept;
}

/* True when the result is good; else err is set and the result is freed. */
static bool
accept_result(struct db *db, const char *name, PGresult *result, struct err *err)
{
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
		return true;
	if (status == PGRES_FATAL_ERROR)
		db_err_result(err, name, result);
	else
		err_set(err, ERR_DATABASE, "query \"%s\": unexpected answer %s", name,
		        PQresStatus(status));
	PQclear(result);
	if (PQstatus(db->connection) == CONNECTION_BAD)
		err->code = ERR_AWAY;
	if (err->code == ERR_AWAY)
		db_disconnect(db);
	return false;
}

static bool
sent(struct db *db, int ok, struct err *err)
{
	if (ok)
		return true;
	db_err_libpq(err, ERR_AWAY, "lost the database", PQerrorMessage(db->connection));
	db_disconnect(db);
	return false;
}

static bool
prepare(struct db *db, const struct query *query, struct err *err)
{
	for (size_t i = 0; i < db->prepared_count; i++)
		if (db->prepared[i] == query)
			return true;
	if (!sent(db, PQsendPrepare(db->connection, query->name, query->sql, 0, NULL), err))
		return false;
	PGresult *result = db_collect(db, query->name, NULL, err);
	if (result == NULL || !accept_result(db, query->name, result, err))
		return false;
	PQclear(result);
	db->prepared[db->prepared_count++] = query;
	return true;
}

static bool
send_prepared(struct db *db, const struct query *query, const struct text *params, size_t count,
              struct err *err)
{
	const char *values[PARAMS_MAX];
	int lengths[PARAMS_MAX], formats[PARAMS_MAX];
	for (size_t i = 0; i < count; i++) {
		/* Format 1: a text's binary form is its bytes, so it need not end in NUL.
		 * Every $n of schema/queries is therefore of type text. */
		values[i] = params[i].bytes;
		lengths[i] = (int)params[i].size;
		formats[i] = 1;
	}
	if (db->settings.is_pooled)
		return sent(db,
		            PQsendQueryParams(db->connection, query->sql, (int)count, NULL, values,
		                              lengths, formats, 1),
		            err);
	return prepare(db, query, err) &&
	       sent(db,
	            PQsendQueryPrepared(db->connection, query->name, (int)count, values, lengths,
	                                formats, 1),
	            err);
}

static PGresult *
execute(struct db *db, const struct query *query, const struct text *params, size_t count,
        struct err *err)
{
	if (!send_prepared(db, query, params, count, err))
		return NULL;
	PGresult *result = db_collect(db, query->name, NULL, err);
	return result != NULL && accept_result(db, query->name, result, err) ? result : NULL;
}

unsigned
db_session(const struct db *db)
{
	return db->connection != NULL ? db->session : 0;
}

/* Not by db_query, which connects. */
bool
db_start_session(struct db *db, struct err *err)
{
	char number[32];
	snprintf(number, sizeof number, "%lld", (long long)db->settings.statement_timeout);
	const struct text params[] = {text_of(number), text_of(db->settings.who)};
	PGresult *result = execute(db, &query_session_start, &params[0], 1, err);
	PQclear(result);
	if (result == NULL || db->settings.who == NULL)
		return result != NULL;
	result = execute(db, &query_session_who, &params[1], 1, err);
	PQclear(result);
	return result != NULL;
}

static void
clear_result(void *result)
{
	PQclear(result);
}

/* Ties the result to the arena; from here the arena frees it. */
static bool
adopt(const struct query *query, PGresult *result, struct arena *arena, struct db_rows *rows,
      struct err *err)
{
	if (!arena_defer(arena, clear_result, result, err) ||
	    !arena_charge(arena, PQresultMemorySize(result), err) ||
	    !db_rows_check(result, query->name, query->shape, err))
		return false;
	if (rows != NULL)
		*rows = (struct db_rows){
		    .result = result,
		    .count = (size_t)PQntuples(result),
		    .affected = strtoll(PQcmdTuples(result), NULL, 10),
		};
	return true;
}

bool
db_query(struct db *db, const struct query *query, const struct text *params, size_t count,
         struct arena *arena, struct db_rows *rows, struct err *err)
{
	struct err local;
	if (err == NULL)
		err = &local;
	if (count > PARAMS_MAX)
		return err_set(err, ERR_LIMIT, "query \"%s\": more than %d parameters", query->name,
		               PARAMS_MAX);
	bool was_connected = db->connection != NULL;
	/* A new connection knows nothing of the transaction. */
	if (!was_connected && db->depth > 0)
		return err_set(err, ERR_AWAY, "lost the database");
	if (!db_connect(db, err))
		return false;
	PGresult *result = execute(db, query, params, count, err);
	/* A connection that died while idle shows it only now. */
	if (result == NULL && err->code == ERR_AWAY && was_connected && db->settings.read_only &&
	    db->depth == 0 && db_connect(db, err))
		result = execute(db, query, params, count, err);
	return result != NULL && adopt(query, result, arena, rows, err);
}

/* One row is given on, and freed. */
static bool
give_row(const struct query *query, PGresult *result, db_take_row *take, void *context,
         struct err *err)
{
	const struct db_rows row = {.result = result, .count = 1};
	bool good = db_rows_check(result, query->name, query->shape, err) &&
	            take(context, &row, err);
	PQclear(result);
	return good;
}

bool
db_each(struct db *db, const struct query *query, const struct text *params, size_t count,
        db_take_row *take, void *context, struct err *err)
{
	PGresult *result;
	bool late, good = true, any = false;
	if (db->connection == NULL && db->depth > 0)
		return err_set(err, ERR_AWAY, "lost the database");
	if (!db_connect(db, err) || !send_prepared(db, query, params, count, err))
		return false;
	PQsetSingleRowMode(db->connection);
	while ((result = db_next_result(db->connection, db_deadline(db), &late)) != NULL) {
		any = true;
		/* What comes after a failure is read to its end, for the connection's sake. */
		if (good && PQresultStatus(result) == PGRES_SINGLE_TUPLE)
			good = give_row(query, result, take, context, err);
		else if (!good || (good = accept_result(db, query->name, result, err)))
			PQclear(result);
		if (db->connection == NULL)
			return false;
	}
	return late ? db_give_up(db, query->name, err) : sent(db, any, err) && good;
}

static bool
run(struct db *db, const char *name, const char *sql, struct err *err)
{
	struct err local;
	if (err == NULL)
		err = &local;
	if (!db_connect(db, err) || !sent(db, PQsendQuery(db->connection, sql), err))
		return false;
	PGresult *result = db_collect(db, name, NULL, err);
	if (result == NULL || !accept_result(db, name, result, err))
		return false;
	PQclear(result);
	return true;
}

bool
db_script(struct db *db, const struct script *script, struct err *err)
{
	return run(db, script->name, script->sql, err);
}

bool
db_begin(struct db *db, struct err *err)
{
	struct err local;
	if (err == NULL)
		err = &local;
	bool was_connected = db->connection != NULL;
	if (db->depth == 0) {
		/* A connection that died while idle shows it only now. */
		bool begun = run(db, "begin", "begin", err) ||
		             (err->code == ERR_AWAY && was_connected &&
		              run(db, "begin", "begin", err));
		if (!begun)
			return false;
		db->broken = false;
	}
	db->depth++;
	return true;
}

bool
db_commit(struct db *db, struct err *err)
{
	if (db->depth > 1) {
		db->depth--;
		return true;
	}
	if (db->broken)
		return err_set(err, ERR_DATABASE, "a part of the change was rolled back");
	if (db->connection == NULL)
		return err_set(err, ERR_AWAY, "lost the database");
	/* A commit would be answered with a rollback, and that without an error. */
	if (PQtransactionStatus(db->connection) == PQTRANS_INERROR)
		return err_set(err, ERR_DATABASE,
		               "a statement of the change failed, and nothing is stored");
	if (!run(db, "commit", "commit", err))
		return false;
	db->depth = 0;
	db->patience = db->settings.statement_timeout;
	return true;
}

void
db_rollback(struct db *db)
{
	if (db->depth > 1) {
		db->depth--;
		db->broken = true;
		return;
	}
	db->depth = 0;
	if (db->connection != NULL && !run(db, "rollback", "rollback", NULL))
		db_disconnect(db);
	db->patience = db->settings.statement_timeout;
}

bool
db_end(struct db *db, bool commit, struct err *err)
{
	if (commit && db_commit(db, err))
		return true;
	db_rollback(db);
	return !commit;
}

bool
db_be_patient(struct db *db, int64_t timeout, struct err *err)
{
	char number[32];
	snprintf(number, sizeof number, "%lld", (long long)timeout);
	const struct text param = text_of(number);
	if (db->depth == 0)
		return err_set(err, ERR_DATABASE, "no transaction to be patient in");
	PGresult *result = execute(db, &query_session_patience, &param, 1, err);
	PQclear(result);
	if (result != NULL)
		db->patience = timeout;
	return result != NULL;
}

bool
db_accept(struct db *db, const char *name, void *result, struct err *err)
{
	return accept_result(db, name, result, err);
}
