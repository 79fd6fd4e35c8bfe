/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/secret.h"

enum { HEX_SIZE = 2 * SECRET_SHA256_SIZE + 1, VIEW_NAME_SIZE = 80 };

struct run {
	struct db *db;
	struct arena *arena;
	const struct migrate_progress *progress;
	unsigned session; /* that has the lock, and acts as kidepot_owner */
};

/* "0002_token" is number 2. */
static int64_t
script_number(const struct script *script)
{
	return strtoll(script->name, NULL, 10);
}

static bool
hex_digest(struct text text, char hex[HEX_SIZE], struct err *err)
{
	unsigned char digest[SECRET_SHA256_SIZE];
	if (!secret_sha256(text, digest, err))
		return false;
	secret_hex(digest, sizeof digest, hex);
	return true;
}

/* The lock is the session's: it goes with the connection, however that ends. */
static bool
lock(struct run *run, struct err *err)
{
	struct db_rows rows;
	if (!db_query(run->db, &query_migrate_try_lock, NULL, 0, run->arena, &rows, err))
		return false;
	if (!db_rows_bool(&rows, 0, 0, false)) {
		if (run->progress->waiting != NULL)
			run->progress->waiting(run->progress->context);
		if (!db_query(run->db, &query_migrate_lock, NULL, 0, run->arena, NULL, err))
			return false;
	}
	run->session = db_session(run->db);
	return true;
}

/* Another connection would have neither the lock nor the role; within a transaction there is
 * no other. */
static bool
begin(const struct run *run, struct err *err)
{
	if (!db_begin(run->db, err))
		return false;
	if (db_session(run->db) == run->session)
		return true;
	db_rollback(run->db);
	return err_set(err, ERR_AWAY, "lost the database; run \"kidepot migrate\" again");
}

static bool
run_script(const struct run *run, const struct script *script, struct err *err)
{
	if (!begin(run, err))
		return false;
	if (db_script(run->db, script, err) && db_commit(run->db, err))
		return true;
	db_rollback(run->db);
	return false;
}

static bool
make_roles(const struct run *run, struct err *err)
{
	if (!db_query(run->db, &query_migrate_as_login, NULL, 0, run->arena, NULL, err))
		return false;
	/* Roles belong to the cluster: the migration of another database may be
	 * making them at this moment, and the second attempt finds them. */
	bool ok = run_script(run, &script_roles, err);
	if (!ok && (err->code == ERR_CONFLICT || err->code == ERR_DATABASE))
		ok = run_script(run, &script_roles, err);
	ok = ok && db_query(run->db, &query_migrate_as_owner, NULL, 0, run->arena, NULL, err);
	if (ok || err->code != ERR_DENIED)
		return ok;
	struct err cause = *err;
	return err_set(
	    err, ERR_DENIED,
	    "cannot make the roles kidepot_owner, kidepot_writer, kidepot_reader and "
	    "kidepot_dblib: %.200s; "
	    "let an administrator run \"kidepot migrate\" once on this database, or give "
	    "your role CREATEROLE and the database",
	    cause.message);
}

/* Checks one row of the ledger against the program. */
static bool
check_applied(const struct db_rows *rows, size_t row, struct err *err)
{
	struct text name = db_rows_text(rows, row, 1), applied = db_rows_text(rows, row, 2);
	int64_t number = db_rows_int64(rows, row, 0, 0);
	for (size_t i = 0; i < script_migration_count; i++) {
		const struct script *script = &script_migrations[i];
		unsigned char digest[SECRET_SHA256_SIZE];
		if (script_number(script) != number)
			continue;
		if (!secret_sha256(text_of(script->sql), digest, err))
			return false;
		if (text_equal(applied, (struct text){(const char *)digest, sizeof digest}))
			return true;
		return err_set(
		    err, ERR_SCHEMA,
		    "the database has migration \"%.*s\" with another text than this program's "
		    "\"%s\"; put the change into a new migration, or use the program that "
		    "applied it",
		    (int)name.size, name.bytes, script->name);
	}
	return err_set(err, ERR_SCHEMA,
	               "the database has migration \"%.*s\", which this program does not know; "
	               "use a newer kidepot",
	               (int)name.size, name.bytes);
}

static bool
read_ledger(struct db *db, struct arena *arena, struct db_rows *rows, struct err *err)
{
	if (!db_query(db, &query_migration_list, NULL, 0, arena, rows, err))
		return false;
	for (size_t row = 0; row < rows->count; row++)
		if (!check_applied(rows, row, err))
			return false;
	return true;
}

static bool
is_applied(const struct db_rows *ledger, const struct script *script)
{
	for (size_t row = 0; row < ledger->count; row++)
		if (db_rows_int64(ledger, row, 0, 0) == script_number(script))
			return true;
	return false;
}

static bool
write_ledger(const struct run *run, const struct script *script, struct err *err)
{
	char number[32], hex[HEX_SIZE];
	snprintf(number, sizeof number, "%" PRId64, script_number(script));
	if (!hex_digest(text_of(script->sql), hex, err))
		return false;
	struct text params[] = {text_of(number), text_of(script->name), text_of(hex)};
	return db_query(run->db, &query_migration_insert, params, 3, run->arena, NULL, err);
}

static bool
apply(const struct run *run, const struct script *script, struct err *err)
{
	if (!begin(run, err))
		return false;
	if (!db_script(run->db, script, err) || !write_ledger(run, script, err) ||
	    !db_commit(run->db, err)) {
		db_rollback(run->db);
		return err_prefix(err, "migration \"%s\" was not applied", script->name);
	}
	if (run->progress->applied != NULL)
		run->progress->applied(run->progress->context, script->name);
	return true;
}

/*
 * Elsewhere text would be bytes to the database, which cannot say that "Ä" is "ä". What has
 * a catalogue already goes on with the encoding it has.
 */
static bool
check_encoding(const struct run *run, struct err *err)
{
	struct db_rows rows;
	if (!db_query(run->db, &query_migrate_encoding, NULL, 0, run->arena, &rows, err))
		return false;
	if (db_rows_bool(&rows, 0, 2, false))
		return true;
	struct text name = db_rows_text(&rows, 0, 0), encoding = db_rows_text(&rows, 0, 1);
	if (text_equal(encoding, text_of("UTF8")))
		return true;
	return err_set(err, ERR_SCHEMA,
	               "database \"%.*s\" has the encoding \"%.*s\"; make one with \"createdb "
	               "--template=template0 --encoding=UTF8 --locale=C.UTF-8\"",
	               (int)name.size, name.bytes, (int)encoding.size, encoding.bytes);
}

static bool
apply_missing(const struct run *run, struct err *err)
{
	struct db_rows ledger;
	if (!read_ledger(run->db, run->arena, &ledger, err))
		return false;
	for (size_t i = 0; i < script_migration_count; i++)
		if (!is_applied(&ledger, &script_migrations[i]) &&
		    !apply(run, &script_migrations[i], err))
			return false;
	return true;
}

/* "02_part" is kicad.part. */
static void
view_name(const struct script *script, char name[VIEW_NAME_SIZE])
{
	const char *underscore = strchr(script->name, '_');
	snprintf(name, VIEW_NAME_SIZE, "kicad.%s",
	         underscore == NULL ? script->name : underscore + 1);
}

/* What the database says of the place where a view belongs. */
struct place {
	bool is_there;
	bool is_ours; /* may be dropped and made again */
	bool is_own;  /* the site's: left alone */
};

static struct place
find_place(const struct db_rows *places, const struct script *script)
{
	char name[VIEW_NAME_SIZE];
	view_name(script, name);
	for (size_t row = 0; row < places->count; row++)
		if (text_equal(db_rows_text(places, row, 0), text_of(name)))
			return (struct place){
			    .is_there = db_rows_bool(places, row, 1, false),
			    .is_ours = db_rows_bool(places, row, 2, false),
			    .is_own = db_rows_bool(places, row, 3, false),
			};
	return (struct place){0};
}

/*
 * The digest of all that decides how views and grants come out: the migrations
 * below them, their texts, which of them are the site's own, and the server's major
 * version, for each writes the definition of a view in its own way.
 */
static bool
digest_views(const struct run *run, const struct db_rows *places, char hex[HEX_SIZE],
             struct err *err)
{
	struct buf all = {.arena = run->arena};
	struct db_rows server;
	if (!db_query(run->db, &query_status_server, NULL, 0, run->arena, &server, err))
		return false;
	struct text version = db_rows_text(&server, 0, 2);
	buf_append_format(&all, "server %.*s\n", (int)strspn(version.bytes, "0123456789"),
	                  version.bytes);
	for (size_t i = 0; i < script_migration_count; i++)
		buf_append_format(&all, "migration %s\n", script_migrations[i].name);
	for (size_t i = 0; i < script_view_count; i++) {
		const struct script *view = &script_views[i];
		if (find_place(places, view).is_own)
			buf_append_format(&all, "own view %s\n", view->name);
		else
			buf_append_format(&all, "view %s\n%s", view->name, view->sql);
	}
	buf_append_string(&all, script_grants.sql);
	return buf_check(&all, err) && hex_digest(buf_text(&all), hex, err);
}

/* The digest in the database, "" when there is none or a view is missing. */
static bool
read_digest(const struct run *run, const struct db_rows *places, char hex[HEX_SIZE],
            struct err *err)
{
	struct db_rows rows;
	hex[0] = '\0';
	if (!db_query(run->db, &query_view_digest_get, NULL, 0, run->arena, &rows, err))
		return false;
	for (size_t i = 0; i < script_view_count; i++) {
		struct place place = find_place(places, &script_views[i]);
		if (!place.is_there && !place.is_own)
			return true;
	}
	struct text digest = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 0);
	if (digest.size == SECRET_SHA256_SIZE)
		secret_hex((const unsigned char *)digest.bytes, digest.size, hex);
	return true;
}

static bool
make_view(const struct run *run, const struct script *view, struct place place, struct err *err)
{
	char name[VIEW_NAME_SIZE];
	view_name(view, name);
	if (place.is_there && !place.is_ours)
		return err_set(err, ERR_CONFLICT,
		               "\"%s\" is not a view of kidepot_owner; insert its name into "
		               "kidepot.own_view to keep it, or drop it",
		               name);
	if (!db_script(run->db, view, err))
		return err_prefix(err, "view \"%s\" was not made", name);
	return true;
}

static bool
make_views(const struct run *run, const struct db_rows *places, const char *hex, size_t *made,
           struct err *err)
{
	struct text params[] = {text_of(hex)};
	*made = 0;
	if (!db_query(run->db, &query_view_drop, NULL, 0, run->arena, NULL, err))
		return false;
	for (size_t i = 0; i < script_view_count; i++) {
		struct place place = find_place(places, &script_views[i]);
		if (place.is_own)
			continue;
		if (!make_view(run, &script_views[i], place, err))
			return false;
		*made += 1;
	}
	return db_script(run->db, &script_grants, err) &&
	       db_query(run->db, &query_view_made, NULL, 0, run->arena, NULL, err) &&
	       db_query(run->db, &query_view_digest_set, params, 1, run->arena, NULL, err);
}

static bool
renew_views(const struct run *run, struct err *err)
{
	struct db_rows places;
	char wanted[HEX_SIZE], present[HEX_SIZE];
	size_t made;
	if (!db_query(run->db, &query_view_list, NULL, 0, run->arena, &places, err) ||
	    !digest_views(run, &places, wanted, err) || !read_digest(run, &places, present, err))
		return false;
	if (strcmp(wanted, present) == 0)
		return true;
	if (!begin(run, err))
		return false;
	if (!make_views(run, &places, wanted, &made, err) || !db_commit(run->db, err)) {
		db_rollback(run->db);
		return false;
	}
	if (run->progress->views_made != NULL)
		run->progress->views_made(run->progress->context, made);
	return true;
}

bool
migrate_run(struct db *db, const struct migrate_progress *progress, struct arena *arena,
            struct err *err)
{
	struct run run = {db, arena, progress, 0};
	bool ok = lock(&run, err) && check_encoding(&run, err) && make_roles(&run, err) &&
	          run_script(&run, &script_ledger, err) && apply_missing(&run, err) &&
	          renew_views(&run, err);
	db_disconnect(db);
	if (!ok && err->code == ERR_TIMEOUT) {
		struct err cause = *err;
		err_set(
		    err, ERR_TIMEOUT,
		    "something else is using the tables, such as a dump or a transaction left open; "
		    "run \"kidepot migrate\" again when it has ended: %.200s",
		    cause.message);
	}
	return ok;
}

bool
migrate_compare(struct db *db, struct arena *arena, struct migrate_version *version,
                struct err *err)
{
	struct db_rows ledger;
	if (!read_ledger(db, arena, &ledger, err))
		return false;
	*version = (struct migrate_version){
	    .program = script_number(&script_migrations[script_migration_count - 1]),
	    .database = ledger.count == 0 ? 0 : db_rows_int64(&ledger, ledger.count - 1, 0, 0),
	};
	return true;
}
