/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist.h"

#include <string.h>

struct escape {
	const char *word;
	char plain;
};

/* As KiCad's UnescapeString has them. */
static const struct escape escapes[] = {
    {"slash", '/'},    {"backslash", '\\'}, {"lt", '<'},      {"gt", '>'},    {"colon", ':'},
    {"dblquote", '"'}, {"quote", '\''},     {"bar", '|'},     {"comma", ','}, {"space", ' '},
    {"dollar", '$'},   {"tab", '\t'},       {"return", '\n'}, {"brace", '{'},
};

bool
netlist_text_is_none(const char *text)
{
	return text == NULL || text[0] == '\0' || strcmp(text, "~") == 0;
}

/* What opens with one of these letters before the brace is markup or a variable. */
static bool
is_protected(char before)
{
	return before != '\0' && strchr("$~^_", before) != NULL;
}

/* The escape whose opening brace is at `text`, after the letter `before`, or NULL. */
static const struct escape *
escape_at(const char *text, char before)
{
	if (*text != '{' || is_protected(before))
		return NULL;
	for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
		size_t size = strlen(escapes[i].word);
		if (strncmp(text + 1, escapes[i].word, size) == 0 && text[size + 1] == '}')
			return &escapes[i];
	}
	return NULL;
}

size_t
netlist_text_unescape(const char *escaped, char *plain)
{
	char *out = plain, before = '\0';
	while (*escaped != '\0') {
		const struct escape *escape = escape_at(escaped, before);
		if (escape == NULL) {
			before = *escaped++;
			*out++ = before;
		} else {
			escaped += strlen(escape->word) + 2;
			before = '}';
			*out++ = escape->plain;
		}
	}
	*out = '\0';
	return (size_t)(out - plain);
}
