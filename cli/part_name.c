/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_name.h"

#include <stdio.h>

#include "catalogue/part_edit.h"
#include "listing.h"
#include "output.h"
#include "part.h"

struct rename_options {
	bool forget;
};

static const struct setting rename_settings[] = {
    {.name = "forget",
     .type = SETTING_BOOL,
     .offset = offsetof(struct rename_options, forget),
     .fallback = "no",
     .help = "no schematic has the old name: other parts may take it"},
};

/* What becomes of the schematics that have the part under the old name. */
static void
tell_fate(const struct part_name_change *change, bool forget)
{
	if (change->is_alike)
		printf("KiCad writes both names alike, so that schematics find it as before\n");
	else if (forget)
		printf("schematics that have it under the old name find it no more\n");
	else if (!text_is_set(change->former_names))
		printf("schematics that have it under the old name find it no more until "
		       "\"kidepot settings set former_names\" names a category for former names\n");
	else
		printf("schematics that have it under the old name still find it, in the category "
		       "\"%.*s\"\n",
		       (int)change->former_names.size, change->former_names.bytes);
}

static bool
rename_part(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct rename_options *said = options;
	struct part_edit_match match;
	struct part_name_change change;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find_present(db, text_of(words[0]), cli->arena, &match, err) ||
	    !part_name_set(db, match.id, text_of(words[1]), said->forget, cli->arena, &change, err))
		return false;
	if (cli->json)
		return part_show_json(cli, db, match.id, err);
	if (text_equal(change.old_name, text_of(words[1]))) {
		printf("nothing to change: it is called so already\n");
		return true;
	}
	printf("renamed part %.*s \"%.*s\" to \"%s\": ", (int)match.id.size, match.id.bytes,
	       (int)change.old_name.size, change.old_name.bytes, words[1]);
	tell_fate(&change, said->forget);
	return true;
}

const struct command part_name_rename_command = {
    .name = "rename",
    .summary = "give a part another name",
    .words = "PART NEW",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Gives a part another name and says what becomes of saved schematics, which find the\n"
	"part by its name: the old name stays the part's own, and KiCad is shown the part under\n"
	"it too, in the category of the setting former_names. A part may take a name back that\n"
	"it had.\n\n"
	"example: kidepot part rename ipn:R-0042 \"10k Resistor 0805\"",
    COMMAND_OPTIONS(rename_settings, struct rename_options),
    .json = true,
    .run = rename_part,
};

static bool
names(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	static const char *const keys[] = {"name", "given", "retired", "id"};
	enum { COLUMNS = sizeof keys / sizeof keys[0] };
	struct part_edit_match match;
	struct db_rows rows;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &match, err) ||
	    !part_name_list(db, match.id, cli->arena, &rows, err))
		return false;
	struct listing_cell *cells = arena_alloc(cli->arena, rows.count * COLUMNS * sizeof *cells,
	                                         err);
	for (size_t i = 0; cells != NULL && i < rows.count; i++) {
		struct listing_cell *row = cells + i * COLUMNS;
		*row++ = listing_text(db_rows_text(&rows, i, PART_NAME_NAME));
		*row++ = listing_text(db_rows_text(&rows, i, PART_NAME_GIVEN_AT));
		*row++ = listing_text(db_rows_text(&rows, i, PART_NAME_RETIRED_AT));
		*row++ = listing_number(db_rows_int64(&rows, i, PART_NAME_ID, 0));
	}
	struct listing listing = {keys, COLUMNS, COLUMNS - 1, cells, rows.count};
	return cells != NULL && listing_write(&listing, cli->json, cli->arena, err);
}

const struct command part_name_names_command = {
    .name = "names",
    .summary = "list the names a part has and had",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help = "Lists the names of a part, the one it has first, with when each was given and\n"
	    "retired. KiCad has a former one as the part \"former-\" and its id.\n\n"
	    "example: kidepot part names ipn:R-0042",
    .json = true,
    .run = names,
};

static bool
forget(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct part_edit_match match;
	struct text id;
	(void)options;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &match, err) ||
	    !part_name_forget(db, match.id, text_of(words[1]), cli->arena, &id, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	printf("forgot that part %.*s was called \"%s\": other parts may be, and schematics that "
	       "have it under that name find it no more\n",
	       (int)match.id.size, match.id.bytes, words[1]);
	return true;
}

const struct command part_name_forget_command = {
    .name = "forget",
    .summary = "free a name that a part had",
    .words = "PART NAME",
    .words_min = 2,
    .words_max = 2,
    .help = "Frees a former name of a part, one that no schematic has: other parts may take it\n"
	    "then, and KiCad is shown it no more.\n\n"
	    "example: kidepot part forget ipn:R-0042 \"10k Resitor\"",
    .json = true,
    .run = forget,
};
