/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_source: where a row of "kidepot netlist" takes its netlist from: a file, the
 * standard input, or a revision in the database. One way for all rows.
 */
#ifndef KIDEPOT_CLI_NETLIST_SOURCE_H
#define KIDEPOT_CLI_NETLIST_SOURCE_H

#include "command.h"
#include "netlist/netlist_model.h"
#include "netlist/netlist_revision.h"

/* Members of a row's options, and the rows of its table that set them. */
struct netlist_source_options {
	const char *project, *revision;
};

#define NETLIST_SOURCE_WORDS "[FILE|-]"

/* clang-format off */
#define NETLIST_SOURCE_SETTINGS(target, from)                                     \
	{.name = "project",                                                       \
	 .type = SETTING_TEXT,                                                    \
	 .offset = offsetof(target, from.project),                                \
	 .unit = " NAME",                                                         \
	 .help = "take the netlist of this project instead of a file's"},         \
	{.name = "revision",                                                      \
	 .type = SETTING_TEXT,                                                    \
	 .offset = offsetof(target, from.revision),                               \
	 .unit = " NAME",                                                         \
	 .help = "its revision; without it the one that was imported last"}
/* clang-format on */

struct netlist_source {
	const char *file;                 /* a path or "-"; NULL: the revision */
	struct netlist_revision revision; /* of a file all not set */
};

/* What the row was given: `word` is its file, NULL when none was said. Usage unless it is
 * one of both; netlist_revision_find's errors. */
bool netlist_source_choose(struct cli *cli, struct db *db, const char *word,
                           const struct netlist_source_options *options,
                           struct netlist_source *source, struct err *err);

/* The records of a source, for those that look at them one by one. */
struct netlist_source_records {
	struct db *db;
	const struct netlist_source *source;
};

/* A netlist_model_source with a struct netlist_source_records. Errors as below. */
bool netlist_source_give(void *records, const struct netlist_sink *sink, struct err *err);

/*
 * One word that says either: a path, "-", or "@PROJECT" or "@PROJECT@REVISION", the last @
 * being between them; a file whose name begins with @ is "./@file".
 */
bool netlist_source_named(struct cli *cli, struct db *db, const char *word,
                          struct netlist_source *source, struct err *err);

/* Reads it; netlist_model_read and netlist_stored_model say what is wrong with it. */
bool netlist_source_read(struct cli *cli, struct db *db, const struct netlist_source *source,
                         unsigned wanted, struct netlist_model *model, struct err *err);

#endif
