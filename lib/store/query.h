/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * query: the statements of schema/queries, made into C at build time.
 *
 * The file's stem is the C symbol's ending (query_part_get), the prepared
 * statement's name and the word in logs. `shape` is the first line's comment
 * "-- shape: ..." of the file: one letter for each column of the answer.
 *   t text   T text[]   b boolean   B boolean[]   i bigint   y bytea
 * A statement without an answer has the shape "".
 */
#ifndef KIDEPOT_STORE_QUERY_H
#define KIDEPOT_STORE_QUERY_H

#include <stddef.h>

struct query {
	const char *name;
	const char *shape;
	const char *sql;
};

/* A file of schema/ that is run as it stands: a migration, a view, the roles, the
 * tables in which an import's rows are looked through. */
struct script {
	const char *name; /* file stem: "0001_catalogue" */
	const char *sql;
};

extern const struct query *const query_all[];
extern const size_t query_count;

extern const struct script script_migrations[];
extern const size_t script_migration_count;
extern const struct script script_views[];
extern const size_t script_view_count;
extern const struct script script_roles, script_ledger, script_grants, script_csv,
    script_import_row, script_import, script_inventree, script_partdb, script_netlist,
    script_kicad_library, script_snapshot;

#include "store/query_names.h"

#endif
