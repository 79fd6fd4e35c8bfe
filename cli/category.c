/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "actions.h"
#include "catalogue/category_document.h"
#include "catalogue/category_field.h"
#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"
#include "category_view.h"
#include "output.h"

/* A change of the tree may apply the rules to every part anew; ^C undoes it. */
enum { STATEMENT_TIMEOUT = 0 };

/* NULL: not given. */
struct change_options {
	const char *description, *exposed;
	const char *symbol, *footprint, *reference;
	const char *value_template, *value_parameter, *footprint_parameter;
	const char *parent, *name; /* of set */
	bool parents;              /* of add */
};

#define TEXT_ROW(member, word, sentence)                                             \
	{                                                                            \
		.name = #member, .type = SETTING_TEXT,                               \
		.offset = offsetof(struct change_options, member), .unit = " " word, \
		.help = (sentence)                                                   \
	}

#define CHANGE_ROWS                                                                            \
	{.name = "description",                                                                \
	 .type = SETTING_PROSE,                                                                \
	 .offset = offsetof(struct change_options, description),                               \
	 .help = "what the category is for; may have line breaks"},                            \
	    {.name = "exposed",                                                                \
	     .type = SETTING_CHOICE,                                                           \
	     .offset = offsetof(struct change_options, exposed),                               \
	     .choices = "yes no inherit",                                                      \
	     .unit = " WORD",                                                                  \
	     .help = "whether KiCad shows it and those below"},                                \
	    TEXT_ROW(symbol, "LIBRARY:NAME", "the symbol of parts that have none"),            \
	    TEXT_ROW(footprint, "LIBRARY:NAME", "the footprint of parts that have none"),      \
	    TEXT_ROW(reference, "TEXT", "the reference of parts that have none, such as R"),   \
	    TEXT_ROW(value_template, "TEXT", "the value in KiCad's variables, ${Resistance}"), \
	    TEXT_ROW(value_parameter, "NAME", "the parameter that is the value"),              \
	    TEXT_ROW(footprint_parameter, "NAME",                                              \
	             "the parameter that \"map\" makes footprints of")

static const struct setting add_settings[] = {
    {.name = "parents",
     .type = SETTING_BOOL,
     .offset = offsetof(struct change_options, parents),
     .fallback = "no",
     .help = "add what is missing above it too"},
    CHANGE_ROWS,
};

static const struct setting set_settings[] = {
    TEXT_ROW(name, "TEXT", "its name, the last of its path"),
    TEXT_ROW(parent, "PATH|ID", "the category to move it below; / is the top"),
    CHANGE_ROWS,
};

/* "inherit" is what is not said. */
static struct text
choice(const char *word)
{
	return text_of(word != NULL && strcmp(word, "inherit") == 0 ? "" : word);
}

static struct category_changes
changes_of(const struct change_options *wanted)
{
	return (struct category_changes){
	    .name = text_of(wanted->name),
	    .parent = text_of(wanted->parent),
	    .description = text_of(wanted->description),
	    .exposed = choice(wanted->exposed),
	    .defaults =
		{
		    [CATEGORY_SYMBOL] = text_of(wanted->symbol),
		    [CATEGORY_FOOTPRINT] = text_of(wanted->footprint),
		    [CATEGORY_REFERENCE] = text_of(wanted->reference),
		    [CATEGORY_VALUE_TEMPLATE] = text_of(wanted->value_template),
		    [CATEGORY_VALUE_PARAMETER] = text_of(wanted->value_parameter),
		    [CATEGORY_FOOTPRINT_PARAMETER] = text_of(wanted->footprint_parameter),
		},
	};
}

static bool
write_json(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	struct category_info *info;
	size_t count;
	if (!category_tree_list(db, id, arena, &info, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_CONFLICT, "the category was removed just now; look again");
	return output_document(category_document(info), arena, err);
}

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct change_options *wanted = options;
	struct category_changes changes = changes_of(wanted);
	struct text id;
	size_t made;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !category_tree_add(db, text_of(words[0]), wanted->parents, &changes,
	                                     cli->arena, &id, &made, err))
		return false;
	if (cli->json)
		return write_json(db, id, cli->arena, err);
	if (made > 1)
		printf("added category %s and %zu above it\n", words[0], made - 1);
	else
		printf("added category %s\n", words[0]);
	return true;
}

static const struct command add_command = {
    .name = "add",
    .summary = "add a category",
    .words = "PATH",
    .words_min = 1,
    .words_max = 1,
    .help = "Adds the category at the end of PATH. What is not said it has from those above it.\n\n"
	    "example: kidepot category add Passives/Resistors --parents --symbol Device:R "
	    "--reference R",
    COMMAND_OPTIONS(add_settings, struct change_options),
    .json = true,
    .run = add,
};

static bool
says_nothing(const struct category_changes *changes)
{
	bool said = text_is_set(changes->name) || text_is_set(changes->parent) ||
	            text_is_set(changes->description) || text_is_set(changes->exposed);
	for (int i = 0; i < CATEGORY_DEFAULTS; i++)
		said = said || text_is_set(changes->defaults[i]);
	return !said;
}

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct category_changes changes = changes_of(options);
	struct text id, path;
	bool changed;
	if (says_nothing(&changes))
		return command_misused(cli, err, "no option says what to change");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !category_tree_find(db, text_of(words[0]), cli->arena, &id, NULL, err) ||
	    !category_tree_set(db, id, &changes, cli->arena, &path, &changed, err))
		return false;
	if (cli->json)
		return write_json(db, id, cli->arena, err);
	printf(changed ? "changed category %.*s\n" : "nothing to change in category %.*s\n",
	       (int)path.size, path.bytes);
	return true;
}

static const struct command set_command = {
    .name = "set",
    .summary = "change, rename or move a category",
    .words = "PATH|ID",
    .words_min = 1,
    .words_max = 1,
    .help = "Changes what the options say and leaves the rest. An empty text unsets: the category\n"
	    "then has it from those above it.\n\n"
	    "example: kidepot category set Passives/Resistors --value-template '${Resistance}'",
    COMMAND_OPTIONS(set_settings, struct change_options),
    .json = true,
    .run = set,
};

static bool
remove_category(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct text id, path;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !category_tree_find(db, text_of(words[0]), cli->arena, &id, NULL, err) ||
	    !category_tree_remove(db, id, cli->arena, &path, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	printf("removed category %.*s\n", (int)path.size, path.bytes);
	return true;
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a category that is empty",
    .words = "PATH|ID",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a category that has neither sub-categories nor parts, with its fields and\n"
	    "its footprint mappings.\n\n"
	    "example: kidepot category rm Passives/Resistors",
    .json = true,
    .run = remove_category,
};

struct field_options {
	const char *name, *visible, *served;
};

static const struct setting field_settings[] = {
    {.name = "name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct field_options, name),
     .help = "what KiCad calls the field"},
    {.name = "visible",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct field_options, visible),
     .choices = "yes no inherit",
     .unit = " WORD",
     .help = "whether it is drawn on the sheet"},
    {.name = "served",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct field_options, served),
     .choices = "yes no inherit",
     .unit = " WORD",
     .help = "whether KiCad gets it"},
};

/* When neither the category nor one above it says anything, all is null. */
static bool
write_field_json(struct db *db, struct text category_id, struct text parameter, struct arena *arena,
                 struct err *err)
{
	struct category_field found = {.parameter = parameter};
	struct category_field *all;
	size_t count;
	if (!value_check_parameter(db, parameter, arena, &found.parameter_id, err) ||
	    !category_field_list(db, category_id, arena, &all, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (text_equal(all[i].parameter_id, found.parameter_id))
			found = all[i];
	return output_document(category_document_field(&found), arena, err);
}

static bool
field(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct field_options *wanted = options;
	struct category_field_words said = {
	    .name = text_of(wanted->name),
	    .visible = choice(wanted->visible),
	    .served = choice(wanted->served),
	};
	struct text id;
	bool changed;
	if (!text_is_set(said.name) && !text_is_set(said.visible) && !text_is_set(said.served))
		return command_misused(cli, err, "no option says what to change");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !category_tree_find(db, text_of(words[0]), cli->arena, &id, NULL, err) ||
	    !category_field_set(db, id, text_of(words[1]), &said, cli->arena, &changed, err))
		return false;
	if (cli->json)
		return write_field_json(db, id, text_of(words[1]), cli->arena, err);
	printf(changed ? "changed field %s of category %s\n"
	               : "nothing to change in field %s of category %s\n",
	       words[1], words[0]);
	return true;
}

static const struct command field_command = {
    .name = "field",
    .summary = "say which KiCad field a parameter becomes",
    .words = "PATH|ID PARAMETER",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Says, for the parts of a category and of those below it, how the field of a parameter\n"
	"is called, whether it is drawn on the sheet and whether KiCad gets it at all. An\n"
	"empty name and \"inherit\" unsay it.\n\n"
	"example: kidepot category field Passives/Resistors Resistance --visible yes",
    COMMAND_OPTIONS(field_settings, struct field_options),
    .json = true,
    .run = field,
};

const struct command category_command = {
    .name = "category",
    .summary = "keep the tree of categories",
    .group = (const struct command *const[]){&category_view_list, &category_view_show, &add_command,
                                             &set_command, &rm_command, &field_command, NULL},
};
