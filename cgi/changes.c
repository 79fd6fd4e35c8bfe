/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "log.h"
#include "metrics.h"
#include "store/db_notify.h"

enum { MIB = 1024 * 1024, LOOK_MEMORY = 256 * 1024, LOOK_WHILE_LISTENING = 1000 /* ms */ };

enum state {
	UNKNOWN, /* which generations there are: nothing is kept */
	CURRENT, /* what is kept is true */
	AWAY     /* is the database; what is kept was true */
};

struct changes {
	const struct web_settings *settings;
	struct db *db;
	struct kept *kept;
	struct arena *arena; /* of one look */
	enum state state;
	unsigned session; /* for which the rest holds; 0: none */
	unsigned failed;  /* in which the last look failed */
	bool listens;
	char server[128];
	int64_t looked_at;  /* ms */
	int64_t away_since; /* ms */
	uint64_t made;      /* changes from here, when it was looked last */
};

/* An answer of query generation_sum. */
struct look {
	int64_t sum, count;
	bool is_standby;
	struct text server;
};

struct changes *
changes_new(const struct web_settings *settings, struct db *db)
{
	struct changes *changes = calloc(1, sizeof *changes);
	if (changes == NULL)
		return NULL;
	*changes = (struct changes){
	    .settings = settings,
	    .db = db,
	    .kept = kept_new((size_t)settings->kept_memory * MIB),
	    .arena = arena_new(LOOK_MEMORY),
	    .state = AWAY,
	    .away_since = clock_ms(),
	};
	if (changes->kept != NULL && changes->arena != NULL)
		return changes;
	changes_free(changes);
	return NULL;
}

void
changes_free(struct changes *changes)
{
	if (changes == NULL)
		return;
	kept_free(changes->kept);
	arena_free(changes->arena);
	free(changes);
}

static void
set_state(struct changes *changes, enum state state)
{
	int64_t count, sum;
	if (state == AWAY && changes->state != AWAY)
		changes->away_since = clock_ms();
	changes->state = state;
	kept_sum(changes->kept, &sum, &count);
	bool keeps = state == CURRENT && count > 0;
	metrics_set(METRICS_LISTENING, keeps && changes->listens);
	metrics_set(METRICS_LOOKING, keeps && !changes->listens);
	metrics_set(METRICS_NOT_KEEPING, !keeps);
	metrics_set_database(state == AWAY ? METRICS_DATABASE_AWAY : METRICS_DATABASE_UP);
}

/* What is kept is true no more, or nobody knows. */
static void
fail(struct changes *changes, const struct err *err)
{
	bool is_away = err->code == ERR_AWAY || err->code == ERR_TIMEOUT;
	enum state state = is_away ? AWAY : UNKNOWN;
	changes->session = 0;
	changes->failed = db_session(changes->db);
	/* Who looked in vain may have waited long; others need not do so at once. */
	changes->looked_at = clock_ms();
	if (changes->state != state)
		log_message(LOG_WARNING, "%s%s", is_away ? "" : "nothing is kept: ", err->message);
	if (state == UNKNOWN)
		kept_forget(changes->kept);
	set_state(changes, state);
}

/* --- what is told */

/* "category 17 4711" */
static void
learn(void *context, struct text payload)
{
	struct changes *changes = context;
	size_t size = payload.size;
	int64_t generation;
	metrics_add(METRICS_NOTIFICATIONS, 1);
	while (size > 0 && payload.bytes[size - 1] != ' ')
		size--;
	struct text number = {payload.bytes + size, payload.size - size};
	if (size > 1 && text_to_int64(number, INT64_MIN, INT64_MAX, &generation))
		kept_learn(changes->kept, (struct text){payload.bytes, size - 1}, generation);
}

/* --- what is looked at */

static bool
learn_row(void *context, const struct db_rows *row, struct err *err)
{
	struct changes *changes = context;
	(void)err;
	kept_learn(changes->kept, db_rows_text(row, 0, 0), db_rows_int64(row, 0, 1, 0));
	return true;
}

static bool
learn_all(struct changes *changes, struct err *err)
{
	kept_learn_start(changes->kept);
	if (!db_each(changes->db, &query_generation_list, NULL, 0, learn_row, changes, err))
		return false;
	kept_learn_end(changes->kept);
	return true;
}

static bool
ask(struct changes *changes, struct look *look, struct err *err)
{
	struct db_rows rows;
	metrics_add(METRICS_LOOKS, 1);
	if (!db_query(changes->db, &query_generation_sum, NULL, 0, changes->arena, &rows, err))
		return false;
	*look = (struct look){.sum = db_rows_int64(&rows, 0, 0, 0),
	                      .count = db_rows_int64(&rows, 0, 1, 0),
	                      .is_standby = db_rows_bool(&rows, 0, 2, true),
	                      .server = db_rows_text(&rows, 0, 3)};
	return true;
}

static bool
is_the_server(const struct changes *changes, struct text server)
{
	return text_equal(server, text_of(changes->server));
}

/* The connection is new: what is kept is from another one, if any. */
static bool
meet(struct changes *changes, const struct look *look, bool could_listen, struct err *err)
{
	if (!is_the_server(changes, look->server)) {
		kept_forget(changes->kept);
		struct text name = text_cut(look->server, sizeof changes->server - 1);
		memcpy(changes->server, name.bytes, name.size);
		changes->server[name.size] = '\0';
	}
	changes->listens = could_listen;
	/* Before all is learnt: what is committed after that is told. */
	if (changes->listens &&
	    !db_query(changes->db, &query_generation_listen, NULL, 0, changes->arena, NULL, err))
		return false;
	return learn_all(changes, err);
}

static bool
compare(struct changes *changes, const struct look *look, struct err *err)
{
	int64_t sum, count;
	kept_sum(changes->kept, &sum, &count);
	return (sum == look->sum && count == look->count) || learn_all(changes, err);
}

/* Looks, and after that knows what holds for this connection. */
static bool
look_around(struct changes *changes, struct err *err)
{
	struct look look;
	changes->looked_at = clock_ms();
	changes->made = metrics_total(METRICS_CHANGES_MADE);
	if (!ask(changes, &look, err))
		return false;
	unsigned session = db_session(changes->db);
	bool could_listen = !look.is_standby && !changes->settings->transaction_pooling;
	bool is_known = session == changes->session && is_the_server(changes, look.server) &&
	                changes->listens == could_listen;
	if (!(is_known ? compare(changes, &look, err) : meet(changes, &look, could_listen, err)))
		return false;
	/* A statement that met a dead connection went by another. */
	if (session != db_session(changes->db))
		return err_set(err, ERR_AWAY, "lost the database");
	changes->session = session;
	return true;
}

static bool
is_time_to_look(const struct changes *changes)
{
	int64_t since = clock_ms() - changes->looked_at;
	unsigned session = db_session(changes->db);
	if (changes->session != session)
		return changes->failed != session || since >= LOOK_WHILE_LISTENING;
	return changes->made != metrics_total(METRICS_CHANGES_MADE) ||
	       since >= (changes->listens ? LOOK_WHILE_LISTENING : changes->settings->look_every);
}

void
changes_hear(struct changes *changes)
{
	struct err err;
	if (changes == NULL)
		return;
	/* Who does not listen hears at least that the connection has ended. */
	if (!db_connect_step(changes->db, &err) ||
	    !db_notify_take(changes->db, learn, changes, &err)) {
		fail(changes, &err);
		return;
	}
	if (!is_time_to_look(changes))
		return;
	if (look_around(changes, &err))
		set_state(changes, CURRENT);
	else
		fail(changes, &err);
	arena_reset(changes->arena);
}

struct db_connect_wait
changes_waits(const struct changes *changes)
{
	if (changes == NULL)
		return (struct db_connect_wait){.fd = -1, .timeout = -1};
	struct db_connect_wait waits = db_connect_waits(changes->db);
	unsigned session = db_session(changes->db);
	/* A session that nothing is known of yet, or that could not be asked. */
	if (session != 0 && session != changes->session)
		waits.timeout = session == changes->failed ? LOOK_WHILE_LISTENING : 0;
	return waits;
}

/* --- for whoever answers */

bool
changes_is_away(const struct changes *changes)
{
	return changes != NULL && changes->state == AWAY;
}

struct kept *
changes_kept(const struct changes *changes)
{
	if (changes == NULL || changes->state == UNKNOWN)
		return NULL;
	if (changes->state == CURRENT)
		return changes->kept;
	int64_t patience = changes->settings->stale_max * 1000;
	return clock_ms() - changes->away_since < patience ? changes->kept : NULL;
}

const struct kept_thing *
changes_keep(struct changes *changes, const struct kept_key *key, struct text subject,
             const struct kept_thing *thing)
{
	int64_t generation;
	if (changes == NULL || changes->state != CURRENT ||
	    changes->session != db_session(changes->db) ||
	    !kept_generation(changes->kept, subject, &generation))
		return NULL;
	return kept_add(changes->kept, key, subject, generation, thing);
}
