/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * validate: everything that is wrong with files, archives and repositories of KiCad's Plugin
 * and Content Manager. What they are is seen from what is in them.
 */
#ifndef KIDEPOT_PCM_VALIDATE_H
#define KIDEPOT_PCM_VALIDATE_H

#include "pcm/metadata.h"

enum validate_kind {
	VALIDATE_UNKNOWN, /* could not be read */
	VALIDATE_PACKAGE, /* metadata.json */
	VALIDATE_PACKAGES,
	VALIDATE_REPOSITORY,
	VALIDATE_ARCHIVE,   /* the zip of a package */
	VALIDATE_RESOURCES, /* the zip of a repository's icons */
	VALIDATE_KINDS
};

/* "package", "packages", "repository", "archive", "resources", or "unknown". */
const char *validate_kind_word(enum validate_kind kind);

/* What was published before. */
struct validate_published {
	struct metadata_package *packages;
	size_t count;
};

struct validate_options {
	unsigned schemas;        /* bits of enum metadata_schema */
	bool official;           /* hold the official repository's rules too */
	bool archives;           /* of a repository that is fetched: its archives too */
	enum validate_kind kind; /* of the JSON given; VALIDATE_UNKNOWN: by what is in it */
	enum metadata_form form; /* of a metadata.json; 0: by metadata_rule_form */
	struct validate_published published;
};

/* What was found in one document. Borrowed from the arena. */
struct validate_report {
	const char *name; /* a path, or a URL without what may be secret */
	enum validate_kind kind;
	struct metadata_faults faults;
};

/* False ends the validation. */
typedef bool validate_tell(void *context, const struct validate_report *report, struct err *err);

/*
 * Looks at a file, or at what a URL of http or https leads to, and tells of each document: a
 * repository that is fetched is followed to its packages and resources, whose sums are
 * compared, and with options->archives to each version's zip. What cannot be read is
 * told as a fault. ERR_LIMIT, ERR_SYSTEM, and what `tell` says.
 */
bool validate_input(const char *input, const struct validate_options *options, validate_tell *tell,
                    void *context, struct arena *arena, struct err *err);

/* Reads what was published: a packages.json or a package's metadata, by path or URL.
 * ERR_INPUT when it cannot be read or is no such thing, ERR_LIMIT, ERR_SYSTEM. */
bool validate_read_published(const char *input, struct arena *arena,
                             struct validate_published *published, struct err *err);

#endif
