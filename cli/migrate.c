/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrate.h"

#include <stdio.h>

#include "actions.h"

struct report {
	bool changed;
};

static void
waiting(void *context)
{
	(void)context;
	fprintf(stderr, "kidepot: another migration of this database is at work, waiting for it\n");
}

static void
applied(void *context, const char *name)
{
	struct report *report = context;
	report->changed = true;
	printf("applied migration %s\n", name);
}

static void
views_made(void *context, size_t count)
{
	struct report *report = context;
	report->changed = true;
	printf("made %zu views and their rights\n", count);
}

static bool
migrate(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	struct report report = {0};
	struct migrate_progress progress = {&report, waiting, applied, views_made};
	/* No time-out: it may wait for another migration, and its own may be long. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL || !migrate_run(db, &progress, cli->arena, err))
		return false;
	if (!report.changed)
		printf("nothing to do, the database is up to date\n");
	return true;
}

const struct command migrate_command = {
    .name = "migrate",
    .summary = "bring the database to this program's schema",
    .help = "Makes the group roles when they are missing, applies each missing migration and\n"
	    "makes the views KiCad reads. A second run changes nothing; two at once wait for\n"
	    "each other. Views named in kidepot.own_view are left alone.\n\n"
	    "example: kidepot migrate --conninfo \"dbname=parts\"",
    .words = "",
    .run = migrate,
};
