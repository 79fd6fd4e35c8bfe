/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_connect.h"

#include <libpq-fe.h>
#include <poll.h>

#include "base/clock.h"
#include "store/db_err.h"
#include "store/db_inside.h"

enum { RETRY_FIRST = 50 /* ms */ };

static void
ignore_notice(void *unused, const PGresult *result)
{
	(void)unused;
	(void)result;
}

/* retry_err says why. */
static void
give_up(struct db *db)
{
	db_disconnect(db);
	db->retry_pause = db->retry_pause == 0 ? RETRY_FIRST : db->retry_pause * 2;
	if (db->retry_pause > db->settings.retry_max)
		db->retry_pause = db->settings.retry_max;
	db->retry_at = clock_ms() + db->retry_pause;
}

static void
say_unreached(struct db *db, const char *message)
{
	const char *way_out = db->settings.conninfo_way_out;
	db_err_libpq(&db->retry_err, ERR_AWAY, "cannot reach the database", message);
	if (db->settings.conninfo[0] == '\0' && way_out != NULL)
		err_way_out(&db->retry_err, way_out);
}

static void
give_up_pending(struct db *db)
{
	say_unreached(db, PQerrorMessage(db->pending));
	give_up(db);
}

/* Nothing is done while an attempt is under way or none is due. */
static void
begin(struct db *db)
{
	/* dbname first: it is expanded, and what follows it wins. */
	const char *const keywords[] = {"dbname", "fallback_application_name", "client_encoding",
	                                NULL};
	const char *const values[] = {db->settings.conninfo, db->settings.application_name, "UTF8",
	                              NULL};
	if (db->pending != NULL || clock_ms() < db->retry_at)
		return;
	say_unreached(db, "no answer in time");
	db->pending = PQconnectStartParams(keywords, values, 1);
	db->pending_events = POLLOUT;
	db->pending_until = clock_ms() + db->settings.connect_timeout;
	if (db->pending == NULL) {
		err_set(&db->retry_err, ERR_SYSTEM, "no memory for a database connection");
		give_up(db);
	} else if (PQstatus(db->pending) == CONNECTION_BAD) {
		give_up_pending(db);
	}
}

static void
finish(struct db *db)
{
	PQsetNoticeReceiver(db->pending, ignore_notice, NULL);
	db->connection = db->pending;
	db->pending = NULL;
	db->session++;
	if (db_start_session(db, &db->retry_err))
		db->retry_pause = 0;
	else
		give_up(db);
}

/* The attempt goes on until it has to wait beyond the deadline. */
static void
go_on(struct db *db, int64_t deadline)
{
	while (db->pending != NULL && db_wait_for(db->pending, db->pending_events, deadline)) {
		switch (PQconnectPoll(db->pending)) {
		case PGRES_POLLING_OK:
			finish(db);
			break;
		case PGRES_POLLING_READING:
			db->pending_events = POLLIN;
			break;
		case PGRES_POLLING_WRITING:
			db->pending_events = POLLOUT;
			break;
		default:
			give_up_pending(db);
		}
	}
	if (db->pending != NULL && clock_ms() >= db->pending_until)
		give_up(db);
}

static bool
is_connected(const struct db *db, struct err *err)
{
	if (db->connection == NULL && err != NULL)
		*err = db->retry_err;
	return db->connection != NULL;
}

/* The server's farewell and the end after it have arrived where a connection died while
 * idle. What was told until then is lost with it. */
static void
drop_ended(struct db *db)
{
	while (db->connection != NULL && db_wait_for(db->connection, POLLIN, 0))
		if (!PQconsumeInput(db->connection))
			db_disconnect(db);
}

bool
db_connect(struct db *db, struct err *err)
{
	/* Within a transaction another connection is of no use. */
	if (db->depth == 0)
		drop_ended(db);
	if (db->connection != NULL)
		return true;
	begin(db);
	go_on(db, db->pending_until);
	return is_connected(db, err);
}

bool
db_connect_step(struct db *db, struct err *err)
{
	if (db->connection != NULL)
		return true;
	begin(db);
	go_on(db, 0);
	return is_connected(db, err);
}

struct db_connect_wait
db_connect_waits(const struct db *db)
{
	if (db->connection != NULL)
		return (struct db_connect_wait){PQsocket(db->connection), false, -1};
	int64_t now = clock_ms();
	bool is_pending = db->pending != NULL;
	int64_t end = is_pending ? db->pending_until : db->retry_at;
	return (struct db_connect_wait){
	    .fd = is_pending ? PQsocket(db->pending) : -1,
	    .is_for_writing = is_pending && db->pending_events == POLLOUT,
	    .timeout = end > now ? end - now : 0,
	};
}
