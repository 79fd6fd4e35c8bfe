/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/supplier.h"

#include "actions.h"
#include "listing.h"

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
	static const char *const keys[] = {"name", "field_name", "parts", "id"};
	enum { COLUMNS = sizeof keys / sizeof keys[0] };
	const struct listing_options *wanted = options;
	struct supplier *all;
	size_t count;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !supplier_list(db, cli->arena, &all, &count, err))
		return false;
	struct listing_cell *cells = arena_alloc(cli->arena, count * COLUMNS * sizeof *cells, err);
	for (size_t i = 0; cells != NULL && i < count; i++) {
		struct listing_cell *row = cells + i * COLUMNS;
		*row++ = listing_text(all[i].name);
		*row++ = listing_text(all[i].field_name);
		*row++ = listing_number(all[i].parts);
		*row++ = listing_text(all[i].id);
	}
	struct listing listing = {keys, COLUMNS, COLUMNS - 1, cells, count};
	return cells != NULL && listing_write(&listing, wanted->json, cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list the suppliers",
    .words = "",
    .help = "Lists the suppliers, and how many parts have a number of each.\n\n"
	    "example: kidepot supplier list --json",
    COMMAND_OPTIONS(listing_settings, struct listing_options),
    .run = list,
};

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct supplier_options *said = options;
	struct text id;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       supplier_add(db, text_of(words[0]), text_of(said->field_name), cli->arena, &id, err);
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
    .run = add,
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct supplier_options *said = options;
	if (said->field_name == NULL)
		return command_misused(cli, err, "nothing to set is given");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       supplier_set(db, text_of(words[0]), text_of(said->field_name), cli->arena, err);
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
    .run = set,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && supplier_remove(db, text_of(words[0]), cli->arena, err);
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a supplier that no part has a number of",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a supplier that no part has a number of.\n\n"
	    "example: kidepot supplier rm Mouser",
    .run = rm,
};

const struct command supplier_command = {
    .name = "supplier",
    .summary = "keep the suppliers whose numbers parts have",
    .group = (const struct command *const[]){&list_command, &add_command, &set_command, &rm_command,
                                             NULL},
};
