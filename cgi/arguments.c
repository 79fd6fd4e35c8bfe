/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arguments.h"

#include <inttypes.h>
#include <string.h>

enum { SHOWN_MAX = 60 }; /* bytes of a name that a message repeats */

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *found = c == '\0' ? NULL : strchr(digits, c);
	return found == NULL ? -1 : (int)(found - digits) % 16;
}

/* False for a '%' without two digits, and for what no text here may have. */
static bool
decode(struct text encoded, char *bytes, struct text *decoded)
{
	size_t size = 0;
	for (size_t i = 0; i < encoded.size; i++) {
		char c = encoded.bytes[i] == '+' ? ' ' : encoded.bytes[i];
		if (c == '%') {
			int high = i + 2 < encoded.size ? hex_digit(encoded.bytes[i + 1]) : -1;
			int low = i + 2 < encoded.size ? hex_digit(encoded.bytes[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		bytes[size++] = c;
	}
	*decoded = (struct text){bytes, size};
	return text_is_utf8(*decoded) && !text_has_control(*decoded);
}

/* Cuts at the first `separator`; what follows is left in `rest`, not set at the end. */
static struct text
cut(struct text *rest, char separator)
{
	const char *end = rest->size > 0 ? memchr(rest->bytes, separator, rest->size) : NULL;
	struct text first = *rest;
	*rest = text_of(NULL);
	if (end != NULL) {
		size_t size = (size_t)(end - first.bytes);
		*rest = (struct text){end + 1, first.size - size - 1};
		first.size = size;
	}
	return first;
}

static void
refuse(struct reply *reply, const char *name, const char *what)
{
	struct err err;
	err_set(&err, ERR_INPUT, "\"%s\" %s", name, what);
	err_field(&err, name);
	reply_refuse(reply, 400, &err);
}

static void
refuse_number(struct reply *reply, const struct argument *argument)
{
	struct err err;
	err_set(&err, ERR_INPUT, "\"%s\" is no whole number from %" PRId64 " to %" PRId64,
	        argument->name, argument->min, argument->max);
	err_field(&err, argument->name);
	reply_refuse(reply, 400, &err);
}

static void
refuse_word(struct reply *reply, const struct argument *argument)
{
	struct err err;
	err_set(&err, ERR_INPUT, "\"%s\" is none of: %s", argument->name, argument->choices);
	err_field(&err, argument->name);
	reply_refuse(reply, 400, &err);
}

static void
refuse_unknown(struct reply *reply, struct text name)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct err err;
	char field[SHOWN_MAX + 1] = "";
	memcpy(field, shown.bytes, shown.size);
	err_set(&err, ERR_INPUT, "\"%s\" is nothing that can be asked here; leave it out", field);
	err_field(&err, field);
	reply_refuse(reply, 400, &err);
}

static void
take(struct text name, struct text value, const struct argument *table,
     struct text values[ARGUMENTS_MAX], struct reply *reply)
{
	int64_t number;
	for (size_t i = 0; table != NULL && table[i].name != NULL; i++) {
		if (!text_equal(name, text_of(table[i].name)))
			continue;
		if (text_is_set(values[i]))
			refuse(reply, table[i].name, "is given twice");
		else if (table[i].is_number &&
		         !text_to_int64(value, table[i].min, table[i].max, &number))
			refuse_number(reply, &table[i]);
		else if (table[i].choices != NULL && !text_is_one_of(value, table[i].choices))
			refuse_word(reply, &table[i]);
		else
			values[i] = value;
		return;
	}
	refuse_unknown(reply, name);
}

bool
arguments_read(struct text query, const struct argument *table, struct arena *arena,
               struct text values[ARGUMENTS_MAX], struct reply *reply, struct err *err)
{
	for (size_t i = 0; i < ARGUMENTS_MAX; i++)
		values[i] = text_of(NULL);
	if (query.size > ARGUMENTS_BYTES_MAX) {
		reply_problem(reply, 400, "What is asked behind \"?\" is longer than %d bytes.",
		              ARGUMENTS_BYTES_MAX);
		return true;
	}
	char *bytes = arena_alloc(arena, query.size + 1, err);
	if (bytes == NULL)
		return false;
	while (text_is_set(query) && reply->status == 200) {
		struct text value = cut(&query, '&');
		if (value.size == 0)
			continue;
		struct text name = cut(&value, '=');
		bool good = decode(name, bytes, &name);
		bytes += good ? name.size : 0;
		good = good && decode(value, bytes, &value);
		bytes += good ? value.size : 0;
		if (good)
			take(name, value, table, values, reply);
		else
			reply_problem(reply, 400,
			              "What is asked behind \"?\" is not UTF-8, has a control "
			              "character or a %% without two hexadecimal digits.");
	}
	for (size_t i = 0; table != NULL && table[i].name != NULL; i++)
		if (!text_is_set(values[i]))
			values[i] = text_of(table[i].fallback);
	return true;
}
