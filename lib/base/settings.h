/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings: one table says what a program can be told; a file, the environment
 * and options tell it. Later sources win: file < environment < option.
 *
 * A program has a struct whose members are of the types below, and a table with one
 * row a member. Help, sample file and manual page checks are made
 * from the same table. Texts live in the arena given.
 */
#ifndef KIDEPOT_BASE_SETTINGS_H
#define KIDEPOT_BASE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum setting_type {
	SETTING_TEXT,   /* const char *, at most max bytes unless max is 0 */
	SETTING_PROSE,  /* as SETTING_TEXT, and may have line breaks and tabs */
	SETTING_NUMBER, /* int64_t, from min to max */
	SETTING_MODE,   /* int64_t, octal digits, from min to max */
	SETTING_CHOICE, /* const char *, one of the words of `choices` */
	SETTING_BOOL,   /* bool */
	SETTING_LIST    /* struct setting_list, of options: each time it is set adds one text */
};

struct setting_list {
	const char **items;
	size_t count;
};

struct setting {
	const char *name; /* "statement_timeout"; --statement-timeout; KIDEPOT_STATEMENT_TIMEOUT */
	enum setting_type type;
	size_t offset; /* of the member in the program's struct */
	/* As it would be written in a file. NULL, for options of type text, prose, choice or list:
	 * none, so that what was not said is told from what is to be empty. */
	const char *fallback;
	int64_t min, max;
	const char *choices; /* "plain json" */
	const char *unit;    /* "ms", or NULL */
	const char *help;    /* one sentence, lower case, no full stop */
};

struct settings {
	const struct setting *table;
	size_t count;
	void *target; /* the program's struct */
	struct arena *arena;
};

/* Sets every member to its fallback. */
bool settings_reset(const struct settings *settings, struct err *err);

/*
 * Sets one. `origin` is for the message, such as "line 3 of \"/etc/x\""; NULL, for a name that is
 * there: it begins with the name. ERR_INPUT for an unknown name or a value out of range; nothing
 * is changed then.
 */
bool settings_set(const struct settings *settings, struct text name, struct text value,
                  const char *origin, struct err *err);

/*
 * Reads lines "name = value"; blank lines and lines that start with '#' say
 * nothing. Blanks around name and value are dropped. ERR_INPUT names the line; also for
 * a setting that two lines set.
 */
bool settings_read_file(const struct settings *settings, const char *path, struct err *err);

/* Reads KIDEPOT_<NAME> for each row. */
bool settings_read_environment(const struct settings *settings, struct err *err);

/* The row an option "--statement-timeout" stands for, or NULL. */
const struct setting *settings_find_option(const struct settings *settings, struct text option);

/* The part of --help that lists the options. */
void settings_help(const struct settings *settings, struct buf *help);

/* A file with every setting at its fallback, commented out. */
void settings_sample(const struct settings *settings, struct buf *sample);

#endif
