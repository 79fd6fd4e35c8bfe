/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What FastCGI can do on this machine: a plain libfcgi program that answers with
 * bytes made beforehand, and optionally asks the database one prepared query
 * before, whose answer it throws away.
 *
 *   bare_fcgi SOCKET WORKERS CONNINFO FOLDER NAME...
 *
 * FOLDER has NAME.json, the answer to the path /NAME.json, and, for a CONNINFO
 * that is not empty, NAME.sql and NAME.id, the statement and its $1.
 */
#define _GNU_SOURCE
#include <fcgiapp.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWERS_MAX = 16 };

struct answer {
	const char *name;
	char *body, *sql, *id;
	size_t size;
};

static struct answer answers[ANSWERS_MAX];
static int answer_count;

static void
give_up(const char *what)
{
	fprintf(stderr, "bare_fcgi: %s\n", what);
	exit(1);
}

static char *
read_file(const char *folder, const char *name, const char *ending, size_t *size)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		give_up(path);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *bytes = calloc(1, *size + 1);
	if (bytes == NULL || fread(bytes, 1, *size, file) != *size)
		give_up(path);
	fclose(file);
	return bytes;
}

static PGconn *
connect_and_prepare(const char *conninfo)
{
	PGconn *connection = PQconnectdb(conninfo);
	if (PQstatus(connection) != CONNECTION_OK)
		give_up(PQerrorMessage(connection));
	for (int i = 0; i < answer_count; i++) {
		PGresult *result = PQprepare(connection, answers[i].name, answers[i].sql, 0, NULL);
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			give_up(PQerrorMessage(connection));
		PQclear(result);
	}
	return connection;
}

static void
ask(PGconn *connection, const struct answer *answer)
{
	const char *values[] = {answer->id, NULL}; /* of all categories */
	PGresult *result = PQexecPrepared(connection, answer->name, 2, values, NULL, NULL, 1);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0)
		give_up("the query has no answer");
	PQclear(result);
}

static const struct answer *
find(const char *path)
{
	for (int i = 0; path != NULL && i < answer_count; i++) {
		size_t size = strlen(answers[i].name);
		if (path[0] == '/' && strncmp(path + 1, answers[i].name, size) == 0 &&
		    strcmp(path + 1 + size, ".json") == 0)
			return &answers[i];
	}
	return NULL;
}

/* The head lines are those of kidepot.fcgi. */
static void
serve(int socket, const char *conninfo)
{
	FCGX_Request request;
	PGconn *connection = conninfo[0] == '\0' ? NULL : connect_and_prepare(conninfo);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_Init();
	FCGX_InitRequest(&request, socket, 0);
	while (FCGX_Accept_r(&request) == 0) {
		const struct answer *answer = find(FCGX_GetParam("PATH_INFO", request.envp));
		if (answer == NULL) {
			FCGX_FPrintF(request.out, "Status: 404 Not Found\r\n\r\n");
			continue;
		}
		if (connection != NULL)
			ask(connection, answer);
		FCGX_FPrintF(request.out,
		             "Status: 200 OK\r\n"
		             "Content-Type: application/json; charset=utf-8\r\n"
		             "Content-Length: %d\r\n"
		             "Cache-Control: no-store\r\n"
		             "X-Content-Type-Options: nosniff\r\n\r\n",
		             (int)answer->size);
		FCGX_PutStr(answer->body, (int)answer->size, request.out);
	}
}

int
main(int argc, char **argv)
{
	if (argc < 6 || argc - 5 > ANSWERS_MAX)
		give_up("usage: bare_fcgi SOCKET WORKERS CONNINFO FOLDER NAME...");
	for (int i = 5; i < argc; i++) {
		struct answer *answer = &answers[answer_count++];
		size_t ignored;
		answer->name = argv[i];
		answer->body = read_file(argv[4], argv[i], "json", &answer->size);
		answer->sql = read_file(argv[4], argv[i], "sql", &ignored);
		answer->id = read_file(argv[4], argv[i], "id", &ignored);
	}
	int socket = FCGX_OpenSocket(argv[1], 128);
	if (socket < 0)
		give_up("cannot listen");
	for (int i = atoi(argv[2]); i > 0; i--)
		if (fork() == 0) {
			serve(socket, argv[3]);
			_exit(0);
		}
	wait(NULL);
	return 1;
}
