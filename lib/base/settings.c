/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/settings.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { FILE_LIMIT = 64 * 1024, NAME_LIMIT = 64 };

static bool
octal_to_int64(struct text value, int64_t *number)
{
	if (value.size == 0 || value.size > 5)
		return false;
	int64_t mode = 0;
	for (size_t i = 0; i < value.size; i++) {
		if (value.bytes[i] < '0' || value.bytes[i] > '7')
			return false;
		mode = mode * 8 + (value.bytes[i] - '0');
	}
	*number = mode;
	return true;
}

static bool
set_number(const struct setting *setting, struct text value, void *member, struct err *err)
{
	int64_t number = 0;
	bool ok = setting->type == SETTING_MODE
	              ? octal_to_int64(value, &number) && number >= setting->min &&
	                    number <= setting->max
	              : text_to_int64(value, setting->min, setting->max, &number);
	if (!ok)
		return err_set(
		    err, ERR_INPUT,
		    setting->type == SETTING_MODE
			? "%s is \"%.*s\", not an octal mode from %04" PRIo64 " to %04" PRIo64
			: "%s is \"%.*s\", not a whole number from %" PRId64 " to %" PRId64,
		    setting->name, (int)value.size, value.bytes, setting->min, setting->max);
	memcpy(member, &number, sizeof number);
	return true;
}

static bool
set_text(const struct settings *settings, struct text value, void *member, struct err *err)
{
	const char *copy = arena_copy(settings->arena, value.bytes, value.size, err);
	if (copy == NULL)
		return false;
	memcpy(member, &copy, sizeof copy);
	return true;
}

/* The room doubles, so it is full when the count is a power of two. */
static bool
add_text(const struct settings *settings, struct text value, struct setting_list *list,
         struct err *err)
{
	size_t size = list->count * sizeof *list->items;
	if ((list->count & (list->count - 1)) == 0) {
		size_t room = list->count == 0 ? sizeof *list->items : 2 * size;
		const char **items = arena_grow(settings->arena, list->items, size, room, err);
		if (items == NULL)
			return false;
		list->items = items;
	}
	const char *copy = arena_copy(settings->arena, value.bytes, value.size, err);
	if (copy == NULL)
		return false;
	list->items[list->count++] = copy;
	return true;
}

static bool
set_value(const struct settings *settings, const struct setting *setting, struct text value,
          struct err *err)
{
	void *member = (char *)settings->target + setting->offset;
	bool truth;
	bool has_control = setting->type == SETTING_PROSE ? text_has_control_but_breaks(value)
	                                                  : text_has_control(value);
	if (value.size > 0 && (!text_is_utf8(value) || has_control))
		return err_set(err, ERR_INPUT, "%s has a control character or is not UTF-8",
		               setting->name);
	switch (setting->type) {
	case SETTING_TEXT:
	case SETTING_PROSE:
		if (setting->max > 0 && value.size > (size_t)setting->max)
			return err_set(err, ERR_INPUT, "%s is longer than %" PRId64 " bytes",
			               setting->name, setting->max);
		return set_text(settings, value, member, err);
	case SETTING_NUMBER:
	case SETTING_MODE:
		return set_number(setting, value, member, err);
	case SETTING_CHOICE:
		if (!text_is_one_of(value, setting->choices))
			return err_set(err, ERR_INPUT, "%s is \"%.*s\", not one of: %s",
			               setting->name, (int)value.size, value.bytes,
			               setting->choices);
		return set_text(settings, value, member, err);
	case SETTING_BOOL:
		if (!text_to_bool(value, &truth))
			return err_set(err, ERR_INPUT, "%s is \"%.*s\", not yes or no",
			               setting->name, (int)value.size, value.bytes);
		memcpy(member, &truth, sizeof truth);
		return true;
	case SETTING_LIST:
		return add_text(settings, value, member, err);
	}
	return err_set(err, ERR_INPUT, "%s has no type", setting->name);
}

static bool
set_row(const struct settings *settings, const struct setting *setting, struct text value,
        const char *origin, struct err *err)
{
	if (set_value(settings, setting, value, err))
		return true;
	return origin != NULL && err != NULL && err->code == ERR_INPUT
	           ? err_prefix(err, "%s", origin)
	           : false;
}

static void
empty_row(const struct settings *settings, const struct setting *setting)
{
	void *member = (char *)settings->target + setting->offset;
	const struct setting_list none = {NULL, 0};
	const char *nothing = NULL;
	if (setting->type == SETTING_LIST)
		memcpy(member, &none, sizeof none);
	else
		memcpy(member, &nothing, sizeof nothing);
}

bool
settings_reset(const struct settings *settings, struct err *err)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *row = &settings->table[i];
		if (row->fallback == NULL)
			empty_row(settings, row);
		else if (!set_row(settings, row, text_of(row->fallback), "default", err))
			return false;
	}
	return true;
}

/* The row of that name, or NULL. */
static const struct setting *
find_row(const struct settings *settings, struct text name, const char *origin, struct err *err)
{
	for (size_t i = 0; i < settings->count; i++)
		if (text_equal(name, text_of(settings->table[i].name)))
			return &settings->table[i];
	err_set(err, ERR_INPUT, "%s: unknown setting \"%.*s\"; --help lists them", origin,
	        (int)name.size, name.bytes);
	return NULL;
}

bool
settings_set(const struct settings *settings, struct text name, struct text value,
             const char *origin, struct err *err)
{
	const struct setting *row = find_row(settings, name, origin, err);
	return row != NULL && set_row(settings, row, value, origin, err);
}

static struct text
trim(const char *start, const char *end)
{
	while (start < end && (*start == ' ' || *start == '\t'))
		start++;
	while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	return (struct text){start, (size_t)(end - start)};
}

/* `set_in` has for each row the line that sets it, or 0. */
static bool
set_line(const struct settings *settings, struct text line, int number, int *set_in,
         const char *origin, struct err *err)
{
	if (line.size == 0 || line.bytes[0] == '#')
		return true;
	const char *equals = memchr(line.bytes, '=', line.size);
	if (equals == NULL)
		return err_set(err, ERR_INPUT, "%s: \"%.*s\" is not \"name = value\"", origin,
		               (int)line.size, line.bytes);
	const struct setting *row = find_row(settings, trim(line.bytes, equals), origin, err);
	if (row == NULL)
		return false;
	int *before = &set_in[row - settings->table];
	if (*before > 0)
		return err_set(err, ERR_INPUT,
		               "%s: %s is set in line %d, too; delete one of the two", origin,
		               row->name, *before);
	*before = number;
	return set_row(settings, row, trim(equals + 1, line.bytes + line.size), origin, err);
}

bool
settings_read_file(const struct settings *settings, const char *path, struct err *err)
{
	struct text content;
	int *set_in = arena_alloc(settings->arena, settings->count * sizeof *set_in, err);
	if (set_in == NULL || !file_read(path, FILE_LIMIT, settings->arena, &content, err))
		return false;
	const char *end = content.bytes + content.size;
	int number = 1;
	for (const char *start = content.bytes; start < end; number++) {
		const char *stop = memchr(start, '\n', (size_t)(end - start));
		if (stop == NULL)
			stop = end;
		char origin[512];
		snprintf(origin, sizeof origin, "line %d of \"%s\"", number, path);
		if (!set_line(settings, trim(start, stop), number, set_in, origin, err))
			return false;
		start = stop < end ? stop + 1 : end;
	}
	return true;
}

/* "statement_timeout" as KIDEPOT_STATEMENT_TIMEOUT or --statement-timeout. */
static void
spell(const char *prefix, const char *name, char from, char to, bool upper, char *spelt)
{
	spelt += sprintf(spelt, "%s", prefix);
	for (; *name != '\0'; name++)
		*spelt++ = *name == from ? to : upper ? (char)toupper((unsigned char)*name) : *name;
	*spelt = '\0';
}

bool
settings_read_environment(const struct settings *settings, struct err *err)
{
	for (size_t i = 0; i < settings->count; i++) {
		char variable[NAME_LIMIT];
		spell("KIDEPOT_", settings->table[i].name, '_', '_', true, variable);
		const char *value = getenv(variable);
		char origin[NAME_LIMIT + 24];
		snprintf(origin, sizeof origin, "environment %s", variable);
		if (value != NULL &&
		    !set_row(settings, &settings->table[i], text_of(value), origin, err))
			return false;
	}
	return true;
}

const struct setting *
settings_find_option(const struct settings *settings, struct text option)
{
	for (size_t i = 0; i < settings->count; i++) {
		char spelt[NAME_LIMIT];
		spell("--", settings->table[i].name, '_', '-', false, spelt);
		if (text_equal(option, text_of(spelt)))
			return &settings->table[i];
	}
	return NULL;
}

static void
append_range(struct buf *buf, const struct setting *setting)
{
	if (setting->type == SETTING_NUMBER)
		buf_append_format(buf, " (%" PRId64 " to %" PRId64 "%s%s)", setting->min,
		                  setting->max, setting->unit == NULL ? "" : " ",
		                  setting->unit == NULL ? "" : setting->unit);
	if (setting->type == SETTING_TEXT && setting->max > 0)
		buf_append_format(buf, " (at most %" PRId64 " bytes)", setting->max);
	if (setting->type == SETTING_CHOICE)
		buf_append_format(buf, " (%s)", setting->choices);
	if (setting->type == SETTING_BOOL)
		buf_append_string(buf, " (yes no)");
}

void
settings_help(const struct settings *settings, struct buf *help)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = &settings->table[i];
		char spelt[NAME_LIMIT];
		spell("--", setting->name, '_', '-', false, spelt);
		buf_append_format(help, "  %-22s %s", spelt, setting->help);
		append_range(help, setting);
		if (setting->fallback[0] != '\0')
			buf_append_format(help, " [%s]", setting->fallback);
		buf_append_string(help, "\n");
	}
}

void
settings_sample(const struct settings *settings, struct buf *sample)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = &settings->table[i];
		buf_append_format(sample, "%s# %s", i == 0 ? "" : "\n", setting->help);
		append_range(sample, setting);
		buf_append_format(sample, "\n#%s =%s%s\n", setting->name,
		                  setting->fallback[0] == '\0' ? "" : " ", setting->fallback);
	}
}
