/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/supplier.h"

#include "actions.h"
#include "named.h"

struct supplier_options {
	const char *field_name, *name;
};

static const struct named supplier = {
    SUPPLIER_NAME,
    supplier_list,
    supplier_find,
    supplier_remove,
};

/* "add" takes all but the last. */
static const struct setting supplier_settings[] = {
    {.name = "field_name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct supplier_options, field_name),
     .unit = " F",
     .help = "the field in KiCad that has a part's first number; else none"},
    {.name = "name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct supplier_options, name),
     .help = "another name"},
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	return named_list(cli, &supplier, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list the suppliers",
    .words = "",
    .help = "Lists the suppliers, and how many parts have a number of each.\n\n"
	    "example: kidepot supplier list --json",
    .json = true,
    .run = list,
};

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct supplier_options *said = options;
	const struct supplier_change change = {text_of(words[0]), text_of(said->field_name)};
	struct text id;
	struct db *db = named_database(cli, err);
	return db != NULL && supplier_add(db, &change, cli->arena, &id, err) &&
	       named_show(cli, &supplier, db, id, err);
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a supplier",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Makes a supplier, whose numbers parts can then have.\n\n"
	    "example: kidepot supplier add Mouser --field-name \"Mouser number\"",
    COMMAND_OPTIONS_BUT_LAST(supplier_settings, struct supplier_options),
    .json = true,
    .run = add,
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct supplier_options *said = options;
	if (said->name == NULL && said->field_name == NULL)
		return command_misused(cli, err, "nothing to set is given");
	const struct supplier_change change = {text_of(said->name), text_of(said->field_name)};
	struct text id;
	struct db *db;
	return named_find(cli, &supplier, words[0], &db, &id, err) &&
	       supplier_set(db, id, &change, cli->arena, err) &&
	       named_show(cli, &supplier, db, id, err);
}

static const struct command set_command = {
    .name = "set",
    .summary = "change a supplier",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Changes a supplier's name, or the field in KiCad that has its numbers; an empty field\n"
	"is none.\n\n"
	"example: kidepot supplier set Mouser --name \"Mouser Europe\"",
    COMMAND_OPTIONS(supplier_settings, struct supplier_options),
    .json = true,
    .run = set,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	return named_remove(cli, &supplier, words[0], err);
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a supplier that no part has a number of",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a supplier that no part has a number of.\n\n"
	    "example: kidepot supplier rm Mouser",
    .json = true,
    .run = rm,
};

const struct command supplier_command = {
    .name = "supplier",
    .summary = "keep the suppliers whose numbers parts have",
    .group = (const struct command *const[]){&list_command, &add_command, &set_command, &rm_command,
                                             NULL},
};
