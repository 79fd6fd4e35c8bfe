/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actions.h"
#include "output.h"

enum { MEMORY_LIMIT = 256 * 1024 * 1024 };

enum exit_status {
	EXIT_GOOD,
	EXIT_OURS,   /* our fault, or the database's */
	EXIT_INPUT,  /* what was given is wrong */
	EXIT_OUTPUT, /* what was asked could not be written */
	EXIT_USAGE,
	EXIT_DIFFERS /* "netlist diff --exit-code" */
};

static const enum exit_status exit_of[ERR_CODES] = {
    [ERR_NONE] = EXIT_GOOD,     [ERR_INPUT] = EXIT_INPUT,   [ERR_CONFLICT] = EXIT_INPUT,
    [ERR_BUSY] = EXIT_OURS,     [ERR_LIMIT] = EXIT_INPUT,   [ERR_AWAY] = EXIT_OURS,
    [ERR_TIMEOUT] = EXIT_OURS,  [ERR_SCHEMA] = EXIT_OURS,   [ERR_DENIED] = EXIT_OURS,
    [ERR_DATABASE] = EXIT_OURS, [ERR_OUTPUT] = EXIT_OUTPUT, [ERR_SYSTEM] = EXIT_OURS,
};

/* Goes down the table by the words given, and writes the help found there. */
static bool
help(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	const struct command *command = cli->root;
	const char *path = command->name;
	for (; *words != NULL; words++) {
		command = command_find(command, *words);
		if (command == NULL)
			return command_misused(cli, err, "\"%s\" has no subcommand \"%s\"", path,
			                       *words);
		path = arena_format(cli->arena, err, "%s %s", path, command->name);
		if (path == NULL)
			return false;
	}
	return command_help(path, command, cli->arena, err);
}

static const struct command help_command = {
    .name = "help",
    .summary = "write the help of a subcommand",
    .words = "[SUBCOMMAND ...]",
    .words_max = 8,
    .help = "Writes the help of a subcommand, as its --help does.\n\n"
	    "example: kidepot help token add",
    .run = help,
};

static const struct command root = {
    .name = "kidepot",
    .summary = "keeps the parts catalogue that KiDepot serves to KiCad",
    .help = "Keeps the parts catalogue that KiDepot serves to KiCad.\n\n"
	    "exit status: 0 good, 1 the database or the system refused or is away, 2 what was\n"
	    "given is wrong, 3 the output could not be written, 4 usage, 5 netlists differ\n\n"
	    "example: kidepot migrate && kidepot token add \"Anna's laptop\"",
    .group = (const struct command *const[]){&migrate_command,  &category_command,
                                             &part_command,     &template_command,
                                             &supplier_command, &map_command,
                                             &stock_command,    &location_command,
                                             &settings_command, &import_command,
                                             &export_command,   &token_command,
                                             &history_command,  &httplib_command,
                                             &dblib_command,    &role_command,
                                             &status_command,   &doctor_command,
                                             &netlist_command,  &pcm_command,
                                             &help_command,     NULL},
};

int
main(int argc, char **argv)
{
	const char *conninfo = getenv("KIDEPOT_CONNINFO");
	struct err err = {.code = ERR_NONE};
	struct cli cli = {
	    .arena = arena_new(MEMORY_LIMIT),
	    .root = &root,
	    .conninfo = conninfo == NULL ? "" : conninfo,
	    .path = root.name,
	};
	bool ok;
	if (cli.arena == NULL)
		ok = err_set(&err, ERR_SYSTEM, "no memory");
	else
		ok = command_run(&cli, &root, argc, argv, &err) && output_finish(&err);
	/* What the server says of rights names no way out. */
	if (!ok && err.code == ERR_DENIED && strchr(err.message, ';') == NULL)
		err_way_out(&err, "ask as a member of kidepot_writer or kidepot_owner");
	if (!ok)
		fprintf(stderr, "kidepot: %s\n", err.message);
	arena_free(cli.arena);
	if (ok)
		return cli.differs ? EXIT_DIFFERS : EXIT_GOOD;
	return cli.misused ? EXIT_USAGE : (int)exit_of[err.code];
}
