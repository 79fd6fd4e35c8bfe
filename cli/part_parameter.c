/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_edit.h"
#include "part.h"

struct parameter_options {
	const char *value, *field_name, *visible, *served;
};

static const struct setting parameter_settings[] = {
    {.name = "value",
     .type = SETTING_TEXT,
     .offset = offsetof(struct parameter_options, value),
     .help = "its value; \"\" takes it from the part"},
    {.name = "field_name",
     .type = SETTING_TEXT,
     .offset = offsetof(struct parameter_options, field_name),
     .unit = " F",
     .help = "the field in KiCad; \"\": by the rules"},
    {.name = "visible",
     .type = SETTING_TEXT,
     .offset = offsetof(struct parameter_options, visible),
     .unit = " yes|no",
     .help = "drawn on the sheet; \"\": by the rules"},
    {.name = "served",
     .type = SETTING_TEXT,
     .offset = offsetof(struct parameter_options, served),
     .unit = " yes|no",
     .help = "becomes a field in KiCad; \"\": by the rules"},
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct parameter_options *said = options;
	const struct part_parameter parameter = {text_of(words[1]), text_of(said->value),
	                                         text_of(said->field_name), text_of(said->visible),
	                                         text_of(said->served)};
	const struct part_edit edit = {.details = {.parameters = &parameter, .parameter_count = 1}};
	struct part_edit_match match;
	if (said->value == NULL && said->field_name == NULL && said->visible == NULL &&
	    said->served == NULL)
		return command_misused(cli, err, "nothing to set is given");
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       part_edit_find_present(db, text_of(words[0]), cli->arena, &match, err) &&
	       part_edit_set(db, match.id, &edit, cli->arena, err) &&
	       (!cli->json || part_show_json(cli, db, match.id, err));
}

const struct command part_parameter_command = {
    .name = "parameter",
    .summary = "set what a part says of one parameter",
    .words = "PART NAME",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Sets a parameter of one part: its value, and what becomes of it in KiCad when that is\n"
	"not to be as the category and the parameter say. What is not given stays.\n\n"
	"example: kidepot part parameter ipn:R-0042 Tolerance --visible yes",
    COMMAND_OPTIONS(parameter_settings, struct parameter_options),
    .json = true,
    .run = set,
};
