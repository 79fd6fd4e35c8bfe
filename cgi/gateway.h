/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gateway: FastCGI and CGI. The one door to libfcgi.
 *
 * libfcgi is given connections that were accepted here: it would wait in
 * accept() through SIGTERM and leave a silent web server all the time it likes.
 * A connection serves one request and is closed, also when the web server asks
 * to keep it: a kept one would occupy its worker while nothing is asked, and
 * more kept connections than workers would starve everyone else.
 */
#ifndef KIDEPOT_CGI_GATEWAY_H
#define KIDEPOT_CGI_GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct gateway;

/* Whether standard input is a listening socket, as a FastCGI parent hands it over. */
bool gateway_stdin_is_listening(void);

/* NULL with ERR_SYSTEM. */
struct gateway *gateway_new(struct err *err);
void gateway_free(struct gateway *gateway); /* NULL is fine */

/*
 * Reads a request from an accepted connection, which it then owns. False, with
 * the connection closed, when what came is no FastCGI request or did not come
 * within the socket's time-out.
 */
bool gateway_read_request(struct gateway *gateway, int connection);

/* Takes the request of plain CGI, from the environment and standard input. */
void gateway_take_cgi(struct gateway *gateway);

/* A variable of the request ("PATH_INFO"), or NULL. Lives until gateway_finish. */
const char *gateway_variable(const struct gateway *gateway, const char *name);

/*
 * Reads the client's body on, up to `size` bytes; returns how many came before its end
 * or the deadline (of clock_ms). Under CGI the body ends where CONTENT_LENGTH says.
 */
size_t gateway_read(struct gateway *gateway, char *bytes, size_t size, int64_t deadline);

/* Sends; false when the web server is gone. Of no bytes `bytes` may be NULL. */
bool gateway_send(struct gateway *gateway, const char *bytes, size_t size);

/*
 * Ends the request: reads and drops at most `body_max` bytes of the client's
 * body for about a second, sends what is left of the answer and closes. What comes
 * of a longer body is dropped for about a second more, until the web server closes:
 * a socket closed with unread bytes may take the answer with it.
 */
void gateway_finish(struct gateway *gateway, size_t body_max);

#endif
