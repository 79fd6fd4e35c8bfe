/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "openapi.h"

#include <stdio.h>
#include <string.h>

#include "api.h"
#include "base/document.h"

/* A document under way; the first failure makes the whole one NULL at the end. */
static struct document *
with(struct document *object, const char *key, struct document *child)
{
	if (document_add_keyed(object, text_of(key), child))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
with_string(struct document *object, const char *key, const char *value)
{
	if (document_add_string(object, key, value))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
with_bool(struct document *object, const char *key, bool value)
{
	if (document_add_bool(object, key, value))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
with_number(struct document *object, const char *key, int64_t value)
{
	if (document_add_number(object, key, value))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
with_item(struct document *array, struct document *item)
{
	if (document_append(array, item))
		return array;
	document_free(array);
	return NULL;
}

static struct document *
with_word(struct document *array, struct text word)
{
	if (document_append_text(array, word))
		return array;
	document_free(array);
	return NULL;
}

static struct document *
object_of(const char *key, struct document *child)
{
	return with(document_object(), key, child);
}

static struct document *
reference(const char *kind, const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "#/components/%s/%s", kind, name);
	return with_string(document_object(), "$ref", path);
}

static struct document *
described(struct document *object, const char *help)
{
	return with_string(object, "description", help);
}

/* {"type":"string"} or, when it may be null, {"type":["string","null"]}. */
static struct document *
type(const char *word, bool nullable)
{
	if (!nullable)
		return with_string(document_object(), "type", word);
	return object_of("type",
	                 with_word(with_word(document_array(), text_of(word)), text_of("null")));
}

/* Without the format a generated client has 32 bits for it. */
static struct document *
integer(bool nullable)
{
	return with_string(type("integer", nullable), "format", "int64");
}

static struct document *
choices(const char *words)
{
	struct document *list = document_array();
	while (*words != '\0') {
		size_t size = strcspn(words, " ");
		list = with_word(list, (struct text){words, size});
		words += size + (words[size] != '\0');
	}
	return list;
}

/* A string, which no client rounds; a body may have a number too. */
static struct document *
decimal(bool nullable, bool is_body)
{
	struct document *words = with_word(document_array(), text_of("string"));
	if (is_body)
		words = with_word(words, text_of("number"));
	if (nullable)
		words = with_word(words, text_of("null"));
	return with_string(object_of("type", words), "pattern", "^-?[0-9]+([.][0-9]+)?$");
}

static struct document *members(const struct api_field *fields, bool is_body, bool whole);

static struct document *
schema_of(const struct api_field *field, bool is_body)
{
	bool nullable = field->nullable;
	struct document *schema;
	switch (field->type) {
	case API_NUMBER:
		return integer(nullable);
	case API_TRUTH:
		return type("boolean", nullable);
	case API_DECIMAL:
		return decimal(nullable, is_body);
	case API_REFERENCE:
		schema = with_word(with_word(document_array(), text_of("integer")),
		                   text_of("string"));
		return object_of("type", nullable ? with_word(schema, text_of("null")) : schema);
	case API_TEXTS:
		/* Null in a body is an empty list; what is only answered may be null itself. */
		return with(type("array", nullable && (is_body || field->use == API_ANSWER)),
		            "items", type("string", false));
	case API_MAP:
		return with(type("object", nullable), "additionalProperties", type("string", true));
	case API_COUNTS:
		return with(type("object", nullable), "additionalProperties", integer(false));
	case API_VALUE:
		return object_of("type", choices("string boolean null"));
	case API_OBJECT:
		schema = members(field->members, is_body, true);
		return nullable ? object_of("anyOf", with_item(with_item(document_array(), schema),
		                                               type("null", false)))
		                : schema;
	case API_OBJECTS:
		return with(type("array", nullable && (is_body || field->use == API_ANSWER)),
		            "items", members(field->members, is_body, true));
	default:
		schema = type("string", nullable);
		if (field->format != NULL)
			schema = with_string(schema, "format", field->format);
		return field->choices != NULL && !nullable
		           ? with(schema, "enum", choices(field->choices))
		           : schema;
	}
}

/* Of an answer all members are there; of a body those that are required, when `whole`. */
static struct document *
members(const struct api_field *fields, bool is_body, bool whole)
{
	struct document *properties = document_object(), *required = document_array();
	for (; fields->key != NULL; fields++) {
		if (fields->use == (is_body ? API_ANSWER : API_BODY))
			continue;
		properties = with(properties, fields->key,
		                  described(schema_of(fields, is_body), fields->help));
		if (!is_body || (whole && fields->required))
			required = with_word(required, text_of(fields->key));
	}
	return with_bool(
	    with(with(type("object", false), "properties", properties), "required", required),
	    "additionalProperties", false);
}

static struct document *
json_content(struct document *schema)
{
	return object_of("application/json", object_of("schema", schema));
}

/* Adds types, "text/csv text/html", of which a client has the text. */
static struct document *
with_texts(struct document *content, const char *types)
{
	for (; *types != '\0'; types += strspn(types, " ")) {
		struct text one = {types, strcspn(types, " ")};
		struct document *schema = object_of("schema", type("string", false));
		if (!document_add_keyed(content, one, schema)) {
			document_free(content);
			return NULL;
		}
		types += one.size;
	}
	return content;
}

static struct document *
headers(bool etag, bool location)
{
	struct document *all = document_object();
	if (etag)
		all = with(all, "ETag", object_of("schema", type("string", false)));
	if (location)
		all = with(all, "Location", object_of("schema", type("string", false)));
	return all;
}

static struct document *
answer_schema(const struct api_resource *resource, const struct api_method *method)
{
	const struct api_resource *shown = method->method == METHOD_POST && resource->item != NULL
	                                       ? resource->item
	                                       : resource;
	struct document *one = method->answers != NULL ? members(method->answers, false, true)
	                                               : reference("schemas", shown->schema);
	struct document *page, *required;
	if (method->answer == API_ONE)
		return one;
	struct document *list = with(type("array", false), "items", one);
	if (method->answer == API_LIST)
		return list;
	page = with(object_of("results", list), "next", type("string", true));
	required = with_word(with_word(document_array(), text_of("results")), text_of("next"));
	return with_bool(
	    with(with(type("object", false), "properties", page), "required", required),
	    "additionalProperties", false);
}

static struct document *
success(const struct api_resource *resource, const struct api_method *method, bool made)
{
	struct document *answer = with_string(document_object(), "description",
	                                      made ? "what was made" : method->summary);
	if (method->method == METHOD_DELETE)
		return answer;
	bool one = method->answer == API_ONE && method->answers == NULL;
	bool located = made && method->method == METHOD_POST;
	struct document *content = json_content(answer_schema(resource, method));
	if (method->other_types != NULL)
		content = with_texts(content, method->other_types);
	return with(with(answer, "headers", headers(one, located)), "content", content);
}

static struct document *
responses(const struct api_resource *resource, const struct api_method *method)
{
	static const char *const always[] = {"400", "401", "403", "503"};
	struct document *all = document_object();
	bool changes = method->method != METHOD_GET;
	if (method->method == METHOD_DELETE)
		all = with(all, "204", success(resource, method, false));
	else if (method->method != METHOD_POST || method->may_make_nothing)
		all = with(all, "200", success(resource, method, false));
	if (method->method == METHOD_POST || method->method == METHOD_PUT)
		all = with(all, "201", success(resource, method, true));
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		all = with(all, always[i], reference("responses", "Error"));
	if (strstr(resource->pattern, "{id}") != NULL)
		all = with(all, "404", reference("responses", "Error"));
	if (changes) {
		all = with(all, "409", reference("responses", "Error"));
		all = with(all, "422", reference("responses", "Error"));
	}
	if (changes && method->method != METHOD_POST)
		all = with(all, "412", reference("responses", "Error"));
	if (method->fields != NULL || method->stream_types != NULL) {
		all = with(all, "413", reference("responses", "Error"));
		all = with(all, "415", reference("responses", "Error"));
	}
	/* Those of web servers, such as 429 and 504. */
	return with(all, "default", reference("responses", "Error"));
}

static struct document *
parameter(const char *name, const char *in, bool required, struct document *schema,
          const char *help)
{
	struct document *object = with_string(document_object(), "name", name);
	object = with_bool(with_string(object, "in", in), "required", required);
	return with(described(object, help), "schema", schema);
}

/* The names of the ids in an address: "id", then "id2". */
static const char *const id_names[ROUTE_IDS] = {"id", "id2"};

static size_t
count_ids(const char *pattern)
{
	size_t count = 0;
	for (const char *p = pattern; (p = strstr(p, "{id}")) != NULL; p++)
		count++;
	return count;
}

static struct document *
parameters(const struct api_resource *resource, const struct api_method *method)
{
	struct document *all = document_array();
	for (size_t i = 0; i < ROUTE_IDS && i < count_ids(resource->pattern); i++)
		all = with_item(all, parameter(id_names[i], "path", true, integer(false),
		                               "the number of what is meant"));
	for (const struct argument *a = method->arguments; a != NULL && a->name != NULL; a++) {
		bool is_number = a->is_number && !a->is_cursor;
		struct document *schema = is_number ? integer(false) : type("string", false);
		if (is_number)
			schema = with_number(with_number(schema, "minimum", a->min), "maximum",
			                     a->max);
		if (a->choices != NULL)
			schema = with(schema, "enum", choices(a->choices));
		all = with_item(all, parameter(a->name, "query", false, schema, a->help));
	}
	if (method->method == METHOD_PATCH || method->method == METHOD_PUT ||
	    method->method == METHOD_DELETE)
		all = with_item(all, parameter("If-Match", "header", false, type("string", false),
		                               "the ETag that the document still has to have"));
	if (method->method == METHOD_PUT)
		all = with_item(all,
		                parameter("If-None-Match", "header", false, type("string", false),
		                          "\"*\": only when it is not there yet"));
	return all;
}

static struct document *
required_body(struct document *content)
{
	return with(with_bool(document_object(), "required", true), "content", content);
}

/* "/api/part/{id}/name/" with POST => "part_name_create" */
static void
name_operation(const struct api_resource *resource, const struct api_method *method, char name[128])
{
	const char *verb = method->method == METHOD_POST    ? "create"
	                   : method->method == METHOD_PUT   ? "put"
	                   : method->method == METHOD_PATCH ? "update"
	                   : method->method != METHOD_GET   ? "delete"
	                   : method->answer == API_ONE      ? "get"
	                                                    : "list";
	size_t used = 0;
	for (const char *p = resource->pattern + strlen("/api/"); *p != '\0' && used < 100; p++) {
		if (*p == '{')
			p += strlen("{id}");
		else
			name[used++] = *p == '/' || *p == '-' ? '_' : *p;
	}
	snprintf(name + used, 128 - used, "%s", verb);
}

static struct document *
operation(const struct api_resource *resource, const struct api_method *method)
{
	char name[128];
	const char *word = resource->pattern + strlen("/api/");
	struct text tag = {word, strcspn(word, "/")};
	name_operation(resource, method, name);
	struct document *object = with_string(document_object(), "operationId", name);
	object = with_string(object, "summary", method->summary);
	object = with(object, "tags", with_word(document_array(), tag));
	object = with(object, "parameters", parameters(resource, method));
	bool is_partial = method->method == METHOD_PATCH;
	if (method->stream_types != NULL)
		object = with(object, "requestBody",
		              required_body(with_texts(document_object(), method->stream_types)));
	if (method->fields != NULL)
		object = with(
		    object, "requestBody",
		    required_body(json_content(members(method->fields, true, !is_partial))));
	return with(object, "responses", responses(resource, method));
}

/* The path with a name of its own for each id. */
static struct document *
add_path(struct document *paths, const struct api_resource *resource, struct arena *arena)
{
	static const char *const words[] = {"get", "post", "put", "patch", "delete"};
	static const enum request_method order[] = {METHOD_GET, METHOD_POST, METHOD_PUT,
	                                            METHOD_PATCH, METHOD_DELETE};
	struct buf path = {.arena = arena};
	struct document *item = document_object();
	const char *rest = resource->pattern, *hole;
	for (size_t i = 0; i < ROUTE_IDS && (hole = strstr(rest, "{id}")) != NULL; i++) {
		buf_append(&path, rest, (size_t)(hole - rest));
		buf_append_format(&path, "{%s}", id_names[i]);
		rest = hole + strlen("{id}");
	}
	buf_append_string(&path, rest);
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		for (const struct api_method *m = resource->methods; m->method != 0; m++)
			if (m->method == order[i])
				item = with(item, words[i], operation(resource, m));
	if (!path.failed && document_add_keyed(paths, buf_text(&path), item))
		return paths;
	document_free(paths);
	return NULL;
}

static struct document *
error_schema(void)
{
	struct document *properties = object_of(
	    "detail", described(type("string", false), "what is wrong, why, and the way out"));
	properties = with(
	    properties, "field",
	    described(type("string", false), "the key or argument at fault, if one is"));
	return with_bool(with(with(type("object", false), "properties", properties), "required",
	                      with_word(document_array(), text_of("detail"))),
	                 "additionalProperties", false);
}

static struct document *
security_schemes(void)
{
	struct document *token = with_string(document_object(), "type", "apiKey");
	token = with_string(with_string(token, "in", "header"), "name", "Authorization");
	token = described(token, "\"Token \" and a token of scope admin");
	struct document *bearer = with_string(document_object(), "type", "http");
	bearer = described(with_string(bearer, "scheme", "bearer"), "a token of scope admin");
	return with(object_of("bearer", bearer), "token", token);
}

/* Either way will do. */
static struct document *
security(void)
{
	struct document *ways = with_item(document_array(), object_of("bearer", document_array()));
	return with_item(ways, object_of("token", document_array()));
}

/* Where the web server has the paths. */
static struct document *
servers(struct text script)
{
	bool is_path = script.size > 0 && text_is_utf8(script) && !text_has_control(script);
	struct document *one = document_object();
	if (document_add_text(one, "url", is_path ? script : text_of("/")))
		return with_item(document_array(), one);
	document_free(one);
	return NULL;
}

static struct document *
components(void)
{
	struct document *schemas = object_of("Error", error_schema());
	for (size_t i = 0; i < route_count; i++) {
		const struct api_resource *resource = route_table[i].resource;
		bool is_first = resource != NULL;
		for (size_t j = 0; is_first && j < i; j++)
			is_first = route_table[j].resource == NULL ||
			           strcmp(route_table[j].resource->schema, resource->schema) != 0;
		if (is_first)
			schemas = with(schemas, resource->schema,
			               members(resource->fields, false, true));
	}
	struct document *error = with(with_string(document_object(), "description", "refused"),
	                              "content", json_content(reference("schemas", "Error")));
	return with(with(object_of("schemas", schemas), "responses", object_of("Error", error)),
	            "securitySchemes", security_schemes());
}

static struct document *
root(const struct call *call)
{
	struct document *paths = document_object();
	struct document *info = with_string(document_object(), "title", "KiDepot");
	info = with_string(info, "version", KIDEPOT_VERSION);
	for (size_t i = 0; i < route_count; i++)
		if (route_table[i].resource != NULL)
			paths = add_path(paths, route_table[i].resource, call->arena);
	struct document *all = with_string(document_object(), "openapi", "3.1.0");
	all = with(with(all, "info", info), "servers", servers(call->request->script));
	all = with(all, "security", security());
	all = with(all, "paths", paths);
	return with(all, "components", components());
}

bool
openapi_get(struct call *call, struct err *err)
{
	struct document *document = root(call);
	bool written = document_write(document, &call->reply->body, err);
	document_free(document);
	return written;
}
