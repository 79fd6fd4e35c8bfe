/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "actions.h"
#include "catalogue/category_tree.h"
#include "catalogue/footprint_map.h"
#include "listing.h"
#include "output.h"

/* A mapping may change many parts, which takes as long as it takes. */
enum { LIST_TIMEOUT = 60000, CHANGE_TIMEOUT = 0 }; /* ms */

struct place_options {
	const char *category; /* NULL: all */
};

static const struct setting place_settings[] = {
    {.name = "category",
     .type = SETTING_TEXT,
     .offset = offsetof(struct place_options, category),
     .unit = " PATH|ID",
     .help = "for this category and those below it only"},
};

/* Not set for all categories. */
static bool
category_id(struct cli *cli, struct db *db, const struct place_options *wanted, struct text *id,
            struct err *err)
{
	*id = text_of(NULL);
	return wanted->category == NULL ||
	       category_tree_find(db, text_of(wanted->category), cli->arena, id, NULL, err);
}

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct place_options *wanted = options;
	struct text category, id;
	bool added;
	struct db *db = command_database(cli, CHANGE_TIMEOUT, err);
	if (db == NULL || !category_id(cli, db, wanted, &category, err) ||
	    !footprint_map_add(db, text_of(words[0]), text_of(words[1]), category, cli->arena, &id,
	                       &added, err))
		return false;
	if (cli->json)
		return listing_write_one(footprint_map_list, db, id, cli->arena, err);
	printf(added ? "mapped %s to %s\n" : "nothing to change: %s is mapped to %s\n", words[0],
	       words[1]);
	return true;
}

static const struct command add_command = {
    .name = "add",
    .summary = "map a value to a footprint",
    .words = "VALUE FOOTPRINT",
    .words_min = 2,
    .words_max = 2,
    .help = "Says which footprint VALUE means, when a category's footprint parameter has it. The\n"
	    "mapping of the nearest category wins over that for all.\n\n"
	    "example: kidepot map add 0805 Resistor_SMD:R_0805_2012Metric --category "
	    "Passives/Resistors",
    COMMAND_OPTIONS(place_settings, struct place_options),
    .json = true,
    .run = add,
};

static bool
remove_map(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct place_options *wanted = options;
	struct text category, id;
	struct db *db = command_database(cli, CHANGE_TIMEOUT, err);
	if (db == NULL || !category_id(cli, db, wanted, &category, err) ||
	    !footprint_map_find(db, text_of(words[0]), category, cli->arena, &id, err) ||
	    !footprint_map_remove(db, id, cli->arena, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	printf("removed the mapping of %s\n", words[0]);
	return true;
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a mapping",
    .words = "VALUE",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Removes the mapping of VALUE: the one for all categories, or that of the one given.\n\n"
	"example: kidepot map rm 0805 --category Passives/Resistors",
    COMMAND_OPTIONS(place_settings, struct place_options),
    .json = true,
    .run = remove_map,
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct db_rows rows;
	(void)words;
	struct db *db = command_database(cli, LIST_TIMEOUT, err);
	return db != NULL && footprint_map_list(db, text_of(NULL), cli->arena, &rows, err) &&
	       listing_write_rows(&rows, FOOTPRINT_MAP_VALUE, cli->json, cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list all mappings",
    .words = "",
    .help = "Lists the mappings by value; one without category is for all.\n\n"
	    "example: kidepot map list --json",
    .json = true,
    .run = list,
};

const struct command map_command = {
    .name = "map",
    .summary = "say which footprints values such as 0805 mean",
    .group = (const struct command *const[]){&list_command, &add_command, &rm_command, NULL},
};
