/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * validate_inside: what the files of validate share.
 */
#ifndef KIDEPOT_PCM_VALIDATE_INSIDE_H
#define KIDEPOT_PCM_VALIDATE_INSIDE_H

#include "pcm/archive.h"
#include "pcm/fetch.h"
#include "pcm/validate.h"

/* More is not fetched and not read, of whatever it is; bytes. KiCad reads no larger
 * resources, and the official repository takes no larger archives. */
enum { VALIDATE_SIZE_MAX = 100 << 20 };

struct validate {
	const struct validate_options *options;
	validate_tell *tell;
	void *context;
	struct arena *arena;
	struct fetch *fetch; /* NULL until it is needed */
};

/* What a repository says of a document it leads to; not set or -1 where it says nothing. */
struct validate_expected {
	struct text sha256;
	int64_t size;
	const struct metadata_package *package; /* of an archive, or NULL */
	const struct metadata_version *version;
};

/* A report on `name` in which nothing is wrong yet. */
struct validate_report validate_report_of(const struct validate *validate, const char *name,
                                          enum validate_kind kind);

/* One more thing wrong in it, of the field of that name ("": the document itself). */
void validate_complain(struct validate_report *report, enum metadata_severity severity,
                       enum metadata_source source, const char *field, const char *mend,
                       const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Tells of it; ERR_LIMIT when memory did not suffice for what is wrong. */
bool validate_report_tell(const struct validate *validate, const struct validate_report *report,
                          struct err *err);

/* What the URL leads to. ERR_LIMIT for more than VALIDATE_SIZE_MAX; fetch_get's errors. */
bool validate_fetch(struct validate *validate, struct text url, struct text *body, struct err *err);

/* Adds how bytes differ from what was expected. */
void validate_compare(const struct validate_expected *expected, struct text bytes,
                      struct validate_report *report);

/*
 * The zip of a package, of these bytes, which lie in the file `path` (NULL: in none yet).
 * Tells of the zip and of the metadata.json in it.
 */
bool validate_archive(struct validate *validate, const char *name, const char *path,
                      struct text bytes, const struct validate_expected *expected, struct err *err);

/* The libraries in the zip of a package: whether they can be read, and by the KiCad that
 * `kicad_version` says (not set: by any). */
void validate_contents(struct archive *archive, struct text kicad_version,
                       struct validate_report *report);

/* The zip of a repository's icons. */
bool validate_archive_of_icons(struct validate *validate, const char *name, struct text bytes,
                               const struct validate_expected *expected, struct err *err);

/*
 * The JSON of any kind but an archive; with `kind` VALIDATE_UNKNOWN it is found out. Tells of
 * it, and gives the document: NULL when it cannot be read.
 */
bool validate_document(struct validate *validate, const char *name, struct text bytes,
                       enum validate_kind *kind, enum metadata_form form,
                       const struct validate_expected *expected, const struct document **document,
                       struct err *err);

/* What a repository.json leads to. */
bool validate_follow(struct validate *validate, const struct document *repository, struct err *err);

#endif
