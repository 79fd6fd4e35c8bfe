/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/parameter_template.h"

#include "actions.h"
#include "named.h"

struct template_options {
	const char *unit, *field_name, *visible, *served, *si_prefix, *name;
};

static const struct named template = {
    PARAMETER_TEMPLATE_NAME,
    parameter_template_list,
    parameter_template_get_id,
    parameter_template_remove,
};

/* "add" takes all but the last. */
static const struct setting template_settings[] = {
    {.name = "unit",
     .type = SETTING_TEXT,
     .offset = offsetof(struct template_options, unit),
     .unit = " U",
     .help = "what its numbers are of, such as V"},
    {.name = "field_name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct template_options, field_name),
     .unit = " F",
     .help = "the field in KiCad, when it is not to be called as the parameter"},
    {.name = "visible",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct template_options, visible),
     .choices = "yes no",
     .help = "drawn on the sheet"},
    {.name = "served",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct template_options, served),
     .choices = "yes no",
     .help = "becomes a field in KiCad"},
    {.name = "si_prefix",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct template_options, si_prefix),
     .choices = "yes no",
     .help = "numbers are written with SI prefixes: 4700 as 4k7"},
    {.name = "name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct template_options, name),
     .help = "another name"},
};

static struct parameter_template_change
change_of(const struct template_options *options)
{
	return (struct parameter_template_change){
	    .name = text_of(options->name),
	    .unit = text_of(options->unit),
	    .field_name = text_of(options->field_name),
	    .visible = text_of(options->visible),
	    .served = text_of(options->served),
	    .si_prefix = text_of(options->si_prefix),
	};
}

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	return named_list(cli, &template, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list the parameters that parts may have",
    .words = "",
    .help = "Lists the parameters that parts may have, and how many parts have each.\n\n"
	    "example: kidepot template list --json",
    .json = true,
    .run = list,
};

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct parameter_template_change change = change_of(options);
	struct text id;
	change.name = text_of(words[0]);
	struct db *db = named_database(cli, err);
	return db != NULL && parameter_template_add(db, &change, cli->arena, &id, err) &&
	       named_show(cli, &template, db, id, err);
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a parameter",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Makes a parameter, which parts can then have a value of. Unless told otherwise it is\n"
	    "served, not visible and without SI prefixes.\n\n"
	    "example: kidepot template add Resistance --unit Ω --si-prefix yes",
    COMMAND_OPTIONS_BUT_LAST(template_settings, struct template_options),
    .json = true,
    .run = add,
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct template_options *said = options;
	struct parameter_template_change change = change_of(said);
	if (said->name == NULL && said->unit == NULL && said->field_name == NULL &&
	    said->visible == NULL && said->served == NULL && said->si_prefix == NULL)
		return command_misused(cli, err, "nothing to set is given");
	struct text id;
	struct db *db;
	return named_find(cli, &template, words[0], &db, &id, err) &&
	       parameter_template_set(db, id, &change, cli->arena, err) &&
	       named_show(cli, &template, db, id, err);
}

static const struct command set_command = {
    .name = "set",
    .summary = "change a parameter",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Changes what is given and leaves the rest. An empty unit or field name unsets it.\n\n"
	    "example: kidepot template set MPN --field-name \"Part number\" --visible no",
    COMMAND_OPTIONS(template_settings, struct template_options),
    .json = true,
    .run = set,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	return named_remove(cli, &template, words[0], err);
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a parameter that is not used",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a parameter that no part has and no category has rules about.\n\n"
	    "example: kidepot template rm Colour",
    .json = true,
    .run = rm,
};

const struct command template_command = {
    .name = "template",
    .summary = "keep the parameters that parts may have",
    .group = (const struct command *const[]){&list_command, &add_command, &set_command, &rm_command,
                                             NULL},
};
