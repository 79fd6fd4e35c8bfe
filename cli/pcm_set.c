/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listing.h"
#include "pcm.h"
#include "pcm_directory.h"
#include "repository/package.h"

struct set_options {
	const char *directory, *status;
};

static const struct setting set_settings[] = {
    PCM_DIRECTORY_ROW(struct set_options),
    {.name = "status",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct set_options, status),
     .choices = "stable testing development deprecated",
     .help = "what it is offered as"},
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct set_options *said = options;
	if (said->status == NULL)
		return command_misused(cli, err, "nothing to set is given");
	const struct package_change change = {.identifier = text_of(words[0]),
	                                      .version = text_of(words[1]),
	                                      .status = text_of(said->status)};
	struct text id;
	struct db *db = command_database(cli, PCM_DIRECTORY_TIMEOUT, err);
	if (db == NULL ||
	    !package_version_set(db, &change, pcm_directory(said->directory), cli->arena, &id, err))
		return false;
	return !cli->json || listing_write_one(package_version_get, db, id, cli->arena, err);
}

const struct command pcm_set_command = {
    .name = "set",
    .summary = "change what a version is offered as",
    .words = "IDENTIFIER VERSION",
    .words_min = 2,
    .words_max = 2,
    .help = "Changes the status of a version that is published.\n\n"
	    "example: kidepot pcm set org.example.parts 1.2.0 --status stable",
    COMMAND_OPTIONS(set_settings, struct set_options),
    .json = true,
    .run = set,
};
