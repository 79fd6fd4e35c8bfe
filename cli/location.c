/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/location.h"

#include "actions.h"
#include "named.h"

struct location_options {
	const char *description, *name;
};

static const struct named location = {
    LOCATION_NAME,
    location_list,
    location_find,
    location_remove,
};

/* "add" takes all but the last. */
static const struct setting location_settings[] = {
    {.name = "description",
     .type = SETTING_TEXT,
     .offset = offsetof(struct location_options, description),
     .help = "what or where it is"},
    {.name = "name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct location_options, name),
     .help = "another name"},
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	return named_list(cli, &location, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list the locations",
    .words = "",
    .help = "Lists the locations, and of how many parts there is stock in each.\n\n"
	    "example: kidepot location list --json",
    .json = true,
    .run = list,
};

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct location_options *said = options;
	const struct location_change change = {text_of(words[0]), text_of(said->description)};
	struct text id;
	struct db *db = named_database(cli, err);
	return db != NULL && location_add(db, &change, cli->arena, &id, err) &&
	       named_show(cli, &location, db, id, err);
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a location",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Makes a location, where stock can then be.\n\n"
	    "example: kidepot location add \"Shelf A\" --description \"left of the door\"",
    COMMAND_OPTIONS_BUT_LAST(location_settings, struct location_options),
    .json = true,
    .run = add,
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct location_options *said = options;
	if (said->name == NULL && said->description == NULL)
		return command_misused(cli, err, "nothing to set is given");
	const struct location_change change = {text_of(said->name), text_of(said->description)};
	struct text id;
	struct db *db;
	return named_find(cli, &location, words[0], &db, &id, err) &&
	       location_set(db, id, &change, cli->arena, err) &&
	       named_show(cli, &location, db, id, err);
}

static const struct command set_command = {
    .name = "set",
    .summary = "change a location",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Changes a location's name or description; an empty description is none.\n\n"
	    "example: kidepot location set \"Shelf A\" --name \"Shelf B\"",
    COMMAND_OPTIONS(location_settings, struct location_options),
    .json = true,
    .run = set,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	return named_remove(cli, &location, words[0], err);
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a location where nothing ever was",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a location where nothing ever was: movements stay, and they name it.\n\n"
	    "example: kidepot location rm \"Shelf B\"",
    .json = true,
    .run = rm,
};

const struct command location_command = {
    .name = "location",
    .summary = "keep the locations where stock is",
    .group = (const struct command *const[]){&list_command, &add_command, &set_command, &rm_command,
                                             NULL},
};
