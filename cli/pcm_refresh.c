/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"
#include "pcm_directory.h"
#include "repository/repository.h"

struct refresh_options {
	const char *directory;
};

static const struct setting refresh_settings[] = {PCM_DIRECTORY_ROW(struct refresh_options)};

static bool
refresh(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct refresh_options *said = options;
	(void)words;
	struct db *db = command_database(cli, PCM_DIRECTORY_TIMEOUT, err);
	return db != NULL &&
	       repository_refresh(db, pcm_directory(said->directory), cli->arena, err);
}

const struct command pcm_refresh_command = {
    .name = "refresh",
    .summary = "write the repository's documents anew",
    .words = "",
    .help =
	"Writes the documents of the repository anew: after a change of the settings pcm_url\n"
	"and pcm_name, and in a directory that has none yet.\n\n"
	"example: kidepot settings set pcm_url https://parts.example.org/pcm && kidepot pcm refresh",
    COMMAND_OPTIONS(refresh_settings, struct refresh_options),
    .run = refresh,
};
