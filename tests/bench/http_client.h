/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http_client: HTTP/1.1 on loopback as KiCad's curl speaks it: the same head lines,
 * a new connection for each request (KiCad 8 to 10.0.6) or one for all (10.0.7).
 * For measuring only: no TLS, no redirects, heads up to 16 KiB, waits up to 60 s.
 *
 * A far server is imitated by waiting: one round trip to connect, one for each
 * request, and one for each further flight of an answer as TCP sends it on a new
 * connection, 10 segments of 1448 bytes first and twice as many each time
 * (RFC 6928, RFC 5681).
 */
#ifndef KIDEPOT_HTTP_CLIENT_H
#define KIDEPOT_HTTP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_client {
	uint16_t port; /* of 127.0.0.1 */
	const char *token;
	bool plain;        /* accept nothing packed */
	bool keep;         /* one connection for all requests */
	int64_t delay_us;  /* a round trip that is waited for, 0: none */
	uint64_t sent;     /* bytes, heads included */
	uint64_t received; /* bytes, heads included */
	/* The client's own. */
	int fd; /* -1: not connected */
	char *buffer;
	size_t filled, room;
	size_t window; /* bytes that the next flight takes */
};

/* Its body is the client's, good until its next request. */
struct http_answer {
	int status;
	bool is_gzip;
	const char *body;
	size_t size;
};

/* The members above "the client's own" are the caller's to set afterwards. */
void http_client_start(struct http_client *client, uint16_t port, const char *token);

/* False when no whole answer came; the next request connects anew. */
bool http_client_get(struct http_client *client, const char *path, struct http_answer *answer);

void http_client_end(struct http_client *client);

#endif
