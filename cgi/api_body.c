/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api_body.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

enum { KIB = 1024, DEPTH_MAX = 8, MEMBERS_MAX = 20000, SHOWN_MAX = 60 };

/* What openapi.json's words are, for messages. */
static const char *const wanted[API_TYPES] = {
    [API_TEXT] = "a string",
    [API_NUMBER] = "a whole number",
    [API_TRUTH] = "true or false",
    [API_DECIMAL] = "a decimal number such as \"2.5\"",
    [API_REFERENCE] = "a number or a name",
    [API_TEXTS] = "an array of strings",
    [API_MAP] = "an object of strings",
    [API_OBJECT] = "an object",
    [API_OBJECTS] = "an array of objects",
};

bool
api_body_is_of(struct call *call, const char *types, const char *word)
{
	struct text said = call->request->type;
	size_t size = 0;
	while (size < said.size && strchr("; \t", said.bytes[size]) == NULL)
		size++;
	said.size = size;
	for (const char *type = types; *type != '\0'; type += strspn(type, " ")) {
		struct text one = {type, strcspn(type, " ")};
		if (text_equal_nocase(said, one))
			return true;
		type += one.size;
	}
	reply_problem(call->reply, 415,
	              "The body is not said to be %s; send it with the header "
	              "Content-Type: %.*s.",
	              word, (int)strcspn(types, " "), types);
	return false;
}

bool
api_body_length(struct call *call, const struct api_body_limit *limit, int64_t *length)
{
	struct text said = call->request->length;
	*length = -1;
	if (said.size > 0 && !text_to_int64(said, 0, INT64_MAX, length)) {
		reply_problem(call->reply, 400, "The Content-Length of the body is no number.");
		return false;
	}
	if (*length <= limit->most * limit->unit)
		return true;
	api_body_too_large(call, limit);
	return false;
}

void
api_body_too_large(struct call *call, const struct api_body_limit *limit)
{
	reply_problem(call->reply, 413,
	              "This body is larger than %" PRId64 " %s, which the setting %s allows.",
	              limit->most, limit->unit == KIB ? "KiB" : "MiB", limit->setting);
}

/* The bytes, when as many come as were said. */
static bool
read_bytes(struct call *call, struct text *bytes, struct err *err)
{
	int64_t length;
	const struct api_body_limit limit = {call->settings->body_max, KIB, "body_max"};
	if (!api_body_length(call, &limit, &length))
		return true;
	if (length < 0)
		length = 0;
	size_t size = (size_t)length;
	char *room = arena_alloc(call->arena, size + 1, err);
	if (room == NULL)
		return false;
	/* A byte more than was said would come too. */
	size_t got = gateway_read(call->gateway, room, size + 1,
	                          clock_ms() + call->settings->io_timeout);
	if (got < size)
		reply_problem(call->reply, 400, "The body ended before its Content-Length.");
	else if (got > size)
		reply_problem(call->reply, 400, "The body is longer than its Content-Length.");
	*bytes = (struct text){room, size};
	return true;
}

static bool
refuse(struct call *call, int status, const struct err *err)
{
	reply_refuse(call->reply, status, err);
	return true;
}

static bool
parse(struct call *call, struct text bytes, struct document **document, struct err *err)
{
	const struct document_limits limits = {bytes.size, DEPTH_MAX, MEMBERS_MAX};
	struct err cause;
	(void)err;
	if (bytes.size == 0) {
		reply_problem(call->reply, 400, "The body is empty; send a JSON object.");
		return true;
	}
	if (!document_read(bytes, &limits, call->arena, document, &cause))
		return refuse(call, cause.code == ERR_INPUT ? 400 : 413, &cause);
	if (document_kind(*document) != DOCUMENT_OBJECT)
		reply_problem(call->reply, 422, "The body is %s; send an object.",
		              document_kind_word(document_kind(*document)));
	return true;
}

static const struct api_field *
find(const struct api_field *fields, struct text key)
{
	for (; fields->key != NULL; fields++)
		if (fields->use != API_ANSWER && text_equal(key, text_of(fields->key)))
			return fields;
	return NULL;
}

static const struct api_field *
find_answered(const struct api_field *fields, struct text key)
{
	for (; fields->key != NULL; fields++)
		if (fields->use == API_ANSWER && text_equal(key, text_of(fields->key)))
			return fields;
	return NULL;
}

static void
refuse_key(struct call *call, const struct api_field *fields, struct text key)
{
	const struct api_field *answered = find_answered(fields, key);
	struct text shown = text_cut(key, SHOWN_MAX);
	char field[SHOWN_MAX + 1] = "";
	struct err err;
	memcpy(field, shown.bytes, shown.size);
	if (answered != NULL)
		err_set(&err, ERR_INPUT, "\"%s\" is only answered and cannot be set; %s", field,
		        answered->way_out != NULL ? answered->way_out : "leave it out");
	else
		err_set(&err, ERR_INPUT, "\"%s\" is no key here; /api/openapi.json lists them",
		        field);
	err_field(&err, field);
	refuse(call, 422, &err);
}

static void
refuse_kind(struct call *call, const struct api_field *field, const struct document *value)
{
	struct err err;
	err_set(&err, ERR_INPUT, "\"%s\" is %s; give %s%s", field->key,
	        document_kind_word(document_kind(value)), wanted[field->type],
	        field->nullable ? " or null" : "");
	err_field(&err, field->key);
	refuse(call, 422, &err);
}

static bool
read_texts(const struct document *value, struct arena *arena, struct api_texts *texts, bool *fits,
           struct err *err)
{
	size_t count = document_count(value);
	struct text *items = arena_alloc(arena, (count + 1) * sizeof *items, err);
	if (items == NULL)
		return false;
	*fits = document_kind(value) == DOCUMENT_ARRAY;
	for (size_t i = 0; *fits && i < count; i++)
		*fits = document_text(document_element(value, i), &items[i]);
	*texts = (struct api_texts){items, count, true};
	return true;
}

static bool
store_reference(const struct document *value, struct api_reference *reference)
{
	*reference = (struct api_reference){{NULL, 0}, {NULL, 0}};
	if (document_kind(value) == DOCUMENT_NUMBER)
		return document_number_text(value, &reference->id);
	return document_text(value, &reference->name);
}

/* *fits says whether the value is of the field's type. */
static bool
store(struct call *call, const struct api_field *field, const struct document *value, void *place,
      bool *fits, struct err *err)
{
	bool truth = false;
	*fits = true;
	switch (field->type) {
	case API_TEXT:
		*fits = document_text(value, place);
		return true;
	case API_NUMBER:
		*fits = document_kind(value) == DOCUMENT_NUMBER &&
		        document_number_text(value, place);
		return true;
	case API_TRUTH:
		*fits = document_bool(value, &truth);
		if (*fits)
			*(struct text *)place = text_of(truth ? "yes" : "no");
		return true;
	case API_DECIMAL:
		*fits = document_text(value, place) || document_number_text(value, place);
		return true;
	case API_REFERENCE:
		*fits = store_reference(value, place);
		return true;
	case API_TEXTS:
		return read_texts(value, call->arena, place, fits, err);
	default:
		*fits = document_kind(value) ==
		        (field->type == API_OBJECTS ? DOCUMENT_ARRAY : DOCUMENT_OBJECT);
		*(const struct document **)place = value;
		return true;
	}
}

/* What null stands for: unset. */
static void
store_null(const struct api_field *field, void *place)
{
	if (field->type == API_TEXTS)
		*(struct api_texts *)place = (struct api_texts){.is_set = true};
	else if (field->type == API_REFERENCE)
		((struct api_reference *)place)->name = text_of("");
	else if (field->type < API_REFERENCE)
		*(struct text *)place = text_of("");
}

static bool
read_members(struct call *call, const struct api_field *fields, const struct document *object,
             char *body, struct err *err)
{
	struct document_walk walk = document_walk(object);
	while (document_next(&walk)) {
		const struct api_field *field = find(fields, walk.key);
		bool fits = false;
		if (field == NULL) {
			refuse_key(call, fields, walk.key);
			return true;
		}
		void *place = body + field->offset;
		if (walk.value == NULL && field->nullable)
			store_null(field, place);
		else if (!store(call, field, walk.value, place, &fits, err))
			return false;
		else if (!fits) {
			refuse_kind(call, field, walk.value);
			return true;
		}
	}
	return true;
}

static void
check_missing(struct call *call, const struct api_field *fields, const struct document *object)
{
	const struct document *value;
	for (; fields->key != NULL; fields++) {
		if (!fields->required || fields->use == API_ANSWER ||
		    document_find(object, text_of(fields->key), &value))
			continue;
		struct err err;
		err_set(&err, ERR_INPUT, "\"%s\" is missing; give %s", fields->key,
		        wanted[fields->type]);
		err_field(&err, fields->key);
		refuse(call, 422, &err);
		return;
	}
}

bool
api_body_read(struct call *call, const struct api_field *fields, size_t size, bool whole,
              void **body, struct err *err)
{
	struct text bytes = {NULL, 0};
	struct document *object = NULL;
	*body = arena_alloc(call->arena, size, err);
	if (*body == NULL)
		return false;
	if (!api_body_is_of(call, "application/json", "JSON"))
		return true;
	if (!read_bytes(call, &bytes, err))
		return false;
	if (call->reply->status != 200)
		return true;
	if (!parse(call, bytes, &object, err))
		return false;
	if (call->reply->status != 200)
		return true;
	if (!read_members(call, fields, object, *body, err))
		return false;
	if (whole && call->reply->status == 200)
		check_missing(call, fields, object);
	return true;
}

/* The row of a member of an object in a list; it takes texts and lists of objects. */
static bool
read_element_member(const char *path, const struct api_field *member, const struct document *value,
                    char *place, struct err *err)
{
	bool fits = member->type == API_TEXT
	                ? document_text(value, (struct text *)(place + member->offset))
	                : document_kind(value) == DOCUMENT_ARRAY;
	if (value == NULL && member->nullable) {
		*(struct text *)(place + member->offset) = text_of("");
		return true;
	}
	if (!fits)
		return err_set(err, ERR_INPUT, "\"%s.%s\" is %s; give %s%s", path, member->key,
		               document_kind_word(document_kind(value)), wanted[member->type],
		               member->nullable ? " or null" : "");
	if (member->type != API_TEXT)
		*(const struct document **)(place + member->offset) = value;
	return true;
}

bool
api_body_element(const struct document *array, size_t index, const char *list,
                 const struct api_field *members, void *place, struct err *err)
{
	const struct document *object = document_element(array, index), *value;
	char path[sizeof err->field];
	snprintf(path, sizeof path, "%s[%zu]", list, index);
	if (document_kind(object) != DOCUMENT_OBJECT)
		return err_set(err, ERR_INPUT, "\"%s\" is %s; give an object", path,
		               document_kind_word(document_kind(object)));
	struct document_walk walk = document_walk(object);
	while (document_next(&walk)) {
		const struct api_field *member = find(members, walk.key);
		struct text shown = text_cut(walk.key, SHOWN_MAX);
		if (member == NULL)
			return err_set(err, ERR_INPUT,
			               "\"%s.%.*s\" is no key here; /api/openapi.json lists them",
			               path, (int)shown.size, shown.bytes);
		if (!read_element_member(path, member, walk.value, place, err))
			return false;
	}
	for (; members->key != NULL; members++)
		if (members->required && !document_find(object, text_of(members->key), &value))
			return err_set(err, ERR_INPUT, "\"%s.%s\" is missing; give %s", path,
			               members->key, wanted[members->type]);
	return true;
}
