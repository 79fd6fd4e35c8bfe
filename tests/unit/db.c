/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions whose statements failed; the rest of the door to libpq is the programs' tests'. */
#include <stdio.h>
#include <stdlib.h>

#include "store/db.h"
#include "tap.h"

static const struct query fail = {"fail", "t", "select (1 / 0)::text"};
static const struct query one = {"one", "t", "select '1'"};
static const struct script quiet_fail = {"quiet_fail", "select 1 / 0"};

static struct db *db;
static struct arena *arena;

static bool
asks(const struct query *query, struct err *err)
{
	struct db_rows rows;
	return db_query(db, query, NULL, 0, arena, &rows, err);
}

/* PostgreSQL answers COMMIT with ROLLBACK then, which is no error of its own. */
static void
check_commit_after_failure(void)
{
	struct err err = {.code = ERR_NONE};
	tap_ok(db_begin(db, &err), "begun");
	tap_ok(!db_script(db, &quiet_fail, &err), "a statement fails, which nobody heeds");
	err = (struct err){.code = ERR_NONE};
	tap_ok(!db_commit(db, &err), "nothing is committed");
	tap_ok(err.code == ERR_DATABASE, "whose error it is");
	tap_is(text_of(err.message), "a statement of the change failed, and nothing is stored",
	       "told");
	db_rollback(db);
	tap_ok(asks(&one, &err), "the connection is of use afterwards");
}

static void
check_end_after_failure(void)
{
	struct err err = {.code = ERR_NONE};
	tap_ok(db_begin(db, &err) && !asks(&fail, &err), "a statement fails in a transaction");
	tap_ok(!db_end(db, true, &err), "it cannot end well");
	tap_ok(db_begin(db, &err) && asks(&one, &err) && db_end(db, true, &err), "the next can");
}

int
main(void)
{
	const char *socket = getenv("KIDEPOT_TEST_CLUSTER");
	char conninfo[300];
	if (socket == NULL) {
		printf("Bail out! run by tests/run, which starts PostgreSQL\n");
		return 1;
	}
	snprintf(conninfo, sizeof conninfo, "host=%s dbname=postgres user=postgres", socket);
	const struct db_settings settings = {
	    .conninfo = conninfo, .application_name = "tests/unit/db", .connect_timeout = 60000};
	db = db_new(&settings);
	arena = arena_new(1 << 20);
	check_commit_after_failure();
	check_end_after_failure();
	arena_free(arena);
	db_free(db);
	return tap_done();
}
