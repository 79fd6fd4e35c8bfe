/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "named.h"

#include "output.h"

/* None: what a parameter says holds at once for all parts that have it. */
enum { STATEMENT_TIMEOUT = 0 };

struct db *
named_database(struct cli *cli, struct err *err)
{
	return command_database(cli, STATEMENT_TIMEOUT, err);
}

bool
named_find(struct cli *cli, const struct named *kind, const char *name, struct db **db,
           struct text *id, struct err *err)
{
	*db = named_database(cli, err);
	return *db != NULL && kind->find(*db, text_of(name), cli->arena, id, err);
}

bool
named_list(struct cli *cli, const struct named *kind, struct err *err)
{
	struct db_rows rows;
	struct db *db = named_database(cli, err);
	return db != NULL && kind->list(db, text_of(NULL), cli->arena, &rows, err) &&
	       listing_write_rows(&rows, kind->table_from, cli->json, cli->arena, err);
}

bool
named_show(const struct cli *cli, const struct named *kind, struct db *db, struct text id,
           struct err *err)
{
	return !cli->json || listing_write_one(kind->list, db, id, cli->arena, err);
}

bool
named_remove(struct cli *cli, const struct named *kind, const char *name, struct err *err)
{
	struct text id;
	struct db *db;
	return named_find(cli, kind, name, &db, &id, err) &&
	       kind->remove(db, id, cli->arena, err) &&
	       (!cli->json || output_removed(id, cli->arena, err));
}
