/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_copy.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/db_inside.h"

enum { PUT_MAX = 8192 /* bytes, what libpq sends at once */ };

static const char stopped[] = "stopped by the program";

/* Looks for a line that is nothing but "\.": for PostgreSQL the data end there, unless it is
 * within a quoted cell. */
struct end_mark {
	size_t line;
	bool in_quotes; /* a quote that is doubled ends and begins anew */
	enum { AT_START, AFTER_BACKSLASH, AFTER_DOT, IN_LINE } state;
};

static bool
end_mark_in(struct end_mark *mark, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char c = bytes[i];
		mark->in_quotes ^= c == '"';
		if (c == '\n' || c == '\r') {
			if (mark->state == AFTER_DOT)
				return true;
			mark->line += c == '\n';
			mark->state = mark->in_quotes ? IN_LINE : AT_START;
		} else if (mark->state == AT_START && c == '\\') {
			mark->state = AFTER_BACKSLASH;
		} else if (mark->state == AFTER_BACKSLASH && c == '.') {
			mark->state = AFTER_DOT;
		} else {
			mark->state = IN_LINE;
		}
	}
	return false;
}

static bool
err_set_end_mark(struct err *err, const char *place, size_t line)
{
	return err_set(err, ERR_INPUT,
	               "%s:%zu: the line \"\\.\" would end the file; write it otherwise", place,
	               line);
}

static void
append_columns(struct buf *sql, const struct db_copy_target *target)
{
	for (size_t i = 0; i < target->count; i++)
		buf_append_format(sql, "%s%s", i == 0 ? "" : ", ", target->columns[i]);
}

static void
append_csv_options(struct buf *sql, const struct db_copy_target *target)
{
	buf_append_format(sql, "csv, header %s, delimiter E'\\x%02x', force_not_null (",
	                  target->header ? "true" : "false", (unsigned char)target->delimiter);
	append_columns(sql, target);
	buf_append_string(sql, ")");
}

/* Tells of lost memory as of a lost database: libpq does not tell them apart. */
static const char *
statement_in(const struct db_copy_target *target, struct arena *arena, struct err *err)
{
	struct buf sql = {.arena = arena};
	buf_append_format(&sql, "copy %s (", target->table);
	append_columns(&sql, target);
	buf_append_string(&sql, ") from stdin with (format ");
	if (target->written)
		buf_append_string(&sql, "text");
	else
		append_csv_options(&sql, target);
	buf_append(&sql, ")", sizeof ")");
	return buf_check(&sql, err) ? sql.bytes : NULL;
}

/*
 * True when there is room for what is put and the server has not said anything: it speaks
 * before the end only to refuse. Without room libpq would wait without an end, read meanwhile,
 * keep what was said to itself, and an input without an end would be sent for ever.
 */
static bool
is_silent(struct db *db, bool *late)
{
	*late = !db_wait_for(db->connection, POLLIN | POLLOUT, db_deadline(db));
	return !*late && !db_wait_for(db->connection, POLLIN, 0);
}

/* False when the server has refused, or does not take it in time. */
static bool
put(struct db *db, struct text piece, bool *late)
{
	*late = false;
	while (piece.size > 0) {
		size_t size = piece.size < PUT_MAX ? piece.size : PUT_MAX;
		if (!is_silent(db, late) ||
		    PQputCopyData(db->connection, piece.bytes, (int)size) != 1)
			return false;
		piece = (struct text){piece.bytes + size, piece.size - size};
	}
	return true;
}

/* Sends until the end, or until the server refuses; that shows in what it answers. */
static bool
send_pieces(struct db *db, const struct db_copy_source *source, bool written, char *piece,
            bool *whole, struct err *err)
{
	struct end_mark mark = {.line = 1};
	size_t size = 0;
	bool late;
	*whole = false;
	do {
		if (!is_silent(db, &late))
			return !late || db_give_up(db, "copy", err);
		if (!source->read(source->context, piece, DB_COPY_PIECE, &size, err))
			return false;
		if (!written &&
		    (end_mark_in(&mark, piece, size) || (size == 0 && mark.state == AFTER_DOT)))
			return err_set_end_mark(err, source->place, mark.line);
		if (!put(db, (struct text){piece, size}, &late))
			return !late || db_give_up(db, "copy", err);
	} while (size > 0);
	*whole = true;
	return true;
}

/*
 * The line that the context of an error names: "COPY csv_row, line 7, column name".
 * The words are in the server's language, the number follows the table's name.
 */
static long long
line_of(const PGresult *result, const char *table)
{
	const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
	const char *at = context == NULL ? NULL : strstr(context, table);
	if (at == NULL)
		return 0;
	at += strlen(table);
	at += strcspn(at, "0123456789\n");
	return strtoll(at, NULL, 10);
}

/* Class 22 and the limits are about the data. */
static bool
is_of_data(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	return state != NULL && (strncmp(state, "22", 2) == 0 || strncmp(state, "54", 2) == 0);
}

/* The server's words name no way out; NULL when none is known. */
static const char *
way_out(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (strcmp(state, "22021") == 0)
		return "save the file as UTF-8";
	if (strcmp(state, "22P04") == 0)
		return "each line has as many cells as the header, quotes come in pairs, and no "
		       "line is blank";
	return NULL;
}

static bool
accept_end(struct db *db, const struct db_copy_target *target, const char *place, PGresult *result,
           struct err *err)
{
	if (!is_of_data(result)) {
		if (!db_accept(db, "copy", result, err))
			return false;
		PQclear(result);
		return true;
	}
	const char *hint = way_out(result);
	err_set(err, ERR_INPUT, "%s:%lld: %s", place, line_of(result, target->table),
	        PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	if (hint != NULL)
		err_way_out(err, hint);
	PQclear(result);
	return false;
}

/* Puts the connection into COPY. */
static bool
start(struct db *db, const char *sql, ExecStatusType wanted, struct err *err)
{
	bool late;
	if (sql == NULL || !db_connect(db, err))
		return false;
	/* A failure shows itself in what comes. */
	PQsendQuery(db->connection, sql);
	PGresult *result = db_next_result(db->connection, db_deadline(db), &late);
	if (late)
		return db_give_up(db, "copy", err);
	if (PQresultStatus(result) == wanted) {
		PQclear(result);
		return true;
	}
	result = db_collect(db, "copy", result, err);
	if (result != NULL && db_accept(db, "copy", result, err)) {
		PQclear(result);
		err_set(err, ERR_DATABASE, "query \"copy\": it is none");
	}
	return false;
}

/* Ends what was sent. NULL with err when the connection is lost; it is dropped then. */
static PGresult *
finish(struct db *db, bool whole, struct err *err)
{
	bool late;
	is_silent(db, &late);
	if (late) {
		db_give_up(db, "copy", err);
		return NULL;
	}
	PQputCopyEnd(db->connection, whole ? NULL : stopped);
	return db_collect(db, "copy", NULL, err);
}

bool
db_copy_in(struct db *db, const struct db_copy_target *target, const struct db_copy_source *source,
           struct arena *arena, struct err *err)
{
	bool whole;
	char *piece = arena_alloc(arena, DB_COPY_PIECE, err);
	if (piece == NULL || !start(db, statement_in(target, arena, err), PGRES_COPY_IN, err))
		return false;
	if (send_pieces(db, source, target->written, piece, &whole, err)) {
		PGresult *result = finish(db, whole, err);
		return result != NULL && accept_end(db, target, source->place, result, err);
	}
	struct err after;
	if (db->connection != NULL)
		PQclear(finish(db, false, &after));
	return false;
}

/* Rows that are passed on together: libpq hands out one at a time. */
struct gathered {
	db_copy_write *write;
	void *context;
	char *bytes;
	size_t size;
};

static bool
pass_on(struct gathered *gathered, struct err *err)
{
	struct text piece = {gathered->bytes, gathered->size};
	gathered->size = 0;
	return piece.size == 0 || gathered->write(gathered->context, piece, err);
}

static bool
gather(struct gathered *gathered, struct text row, struct err *err)
{
	if (gathered->size + row.size > DB_COPY_PIECE && !pass_on(gathered, err))
		return false;
	if (row.size > DB_COPY_PIECE)
		return gathered->write(gathered->context, row, err);
	memcpy(gathered->bytes + gathered->size, row.bytes, row.size);
	gathered->size += row.size;
	return true;
}

/* As PQgetCopyData: its size, else below 0 at the end and, with *late, when it does not come. */
static int
next_row(struct db *db, char **row, bool *late)
{
	int64_t deadline = db_deadline(db);
	int size;
	*late = false;
	while ((size = PQgetCopyData(db->connection, row, 1)) == 0) {
		*late = !db_wait_for(db->connection, POLLIN, deadline);
		if (*late || !PQconsumeInput(db->connection))
			return -1;
	}
	return size;
}

static bool
pass_all_on(struct db *db, struct gathered *gathered, struct err *err)
{
	char *row;
	int size;
	bool late;
	while ((size = next_row(db, &row, &late)) > 0) {
		bool good = gather(gathered, (struct text){row, (size_t)size}, err);
		PQfreemem(row);
		if (!good)
			return false;
	}
	return late ? db_give_up(db, "copy", err) : pass_on(gathered, err);
}

/* Gives what the statement copies, if there is one, to `write`. */
static bool
copy_out(struct db *db, const char *copy, db_copy_write *write, void *context, struct arena *arena,
         struct err *err)
{
	char *piece = arena_alloc(arena, DB_COPY_PIECE, err);
	if (piece == NULL || !start(db, copy, PGRES_COPY_OUT, err))
		return false;
	struct gathered gathered = {.write = write, .context = context, .bytes = piece};
	if (!pass_all_on(db, &gathered, err)) {
		/* The rest of the rows is on its way; nobody waits for it. */
		db_disconnect(db);
		return false;
	}
	PGresult *result = db_collect(db, "copy", NULL, err);
	if (result == NULL || !db_accept(db, "copy", result, err))
		return false;
	PQclear(result);
	return true;
}

bool
db_copy_out(struct db *db, const char *sql, char delimiter, db_copy_write *write, void *context,
            struct arena *arena, struct err *err)
{
	const char *copy = arena_format(
	    arena, err, "copy (%s) to stdout with (format csv, header true, delimiter E'\\x%02x')",
	    sql, (unsigned char)delimiter);
	return copy_out(db, copy, write, context, arena, err);
}

static void
append_json_column(struct buf *sql, const struct db_copy_json *column)
{
	buf_append_format(sql, "x.%s%s as %s", column->name,
	                  column->is_truth    ? " = 'yes'"
	                  : column->is_number ? "::numeric"
	                                      : "",
	                  column->name);
}

/* JSON has no control characters: with two of them as quote and delimiter it stays as it is. */
bool
db_copy_json(struct db *db, const char *sql, const struct db_copy_json *columns, size_t count,
             db_copy_write *write, void *context, struct arena *arena, struct err *err)
{
	struct buf copy = {.arena = arena};
	buf_append_string(&copy, "copy (select row_to_json(r) from (select ");
	for (size_t i = 0; i < count; i++) {
		buf_append_string(&copy, i == 0 ? "" : ", ");
		append_json_column(&copy, &columns[i]);
	}
	buf_append_format(&copy, " from (%s) x) r)", sql);
	buf_append_string(&copy,
	                  " to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')");
	buf_append(&copy, "", 1);
	return buf_check(&copy, err) && copy_out(db, copy.bytes, write, context, arena, err);
}
