/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_archive: a package's zip archive as it is published: what the repository says of it.
 */
#ifndef KIDEPOT_REPOSITORY_PACKAGE_ARCHIVE_H
#define KIDEPOT_REPOSITORY_PACKAGE_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "pcm/archive.h"
#include "repository/package_entry.h"

struct package_archive {
	struct archive *archive; /* open as long as the arena */
	struct package_entry metadata;
	struct text icon; /* resources/icon.png; not set without */
	char sha256[SECRET_SHA256_HEX];
	int64_t download_size, install_size; /* bytes */
};

/*
 * Reads it. ERR_INPUT when it is no such archive, has no metadata.json, or breaks a rule
 * that KiCad 7 to 10 hold (pcm/validate.h), with the field, the rule and the way out of the
 * first; ERR_LIMIT.
 */
bool package_archive_read(const char *path, struct arena *arena, struct package_archive *package,
                          struct err *err);

/*
 * Writes the same package under another version number to the path; the same package and
 * number give the same bytes (pcm/archive_write.h). package_archive_read's errors; ERR_OUTPUT.
 */
bool package_archive_renumber(const struct package_archive *package, struct text version,
                              const char *path, struct arena *arena, struct err *err);

#endif
