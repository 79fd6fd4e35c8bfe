/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/odbc.h"

#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum {
	NAME_ROOM = 512,   /* bytes of a column's name */
	WORDS_ROOM = 1024, /* of what a driver says */
	WORDS_SHOWN = 300,
	PIECE_SIZE = 4096, /* of a cell, read at once */
	/* Columns of what SQLColumns answers. */
	CATALOGUE_TABLE = 3,
	CATALOGUE_COLUMN = 4
};

/*
 * psqlODBC: a cursor in the place of the whole answer. SQLite's: rows as they come, and no new file
 * when there is none.
 */
static const char options[] = ";UseDeclareFetch=1;Fetch=1000;NoCreat=1;StepAPI=1";

/* What makes a session refuse all changes. psqlODBC's own ReadOnly=1 would refuse the
 * ConnSettings, too, which say where the tables are. */
static const struct {
	const char *system, *statement;
} read_only[] = {
    {"PostgreSQL", "SET default_transaction_read_only = on"},
    {"SQLite", "PRAGMA query_only = 1"},
};

struct odbc {
	SQLHENV environment;
	SQLHDBC connection;
	SQLHSTMT statement;
	char quote[8]; /* around names; "" when the source knows none */
	struct odbc_secrets secrets;
	/* Of the statement that runs. */
	const struct text *columns;
	size_t count;
	bool *is_real; /* a column's numbers */
};

static void
release(void *handle)
{
	struct odbc *odbc = handle;
	if (odbc->statement != SQL_NULL_HSTMT)
		SQLFreeHandle(SQL_HANDLE_STMT, odbc->statement);
	if (odbc->connection != SQL_NULL_HDBC) {
		SQLDisconnect(odbc->connection);
		SQLFreeHandle(SQL_HANDLE_DBC, odbc->connection);
	}
	if (odbc->environment != SQL_NULL_HENV)
		SQLFreeHandle(SQL_HANDLE_ENV, odbc->environment);
}

/* --- what a driver says */

/* The secret that the text begins with, or one that is empty. */
static struct text
secret_at(const struct odbc *odbc, const char *bytes, size_t left)
{
	struct text found = text_of("");
	for (size_t i = 0; i < odbc->secrets.count; i++) {
		struct text secret = odbc->secrets.list[i];
		if (secret.size > found.size && secret.size <= left &&
		    memcmp(bytes, secret.bytes, secret.size) == 0)
			found = secret;
	}
	return found;
}

/* `clean` has room for three bytes for each of the words, and a NUL. */
static void
clean_words(const struct odbc *odbc, const char *words, char *clean)
{
	size_t size = strlen(words), out = 0;
	for (size_t i = 0; i < size;) {
		struct text secret = secret_at(odbc, words + i, size - i);
		if (secret.size > 0) {
			memcpy(clean + out, "***", 3);
			out += 3;
			i += secret.size;
		} else {
			unsigned char c = (unsigned char)words[i++];
			clean[out++] = c < ' ' || c == 0x7f ? ' ' : (char)c;
		}
	}
	clean[out] = '\0';
}

/* Sets the error to what was tried, and what the driver or its manager says of it. */
static bool
refuse(const struct odbc *odbc, SQLSMALLINT type, SQLHANDLE handle, const char *what,
       struct err *err)
{
	SQLCHAR state[6], words[WORDS_ROOM] = "";
	char clean[3 * WORDS_ROOM + 1];
	SQLSMALLINT size;
	SQLINTEGER number;
	SQLRETURN status = SQLGetDiagRec(type, handle, 1, state, &number, words, sizeof words,
	                                 &size);
	if (!SQL_SUCCEEDED(status) || words[0] == '\0')
		return err_set(err, ERR_INPUT, "%s, and the driver does not say why", what);
	clean_words(odbc, (const char *)words, clean);
	struct text shown = text_of(clean);
	if (!text_is_utf8(text_cut(shown, WORDS_SHOWN)))
		return err_set(err, ERR_INPUT, "%s, and what the driver says is not UTF-8", what);
	shown = text_cut(shown, WORDS_SHOWN);
	while (shown.size > 0 && shown.bytes[shown.size - 1] == ' ')
		shown.size--;
	return err_set(err, ERR_INPUT, "%s: %.*s", what, (int)shown.size, shown.bytes);
}

/* --- the connection */

static bool
allocate(struct odbc *odbc, struct err *err)
{
	SQLHENV *environment = &odbc->environment;
	if (SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, environment)) &&
	    SQL_SUCCEEDED(
		SQLSetEnvAttr(*environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0)) &&
	    SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, *environment, &odbc->connection)))
		return true;
	return err_set(err, ERR_SYSTEM, "unixODBC does not start");
}

static bool
connect(struct odbc *odbc, const struct odbc_source *source, const char *string, struct err *err)
{
	SQLSMALLINT size;
	SQLHDBC connection = odbc->connection;
	/* Whoever cannot do these says so, which is no harm. */
	SQLSetConnectAttr(connection, SQL_ATTR_ACCESS_MODE, (SQLPOINTER)SQL_MODE_READ_ONLY, 0);
	if (source->timeout > 0)
		SQLSetConnectAttr(connection, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)source->timeout,
		                  0);
	if (!SQL_SUCCEEDED(SQLDriverConnect(connection, NULL, (SQLCHAR *)(uintptr_t)string, SQL_NTS,
	                                    NULL, 0, &size, SQL_DRIVER_NOPROMPT)))
		return refuse(odbc, SQL_HANDLE_DBC, connection, "the source cannot be reached",
		              err);
	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &odbc->statement)))
		return refuse(odbc, SQL_HANDLE_DBC, connection, "the source takes no statement",
		              err);
	if (!SQL_SUCCEEDED(SQLGetInfo(connection, SQL_IDENTIFIER_QUOTE_CHAR, odbc->quote,
	                              sizeof odbc->quote, &size)) ||
	    odbc->quote[0] == ' ')
		odbc->quote[0] = '\0';
	return true;
}

/* The systems that are not in the table were asked by the connection's attribute alone. */
static bool
refuse_changes(struct odbc *odbc, struct err *err)
{
	char system[64] = "";
	SQLSMALLINT size;
	if (!SQL_SUCCEEDED(
		SQLGetInfo(odbc->connection, SQL_DBMS_NAME, system, sizeof system, &size)))
		return true;
	for (size_t i = 0; i < sizeof read_only / sizeof read_only[0]; i++)
		if (strcmp(system, read_only[i].system) == 0 &&
		    !SQL_SUCCEEDED(SQLExecDirect(
			odbc->statement, (SQLCHAR *)(uintptr_t)read_only[i].statement, SQL_NTS)))
			return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
			              "the source cannot be read only", err);
	SQLFreeStmt(odbc->statement, SQL_CLOSE);
	return true;
}

struct odbc *
odbc_open(const struct odbc_source *source, struct arena *arena, struct err *err)
{
	struct buf string = {.arena = arena};
	struct odbc *odbc = arena_alloc(arena, sizeof *odbc, err);
	if (odbc == NULL || !arena_defer(arena, release, odbc, err) ||
	    !odbc_source_string(source, options, &string, err) ||
	    !odbc_source_check(text_of(string.bytes), err))
		return NULL;
	odbc_source_secrets(source, &odbc->secrets);
	bool good = allocate(odbc, err) && connect(odbc, source, string.bytes, err) &&
	            refuse_changes(odbc, err);
	return good ? odbc : NULL;
}

/* --- the statement */

static bool
is_plain(struct text name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
	for (size_t i = 0; i < name.size; i++)
		if (strchr(letters, name.bytes[i]) == NULL &&
		    (i == 0 || strchr("0123456789", name.bytes[i]) == NULL))
			return false;
	return name.size > 0;
}

static bool
append_name(const struct odbc *odbc, struct text name, struct buf *out, struct err *err)
{
	size_t quote = strlen(odbc->quote);
	if (quote == 0 && !is_plain(name))
		return err_set(err, ERR_INPUT,
		               "the source quotes no names, and \"%.*s\" is none without quotes",
		               (int)name.size, name.bytes);
	buf_append_string(out, odbc->quote);
	for (size_t i = 0; i < name.size; i++) {
		if (quote > 0 && name.bytes[i] == odbc->quote[0])
			buf_append_string(out, odbc->quote);
		buf_append(out, &name.bytes[i], 1);
	}
	buf_append_string(out, odbc->quote);
	return true;
}

/* The only statement there is: KiCad's own, all rows of a table. */
static bool
select_text(const struct odbc *odbc, struct text table, const struct text *columns, size_t count,
            struct buf *out, struct err *err)
{
	buf_append_string(out, "SELECT ");
	for (size_t i = 0; i < count; i++) {
		buf_append_string(out, i > 0 ? ", " : "");
		if (!append_name(odbc, columns[i], out, err))
			return false;
	}
	buf_append_string(out, " FROM ");
	if (!append_name(odbc, table, out, err))
		return false;
	buf_append(out, "", 1);
	return buf_check(out, err);
}

static bool
start(struct odbc *odbc, struct text table, const struct text *columns, size_t count,
      struct arena *arena, SQLSMALLINT *answered, struct err *err)
{
	struct buf text = {.arena = arena};
	const char *what = arena_format(arena, err, "table \"%.*s\" cannot be read",
	                                (int)table.size, table.bytes);
	SQLHSTMT statement = odbc->statement;
	SQLFreeStmt(statement, SQL_CLOSE);
	if (what == NULL || !select_text(odbc, table, columns, count, &text, err))
		return false;
	if (!SQL_SUCCEEDED(SQLExecDirect(statement, (SQLCHAR *)text.bytes, SQL_NTS)) ||
	    !SQL_SUCCEEDED(SQLNumResultCols(statement, answered)))
		return refuse(odbc, SQL_HANDLE_STMT, statement, what, err);
	return true;
}

/* A text of the catalogue's answer; one that is longer than the room is cut. */
static bool
read_name(struct odbc *odbc, SQLUSMALLINT column, char *name, struct err *err)
{
	SQLLEN size = 0;
	SQLRETURN status = SQLGetData(odbc->statement, column, SQL_C_CHAR, name, NAME_ROOM, &size);
	if (!SQL_SUCCEEDED(status))
		return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
		              "the source's catalogue cannot be read", err);
	if (size == SQL_NULL_DATA)
		name[0] = '\0';
	return true;
}

/* The next row of the catalogue; ODBC takes the table for a pattern, so that others come too. */
static bool
next_column(struct odbc *odbc, struct text table, char *name, bool *more, struct err *err)
{
	char of[NAME_ROOM];
	for (;;) {
		SQLRETURN status = SQLFetch(odbc->statement);
		*more = SQL_SUCCEEDED(status);
		if (status == SQL_NO_DATA)
			return true;
		if (!*more)
			return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
			              "the source's catalogue cannot be read", err);
		if (!read_name(odbc, CATALOGUE_TABLE, of, err) ||
		    !read_name(odbc, CATALOGUE_COLUMN, name, err))
			return false;
		if (text_equal(text_of(of), table))
			return true;
	}
}

bool
odbc_columns(struct odbc *odbc, struct text table, struct arena *arena, struct text **columns,
             size_t *count, struct err *err)
{
	char name[NAME_ROOM];
	bool more;
	size_t found = 0;
	const char *pattern = arena_copy(arena, table.bytes, table.size, err);
	struct text *names = arena_alloc(arena, ODBC_COLUMNS_MAX * sizeof *names, err);
	if (pattern == NULL || names == NULL)
		return false;
	SQLFreeStmt(odbc->statement, SQL_CLOSE);
	if (!SQL_SUCCEEDED(SQLColumns(odbc->statement, NULL, 0, NULL, 0,
	                              (SQLCHAR *)(uintptr_t)pattern, SQL_NTS, NULL, 0)))
		return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
		              "the source's catalogue cannot be read", err);
	for (;;) {
		if (!next_column(odbc, table, name, &more, err))
			return false;
		if (!more)
			break;
		if (found == ODBC_COLUMNS_MAX)
			return err_set(err, ERR_LIMIT, "table \"%.*s\" has more than %d columns",
			               (int)table.size, table.bytes, ODBC_COLUMNS_MAX);
		names[found] = text_of(arena_copy(arena, name, strlen(name), err));
		if (!text_is_set(names[found++]))
			return false;
	}
	if (found == 0)
		return err_set(err, ERR_INPUT, "the source has no table \"%.*s\", spelt so",
		               (int)table.size, table.bytes);
	*columns = names;
	*count = found;
	return true;
}

static bool
is_real(SQLSMALLINT type)
{
	return type == SQL_NUMERIC || type == SQL_DECIMAL || type == SQL_REAL || type == SQL_DOUBLE;
}

bool
odbc_select(struct odbc *odbc, struct text table, const struct text *columns, size_t count,
            struct arena *arena, struct err *err)
{
	SQLSMALLINT answered = 0, size, type, digits, nullable;
	SQLULEN width;
	if (!start(odbc, table, columns, count, arena, &answered, err))
		return false;
	if ((size_t)answered != count)
		return err_set(err, ERR_INPUT, "table \"%.*s\" answers %d columns and not %zu",
		               (int)table.size, table.bytes, answered, count);
	odbc->is_real = arena_alloc(arena, count * sizeof *odbc->is_real, err);
	if (odbc->is_real == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!SQL_SUCCEEDED(SQLDescribeCol(odbc->statement, (SQLUSMALLINT)(i + 1), NULL, 0,
		                                  &size, &type, &width, &digits, &nullable)))
			return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
			              "a column cannot be read", err);
		odbc->is_real[i] = is_real(type);
	}
	odbc->columns = columns;
	odbc->count = count;
	return true;
}

/* --- rows */

/* A cell may hold what its column's type does not promise; that stays as it is. */
static bool
round_number(struct text *cell, struct arena *arena, struct err *err)
{
	char *end, *string = arena_copy(arena, cell->bytes, cell->size, err);
	if (string == NULL)
		return false;
	double number = strtod(string, &end);
	if (end == string || *end != '\0')
		return true;
	*cell = text_of(arena_format(arena, err, "%G", number));
	return text_is_set(*cell);
}

static bool
read_cell(struct odbc *odbc, size_t column, struct arena *arena, struct text *cell, struct err *err)
{
	struct buf whole = {.arena = arena};
	char piece[PIECE_SIZE];
	SQLRETURN status;
	do {
		SQLLEN size = 0;
		piece[0] = '\0';
		status = SQLGetData(odbc->statement, (SQLUSMALLINT)(column + 1), SQL_C_CHAR, piece,
		                    sizeof piece, &size);
		if (status == SQL_NO_DATA || (SQL_SUCCEEDED(status) && size == SQL_NULL_DATA))
			break;
		if (!SQL_SUCCEEDED(status))
			return refuse(odbc, SQL_HANDLE_STMT, odbc->statement,
			              "a cell cannot be read", err);
		buf_append_string(&whole, piece);
		if (whole.size > ODBC_CELL_MAX)
			return err_set(err, ERR_LIMIT,
			               "column \"%.*s\" has more than %d bytes in it",
			               (int)odbc->columns[column].size, odbc->columns[column].bytes,
			               ODBC_CELL_MAX);
	} while (status == SQL_SUCCESS_WITH_INFO && piece[0] != '\0');
	if (!buf_check(&whole, err))
		return false;
	*cell = whole.size > 0 ? buf_text(&whole) : text_of(NULL);
	return true;
}

bool
odbc_next(struct odbc *odbc, struct arena *arena, struct text *cells, bool *more, struct err *err)
{
	SQLRETURN status = SQLFetch(odbc->statement);
	if (status == SQL_NO_DATA) {
		/* With the source's transaction, which else would last as long as ours. */
		SQLFreeStmt(odbc->statement, SQL_CLOSE);
		*more = false;
		return true;
	}
	if (!SQL_SUCCEEDED(status))
		return refuse(odbc, SQL_HANDLE_STMT, odbc->statement, "a row cannot be read", err);
	for (size_t i = 0; i < odbc->count; i++)
		if (!read_cell(odbc, i, arena, &cells[i], err) ||
		    (odbc->is_real[i] && text_is_set(cells[i]) &&
		     !round_number(&cells[i], arena, err)))
			return false;
	*more = true;
	return true;
}
