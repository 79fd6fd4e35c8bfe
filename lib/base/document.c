/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "base/document_inside.h"

/* In each byte a one. */
#define ONES UINT64_C(0x0101010101010101)

struct document *
document_object(void)
{
	return document_outside(json_object_new_object());
}

struct document *
document_array(void)
{
	return document_outside(json_object_new_array());
}

void
document_free(struct document *document)
{
	json_object_put(document_inside(document));
}

struct document *
document_copy(const struct document *document)
{
	struct json_object *copy = NULL;
	if (json_object_deep_copy(document_inside(document), &copy, NULL) != 0)
		return NULL;
	return document_outside(copy);
}

static struct document *
new_text(struct text value)
{
	if (value.size > INT_MAX)
		return NULL;
	return document_outside(
	    json_object_new_string_len(value.bytes == NULL ? "" : value.bytes, (int)value.size));
}

bool
document_add(struct document *object, const char *key, struct document *child)
{
	if (object != NULL && child != NULL &&
	    json_object_object_add_ex(document_inside(object), key, document_inside(child),
	                              JSON_C_OBJECT_ADD_CONSTANT_KEY) == 0)
		return true;
	document_free(child);
	return false;
}

bool
document_add_keyed(struct document *object, struct text key, struct document *child)
{
	char name[DOCUMENT_KEY_MAX + 1];
	if (object != NULL && child != NULL && key.size < sizeof name) {
		memcpy(name, key.bytes, key.size);
		name[key.size] = '\0';
		if (json_object_object_add(document_inside(object), name, document_inside(child)) ==
		    0)
			return true;
	}
	document_free(child);
	return false;
}

bool
document_add_text(struct document *object, const char *key, struct text value)
{
	return document_add(object, key, new_text(value));
}

bool
document_add_keyed_text(struct document *object, struct text key, struct text value)
{
	return document_add_keyed(object, key, new_text(value));
}

bool
document_add_set(struct document *object, const char *key, struct text value)
{
	return text_is_set(value) ? document_add_text(object, key, value)
	                          : document_add_null(object, key);
}

bool
document_add_id(struct document *object, const char *key, struct text id)
{
	int64_t number;
	return text_to_int64(id, INT64_MIN, INT64_MAX, &number)
	           ? document_add_number(object, key, number)
	           : document_add_null(object, key);
}

bool
document_add_string(struct document *object, const char *key, const char *value)
{
	return document_add_text(object, key, text_of(value));
}

bool
document_add_number(struct document *object, const char *key, int64_t value)
{
	return document_add(object, key, document_outside(json_object_new_int64(value)));
}

bool
document_add_bool(struct document *object, const char *key, bool value)
{
	return document_add(object, key, document_outside(json_object_new_boolean(value)));
}

bool
document_add_real(struct document *object, const char *key, double value)
{
	return document_add(object, key, document_outside(json_object_new_double(value)));
}

bool
document_add_null(struct document *object, const char *key)
{
	return object != NULL && json_object_object_add_ex(document_inside(object), key, NULL,
	                                                   JSON_C_OBJECT_ADD_CONSTANT_KEY) == 0;
}

bool
document_append(struct document *array, struct document *child)
{
	if (array != NULL && child != NULL &&
	    json_object_array_add(document_inside(array), document_inside(child)) == 0)
		return true;
	document_free(child);
	return false;
}

bool
document_append_text(struct document *array, struct text value)
{
	return document_append(array, new_text(value));
}

static bool
write_with(const struct document *document, int flags, struct buf *out, struct err *err)
{
	size_t size = 0;
	const char *text = document == NULL ? NULL
	                                    : json_object_to_json_string_length(
						  document_inside(document), flags, &size);
	if (text == NULL)
		return err_set(err, ERR_LIMIT, "no memory for a JSON document");
	buf_append(out, text, size);
	return buf_check(out, err);
}

bool
document_write(const struct document *document, struct buf *out, struct err *err)
{
	return write_with(document, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, out,
	                  err);
}

/* Whether one of eight bytes is `byte` (Bit Twiddling Hacks, "hasvalue"). */
static bool
has_byte(uint64_t word, unsigned char byte)
{
	uint64_t zero = word ^ ONES * byte;
	return ((zero - ONES) & ~zero & ONES * 0x80) != 0;
}

static bool
is_escaped(char c)
{
	return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static bool
needs_escape(struct text value)
{
	size_t i = 0;
	for (uint64_t word; value.size - i >= sizeof word; i += sizeof word) {
		memcpy(&word, value.bytes + i, sizeof word);
		bool has_control = ((word - ONES * 0x20) & ~word & ONES * 0x80) != 0;
		if (has_control || has_byte(word, '"') || has_byte(word, '\\'))
			return true;
	}
	while (i < value.size && !is_escaped(value.bytes[i]))
		i++;
	return i < value.size;
}

static void
write_escaped(struct text value, struct buf *out)
{
	struct document *text = new_text(value);
	if (!document_write(text, out, NULL))
		out->failed = true;
	document_free(text);
}

/* Most texts stand in JSON as they are. */
void
document_write_text(struct text value, struct buf *out)
{
	if (needs_escape(value)) {
		write_escaped(value, out);
		return;
	}
	char *string = buf_extend(out, value.size + 2);
	if (string == NULL)
		return;
	string[0] = '"';
	if (value.size > 0)
		memcpy(string + 1, value.bytes, value.size);
	string[value.size + 1] = '"';
}

bool
document_write_pretty(const struct document *document, struct buf *out, struct err *err)
{
	if (!write_with(document,
	                JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_PRETTY |
	                    JSON_C_TO_STRING_NOSLASHESCAPE,
	                out, err))
		return false;
	buf_append_string(out, "\n");
	return buf_check(out, err);
}
