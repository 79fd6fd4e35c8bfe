/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The netlists that were imported: their projects and revisions. */
#include "netlist/netlist_project.h"

#include <stdio.h>

#include "listing.h"
#include "netlist.h"
#include "netlist/netlist_revision.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

static bool
projects(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct db_rows rows;
	(void)options;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && netlist_project_list(db, text_of(NULL), cli->arena, &rows, err) &&
	       listing_write_rows(&rows, 1, cli->json, cli->arena, err);
}

const struct command netlist_project_list_command = {
    .name = "projects",
    .summary = "list the projects that netlists were imported into",
    .words = "",
    .help = "Lists the projects, how many revisions and decisions each holds, and when the last\n"
	    "netlist was imported.\n\n"
	    "example: kidepot netlist projects",
    .json = true,
    .run = projects,
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct netlist_revision_page page = {.project = text_of(words[0])};
	struct db_rows rows;
	struct text id;
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL ||
	    (words[0] != NULL && !netlist_project_find(db, page.project, cli->arena, &id, err)) ||
	    !netlist_revision_list(db, &page, cli->arena, &rows, err))
		return false;
	return listing_write_rows(&rows, 1, cli->json, cli->arena, err);
}

const struct command netlist_project_revisions_command = {
    .name = "list",
    .summary = "list the netlists that were imported",
    .words = "[PROJECT]",
    .words_max = 1,
    .help = "Lists the revisions that were imported, of one project or all, the newest first,\n"
	    "with what each holds and how many of its components are a part.\n\n"
	    "example: kidepot netlist list board",
    .json = true,
    .run = list,
};

/* --- removing */

struct rm_options {
	bool all;
};

static const struct setting rm_settings[] = {
    {.name = "all",
     .type = SETTING_BOOL,
     .offset = offsetof(struct rm_options, all),
     .fallback = "no",
     .help = "the project with its revisions and decisions"},
};

static bool
remove_one(struct cli *cli, struct db *db, const struct rm_options *said, char **words,
           struct text *id, struct err *err)
{
	struct text project = text_of(words[0]);
	struct netlist_revision revision;
	if (words[1] == NULL)
		return netlist_project_find(db, project, cli->arena, id, err) &&
		       netlist_project_remove(db, *id, said->all, cli->arena, err);
	if (!netlist_revision_find(db, project, text_of(words[1]), cli->arena, &revision, err))
		return false;
	*id = revision.id;
	return netlist_revision_remove(db, *id, cli->arena, err);
}

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct rm_options *said = options;
	struct text id;
	if (said->all && words[1] != NULL)
		return command_misused(cli, err, "--all is of a project, not of a revision");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !remove_one(cli, db, said, words, &id, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	if (words[1] == NULL)
		printf("removed project \"%s\"\n", words[0]);
	else
		printf("removed revision \"%s\" of project \"%s\"\n", words[1], words[0]);
	return true;
}

const struct command netlist_project_rm_command = {
    .name = "rm",
    .summary = "remove a revision, or a project",
    .words = "PROJECT [REVISION]",
    .words_min = 1,
    .words_max = 2,
    .help = "Removes a revision of a project; what was decided stays with the project. Without a\n"
	    "revision it is the project, which is refused while it holds revisions or decisions,\n"
	    "unless --all is given. Parts are left alone.\n\n"
	    "example: kidepot netlist rm board 1.1\n"
	    "example: kidepot netlist rm board --all",
    COMMAND_OPTIONS(rm_settings, struct rm_options),
    .json = true,
    .run = rm,
};
