/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/odbc_source.h"

#include <string.h>

enum { SHOWN_MAX = 200 }; /* bytes of a value */

static void
add_secret(struct odbc_secrets *secrets, struct text secret)
{
	if (secret.size > 1 && secret.bytes[0] == '{' && secret.bytes[secret.size - 1] == '}')
		secret = (struct text){secret.bytes + 1, secret.size - 2};
	if (secret.size > 0 && secrets->count < ODBC_SECRETS_MAX)
		secrets->list[secrets->count++] = secret;
}

static bool
is_secret(struct text keyword)
{
	static const char *const words[] = {"pwd", "pass", "secret", "token", "pqopt"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct text word = text_of(words[i]);
		for (size_t j = 0; j + word.size <= keyword.size; j++)
			if (text_equal_nocase((struct text){keyword.bytes + j, word.size}, word))
				return true;
	}
	return false;
}

/* Takes "keyword=value" with its ';' off the string; a value in braces may have one itself and,
 * when they may be doubled, "}}" for a brace. */
static void
take_pair(struct text *rest, bool doubled, struct text *keyword, struct text *value)
{
	size_t i = 0, start;
	while (i < rest->size && rest->bytes[i] != '=' && rest->bytes[i] != ';')
		i++;
	*keyword = (struct text){rest->bytes, i};
	start = i < rest->size && rest->bytes[i] == '=' ? ++i : i;
	bool in_braces = start < rest->size && rest->bytes[start] == '{';
	for (; i < rest->size && (in_braces || rest->bytes[i] != ';'); i++) {
		if (!in_braces || rest->bytes[i] != '}')
			continue;
		in_braces = doubled && i + 1 < rest->size && rest->bytes[i + 1] == '}';
		i += in_braces;
	}
	*value = (struct text){rest->bytes + start, i - start};
	i += i < rest->size;
	*rest = (struct text){rest->bytes + i, rest->size - i};
}

/* What psqlODBC hands to libpq: words such as "password=x". */
static void
add_word_secrets(struct odbc_secrets *secrets, struct text words)
{
	const char *end = words.bytes + words.size;
	for (const char *at = words.bytes; at < end; at++) {
		const char *start = at;
		while (at < end && strchr("={} ", *at) == NULL)
			at++;
		if (at == end || *at != '=')
			add_secret(secrets, (struct text){start, (size_t)(at - start)});
	}
}

/* A path is a library that runs here, whoever wrote the file. */
static bool
check_pair(struct text keyword, struct text value, struct err *err)
{
	if (text_equal_nocase(keyword, text_of("Driver")) && value.size > 0 &&
	    (memchr(value.bytes, '/', value.size) != NULL ||
	     memchr(value.bytes, '\\', value.size) != NULL))
		return err_set(err, ERR_INPUT,
		               "source names a driver by its path, \"%.*s\"; name it as "
		               "\"odbcinst -q -d\" does, in a copy of the file",
		               (int)value.size, value.bytes);
	if (text_equal_nocase(keyword, text_of("FileDSN")) ||
	    text_equal_nocase(keyword, text_of("SaveFile")))
		return err_set(err, ERR_INPUT,
		               "source has the keyword \"%.*s\", whose file may say anything; say "
		               "what that file says, in a copy of this one",
		               (int)keyword.size, keyword.bytes);
	if (text_equal_nocase(keyword, text_of("LoadExt")) && value.size > 0)
		return err_set(err, ERR_INPUT,
		               "source has SQLite load \"%.*s\", which would run here; take "
		               "LoadExt out, in a copy of the file",
		               (int)value.size, value.bytes);
	return true;
}

/* Who reads the string may take "}}" for one brace, or the first of them for the end. */
bool
odbc_source_check(struct text string, struct err *err)
{
	for (int doubled = 0; doubled <= 1; doubled++) {
		struct text rest = string, keyword, value;
		while (rest.size > 0) {
			take_pair(&rest, doubled, &keyword, &value);
			if (!check_pair(text_trimmed(keyword), text_cut(value, SHOWN_MAX), err))
				return false;
		}
	}
	return true;
}

bool
odbc_source_has_password(const struct odbc_source *source)
{
	struct text rest = source->connection_string, keyword, value;
	while (rest.size > 0) {
		take_pair(&rest, true, &keyword, &value);
		keyword = text_trimmed(keyword);
		if (text_equal_nocase(keyword, text_of("PWD")) ||
		    text_equal_nocase(keyword, text_of("Password")))
			return true;
	}
	return source->password.size > 0;
}

void
odbc_source_secrets(const struct odbc_source *source, struct odbc_secrets *secrets)
{
	struct text rest = source->connection_string, keyword, value;
	secrets->count = 0;
	add_secret(secrets, source->password);
	while (rest.size > 0) {
		take_pair(&rest, true, &keyword, &value);
		if (is_secret(keyword))
			add_secret(secrets, value);
		if (text_equal_nocase(text_trimmed(keyword), text_of("pqopt")))
			add_word_secrets(secrets, value);
	}
}

static void
append_pair(struct buf *string, const char *keyword, struct text value)
{
	if (value.size == 0)
		return;
	bool plain = memchr(value.bytes, ';', value.size) == NULL && value.bytes[0] != '{';
	buf_append_format(string, "%s%s=%s", string->size > 0 ? ";" : "", keyword,
	                  plain ? "" : "{");
	for (size_t i = 0; i < value.size; i++)
		buf_append(string, !plain && value.bytes[i] == '}' ? "}}" : &value.bytes[i],
		           !plain && value.bytes[i] == '}' ? 2 : 1);
	buf_append_string(string, plain ? "" : "}");
}

bool
odbc_source_string(const struct odbc_source *source, const char *options, struct buf *string,
                   struct err *err)
{
	struct text said = source->connection_string;
	while (said.size > 0 && strchr("; \t", said.bytes[said.size - 1]) != NULL)
		said.size--;
	buf_append_text(string, said);
	if (said.size == 0) {
		append_pair(string, "DSN", source->dsn);
		append_pair(string, "UID", source->username);
	}
	append_pair(string, "PWD", source->password);
	buf_append_string(string, options);
	buf_append(string, "", 1);
	return buf_check(string, err);
}
