/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway.h"

#include <fcgiapp.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"

/* A web server may pass a body on as slowly as its client sends it. */
enum { BODY_PATIENCE = 1000 /* ms */ };

struct gateway {
	FCGX_Request request;
	bool is_cgi;
	size_t cgi_left; /* of the body on standard input */
};

bool
gateway_stdin_is_listening(void)
{
	int listening = 0;
	socklen_t size = sizeof listening;
	return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
	       listening != 0;
}

struct gateway *
gateway_new(struct err *err)
{
	struct gateway *gateway = calloc(1, sizeof *gateway);
	/* Listen socket -1: libfcgi must never accept by itself. */
	if (gateway == NULL || FCGX_Init() != 0 ||
	    FCGX_InitRequest(&gateway->request, -1, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		free(gateway);
		err_set(err, ERR_SYSTEM, "cannot start libfcgi");
		return NULL;
	}
	return gateway;
}

void
gateway_free(struct gateway *gateway)
{
	if (gateway == NULL)
		return;
	if (!gateway->is_cgi)
		FCGX_Free(&gateway->request, 1);
	free(gateway);
}

bool
gateway_read_request(struct gateway *gateway, int connection)
{
	/* FCGX_Accept_r first finishes the request before; "kept" tells it that the
	 * connection it finds is to be read from, not closed. */
	gateway->request.ipcFd = connection;
	gateway->request.keepConnection = 1;
	/* Else libfcgi waits for the web server to close as well, which one that keeps
	 * connections or says nothing does not do. */
	FCGX_Detach(&gateway->request);
	if (FCGX_Accept_r(&gateway->request) != 0)
		return false;
	gateway->request.keepConnection = 0;
	return true;
}

void
gateway_take_cgi(struct gateway *gateway)
{
	int64_t length = 0;
	text_to_int64(text_of(getenv("CONTENT_LENGTH")), 0, INT64_MAX, &length);
	gateway->is_cgi = true;
	/* There may be no end of file behind it. */
	gateway->cgi_left = (size_t)length;
}

const char *
gateway_variable(const struct gateway *gateway, const char *name)
{
	if (gateway->is_cgi)
		return getenv(name);
	return FCGX_GetParam(name, gateway->request.envp);
}

bool
gateway_send(struct gateway *gateway, const char *bytes, size_t size)
{
	if (gateway->is_cgi)
		return size == 0 || fwrite(bytes, 1, size, stdout) == size;
	while (size > 0) {
		int piece = size > INT_MAX ? INT_MAX : (int)size;
		if (FCGX_PutStr(bytes, piece, gateway->request.out) != piece)
			return false;
		bytes += piece;
		size -= (size_t)piece;
	}
	return true;
}

static size_t
read_of_cgi(struct gateway *gateway, char *bytes, size_t size, int64_t deadline)
{
	size_t got = 0;
	if (size > gateway->cgi_left)
		size = gateway->cgi_left;
	while (got < size) {
		int64_t left = deadline - clock_ms();
		struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
		int count = left <= 0 ? 0 : poll(&ready, 1, left > INT_MAX ? INT_MAX : (int)left);
		if (count < 0 && errno == EINTR)
			continue;
		ssize_t more = count <= 0 ? 0 : read(STDIN_FILENO, bytes + got, size - got);
		if (more <= 0)
			break;
		got += (size_t)more;
	}
	gateway->cgi_left -= got;
	return got;
}

/* What libfcgi has read already; for more than that it would wait until all of it is there. */
static size_t
take_arrived(FCGX_Stream *in, char *bytes, size_t size)
{
	size_t arrived = (size_t)(in->stop - in->rdNext);
	if (size > arrived)
		size = arrived;
	return (size_t)FCGX_GetStr(bytes, (int)size, in);
}

size_t
gateway_read(struct gateway *gateway, char *bytes, size_t size, int64_t deadline)
{
	if (gateway->is_cgi)
		return read_of_cgi(gateway, bytes, size, deadline);
	FCGX_Stream *in = gateway->request.in;
	size_t got = 0;
	int byte;
	while (got < size && clock_ms() < deadline && (byte = FCGX_GetChar(in)) >= 0) {
		bytes[got++] = (char)byte;
		got += take_arrived(in, bytes + got, size - got);
	}
	return got;
}

/* True when the body is at its end. */
static bool
drop_body(struct gateway *gateway, size_t body_max)
{
	char piece[4096];
	int64_t deadline = clock_ms() + BODY_PATIENCE;
	size_t got = 1;
	while (body_max > 0 && got > 0) {
		size_t size = body_max < sizeof piece ? body_max : sizeof piece;
		got = gateway_read(gateway, piece, size, deadline);
		body_max -= got;
	}
	return got == 0 && clock_ms() < deadline;
}

/* A web server that still sends would meet an error, and take that for the answer. */
static void
drop_until_closed(int connection)
{
	char piece[16384];
	int64_t deadline = clock_ms() + BODY_PATIENCE;
	struct pollfd ready = {.fd = connection, .events = POLLIN};
	int64_t left;
	shutdown(connection, SHUT_WR);
	while ((left = deadline - clock_ms()) > 0 && poll(&ready, 1, (int)left) > 0 &&
	       read(connection, piece, sizeof piece) > 0)
		continue;
	close(connection);
}

void
gateway_finish(struct gateway *gateway, size_t body_max)
{
	if (gateway->is_cgi) {
		fflush(stdout);
		drop_body(gateway, body_max);
		return;
	}
	struct timeval patience = {.tv_sec = BODY_PATIENCE / 1000};
	setsockopt(gateway->request.ipcFd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	bool is_whole = drop_body(gateway, body_max);
	/* libfcgi closes what it was given. */
	int connection = is_whole ? -1 : dup(gateway->request.ipcFd);
	FCGX_Finish_r(&gateway->request);
	if (connection >= 0)
		drop_until_closed(connection);
}
