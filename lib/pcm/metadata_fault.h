/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_fault: what is wrong with the documents of KiCad's Plugin and Content Manager
 * (PCM): in which field, which rule says so, who enforces it, and the way out.
 *
 * Start with {.arena = a, .schemas = METADATA_EVERY}. A failure of memory is kept in
 * `failed`, so that a caller may check many things and test once.
 */
#ifndef KIDEPOT_PCM_METADATA_FAULT_H
#define KIDEPOT_PCM_METADATA_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

/* The schemas there are, as bits. */
enum metadata_schema {
	METADATA_V1 = 1,            /* https://go.kicad.org/pcm/schemas/v1: KiCad 7, 8 and 10 */
	METADATA_V1_AS_KICAD_9 = 2, /* what KiCad 9.0.8 ships as pcm.v1.schema.json */
	METADATA_V2 = 4, /* .../v2: KiCad 10, for a repository of schema_version 2 and more */
	METADATA_EVERY = 7
};

enum metadata_severity {
	METADATA_HINT,     /* it works, but not as well as it could */
	METADATA_OFFICIAL, /* KiCad takes it, its official repository does not */
	METADATA_ERROR,    /* KiCad refuses it, or what it installs is wrong */
	METADATA_SEVERITIES
};

/* Where a rule comes from. */
enum metadata_source {
	METADATA_OF_SCHEMA,    /* KiCad checks it before it looks at anything */
	METADATA_OF_CLIENT,    /* not in the schema, but what KiCad does goes wrong */
	METADATA_OF_PROSE,     /* https://dev-docs.kicad.org/en/addons/, which no program holds */
	METADATA_OF_OFFICIAL,  /* the checks of the official repository */
	METADATA_OF_PUBLISHED, /* what was published does not change */
	METADATA_SOURCES
};

/* "hint", "official", "error"; "schema", "client", "prose", "official", "published". */
const char *metadata_fault_severity(enum metadata_severity severity);
const char *metadata_fault_source(enum metadata_source source);

struct metadata_fault {
	enum metadata_severity severity;
	enum metadata_source source;
	unsigned schemas;  /* of METADATA_OF_SCHEMA: those that refuse it; else 0 */
	struct text field; /* "versions[0].status"; empty: the document itself */
	struct text rule;  /* "is missing" */
	struct text mend;  /* "write stable, testing, development or deprecated" */
};

/* Beyond the first so many, faults are counted and not kept. */
enum { METADATA_FAULTS_MAX = 200 };

struct metadata_faults {
	struct arena *arena;
	unsigned schemas; /* whose faults are wanted, bits of enum metadata_schema */
	bool official;    /* whether the official repository's rules are held too */
	struct metadata_fault *items;
	size_t count;                            /* of items */
	size_t of_severity[METADATA_SEVERITIES]; /* all of them */
	bool failed;
};

/* True while memory sufficed; else ERR_LIMIT. */
bool metadata_fault_check(const struct metadata_faults *faults, struct err *err);

/* Where one is in a document: a chain from within outward, on the stack. */
struct metadata_path {
	const struct metadata_path *outer; /* NULL: the document */
	struct text key;                   /* of a member; not set: an element */
	size_t index;
};

struct metadata_path metadata_path_member(const struct metadata_path *outer, const char *key);
struct metadata_path metadata_path_element(const struct metadata_path *outer, size_t index);

/* One more fault; the format makes its rule. Of two that follow each other and say the same of
 * one field, one is kept, of the schemas of both. */
void metadata_fault_add(struct metadata_faults *faults, const struct metadata_fault *kind,
                        const struct metadata_path *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * Who enforces a fault of a schema where not every one of those `wanted` does, as "KiCad 9
 * refuses it, KiCad 7, 8 and 10 do not"; NULL when all do, or it is none of a schema.
 */
const char *metadata_fault_whose(const struct metadata_fault *fault, unsigned wanted);

/* Text for a message: its first characters, control characters as "?". */
enum { METADATA_QUOTED = 100 };
void metadata_fault_quote(struct text text, char quoted[METADATA_QUOTED]);

#endif
