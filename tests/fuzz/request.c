/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The variables of a request, up to the handler that would answer it, and the
 * answer when none does. The REST interface goes on, without a token, to where it
 * would ask the database. Input: method, path, target as sent, credentials, address,
 * agent, query, If-Match, type and length of the body, the body. Byte 0xfe alone: the
 * web server did not set it.
 */
#include <json-c/json.h>

#include "fuzz.h"
#include "api_resources.h"
#include "basic.h"
#include "gateway.h"
#include "health.h"
#include "kicad.h"
#include "metrics_text.h"
#include "pcm.h"

enum { VARIABLES = 10, PATH_MAX_BYTES = 256 };
static const char *const names[VARIABLES] = {
    "REQUEST_METHOD",  "PATH_INFO",    "REQUEST_URI",   "HTTP_AUTHORIZATION", "REMOTE_ADDR",
    "HTTP_USER_AGENT", "QUERY_STRING", "HTTP_IF_MATCH", "CONTENT_TYPE",       "CONTENT_LENGTH"};

struct gateway {
	char *values[VARIABLES];
	struct text body;
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

size_t
gateway_read(struct gateway *gateway, char *bytes, size_t size, int64_t deadline)
{
	(void)deadline;
	if (size > gateway->body.size)
		size = gateway->body.size;
	memcpy(bytes, gateway->body.bytes, size);
	gateway->body.bytes += size;
	gateway->body.size -= size;
	return size;
}

/* KiCad's handlers are never called. */
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
HANDLER(metrics_text_get)
HANDLER(health_get)
HANDLER(pcm_repository)
HANDLER(pcm_packages)
HANDLER(pcm_check)

static void
read_input(struct gateway *gateway, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < VARIABLES; i++) {
		struct text piece = fuzz_piece(&data, &size);
		bool missing = piece.size == 1 && (unsigned char)piece.bytes[0] == 0xfe;
		gateway->values[i] = missing ? NULL : fuzz_string(piece);
	}
	gateway->body = (struct text){(const char *)data, size};
}

static void
check_refusal(struct gateway *gateway, const struct reply *reply)
{
	FUZZ_CHECK(reply->status >= 400);
	FUZZ_CHECK((reply->status == 405) == (reply->allow[0] != '\0'));
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

/* Any bytes are a list of encodings. */
static void
check_encodings(const struct request *request)
{
	struct request asks = *request;
	asks.encodings = request->agent;
	bool takes = request_takes_gzip(&asks);
	asks.encodings = text_of("br;q=1, GZIP ; q=0.1");
	FUZZ_CHECK(request_takes_gzip(&asks));
	FUZZ_CHECK(!takes || request->agent.size >= 4);
}

static void
check_accepted(const struct route *route, const struct call *call)
{
	const struct request *request = call->request;
	char allow[48];
	route_allow(route, allow, sizeof allow);
	FUZZ_CHECK(strstr(allow, request_method_word(request->method)) != NULL);
	FUZZ_CHECK(text_is_utf8(request->path) && !text_has_control(request->path));
	FUZZ_CHECK(memcmp(request->path.bytes, route->resource == NULL ? "/v1" : "/api", 3) == 0 ||
	           route->is_open);
	check_encodings(request);
	const char *hole = strstr(route->pattern, "{id}");
	for (size_t i = 0; hole != NULL; hole = strstr(hole + 1, "{id}"))
		FUZZ_CHECK(text_is_id(call->ids[i++]));
}

/* What a client gives as user and password, and what an address has of it. */
static void
check_basic(struct text credentials, struct arena *arena)
{
	struct basic basic;
	struct err err;
	if (!basic_read(credentials, arena, &basic, &err))
		return;
	FUZZ_CHECK(text_is_set(basic.user) == text_is_set(basic.password));
	FUZZ_CHECK(!text_is_set(basic.password) || basic.password.size > 0);
	const char *userinfo = basic_userinfo(&basic, arena, &err);
	FUZZ_CHECK(userinfo == NULL || userinfo[strcspn(userinfo, "/?#\"<> \r\n")] == '\0');
}

/* There is no database, so each request is refused. */
static void
ask_api(struct call *call, const struct route *route)
{
	const struct db_settings nowhere = {
	    .conninfo = "host=/nonexistent", .application_name = "", .connect_timeout = 1};
	struct err err = {.code = ERR_NONE};
	struct db *db = db_new(&nowhere);
	call->db = db;
	if (!api_answer(call, route->resource, &err))
		reply_err(call->reply, &err, true);
	check_refusal(call->gateway, call->reply);
	db_free(db);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gateway gateway = {.size = 0};
	struct arena *arena = arena_new(1024 * 1024);
	struct web_settings settings = {
	    .body_max = 4, .netlist_max = 1, .io_timeout = 1000, .nickname = "KiDepot"};
	struct token token = {.prefix = "0000000a", .name = {"fuzz", 4}};
	struct request request;
	struct reply reply;
	struct call call = {.settings = &settings,
	                    .gateway = &gateway,
	                    .request = &request,
	                    .arena = arena,
	                    .token = &token,
	                    .reply = &reply};
	const struct route *route = NULL;
	read_input(&gateway, data, size);
	reply_start(&reply, arena);
	if (request_read(&gateway, PATH_MAX_BYTES, &request, &reply))
		route = route_find(&request, call.ids, &reply);
	if (route == NULL)
		check_refusal(&gateway, &reply);
	else
		check_accepted(route, &call);
	if (route != NULL && route->resource != NULL)
		ask_api(&call, route);
	check_basic(request.basic, arena);
	FUZZ_CHECK(!text_is_set(request.token) || request.token.size > 0);
	arena_free(arena);
	for (size_t i = 0; i < VARIABLES; i++)
		free(gateway.values[i]);
	return 0;
}
