/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad_chooser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { PATH_SIZE = 1024, ID_SIZE = 128, MS = 1000000 };

struct chooser {
	struct http_client *client;
	const char *prefix;
	unsigned long requests, categories, parts, details;
	uint64_t body_bytes;
	int64_t reading_ns;
};

/* An unpacked body, ended by a zero; whoever gets it frees it. */
struct body {
	char *bytes;
	size_t size;
};

/* What matters of an object in an array. */
struct row {
	char id[ID_SIZE];
	bool has_fields;
};

static int64_t
now_ns(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * (int64_t)1000000000 + time.tv_nsec;
}

static bool
fail(const char *path, const char *what)
{
	fprintf(stderr, "kicad_client: %s: %s\n", path, what);
	return false;
}

/* The size unpacked stands at the end of a gzip file (RFC 1952). */
static bool
unpack(const struct http_answer *answer, struct body *body)
{
	const unsigned char *end = (const unsigned char *)answer->body + answer->size;
	if (answer->size < 18)
		return false;
	size_t size = end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 |
	              (size_t)end[-1] << 24;
	if (size > (size_t)1 << 30 || (body->bytes = malloc(size + 1)) == NULL)
		return false;
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)answer->body,
	                   .avail_in = (uInt)answer->size,
	                   .next_out = (Bytef *)body->bytes,
	                   .avail_out = (uInt)size};
	bool ok = inflateInit2(&stream, 15 + 16) == Z_OK &&
	          inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0;
	inflateEnd(&stream);
	body->size = size;
	if (ok)
		return true;
	free(body->bytes);
	return false;
}

static bool
take(const struct http_answer *answer, struct body *body)
{
	if (answer->is_gzip) {
		if (!unpack(answer, body))
			return false;
	} else {
		if ((body->bytes = malloc(answer->size + 1)) == NULL)
			return false;
		memcpy(body->bytes, answer->body, answer->size);
		body->size = answer->size;
	}
	body->bytes[body->size] = '\0';
	return true;
}

static bool
ask(struct chooser *chooser, const char *path, struct body *body)
{
	char whole[PATH_SIZE];
	struct http_answer answer;
	snprintf(whole, sizeof whole, "%s/v1/%s", chooser->prefix, path);
	chooser->requests++;
	if (!http_client_get(chooser->client, whole, &answer))
		return fail(whole, "no answer");
	if (answer.status != 200)
		return fail(whole, "the status is not 200");
	int64_t start = now_ns();
	if (!take(&answer, body))
		return fail(whole, "the body cannot be unpacked");
	chooser->reading_ns += now_ns() - start;
	chooser->body_bytes += body->size;
	return true;
}

static const char *
string_end(const char *at)
{
	for (at++; *at != '"' && *at != '\0'; at++)
		if (*at == '\\' && at[1] != '\0')
			at++;
	return at;
}

static bool
is_key(const char *start, const char *end, const char *name)
{
	size_t size = strlen(name);
	return (size_t)(end - start) == size + 1 && memcmp(start + 1, name, size) == 0 &&
	       end[1] == ':';
}

/* Reads one object from its brace on; *at is then behind it. */
static bool
read_row(const char **at, struct row *row)
{
	int depth = 0;
	const char *c = *at;
	*row = (struct row){.has_fields = false};
	do {
		if (*c == '"') {
			const char *end = string_end(c);
			if (*end == '\0')
				return false;
			if (depth == 1 && is_key(c, end, "fields"))
				row->has_fields = end[2] == '{';
			if (depth == 1 && is_key(c, end, "id") && end[2] == '"') {
				const char *value_end = string_end(end + 2);
				size_t size = (size_t)(value_end - end - 3);
				if (*value_end == '\0' || size >= ID_SIZE)
					return false;
				memcpy(row->id, end + 3, size);
				end = value_end;
			}
			c = end;
		}
		depth += *c == '{' || *c == '[';
		depth -= *c == '}' || *c == ']';
		if (*c == '\0')
			return false;
		c++;
	} while (depth > 0);
	*at = c;
	return row->id[0] != '\0';
}

/* The next object of an array that KiDepot wrote: no blanks between. */
static bool
next_row(const char **at, struct row *row, bool *good)
{
	if (**at == '[' || **at == ',')
		(*at)++;
	if (**at == ']') {
		*good = (*at)[strspn(*at + 1, "\n") + 1] == '\0';
		return false;
	}
	*good = **at == '{' && read_row(at, row);
	return *good;
}

static bool
ask_detail(struct chooser *chooser, const char *id)
{
	char path[PATH_SIZE];
	struct body body;
	struct row row;
	snprintf(path, sizeof path, "parts/%s.json", id);
	if (!ask(chooser, path, &body))
		return false;
	const char *at = body.bytes;
	bool good = *at == '{' && read_row(&at, &row) && strcmp(row.id, id) == 0;
	free(body.bytes);
	chooser->details++;
	return good || fail(path, "this is another part");
}

static bool
ask_listing(struct chooser *chooser, const char *id)
{
	char path[PATH_SIZE];
	struct body body;
	struct row row;
	bool good, details = true;
	snprintf(path, sizeof path, "parts/category/%s.json", id);
	if (!ask(chooser, path, &body))
		return false;
	int64_t start = now_ns();
	const char *at = body.bytes;
	while (details && next_row(&at, &row, &good)) {
		chooser->parts++;
		if (!row.has_fields)
			details = ask_detail(chooser, row.id);
	}
	chooser->reading_ns += now_ns() - start;
	free(body.bytes);
	return details && (good || fail(path, "this is no array of parts"));
}

static bool
ask_all(struct chooser *chooser)
{
	struct body body;
	struct row row;
	bool good, listed = true;
	if (!ask(chooser, "", &body))
		return false;
	free(body.bytes);
	if (!ask(chooser, "categories.json", &body))
		return false;
	const char *at = body.bytes;
	while (listed && next_row(&at, &row, &good)) {
		chooser->categories++;
		listed = ask_listing(chooser, row.id);
	}
	free(body.bytes);
	return listed && (good || fail("categories.json", "this is no array of categories"));
}

bool
kicad_chooser_open(struct http_client *client, const char *prefix)
{
	struct chooser chooser = {.client = client, .prefix = prefix};
	int64_t start = now_ns();
	bool ok = ask_all(&chooser);
	double ms = (double)(now_ns() - start) / MS;
	http_client_end(client);
	printf("{\"requests\":%lu,\"categories\":%lu,\"parts\":%lu,\"details\":%lu,"
	       "\"sent\":%llu,\"received\":%llu,\"body_bytes\":%llu,\"ms\":%.3f,"
	       "\"reading_ms\":%.3f}\n",
	       chooser.requests, chooser.categories, chooser.parts, chooser.details,
	       (unsigned long long)client->sent, (unsigned long long)client->received,
	       (unsigned long long)chooser.body_bytes, ms, (double)chooser.reading_ns / MS);
	return ok;
}
