/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_err.h"

#include <libpq-fe.h>
#include <string.h>

#include "store/constraint.h"

/* libpq's messages end in a line feed and may have several lines; ours are one. */
bool
db_err_libpq(struct err *err, enum err_code code, const char *what, const char *message)
{
	char line[400];
	size_t size = 0;
	for (; *message != '\0' && size < sizeof line - 1; message++) {
		char c = *message == '\n' || *message == '\t' ? ' ' : *message;
		if (c != ' ' || (size > 0 && line[size - 1] != ' '))
			line[size++] = c;
	}
	while (size > 0 && line[size - 1] == ' ')
		size--;
	line[size] = '\0';
	return err_set(err, code, "%s: %s", what, size > 0 ? line : "no reason given");
}

/* PostgreSQL's error codes (Appendix A of its manual) as ours. */
static enum err_code
code_of_sqlstate(const char *sqlstate)
{
	static const struct {
		const char *start;
		enum err_code code;
	} table[] = {
	    {"57014", ERR_TIMEOUT},
	    {"55P03", ERR_TIMEOUT},
	    {"57P", ERR_AWAY},
	    {"08", ERR_AWAY},
	    {"53300", ERR_AWAY},
	    {"42501", ERR_DENIED},
	    {"42P01", ERR_SCHEMA},
	    {"3F000", ERR_SCHEMA},
	    {"42703", ERR_SCHEMA},
	    {"42883", ERR_SCHEMA},
	    {"23502", ERR_INPUT}, /* null where something is needed */
	    {"23514", ERR_INPUT}, /* a check */
	    {"23", ERR_CONFLICT},
	    {"40001", ERR_BUSY},
	    {"40P01", ERR_BUSY},
	    {"22", ERR_INPUT},
	    {"54000", ERR_LIMIT},
	    /* A view was replaced, or the session's statements are gone: start afresh. */
	    {"0A000", ERR_AWAY},
	    {"26000", ERR_AWAY},
	};
	for (size_t i = 0; sqlstate != NULL && i < sizeof table / sizeof table[0]; i++)
		if (strncmp(sqlstate, table[i].start, strlen(table[i].start)) == 0)
			return table[i].code;
	return ERR_DATABASE;
}

/* An administrator, or a server that stops, ended the session. */
static bool
is_ended(const void *result)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	/* 25P03, 25P04: a transaction that idled or lasted too long. */
	return sqlstate != NULL &&
	       (strncmp(sqlstate, "57P", 3) == 0 || strcmp(sqlstate, "25P03") == 0 ||
	        strcmp(sqlstate, "25P04") == 0);
}

/* The way out; NULL: none is known. */
static const char *
hint_of(enum err_code code, const void *result)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (code == ERR_SCHEMA)
		return "run \"kidepot migrate\"";
	if (sqlstate != NULL && strcmp(sqlstate, "25006") == 0)
		return "the server is a standby or set to be read only: ask the one that is "
		       "written to";
	return PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
}

bool
db_err_result(struct err *err, const char *name, const void *result)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum err_code code = code_of_sqlstate(PQresultErrorField(result, PG_DIAG_SQLSTATE));
	if (message == NULL)
		return db_err_libpq(err, ERR_AWAY, "lost the database",
		                    PQresultErrorMessage(result));
	if (is_ended(result))
		return db_err_libpq(err, ERR_AWAY, "lost the database", message);
	const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
	const char *column = PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
	if (code == ERR_LIMIT)
		return err_set(err, ERR_INPUT,
		               "a text is longer than an index can hold; shorten it");
	const char *sentence = constraint_sentence(constraint);
	if (sentence != NULL) {
		err_set(err, code, "%s%s", sentence[0] == ',' ? message : "", sentence);
		return constraint_field(constraint) != NULL &&
		       err_field(err, constraint_field(constraint));
	}
	if (code == ERR_INPUT && column != NULL) {
		err_set(err, code, "\"%s\" is missing; give it", column);
		return err_field(err, column);
	}
	const char *hint = hint_of(code, result);
	err_set(err, code, "query \"%s\": %s", name, message);
	return hint != NULL && err_way_out(err, hint);
}
