/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/library_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
take_text(const struct sexpr *sexpr, char *room, size_t size, struct err *err)
{
	struct text text = sexpr_text(sexpr);
	if (sexpr->text_is_cut || text.size >= size)
		return sexpr_fail(sexpr, err, "a text is longer than %zu bytes", size - 1);
	memcpy(room, text.bytes, text.size);
	room[text.size] = '\0';
	return true;
}

/* One "(name ...)" of a row; its '(' was read. */
static bool
read_member(struct sexpr *sexpr, struct library_table_row *row, struct err *err)
{
	const struct {
		const char *word;
		char *room;
		size_t size;
	} texts[] = {{"name", row->name, sizeof row->name},
	             {"type", row->type, sizeof row->type},
	             {"uri", row->uri, sizeof row->uri}};
	size_t depth = sexpr->depth, which = 0;
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	while (which < 3 && !(kind == SEXPR_TEXT && sexpr_is(sexpr, texts[which].word)))
		which++;
	bool is_disabled = kind == SEXPR_TEXT && sexpr_is(sexpr, "disabled");
	if (kind != SEXPR_CLOSE && !sexpr_next(sexpr, &kind, err))
		return false;
	if (sexpr->depth == depth && kind == SEXPR_TEXT) {
		if (which < 3 && !take_text(sexpr, texts[which].room, texts[which].size, err))
			return false;
		is_disabled = is_disabled && !sexpr_is(sexpr, "no");
	}
	row->is_disabled = row->is_disabled || is_disabled;
	return sexpr_leave(sexpr, depth, err);
}

static bool
read_row(struct sexpr *sexpr, struct library_table_row *row, struct err *err)
{
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	row->name[0] = row->type[0] = row->uri[0] = '\0';
	row->is_disabled = false;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth < depth)
			return true;
		if (kind == SEXPR_OPEN && !read_member(sexpr, row, err))
			return false;
	}
}

bool
library_table_next(struct sexpr *sexpr, struct library_table_row *row, bool *more, struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth == 0) {
			*more = false;
			return true;
		}
		if (kind != SEXPR_OPEN)
			continue;
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (kind == SEXPR_TEXT && sexpr_is(sexpr, "lib")) {
			*more = true;
			return read_row(sexpr, row, err);
		}
		if (!sexpr_leave(sexpr, 2, err))
			return false;
	}
}

/* KICAD9_SYMBOL_DIR and its like: without a value, the libraries beside the table. */
static bool
is_stock_folder(struct text name)
{
	static const char *const endings[] = {"_SYMBOL_DIR", "_FOOTPRINT_DIR"};
	if (name.size < 5 || memcmp(name.bytes, "KICAD", 5) != 0)
		return false;
	size_t digits = 5;
	while (digits < name.size && name.bytes[digits] >= '0' && name.bytes[digits] <= '9')
		digits++;
	struct text rest = {name.bytes + digits, name.size - digits};
	return text_equal(rest, text_of(endings[0])) || text_equal(rest, text_of(endings[1]));
}

/* NULL when it is not set. */
static const char *
value_of(const struct library_table_variables *variables, struct text name)
{
	char spelt[256];
	for (size_t i = variables->count; i-- > 0;) {
		const char *given = variables->given[i];
		if (strncmp(given, name.bytes, name.size) == 0 && given[name.size] == '=')
			return given + name.size + 1;
	}
	if (name.size >= sizeof spelt)
		return NULL;
	memcpy(spelt, name.bytes, name.size);
	spelt[name.size] = '\0';
	const char *value = getenv(spelt);
	if (value == NULL && strcmp(spelt, "KIPRJMOD") == 0)
		return variables->project;
	return value == NULL && is_stock_folder(name) ? variables->folder : value;
}

bool
library_table_expand(const char *uri, const struct library_table_variables *variables, char *path,
                     size_t room, struct err *err)
{
	size_t size = 0;
	if (uri[0] != '/' && strncmp(uri, "${", 2) != 0)
		size = (size_t)snprintf(path, room, "%s/", variables->folder);
	while (*uri != '\0' && size < room) {
		const char *end = strncmp(uri, "${", 2) == 0 ? strchr(uri, '}') : NULL;
		if (end == NULL) {
			path[size++] = *uri++;
			continue;
		}
		struct text name = {uri + 2, (size_t)(end - uri - 2)};
		const char *value = value_of(variables, name);
		if (value == NULL)
			return err_set(err, ERR_INPUT,
			               "\"%.*s\" is not set; give it with --variable %.*s=FOLDER",
			               (int)name.size, name.bytes, (int)name.size, name.bytes);
		size += (size_t)snprintf(path + size, room - size, "%s", value);
		uri = end + 1;
	}
	if (size >= room)
		return err_set(err, ERR_INPUT, "the path is longer than %zu bytes", room - 1);
	path[size] = '\0';
	return true;
}
