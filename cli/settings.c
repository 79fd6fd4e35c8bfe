/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "actions.h"
#include "catalogue/catalogue_settings.h"
#include "output.h"

/* Another value style applies the rules to every part anew. */
enum { SHOW_TIMEOUT = 60000, CHANGE_TIMEOUT = 0 }; /* ms */

static bool
write_json(struct db *db, struct arena *arena, struct err *err)
{
	struct catalogue_setting *settings;
	return catalogue_settings_list(db, arena, &settings, err) &&
	       output_document(catalogue_settings_document(settings), arena, err);
}

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	bool changed;
	struct db *db = command_database(cli, CHANGE_TIMEOUT, err);
	if (db == NULL || !catalogue_settings_set(db, text_of(words[0]), text_of(words[1]),
	                                          cli->arena, &changed, err))
		return false;
	if (cli->json)
		return write_json(db, cli->arena, err);
	if (!changed)
		printf("nothing to change: %s is so already\n", words[0]);
	else if (words[1][0] == '\0')
		printf("unset %s\n", words[0]);
	else
		printf("set %s to %s\n", words[0], words[1]);
	return true;
}

static const struct command set_command = {
    .name = "set",
    .summary = "change a setting",
    .words = "NAME VALUE",
    .words_min = 2,
    .words_max = 2,
    .help = "Changes one setting; an empty VALUE unsets it.\n\n"
	    "example: kidepot settings set category_depth 2",
    .json = true,
    .run = set,
};

static bool
show_table(const struct catalogue_setting *settings, struct arena *arena, struct err *err)
{
	enum { COLUMNS = 3 };
	struct text cells[(CATALOGUE_SETTINGS + 1) * COLUMNS] = {
	    text_of("setting"), text_of("value"), text_of("meaning")};
	for (size_t i = 0; i < CATALOGUE_SETTINGS; i++) {
		struct text *row = cells + (i + 1) * COLUMNS;
		row[0] = text_of(settings[i].name);
		row[1] = settings[i].value;
		row[2] = text_of(settings[i].meaning);
	}
	return output_table(cells, COLUMNS, CATALOGUE_SETTINGS + 1, arena, err);
}

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)words;
	(void)options;
	struct catalogue_setting *settings;
	struct db *db = command_database(cli, SHOW_TIMEOUT, err);
	if (db == NULL)
		return false;
	if (cli->json)
		return write_json(db, cli->arena, err);
	return catalogue_settings_list(db, cli->arena, &settings, err) &&
	       show_table(settings, cli->arena, err);
}

const struct command settings_command = {
    .name = "settings",
    .summary = "show and change what holds for the whole catalogue",
    .words = "",
    .help = "Shows the settings of the catalogue, kept in the database.\n\n"
	    "example: kidepot settings --json",
    .json = true,
    .run = show,
    .group = (const struct command *const[]){&set_command, NULL},
};
