/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_import: a netlist into the database as one revision of a project, whole or
 * not at all, in one transaction. The records go to a staging table while the file is
 * read, so memory does not grow with it; the rest is done by statements over all of
 * them: schema/netlist.sql.
 *
 * A revision that is there already is replaced. When it holds the same records nothing
 * is changed; the date of the export, its tool and its path are no records.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_IMPORT_H
#define KIDEPOT_NETLIST_NETLIST_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stream.h"

#include "netlist/netlist.h"
#include "store/db.h"

struct netlist_import_progress {
	void *context;
	/* Bytes so far, the same as before at the end of the file; may be NULL. */
	void (*read)(void *context, int64_t bytes);
	/* What the reader warns of; may be NULL. */
	void (*warning)(void *context, const char *message);
};

struct netlist_import_order {
	struct stream_in *in;
	struct text project;  /* not set: the name of the root sheet's file */
	struct text revision; /* not set: the root sheet's revision; "current" without one */
	bool dry_run;         /* everything is done, and then undone */
	struct netlist_import_progress progress;
};

enum netlist_import_outcome { NETLIST_IMPORT_MADE, NETLIST_IMPORT_REPLACED, NETLIST_IMPORT_SAME };

/* Texts lie in the arena. */
struct netlist_import_report {
	enum netlist_import_outcome outcome;
	bool stored; /* false: a dry run */
	struct text project, revision;
	struct netlist_design design;
	struct netlist_counts counts; /* `unknown` is NULL */
};

/*
 * ERR_INPUT, ERR_LIMIT as netlist_file_read; ERR_INPUT when neither the order nor the
 * netlist names the project, and for a name that is none; db_copy_in's errors. Another
 * import into the same project waits for its end. err must not be NULL.
 */
bool netlist_import(struct db *db, const struct netlist_import_order *order, struct arena *arena,
                    struct netlist_import_report *report, struct err *err);

#endif
