/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * named: what the subcommands "list", "add", "set" and "rm" of things have in common that
 * are called by a name and have no more than a few columns: suppliers, locations, parameters.
 */
#ifndef KIDEPOT_CLI_NAMED_H
#define KIDEPOT_CLI_NAMED_H

#include "command.h"
#include "listing.h"

/* One kind of thing, as its header in lib/catalogue has it. */
struct named {
	int table_from; /* the first column of `list` that people are shown */
	listing_read *list;
	bool (*find)(struct db *db, struct text name, struct arena *arena, struct text *id,
	             struct err *err);
	bool (*remove)(struct db *db, struct text id, struct arena *arena, struct err *err);
};

/* As command_database, without an end to what a change may take. */
struct db *named_database(struct cli *cli, struct err *err);

/* A connection, and in it the id of the one of that name. Errors: command_database's, find's. */
bool named_find(struct cli *cli, const struct named *kind, const char *name, struct db **db,
                struct text *id, struct err *err);

/* Writes all of them to stdout. */
bool named_list(struct cli *cli, const struct named *kind, struct err *err);

/* What was made or changed says nothing to people; --json gets it as the list has it. */
bool named_show(const struct cli *cli, const struct named *kind, struct db *db, struct text id,
                struct err *err);

/* Removes the one of that name; --json gets {"removed":<id>}. */
bool named_remove(struct cli *cli, const struct named *kind, const char *name, struct err *err);

#endif
