/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The variables of a request, up to the handler that would answer it, and the
 * answer when none does. Input: method, path, target as sent, credentials,
 * address, agent. Byte 0xfe alone: the web server did not set it.
 */
#include <json-c/json.h>

#include "fuzz.h"
#include "gateway.h"
#include "kicad.h"
#include "route.h"

enum { VARIABLES = 6, PATH_MAX_BYTES = 256 };
static const char *const names[VARIABLES] = {"REQUEST_METHOD", "PATH_INFO",
                                             "REQUEST_URI",    "HTTP_AUTHORIZATION",
                                             "REMOTE_ADDR",    "HTTP_USER_AGENT"};

struct gateway {
	char *values[VARIABLES];
	char sent[4096];
	size_t size;
};

const char *
gateway_variable(const struct gateway *gateway, const char *name)
{
	for (size_t i = 0; i < VARIABLES; i++)
		if (strcmp(name, names[i]) == 0)
			return gateway->values[i];
	return NULL;
}

bool
gateway_send(struct gateway *gateway, const char *bytes, size_t size)
{
	FUZZ_CHECK(size < sizeof gateway->sent - gateway->size);
	memcpy(gateway->sent + gateway->size, bytes, size);
	gateway->size += size;
	return true;
}

/* The handlers are never called. */
#define HANDLER(name)                                 \
	bool name(struct call *call, struct err *err) \
	{                                             \
		(void)call;                           \
		(void)err;                            \
		abort();                              \
	}
HANDLER(kicad_root)
HANDLER(kicad_categories)
HANDLER(kicad_parts)
HANDLER(kicad_part)

static void
read_input(struct gateway *gateway, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < VARIABLES; i++) {
		struct text piece = fuzz_piece(&data, &size);
		bool missing = piece.size == 1 && (unsigned char)piece.bytes[0] == 0xfe;
		gateway->values[i] = missing ? NULL : fuzz_string(piece);
	}
}

static void
check_refusal(struct gateway *gateway, const struct reply *reply)
{
	FUZZ_CHECK(reply->status == 404 || reply->status == 405 || reply->status == 414);
	FUZZ_CHECK((reply->status == 405) == (reply->allow != NULL));
	FUZZ_CHECK(reply_send(reply, false, gateway));
	gateway->sent[gateway->size] = '\0';
	char *body = strstr(gateway->sent, "\r\n\r\n");
	char *length = strstr(gateway->sent, "Content-Length: ");
	FUZZ_CHECK(body != NULL && length != NULL && length < body);
	FUZZ_CHECK(strtoul(length + 16, NULL, 10) == strlen(body + 4));
	struct json_object *object = json_tokener_parse(body + 4);
	FUZZ_CHECK(json_object_is_type(object, json_type_object));
	json_object_put(object);
}

static void
check_accepted(const struct route *route, const struct request *request, struct text id)
{
	FUZZ_CHECK(route->methods & request->method);
	FUZZ_CHECK(text_is_utf8(request->path) && !text_has_control(request->path));
	FUZZ_CHECK(memcmp(request->path.bytes, "/v1", 3) == 0);
	if (strstr(route->pattern, "{id}") != NULL)
		FUZZ_CHECK(text_is_id(id) && strstr(request->path.bytes, "/../") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gateway gateway = {.size = 0};
	struct arena *arena = arena_new(64 * 1024);
	struct request request;
	struct reply reply;
	struct text id = {NULL, 0};
	const struct route *route = NULL;
	read_input(&gateway, data, size);
	reply_start(&reply, arena);
	if (request_read(&gateway, PATH_MAX_BYTES, &request, &reply))
		route = route_find(&request, &id, &reply);
	if (route != NULL)
		check_accepted(route, &request, id);
	else
		check_refusal(&gateway, &reply);
	FUZZ_CHECK(!text_is_set(request.token) || request.token.size > 0);
	arena_free(arena);
	for (size_t i = 0; i < VARIABLES; i++)
		free(gateway.values[i]);
	return 0;
}
