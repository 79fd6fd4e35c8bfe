/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata: a package as KiCad's Plugin and Content Manager (PCM) describes it, read from
 * JSON. The document stays at hand, so that members nobody here knows survive.
 *
 * What is wrong with it is found by metadata_check and metadata_rule; here, members that are
 * not of the type they should have are as if they were not there.
 */
#ifndef KIDEPOT_PCM_METADATA_H
#define KIDEPOT_PCM_METADATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/document_read.h"
#include "pcm/metadata_fault.h"

/* What KiCad reads at most of repository.json and packages.json (9.0.8, 10.0.7), and what we
 * read of a package's metadata.json; bytes. */
enum {
	METADATA_REPOSITORY_MAX = 20480,
	METADATA_PACKAGES_MAX = 10 << 20,
	METADATA_PACKAGE_MAX = 1 << 20
};

/* Where a package's metadata stands: it says different things there. */
enum metadata_form {
	METADATA_IN_ARCHIVE = 1,   /* metadata.json of a zip: one version, without download_... */
	METADATA_IN_REPOSITORY = 2 /* in packages.json, or given to the official repository */
};

struct metadata_texts {
	struct text *items; /* elements that are no texts are left out */
	size_t count;
};

struct metadata_version {
	struct text version, status, kicad_version, kicad_version_max, runtime;
	struct text download_url, download_sha256;
	int64_t version_epoch;               /* 0 when it is not set */
	int64_t download_size, install_size; /* -1 when they are not set */
	struct metadata_texts platforms, keep_on_update;
	const struct document *document;
};

struct metadata_package {
	struct text identifier, name, description, description_full, type, license, category;
	struct text author, maintainer; /* their names */
	struct metadata_texts tags, keep_on_update;
	struct metadata_version *versions; /* one for each element of the array */
	size_t version_count;
	const struct document *document;
};

/*
 * Reads the JSON of any document of the PCM, of at most `size_max` bytes and 64 levels.
 * document_read's errors; the document is the arena's.
 */
bool metadata_parse(struct text bytes, size_t size_max, struct arena *arena,
                    const struct document **document, struct err *err);

/* Reads a package out of a document; its texts borrow from it. ERR_LIMIT only. */
bool metadata_read(const struct document *document, struct arena *arena,
                   struct metadata_package *package, struct err *err);

/* The packages of a packages.json, one for each element. ERR_LIMIT only. */
bool metadata_read_packages(const struct document *document, struct arena *arena,
                            struct metadata_package **packages, size_t *count, struct err *err);

#endif
