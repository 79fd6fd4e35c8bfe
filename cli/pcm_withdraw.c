/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listing.h"
#include "pcm.h"
#include "pcm_directory.h"
#include "repository/package.h"

struct withdraw_options {
	const char *directory;
	bool remove_archive;
};

static const struct setting withdraw_settings[] = {
    PCM_DIRECTORY_ROW(struct withdraw_options),
    {.name = "remove_archive",
     .type = SETTING_BOOL,
     .offset = offsetof(struct withdraw_options, remove_archive),
     .fallback = "no",
     .help = "remove its archive from the directory as well"},
};

static bool
withdraw(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct withdraw_options *said = options;
	const struct package_change change = {.identifier = text_of(words[0]),
	                                      .version = text_of(words[1]),
	                                      .withdraw = true,
	                                      .remove = said->remove_archive};
	struct text id;
	struct db *db = command_database(cli, PCM_DIRECTORY_TIMEOUT, err);
	if (db == NULL ||
	    !package_version_set(db, &change, pcm_directory(said->directory), cli->arena, &id, err))
		return false;
	return !cli->json || listing_write_one(package_version_get, db, id, cli->arena, err);
}

const struct command pcm_withdraw_command = {
    .name = "withdraw",
    .summary = "offer a version of a package no more",
    .words = "IDENTIFIER VERSION",
    .words_min = 2,
    .words_max = 2,
    .help = "Offers a version no more. Whoever has it installed keeps it; publishing the same\n"
	    "archive offers it again.\n\n"
	    "example: kidepot pcm withdraw org.example.parts 2026.1129.101500",
    COMMAND_OPTIONS(withdraw_settings, struct withdraw_options),
    .json = true,
    .run = withdraw,
};
