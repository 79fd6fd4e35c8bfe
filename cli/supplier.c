/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/supplier.h"

#include "actions.h"
#include "listing.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

struct supplier_options {
	const char *field_name;
};

static const struct setting supplier_settings[] = {
    {.name = "field_name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct supplier_options, field_name),
     .unit = " F",
     .help = "the field in KiCad that has a part's first number; else none"},
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct db_rows rows;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && supplier_list(db, text_of(NULL), cli->arena, &rows, err) &&
	       listing_write_rows(&rows, SUPPLIER_NAME, cli->json, cli->arena, err);
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
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && supplier_add(db, &change, cli->arena, &id, err) &&
	       (!cli->json || listing_write_one(supplier_list, db, id, cli->arena, err));
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a supplier",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Makes a supplier, whose numbers parts can then have.\n\n"
	    "example: kidepot supplier add Mouser --field-name \"Mouser number\"",
    COMMAND_OPTIONS(supplier_settings, struct supplier_options),
    .json = true,
    .run = add,
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct supplier_options *said = options;
	if (said->field_name == NULL)
		return command_misused(cli, err, "nothing to set is given");
	const struct supplier_change change = {.field_name = text_of(said->field_name)};
	struct text id;
	int64_t parts;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && supplier_find(db, text_of(words[0]), cli->arena, &id, &parts, err) &&
	       supplier_set(db, id, &change, cli->arena, err) &&
	       (!cli->json || listing_write_one(supplier_list, db, id, cli->arena, err));
}

static const struct command set_command = {
    .name = "set",
    .summary = "change a supplier",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Changes the field in KiCad that has the supplier's number; an empty one is none.\n\n"
	    "example: kidepot supplier set Mouser --field-name \"\"",
    COMMAND_OPTIONS(supplier_settings, struct supplier_options),
    .json = true,
    .run = set,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct text id;
	int64_t parts;
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && supplier_find(db, text_of(words[0]), cli->arena, &id, &parts, err) &&
	       supplier_remove(db, id, cli->arena, err) &&
	       (!cli->json || output_removed(id, cli->arena, err));
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
