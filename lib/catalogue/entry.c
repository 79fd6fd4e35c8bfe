/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/entry.h"

#include <string.h>

enum { SHOWN_MAX = 100 };

struct text
entry_shown(struct text value)
{
	return text_cut(value, SHOWN_MAX);
}

static size_t
characters(struct text text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return count;
}

static bool
check_text(enum entry_kind kind, const char *what, struct text value, struct err *err)
{
	static const size_t most[] = {
	    [ENTRY_LINE] = 1000, [ENTRY_PROSE] = 10000, [ENTRY_LIBRARY_ID] = 400,
	    [ENTRY_URL] = 2000,  [ENTRY_TRUTH] = 10,
	};
	bool control = kind == ENTRY_PROSE ? text_has_control_but_breaks(value)
	                                   : text_has_control(value);
	if (control || !text_is_utf8(value))
		return err_set(err, ERR_INPUT,
		               "%s has a control character or is not UTF-8; give %s", what,
		               kind == ENTRY_PROSE ? "plain text" : "one line of text");
	if (characters(value) > most[kind])
		return err_set(err, ERR_INPUT, "%s has %zu characters; %zu is the most", what,
		               characters(value), most[kind]);
	return true;
}

static bool
is_url(struct text value)
{
	static const char *const schemes[] = {"http://", "https://", "file://"};
	if (memchr(value.bytes, ' ', value.size) != NULL)
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		struct text scheme = text_of(schemes[i]);
		if (value.size > scheme.size &&
		    text_equal_nocase((struct text){value.bytes, scheme.size}, scheme))
			return true;
	}
	return false;
}

bool
entry_check(enum entry_kind kind, const char *what, struct text value, struct err *err)
{
	struct text shown = entry_shown(value);
	bool truth;
	if (!text_is_set(value))
		return true;
	if (!check_text(kind, what, value, err))
		return false;
	if (kind == ENTRY_TRUTH && !text_to_bool(value, &truth))
		return err_set(err, ERR_INPUT, "%s is \"%.*s\", not yes or no", what,
		               (int)shown.size, shown.bytes);
	if (value.size == 0)
		return true;
	if (kind == ENTRY_LIBRARY_ID &&
	    (!text_is_library_id(value) || memchr(value.bytes, ';', value.size) != NULL))
		return err_set(
		    err, ERR_INPUT,
		    "%s is \"%.*s\", not a name in a library; give it as KiCad writes it, "
		    "\"Library:Name\"",
		    what, (int)shown.size, shown.bytes);
	if (kind == ENTRY_URL && !is_url(value))
		return err_set(
		    err, ERR_INPUT,
		    "%s is \"%.*s\", not an address that KiCad opens; give one that begins with "
		    "http://, https:// or file:// and has no blanks",
		    what, (int)shown.size, shown.bytes);
	return true;
}

bool
entry_check_name(const char *what, struct text name, struct err *err)
{
	if (name.size == 0)
		return err_set(err, ERR_INPUT, "%s is empty; give one line of text", what);
	return entry_check(ENTRY_LINE, what, name, err);
}

bool
entry_split(const char *what, struct text entry, struct text *name, struct text *value,
            struct err *err)
{
	struct text shown = entry_shown(entry);
	const char *equals = memchr(entry.bytes, '=', entry.size);
	if (equals == NULL || equals == entry.bytes)
		return err_set(err, ERR_INPUT, "%s \"%.*s\" is not \"NAME=VALUE\"", what,
		               (int)shown.size, shown.bytes);
	*name = (struct text){entry.bytes, (size_t)(equals - entry.bytes)};
	*value = (struct text){equals + 1, entry.size - name->size - 1};
	return true;
}
