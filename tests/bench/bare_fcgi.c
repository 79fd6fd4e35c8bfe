/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What FastCGI can do on this machine: a plain libfcgi program that answers with
 * bytes made beforehand, and optionally asks the database one prepared query
 * before, whose answer it throws away.
 *
 *   bare_fcgi SOCKET WORKERS CONNINFO FOLDER
 *
 * FOLDER has "documents", lines of "PATH STATEMENT ID". The n-th is answered with
 * what is in the file n.plain, head lines and body, or n.gzip for who takes that. For
 * a CONNINFO that is not empty STATEMENT.sql is what is asked, with ID as its $1 and
 * $2 null.
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

enum { DOCUMENTS_MAX = 256, NAME_SIZE = 128, PATH_SIZE = 4096 };

struct bytes {
	char *bytes;
	size_t size;
};

struct document {
	char path[NAME_SIZE], statement[NAME_SIZE], id[NAME_SIZE];
	struct bytes plain, gzip;
};

static struct document documents[DOCUMENTS_MAX];
static int document_count;

static void
give_up(const char *what)
{
	fprintf(stderr, "bare_fcgi: %s\n", what);
	exit(1);
}

static struct bytes
read_file(const char *folder, const char *name, const char *ending)
{
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		give_up(path);
	fseek(file, 0, SEEK_END);
	struct bytes read = {.size = (size_t)ftell(file)};
	rewind(file);
	read.bytes = calloc(1, read.size + 1);
	if (read.bytes == NULL || fread(read.bytes, 1, read.size, file) != read.size)
		give_up(path);
	fclose(file);
	return read;
}

static void
read_documents(const char *folder)
{
	char path[PATH_SIZE], name[16];
	snprintf(path, sizeof path, "%s/documents", folder);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		give_up(path);
	struct document *next = documents;
	while (document_count < DOCUMENTS_MAX &&
	       fscanf(file, "%127s %127s %127s", next->path, next->statement, next->id) == 3) {
		snprintf(name, sizeof name, "%d", document_count);
		next->plain = read_file(folder, name, "plain");
		next->gzip = read_file(folder, name, "gzip");
		document_count++;
		next++;
	}
	if (!feof(file))
		give_up("more documents than there is room for");
	fclose(file);
}

static PGconn *
connect_and_prepare(const char *conninfo, const char *folder)
{
	PGconn *connection = PQconnectdb(conninfo);
	if (PQstatus(connection) != CONNECTION_OK)
		give_up(PQerrorMessage(connection));
	for (int i = 0; i < document_count; i++) {
		const char *name = documents[i].statement;
		PGresult *known = PQdescribePrepared(connection, name);
		if (PQresultStatus(known) != PGRES_COMMAND_OK) {
			struct bytes sql = read_file(folder, name, "sql");
			PGresult *result = PQprepare(connection, name, sql.bytes, 0, NULL);
			if (PQresultStatus(result) != PGRES_COMMAND_OK)
				give_up(PQerrorMessage(connection));
			PQclear(result);
			free(sql.bytes);
		}
		PQclear(known);
	}
	return connection;
}

static void
ask(PGconn *connection, const struct document *document)
{
	const char *values[] = {document->id, NULL}; /* of all categories */
	PGresult *result = PQexecPrepared(connection, document->statement, 2, values, NULL, NULL,
	                                  1);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0)
		give_up("the query has no answer");
	PQclear(result);
}

static const struct document *
find(const char *path)
{
	for (int i = 0; path != NULL && i < document_count; i++)
		if (strcmp(path, documents[i].path) == 0)
			return &documents[i];
	return NULL;
}

static void
serve(int socket, const char *conninfo, const char *folder)
{
	FCGX_Request request;
	PGconn *connection = conninfo[0] == '\0' ? NULL : connect_and_prepare(conninfo, folder);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_Init();
	FCGX_InitRequest(&request, socket, 0);
	while (FCGX_Accept_r(&request) == 0) {
		const struct document *document = find(FCGX_GetParam("PATH_INFO", request.envp));
		if (document == NULL) {
			FCGX_FPrintF(request.out, "Status: 404 Not Found\r\n\r\n");
			continue;
		}
		if (connection != NULL)
			ask(connection, document);
		const char *accepted = FCGX_GetParam("HTTP_ACCEPT_ENCODING", request.envp);
		const struct bytes *answer = accepted != NULL && strstr(accepted, "gzip") != NULL
		                                 ? &document->gzip
		                                 : &document->plain;
		FCGX_PutStr(answer->bytes, (int)answer->size, request.out);
	}
}

int
main(int argc, char **argv)
{
	if (argc != 5)
		give_up("usage: bare_fcgi SOCKET WORKERS CONNINFO FOLDER");
	read_documents(argv[4]);
	int socket = FCGX_OpenSocket(argv[1], 1024);
	if (socket < 0)
		give_up("cannot listen");
	for (int i = atoi(argv[2]); i > 0; i--)
		if (fork() == 0) {
			serve(socket, argv[3], argv[4]);
			_exit(0);
		}
	wait(NULL);
	return 1;
}
