/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_read.h"

#include <json-c/json.h>
#include <limits.h>

#include "base/document.h"
#include "base/document_check.h"
#include "base/document_inside.h"

/* What json-c takes of memory at most for each, as measured, and some more. */
enum { VALUE_COST = 320, OBJECT_COST = 960, ARRAY_COST = 480 };

static size_t
cost_of(const struct document_counts *counts, size_t size)
{
	return size + (1 + counts->members) * VALUE_COST + counts->objects * OBJECT_COST +
	       counts->arrays * ARRAY_COST;
}

static void
release(void *document)
{
	document_free(document);
}

/*
 * The text has passed document_check, so json-c can lack nothing but memory. It is not
 * asked to be strict: 0.18 then refuses every string beyond ASCII
 * (https://github.com/json-c/json-c/issues/875).
 */
static bool
parse(struct text bytes, size_t depth, struct json_object **object, struct err *err)
{
	/* json-c counts a value inside the innermost array too. */
	struct json_tokener *tokener = json_tokener_new_ex((int)depth + 2);
	if (tokener == NULL)
		return err_set(err, ERR_LIMIT, "no memory to read a JSON document");
	struct json_object *parsed = json_tokener_parse_ex(tokener, bytes.bytes, (int)bytes.size);
	/* A number alone ends only with a NUL. */
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		parsed = json_tokener_parse_ex(tokener, "", 1);
	enum json_tokener_error error = json_tokener_get_error(tokener);
	json_tokener_free(tokener);
	if (error != json_tokener_success)
		return err_set(err, ERR_LIMIT, "cannot keep this JSON document: %s",
		               json_tokener_error_desc(error));
	*object = parsed;
	return true;
}

bool
document_read(struct text bytes, const struct document_limits *limits, struct arena *arena,
              struct document **document, struct err *err)
{
	struct document_limits bounded = *limits;
	if (bounded.size > INT_MAX)
		bounded.size = INT_MAX;
	if (bounded.depth > DOCUMENT_DEPTH_MAX)
		bounded.depth = DOCUMENT_DEPTH_MAX;
	if (bytes.size > bounded.size)
		return err_set(err, ERR_LIMIT,
		               "%zu bytes of JSON are more than the %zu that are allowed",
		               bytes.size, bounded.size);
	struct document_counts counts;
	struct json_object *object = NULL;
	if (!document_check(bytes, &bounded, arena, &counts, err) ||
	    !arena_charge(arena, cost_of(&counts, bytes.size), err) ||
	    !parse(bytes, bounded.depth, &object, err))
		return false;
	if (object != NULL && !arena_defer(arena, release, document_outside(object), err))
		return false;
	*document = document_outside(object);
	return true;
}

enum document_kind
document_kind(const struct document *value)
{
	switch (json_object_get_type(document_inside(value))) {
	case json_type_boolean:
		return DOCUMENT_BOOL;
	case json_type_int:
		return DOCUMENT_NUMBER;
	case json_type_double:
		return DOCUMENT_REAL;
	case json_type_string:
		return DOCUMENT_TEXT;
	case json_type_array:
		return DOCUMENT_ARRAY;
	case json_type_object:
		return DOCUMENT_OBJECT;
	case json_type_null:
		break;
	}
	return DOCUMENT_NULL;
}

const char *
document_kind_word(enum document_kind kind)
{
	static const char *const words[DOCUMENT_KINDS] = {
	    [DOCUMENT_NULL] = "null",
	    [DOCUMENT_BOOL] = "a boolean",
	    [DOCUMENT_NUMBER] = "a whole number",
	    [DOCUMENT_REAL] = "a decimal number",
	    [DOCUMENT_TEXT] = "a string",
	    [DOCUMENT_ARRAY] = "an array",
	    [DOCUMENT_OBJECT] = "an object",
	};
	return words[kind];
}

bool
document_text(const struct document *value, struct text *text)
{
	struct json_object *object = document_inside(value);
	if (!json_object_is_type(object, json_type_string))
		return false;
	*text = (struct text){json_object_get_string(object),
	                      (size_t)json_object_get_string_len(object)};
	return true;
}

bool
document_number(const struct document *value, int64_t *number)
{
	if (!json_object_is_type(document_inside(value), json_type_int))
		return false;
	*number = json_object_get_int64(document_inside(value));
	return true;
}

bool
document_bool(const struct document *value, bool *truth)
{
	if (!json_object_is_type(document_inside(value), json_type_boolean))
		return false;
	*truth = json_object_get_boolean(document_inside(value));
	return true;
}

static bool
is_number(const struct document *value)
{
	return json_object_is_type(document_inside(value), json_type_int) ||
	       json_object_is_type(document_inside(value), json_type_double);
}

bool
document_real(const struct document *value, double *real)
{
	if (!is_number(value))
		return false;
	*real = json_object_get_double(document_inside(value));
	return true;
}

bool
document_number_text(const struct document *value, struct text *text)
{
	size_t size = 0;
	const char *bytes = !is_number(value)
	                        ? NULL
	                        : json_object_to_json_string_length(document_inside(value),
	                                                            JSON_C_TO_STRING_PLAIN, &size);
	if (bytes == NULL)
		return false;
	*text = (struct text){bytes, size};
	return true;
}

size_t
document_count(const struct document *value)
{
	struct json_object *object = document_inside(value);
	if (json_object_is_type(object, json_type_array))
		return json_object_array_length(object);
	if (json_object_is_type(object, json_type_object))
		return (size_t)json_object_object_length(object);
	return 0;
}

const struct document *
document_element(const struct document *array, size_t index)
{
	struct json_object *object = document_inside(array);
	if (!json_object_is_type(object, json_type_array))
		return NULL;
	return document_outside(json_object_array_get_idx(object, index));
}

bool
document_find(const struct document *object, struct text key, const struct document **value)
{
	struct document_walk walk = document_walk(object);
	while (document_next(&walk))
		if (text_equal(walk.key, key)) {
			*value = walk.value;
			return true;
		}
	return false;
}

struct document_walk
document_walk(const struct document *object)
{
	struct document_walk walk = {{NULL, 0}, NULL, NULL};
	if (json_object_is_type(document_inside(object), json_type_object))
		walk.following = lh_table_head(json_object_get_object(document_inside(object)));
	return walk;
}

bool
document_next(struct document_walk *walk)
{
	const struct lh_entry *entry = walk->following;
	if (entry == NULL)
		return false;
	walk->key = text_of(lh_entry_k(entry));
	walk->value = lh_entry_v(entry);
	walk->following = lh_entry_next(entry);
	return true;
}
