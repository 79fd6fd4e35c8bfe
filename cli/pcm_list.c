/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"

#include "listing.h"
#include "repository/package.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct db_rows rows;
	(void)options;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && package_list(db, text_of(NULL), cli->arena, &rows, err) &&
	       listing_write_rows(&rows, PACKAGE_IDENTIFIER, cli->json, cli->arena, err);
}

const struct command pcm_list_command = {
    .name = "list",
    .summary = "list the packages in the repository",
    .words = "",
    .help = "Lists the packages, with the newest version of each that is offered.\n\n"
	    "example: kidepot pcm list --json",
    .json = true,
    .run = list,
};
