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
#include "netlist/netlist_import_rows.h"
#include "netlist/netlist_odd.h"
#include "store/db.h"
#include "store/db_copy.h"

struct netlist_import_progress {
	void *context;
	/* Bytes so far, the same as before at the end of the file; may be NULL. */
	void (*read)(void *context, int64_t bytes);
	/* What the reader warns of; may be NULL. */
	void (*warning)(void *context, const char *message);
};

/* How the report's rows are asked for. */
enum netlist_import_rows_as {
	NETLIST_IMPORT_LINES, /* for people, references shortened */
	NETLIST_IMPORT_LISTS, /* everything */
	NETLIST_IMPORT_CSV    /* a line for each component, to `csv` before the end */
};

/*
 * Matching: rules are tried one after the other, and the first that finds parts decides:
 * one part is a match, several are told as ambiguous. Components that say the same
 * are the same part. A decision of the project, from an earlier import or from the file,
 * goes before all rules.
 *   library  the symbol is of our HTTP library and named as a part is or was
 *   id, ipn, mpn  a field says it; MPNs are compared without case
 *   name     the symbol's name or the value is a part's, as it is or was
 *   value    value and footprint, or an alternate footprint, are those of a part in KiCad
 *
 * Writing back, with the policy `overwrite`: "never" sets only what a part has
 * neither itself nor from its category, "empty" what it has not itself, "always" all.
 * Two components of one part that say different things are a conflict, and nothing is set.
 * "field:NAME=TARGET" writes a field of the schematic to a parameter, to ipn, manufacturer or
 * mpn, or to the description; without "=TARGET" to what is called as the field is. An IPN that
 * another part has, or would be given, too, is taken.
 *
 * The file of decisions, in UTF-8, with its mark or without: "R1 R2 = PART", "R1 = none" for
 * what is no part of the catalogue, "R1 =" to forget it; '#' begins a comment. They hold for all
 * components of the project that say what that one says.
 */
#define NETLIST_IMPORT_RULES "library,id,ipn,mpn,name,value"

struct netlist_import_order {
	struct stream_in *in;
	struct text rules; /* "library,ipn", in their order; not set: all, in the order above */
	const struct netlist_import_says_field *fields; /* before the usual ones */
	size_t field_count;
	struct text library;    /* the nickname of our HTTP library */
	const char *decisions;  /* the file; NULL: none */
	const char *write_back; /* "symbol,footprint,datasheet,field:MPN", some; NULL: nothing */
	const char *overwrite;  /* see above */
	enum netlist_import_rows_as rows_as;
	db_copy_write *csv;
	void *csv_context;
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
	struct text revision_id;
	struct netlist_design design;
	struct netlist_counts counts; /* `unknown` is NULL */
	struct netlist_odd odd;
	int64_t matched, ambiguous, unmatched, no_part; /* components; no_part: by decision */
	struct db_rows components; /* netlist_report_list or _lines; none for CSV */
	struct db_rows writes;     /* netlist_write_list or _lines; none without write_back */
};

/*
 * ERR_INPUT, ERR_LIMIT as netlist_file_read; ERR_INPUT when neither the order nor the
 * netlist names the project, for a name that is none, an unknown rule or field, and with
 * file and line for a decision that cannot be taken; db_copy_in's errors, those of
 * `csv`. Another import into the same project waits for its end, and with write_back
 * other changes of the catalogue do. err must not be NULL.
 */
bool netlist_import(struct db *db, const struct netlist_import_order *order, struct arena *arena,
                    struct netlist_import_report *report, struct err *err);

/* What the project is called when nobody says: the schematic's file without folders and
 * extension, on whatever machine it was; not set when that is not said. */
struct text netlist_import_project_of(const struct netlist_design *design);

#endif
