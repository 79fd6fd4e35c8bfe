/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_source: the systems whose parts can be imported, one row each. A system gives
 * documents of JSON, each with one kind of elements, from files as they were saved or over
 * its own interface. They become rows of import_record (schema/import.sql); the system's
 * script makes tables of them, and a statement for each table of the catalogue makes of
 * these what a CSV file of that table would have. Adding a system is a row, a script and
 * its statements.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_SOURCE_H
#define KIDEPOT_IMPORT_IMPORT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/settings.h"
#include "store/query.h"

struct import_document {
	const char *kind; /* the file is KIND.json, further pages are KIND-2.json ... */
	/* Where the system answers it; a second one for other versions, or NULL. Both NULL: only
	 * as a file. */
	const char *address, *other_address;
	bool needed; /* without it there is nothing to import; others may be missing */
	/* A listing has not all of an element: each is asked for by its id, below the address. */
	bool single;
};

struct import_step {
	const char *table; /* of csv_table.h */
	const struct query *rows;
};

/* What --map can say, a text each. */
enum { IMPORT_KEYS_MAX = 16 };

struct import_source {
	const char *name;
	const char *scheme;      /* of its tokens: "Token" */
	const char *accept;      /* the type of JSON that is asked for */
	const char *page;        /* what is appended to an address, for pages of a known size */
	const char *single_kind; /* of a source that is one file, of JSON or CSV */
	const struct import_document *documents;
	size_t document_count;
	const struct script *script;     /* after the records are there */
	const struct import_step *steps; /* in the order of csv_table.h */
	size_t step_count;
	const struct query *skipped; /* adds to import_skipped what has no place here */
	const struct setting *keys;  /* the target is const char *[IMPORT_KEYS_MAX] */
	size_t key_count;
};

extern const struct import_source import_source_inventree, import_source_partdb;

#endif
