/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway.h"

#include <fcgiapp.h>
#include <limits.h>
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
	gateway->is_cgi = true;
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
		return fwrite(bytes, 1, size, stdout) == size;
	while (size > 0) {
		int piece = size > INT_MAX ? INT_MAX : (int)size;
		if (FCGX_PutStr(bytes, piece, gateway->request.out) != piece)
			return false;
		bytes += piece;
		size -= (size_t)piece;
	}
	return true;
}

/* Byte by byte, for a longer piece would be waited for until it is whole. */
static void
drop_body(struct gateway *gateway, size_t body_max)
{
	struct timeval patience = {.tv_sec = BODY_PATIENCE / 1000};
	setsockopt(gateway->request.ipcFd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	int64_t deadline = clock_ms() + BODY_PATIENCE;
	while (body_max-- > 0 && FCGX_GetChar(gateway->request.in) >= 0 && clock_ms() < deadline)
		continue;
}

/* No further than CONTENT_LENGTH: there may be no end of file behind it. */
static void
drop_body_of_cgi(const struct gateway *gateway, size_t body_max)
{
	const char *length = gateway_variable(gateway, "CONTENT_LENGTH");
	int64_t size;
	if (!text_to_int64(text_of(length), 0, INT64_MAX, &size))
		return;
	if ((uint64_t)size < body_max)
		body_max = (size_t)size;
	while (body_max-- > 0 && getchar() != EOF)
		continue;
}

void
gateway_finish(struct gateway *gateway, size_t body_max)
{
	if (gateway->is_cgi) {
		fflush(stdout);
		drop_body_of_cgi(gateway, body_max);
		return;
	}
	drop_body(gateway, body_max);
	FCGX_Finish_r(&gateway->request);
}
