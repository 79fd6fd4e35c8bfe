/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway.h"

#include <fcgiapp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

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

/* How many bytes of body there are to read: plain CGI may have no end of file. */
static size_t
body_size(const struct gateway *gateway, size_t body_max)
{
	int64_t size;
	if (!gateway->is_cgi)
		return body_max;
	const char *length = gateway_variable(gateway, "CONTENT_LENGTH");
	if (length == NULL || !text_to_int64(text_of(length), 0, INT64_MAX, &size))
		return 0;
	return (uint64_t)size < body_max ? (size_t)size : body_max;
}

/* True when the body's end was reached. */
static bool
drop_body(struct gateway *gateway, size_t size)
{
	char piece[8192];
	while (size > 0) {
		size_t wanted = size < sizeof piece ? size : sizeof piece;
		size_t got = 0;
		if (gateway->is_cgi) {
			got = fread(piece, 1, wanted, stdin);
		} else {
			int read = FCGX_GetStr(piece, (int)wanted, gateway->request.in);
			got = read > 0 ? (size_t)read : 0;
		}
		if (got == 0)
			return true;
		size -= got;
	}
	return false;
}

void
gateway_finish(struct gateway *gateway, size_t body_max)
{
	if (gateway->is_cgi)
		fflush(stdout);
	bool at_end = drop_body(gateway, body_size(gateway, body_max));
	if (gateway->is_cgi)
		return;
	/* Else libfcgi waits up to two seconds for the web server to close as well,
	 * which one that keeps connections does not do. With nothing left unread there
	 * is no answer to be lost. */
	if (at_end)
		FCGX_Detach(&gateway->request);
	FCGX_Finish_r(&gateway->request);
}
