/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "who.h"

enum {
	OPTIONS_MAX = 40,
	CONNECT_TIMEOUT = 10000, /* ms */
	/* What getopt_long answers for the options that every command has. */
	ANSWER_HELP = 'h',
	ANSWER_VERSION = 'V',
	ANSWER_CONNINFO = 1000,
	ANSWER_JSON,
	ANSWER_ROW /* and those after it: the command's own */
};

struct spelling {
	struct option options[OPTIONS_MAX + 5];
	char letters[2 * OPTIONS_MAX + 8];
};

bool
command_misused(struct cli *cli, struct err *err, const char *format, ...)
{
	char message[400];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	cli->misused = true;
	return err_set(err, ERR_INPUT, "%s; see \"%s --help\"", message, cli->path);
}

static void
release_database(void *db)
{
	db_free(db);
}

struct db *
command_database(struct cli *cli, int64_t statement_timeout, struct err *err)
{
	struct db_settings settings = {
	    .conninfo = cli->conninfo,
	    .conninfo_way_out = "--conninfo or KIDEPOT_CONNINFO says which database",
	    .application_name = cli->path,
	    .who = who_calls(cli->arena, err),
	    .connect_timeout = CONNECT_TIMEOUT,
	    .statement_timeout = statement_timeout,
	};
	if (settings.who == NULL)
		return NULL;
	struct db *db = db_new(&settings);
	if (db == NULL) {
		err_set(err, ERR_SYSTEM, "no memory for a database connection");
		return NULL;
	}
	return arena_defer(cli->arena, release_database, db, err) ? db : NULL;
}

struct text *
command_texts(const struct setting_list *list, struct arena *arena, struct err *err)
{
	struct text *texts = arena_alloc(arena, list->count * sizeof *texts, err);
	for (size_t i = 0; texts != NULL && i < list->count; i++)
		texts[i] = text_of(list->items[i]);
	return texts;
}

const struct command *
command_find(const struct command *command, const char *name)
{
	for (const struct command *const *row = command->group; row != NULL && *row != NULL; row++)
		if (strcmp((*row)->name, name) == 0)
			return *row;
	return NULL;
}

/* "timeout_parts" as --timeout-parts. */
static char *
spell_long(const char *name, struct arena *arena, struct err *err)
{
	size_t size = strlen(name) + sizeof "--";
	char *spelt = arena_alloc(arena, size, err);
	if (spelt == NULL)
		return NULL;
	snprintf(spelt, size, "--%s", name);
	for (char *c = spelt; *c != '\0'; c++)
		if (*c == '_')
			*c = '-';
	return spelt;
}

/*
 * The command's options as getopt_long wants them. '+': words end the options of
 * a group, for what follows is its subcommand's; ':': a missing value is told apart.
 */
static bool
spell(const struct command *command, struct spelling *spelling, struct arena *arena,
      struct err *err)
{
	static const struct option common[] = {
	    {"help", no_argument, NULL, ANSWER_HELP},
	    {"version", no_argument, NULL, ANSWER_VERSION},
	    {"conninfo", required_argument, NULL, ANSWER_CONNINFO},
	};
	size_t count = 0;
	char *letter = spelling->letters;
	letter += sprintf(letter, "%s:hV", command->group != NULL ? "+" : "");
	for (; count < sizeof common / sizeof common[0]; count++)
		spelling->options[count] = common[count];
	for (size_t i = 0; i < command->option_count && i < OPTIONS_MAX; i++) {
		bool flag = command->options[i].type == SETTING_BOOL;
		char *name = spell_long(command->options[i].name, arena, err);
		if (name == NULL)
			return false;
		spelling->options[count++] = (struct option){name + strlen("--"),
		                                             flag ? no_argument : required_argument,
		                                             NULL, ANSWER_ROW + (int)i};
		if (command->letters != NULL && command->letters[i] != '-')
			letter += sprintf(letter, "%c%s", command->letters[i], flag ? "" : ":");
	}
	if (command->json)
		spelling->options[count++] = (struct option){"json", no_argument, NULL,
		                                             ANSWER_JSON};
	spelling->options[count] = (struct option){0};
	return true;
}

/* The row getopt_long's answer stands for, or NULL. */
static const struct setting *
row_of(const struct command *command, int answer)
{
	if (answer >= ANSWER_ROW)
		return &command->options[answer - ANSWER_ROW];
	const char *letter = command->letters == NULL ? NULL : strchr(command->letters, answer);
	return letter == NULL || answer == '\0' ? NULL
	                                        : &command->options[letter - command->letters];
}

static bool
option_misused(struct cli *cli, const struct command *command, int answer, char **argv,
               struct err *err)
{
	char letter[] = {'-', (char)optopt, '\0'};
	bool is_letter = optopt > 0 && optopt < ANSWER_CONNINFO;
	const char *option = is_letter ? letter : argv[optind - 1];
	if (answer == ':')
		return command_misused(cli, err, "option \"%s\" needs a value", option);
	if (optopt == ANSWER_HELP || optopt == ANSWER_VERSION || optopt == ANSWER_JSON ||
	    row_of(command, optopt) != NULL)
		return command_misused(cli, err, "option \"%s\" takes no value", argv[optind - 1]);
	return command_misused(cli, err, "unknown option \"%s\"", option);
}

enum reading { READ_WORDS, READ_DONE, READ_FAILED };

/* Messages name the option as it is typed. */
static bool
set_row(const struct settings *settings, const struct setting *row, struct text value,
        struct err *err)
{
	struct setting typed = *row;
	const struct settings one = {&typed, 1, settings->target, settings->arena};
	typed.name = spell_long(row->name, settings->arena, err);
	return typed.name != NULL && settings_set(&one, text_of(typed.name), value, NULL, err);
}

/* Obeys one option. READ_DONE when it was help or version. */
static enum reading
obey(struct cli *cli, const struct command *command, const struct settings *settings, int answer,
     char **argv, struct err *err)
{
	const struct setting *row = row_of(command, answer);
	if (answer == ANSWER_HELP)
		return command_help(cli->path, command, cli->arena, err) ? READ_DONE : READ_FAILED;
	if (answer == ANSWER_VERSION) {
		printf("kidepot %s\n", KIDEPOT_VERSION);
		return READ_DONE;
	}
	if (answer == ANSWER_CONNINFO) {
		cli->conninfo = optarg;
		return READ_WORDS;
	}
	if (answer == ANSWER_JSON) {
		cli->json = true;
		return READ_WORDS;
	}
	if (row == NULL) {
		option_misused(cli, command, answer, argv, err);
		return READ_FAILED;
	}
	struct text value = text_of(row->type == SETTING_BOOL ? "yes" : optarg);
	return set_row(settings, row, value, err) ? READ_WORDS : READ_FAILED;
}

static enum reading
read_options(struct cli *cli, const struct command *command, const struct settings *settings,
             int argc, char **argv, struct err *err)
{
	struct spelling spelling = {0};
	int answer;
	if (!spell(command, &spelling, cli->arena, err) || !settings_reset(settings, err))
		return READ_FAILED;
	opterr = 0;
	optind = 0; /* a new vector: glibc starts afresh */
	while ((answer = getopt_long(argc, argv, spelling.letters, spelling.options, NULL)) != -1) {
		enum reading reading = obey(cli, command, settings, answer, argv, err);
		if (reading != READ_WORDS)
			return reading;
	}
	return READ_WORDS;
}

static bool
run_group(struct cli *cli, const struct command *command, int argc, char **argv, struct err *err)
{
	if (argc == 0)
		return command_misused(cli, err, "a subcommand is missing");
	const struct command *row = command_find(command, argv[0]);
	if (row == NULL)
		return command_misused(cli, err, "unknown subcommand \"%s\"", argv[0]);
	cli->path = arena_format(cli->arena, err, "%s %s", cli->path, row->name);
	return cli->path != NULL && command_run(cli, row, argc, argv, err);
}

static bool
run_action(struct cli *cli, const struct command *command, const void *options, int count,
           char **words, struct err *err)
{
	if (count < command->words_min)
		return command_misused(cli, err, "%s is missing", command->words);
	if (count > command->words_max)
		return command_misused(cli, err, "unexpected word \"%s\"",
		                       words[command->words_max]);
	return command->run(cli, options, words, err);
}

bool
command_run(struct cli *cli, const struct command *command, int argc, char **argv, struct err *err)
{
	struct settings settings = {
	    .table = command->options,
	    .count = command->option_count,
	    .target = arena_alloc(cli->arena, command->options_size, err),
	    .arena = cli->arena,
	};
	if (settings.target == NULL)
		return false;
	enum reading reading = read_options(cli, command, &settings, argc, argv, err);
	if (reading != READ_WORDS)
		return reading == READ_DONE;
	if (command->group != NULL && (optind < argc || command->run == NULL))
		return run_group(cli, command, argc - optind, argv + optind, err);
	return run_action(cli, command, settings.target, argc - optind, argv + optind, err);
}

static void
append_option(struct buf *help, const struct command *command, size_t i)
{
	const struct setting *row = &command->options[i];
	char spelt[80];
	char letter = command->letters == NULL ? '-' : command->letters[i];
	const char *value = row->type == SETTING_BOOL     ? ""
	                    : row->type == SETTING_NUMBER ? " N"
	                    : row->unit != NULL           ? row->unit
	                                                  : " TEXT";
	int size = letter == '-'
	               ? snprintf(spelt, sizeof spelt, "--%s%s", row->name, value)
	               : snprintf(spelt, sizeof spelt, "-%c, --%s%s", letter, row->name, value);
	for (int at = 0; at < size && at < (int)sizeof spelt - 1; at++)
		if (spelt[at] == '_')
			spelt[at] = '-';
	buf_append_format(help, "  %-26s %s", spelt, row->help);
	if (row->type == SETTING_CHOICE)
		buf_append_format(help, " (%s)", row->choices);
	if (row->type == SETTING_LIST)
		buf_append_string(help, " (any number of times)");
	if (row->fallback != NULL && row->fallback[0] != '\0' && row->type != SETTING_BOOL)
		buf_append_format(help, " [%s]", row->fallback);
	buf_append_string(help, "\n");
}

static void
append_group(struct buf *help, const struct command *const *group)
{
	buf_append_string(help, "\nsubcommands:\n");
	for (; *group != NULL; group++)
		buf_append_format(help, "  %-12s %s\n", (*group)->name, (*group)->summary);
}

bool
command_help(const char *path, const struct command *command, struct arena *arena, struct err *err)
{
	struct buf help = {.arena = arena};
	const char *words = command->group == NULL ? command->words
	                    : command->run != NULL ? "[SUBCOMMAND ...]"
	                                           : "SUBCOMMAND ...";
	buf_append_format(&help, "usage: %s [OPTION ...]%s%s\n\n%s\n", path,
	                  words[0] == '\0' ? "" : " ", words,
	                  command->help != NULL ? command->help : command->summary);
	if (command->group != NULL)
		append_group(&help, command->group);
	buf_append_string(&help, "\noptions:\n");
	for (size_t i = 0; i < command->option_count; i++)
		append_option(&help, command, i);
	if (command->json)
		buf_append_string(&help, "  --json                     write JSON, for programs\n");
	buf_append_string(&help, "  --conninfo TEXT            the database, as libpq takes it "
	                         "[KIDEPOT_CONNINFO, then PGHOST and so on]\n"
	                         "  -h, --help                 write this and end\n"
	                         "  -V, --version              write the version and end\n");
	return output_buf(&help, err);
}
