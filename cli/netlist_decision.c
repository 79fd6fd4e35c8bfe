/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_decision.h"

#include <stdio.h>

#include "listing.h"
#include "netlist.h"
#include "netlist/netlist_project.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

static bool
decisions(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct netlist_decision_page page = {.id = text_of(NULL)};
	struct db_rows rows;
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       netlist_project_find(db, text_of(words[0]), cli->arena, &page.project_id, err) &&
	       netlist_decision_list(db, &page, cli->arena, &rows, err) &&
	       listing_write_rows(&rows, 0, cli->json, cli->arena, err);
}

const struct command netlist_decision_list_command = {
    .name = "decisions",
    .summary = "list what was decided of components",
    .words = "PROJECT",
    .words_min = 1,
    .words_max = 1,
    .help = "Lists what was decided in a project, the newest first: which part components are\n"
	    "that say this, by whom and when. Without a part they are none of the catalogue.\n\n"
	    "example: kidepot netlist decisions board",
    .json = true,
    .run = decisions,
};

static bool
forget(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct text project_id, id = text_of(words[1]);
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL ||
	    !netlist_project_find(db, text_of(words[0]), cli->arena, &project_id, err) ||
	    !netlist_decision_forget(db, project_id, id, cli->arena, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	printf("forgot decision %s: the next import goes by the rules again\n", words[1]);
	return true;
}

const struct command netlist_decision_forget_command = {
    .name = "forget",
    .summary = "forget a decision",
    .words = "PROJECT NUMBER",
    .words_min = 2,
    .words_max = 2,
    .help = "Forgets a decision of a project, by its number in \"kidepot netlist decisions\".\n"
	    "The next import goes by the rules again; what was imported stays as it is.\n\n"
	    "example: kidepot netlist forget board 12",
    .json = true,
    .run = forget,
};
