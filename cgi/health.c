/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "health.h"

#include "base/clock.h"
#include "log.h"
#include "metrics.h"
#include "store/query.h"

enum { LOOK_PAUSE = 1000 /* ms */ };

/* What the last look at the database came to. */
static struct {
	bool is_made, is_good;
	int64_t made_at; /* of clock_ms */
} look;

static void
look_at_database(struct call *call)
{
	struct err err;
	look.is_good = db_query(call->db, &query_health, NULL, 0, call->arena, NULL, &err);
	look.is_made = true;
	look.made_at = clock_ms();
	metrics_set_database(look.is_good || err.code != ERR_AWAY ? METRICS_DATABASE_UP
	                                                          : METRICS_DATABASE_AWAY);
	if (!look.is_good)
		log_message(LOG_DEBUG, "not healthy: %s", err.message);
}

bool
health_get(struct call *call, struct err *err)
{
	if (!look.is_made || clock_ms() - look.made_at >= LOOK_PAUSE)
		look_at_database(call);
	if (!look.is_good) {
		call->reply->status = 503;
		call->reply->retry_after = 1;
	}
	buf_append_format(&call->reply->body, "{\"status\":\"%s\"}", look.is_good ? "ok" : "away");
	return buf_check(&call->reply->body, err);
}
