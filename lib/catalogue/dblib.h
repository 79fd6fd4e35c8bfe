/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dblib: the .kicad_dbl file, by which KiCad reads parts from the tables of schema kicad_dbl
 * over ODBC. Not the tables, which triggers keep (docs/schema.md), nor the symbol table row
 * that names the file.
 *
 * KiCad 9 and 10 read source.dsn, username, password, timeout_seconds and connection_string,
 * which when it is not empty is all that counts; cache.max_size, in tables, and cache.max_age;
 * and of each library what is written below. A library without a name adds nothing to the
 * names of its parts, so that their links are those of the HTTP library. KiCad finds a table by
 * its name alone, so that kicad_dbl must be the session's search_path: the connection string
 * says so, and for a DSN the role does (dblib_role.h).
 */
#ifndef KIDEPOT_CATALOGUE_DBLIB_H
#define KIDEPOT_CATALOGUE_DBLIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "store/db.h"

/* Each text is UTF-8 on one line; empty is not said. */
struct dblib_source {
	struct text dsn; /* else a connection string is made of what follows */
	struct text driver, host, sslmode;
	struct text database; /* empty: the one that is asked */
	int64_t port;
	struct text user, password; /* of both */
	int64_t timeout;            /* s that a connection may take */
};

struct dblib {
	struct dblib_source source;
	struct text name;
	int64_t max_age;            /* s for which KiCad keeps a table */
	bool by_category;           /* categories stand before the names of parts */
	bool shows_names;           /* fields that are drawn are drawn with their names */
	bool inherits;              /* fields look as the symbol's own of the same name */
	const struct text *columns; /* fields that the chooser shows, in any case of letters */
	size_t column_count;
	const struct text *categories; /* paths or ids: these and all below; none: all */
	size_t category_count;
};

/* Parts that KiCad 9 does not find again once they are placed, for the slash in their names. */
struct dblib_lost {
	int64_t parts;
	struct text first; /* the name of one, not set when there is none; in the arena */
};

/* Whether the catalogue keeps the tables: setting "database_library". db_query's errors. */
bool dblib_is_kept(struct db *db, struct arena *arena, bool *kept, struct err *err);

/*
 * Checks all, asks the database for the tables and appends the file's text. ERR_INPUT with the
 * mend, also when nothing is shown; ERR_CONFLICT when the tables are not kept, or what is served
 * is not what they have, because a view is the site's own; db_query's errors, ERR_LIMIT. No
 * message repeats a password. On failure nothing is appended. err must not be NULL.
 */
bool dblib_write(struct db *db, const struct dblib *dblib, struct arena *arena, struct buf *out,
                 struct dblib_lost *lost, struct err *err);

#endif
