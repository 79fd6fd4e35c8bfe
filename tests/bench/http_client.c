/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_MAX = 16 * 1024, FIRST_WINDOW = 10 * 1448, PATIENCE_S = 60 };

/* What is known of an answer once its head is there. */
struct head {
	size_t size;
	size_t body_size; /* unless is_chunked */
	bool is_chunked, closes;
};

void
http_client_start(struct http_client *client, uint16_t port, const char *token)
{
	*client = (struct http_client){.port = port, .token = token, .fd = -1};
}

static void
hang_up(struct http_client *client)
{
	if (client->fd >= 0)
		close(client->fd);
	client->fd = -1;
}

void
http_client_end(struct http_client *client)
{
	hang_up(client);
	free(client->buffer);
	client->buffer = NULL;
}

static void
wait_us(int64_t us)
{
	struct timespec time = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
	if (us > 0)
		nanosleep(&time, NULL);
}

static bool
dial(struct http_client *client)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	                              .sin_port = htons(client->port),
	                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct timeval patience = {.tv_sec = PATIENCE_S};
	int yes = 1;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0)
		return false;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
		close(fd);
		return false;
	}
	wait_us(client->delay_us);
	client->fd = fd;
	client->window = FIRST_WINDOW;
	return true;
}

static bool
send_request(struct http_client *client, const char *path)
{
	char head[HEAD_MAX];
	int size = snprintf(head, sizeof head,
	                    "GET %s HTTP/1.1\r\n"
	                    "Host: 127.0.0.1:%u\r\n"
	                    "User-Agent: KiCad/10.0.%c (;64 bit;64-bit) "
	                    "KiCad/Sep  1 2026 00:00:00\r\n"
	                    "%sAccept:application/json\r\n"
	                    "Authorization:Token %s\r\n\r\n",
	                    path, (unsigned)client->port, client->keep ? '7' : '6',
	                    client->plain ? "" : "Accept-Encoding: gzip,deflate\r\n",
	                    client->token);
	if (size < 0 || (size_t)size >= sizeof head ||
	    send(client->fd, head, (size_t)size, MSG_NOSIGNAL) != size)
		return false;
	client->sent += (uint64_t)size;
	return true;
}

/* Some more bytes of the answer behind those in the buffer. */
static bool
receive(struct http_client *client)
{
	if (client->room - client->filled < 64 * 1024) {
		size_t room = client->room == 0 ? 256 * 1024 : client->room * 2;
		char *larger = realloc(client->buffer, room);
		if (larger == NULL)
			return false;
		client->buffer = larger;
		client->room = room;
	}
	ssize_t size = recv(client->fd, client->buffer + client->filled,
	                    client->room - client->filled - 1, 0);
	if (size <= 0)
		return false;
	client->filled += (size_t)size;
	client->received += (uint64_t)size;
	client->buffer[client->filled] = '\0';
	return true;
}

static bool
has_value(const char *line, const char *name, const char *value)
{
	size_t size = strlen(name);
	if (strncasecmp(line, name, size) != 0)
		return false;
	line += size + strspn(line + size, " ");
	return strncasecmp(line, value, strlen(value)) == 0;
}

static bool
read_head(struct http_client *client, struct head *head, struct http_answer *answer)
{
	char *end;
	client->filled = 0;
	do {
		if (client->filled > HEAD_MAX || !receive(client))
			return false;
	} while ((end = strstr(client->buffer, "\r\n\r\n")) == NULL);
	*head = (struct head){.size = (size_t)(end - client->buffer) + 4};
	*answer = (struct http_answer){.status = 0};
	if (sscanf(client->buffer, "HTTP/1.%*1[01] %d", &answer->status) != 1)
		return false;
	bool has_size = false;
	for (char *line = strstr(client->buffer, "\r\n") + 2; line < end;
	     line = strstr(line, "\r\n") + 2) {
		head->is_chunked |= has_value(line, "Transfer-Encoding:", "chunked");
		head->closes |= has_value(line, "Connection:", "close");
		answer->is_gzip |= has_value(line, "Content-Encoding:", "gzip");
		if (has_value(line, "Content-Length:", "")) {
			has_size = true;
			head->body_size = strtoul(line + sizeof "Content-Length:" - 1, NULL, 10);
		}
	}
	return has_size || head->is_chunked;
}

/* The chunks' insides are moved together behind the head. */
static bool
read_chunks(struct http_client *client, size_t start, size_t *size)
{
	size_t in = start, out = start;
	for (;;) {
		char *line_end;
		while ((line_end = client->filled > in ? strstr(client->buffer + in, "\r\n")
		                                       : NULL) == NULL)
			if (!receive(client))
				return false;
		size_t chunk = strtoul(client->buffer + in, NULL, 16);
		in = (size_t)(line_end - client->buffer) + 2;
		while (client->filled < in + chunk + 2)
			if (!receive(client))
				return false;
		memmove(client->buffer + out, client->buffer + in, chunk);
		in += chunk + 2;
		out += chunk;
		if (chunk == 0) {
			*size = out - start;
			return client->filled == in;
		}
	}
}

static bool
read_body(struct http_client *client, const struct head *head, size_t *size)
{
	if (head->is_chunked)
		return read_chunks(client, head->size, size);
	while (client->filled < head->size + head->body_size)
		if (!receive(client))
			return false;
	*size = head->body_size;
	return client->filled == head->size + head->body_size;
}

static void
wait_for_flights(struct http_client *client, uint64_t received)
{
	wait_us(client->delay_us);
	for (; received > client->window; client->window *= 2) {
		received -= client->window;
		wait_us(client->delay_us);
	}
}

bool
http_client_get(struct http_client *client, const char *path, struct http_answer *answer)
{
	struct head head;
	uint64_t before = client->received;
	if ((client->fd < 0 && !dial(client)) || !send_request(client, path) ||
	    !read_head(client, &head, answer) || !read_body(client, &head, &answer->size)) {
		hang_up(client);
		return false;
	}
	if (client->delay_us > 0)
		wait_for_flights(client, client->received - before);
	answer->body = client->buffer + head.size;
	if (!client->keep || head.closes)
		hang_up(client);
	return true;
}
