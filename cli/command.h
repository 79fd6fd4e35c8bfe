/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * command: what a subcommand is, how its words and options are read, how its
 * help is written. A subcommand is a row of a table: either a group with rows
 * of its own, or an action. Adding one is a row and a function.
 */
#ifndef KIDEPOT_CLI_COMMAND_H
#define KIDEPOT_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/settings.h"
#include "store/db.h"

/* One call of the program. */
struct cli {
	struct arena *arena;
	const struct command *root;
	const char *conninfo; /* "": libpq's environment and defaults */
	const char *path;     /* "kidepot token add", for messages */
	bool json;            /* --json was given to a row that has `json` */
	bool misused;         /* the error is one of usage */
	bool differs;         /* --exit-code was given, and what was compared differs */
};

struct command {
	const char *name;
	const char *summary;
	const struct command *const *group; /* the rows below it, NULL at the end; or NULL */

	/* Of an action, or of a group that does something when no row is named: */
	const char *words; /* as in the usage line: "NAME", "[WORD ...]" or "" */
	int words_min, words_max;
	const char *help; /* some sentences and an example */
	const struct setting *options;
	size_t option_count;
	size_t options_size; /* of the struct the options set */
	const char *letters; /* the short form of each option, '-' for none; or NULL */
	bool json;           /* it takes --json too, which sets cli->json */
	/* `options` is the struct, `words` ends with NULL. */
	bool (*run)(struct cli *cli, const void *options, char **words, struct err *err);
};

/* The rows of one subcommand's table of options. */
#define COMMAND_OPTIONS(table, type)                                          \
	.options = (table), .option_count = sizeof(table) / sizeof(table)[0], \
	.options_size = sizeof(type)

#define COMMAND_OPTIONS_BUT_LAST(table, type)                                     \
	.options = (table), .option_count = sizeof(table) / sizeof(table)[0] - 1, \
	.options_size = sizeof(type)

/*
 * Reads the words and options of `command`, goes down into groups, and runs what
 * they name, or writes help or version to stdout. Errors: as the action's, or
 * usage (cli->misused).
 */
bool command_run(struct cli *cli, const struct command *command, int argc, char **argv,
                 struct err *err);

/* The row of that name below `command`, or NULL. */
const struct command *command_find(const struct command *command, const char *name);

/* Writes the help of `command`, called by `path`, to stdout. */
bool command_help(const char *path, const struct command *command, struct arena *arena,
                  struct err *err);

/* The error says that words or options are wrong. Returns false. */
bool command_misused(struct cli *cli, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * A connection for this call, closed at its end; statement_timeout in ms, 0 for
 * none; it says who calls. NULL with ERR_SYSTEM, ERR_LIMIT. Nothing is asked of the server yet.
 */
struct db *command_database(struct cli *cli, int64_t statement_timeout, struct err *err);

/* What was given for an option of type SETTING_LIST. NULL with ERR_LIMIT. */
struct text *command_texts(const struct setting_list *list, struct arena *arena, struct err *err);

#endif
