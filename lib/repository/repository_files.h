/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * repository_files: the directory that a web server gives to KiCad's Plugin and Content
 * Manager:
 *   repository.json                what KiCad asks for first
 *   packages-<sha256>.json         what it names
 *   resources-<sha256>.zip
 *   archive/<sha256>.zip           the packages themselves
 *   .lock  .new.*                  not served
 * A file appears whole or not at all, and never changes but for repository.json. One process
 * at a time changes the directory.
 */
#ifndef KIDEPOT_REPOSITORY_REPOSITORY_FILES_H
#define KIDEPOT_REPOSITORY_REPOSITORY_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"

struct repository_files {
	const char *path; /* borrowed */
	int lock;
};

/*
 * Waits until no other process changes the directory, and removes what one that was killed
 * left. ERR_INPUT when it is not there, ERR_OUTPUT when it may not be written to.
 */
bool repository_files_open(struct repository_files *files, const char *path, struct arena *arena,
                           struct err *err);
void repository_files_close(struct repository_files *files);

/* The path of a file that is being made, "<directory>/.new.<name>". NULL with ERR_LIMIT. */
char *repository_files_draft(const struct repository_files *files, const char *name,
                             struct arena *arena, struct err *err);

/* Copies a file of whatever size to the path, whole or not at all. ERR_INPUT, ERR_OUTPUT. */
bool repository_files_copy(const char *from, const char *to, struct err *err);

/* SHA-256 in hexadecimal digits, and bytes, of a file. ERR_INPUT, ERR_SYSTEM. */
bool repository_files_sum(const char *path, char sha256[SECRET_SHA256_HEX], int64_t *size,
                          struct err *err);

/* Puts a draft in its place, "archive/1234.zip", for good: also after a power failure.
 * ERR_OUTPUT. */
bool repository_files_place(const struct repository_files *files, const char *draft,
                            const char *name, struct arena *arena, struct err *err);

/* Removes a file; one that is not there is removed already. ERR_OUTPUT. */
bool repository_files_remove(const struct repository_files *files, const char *name,
                             struct arena *arena, struct err *err);

/* Calls `take` for each packages-<sha256>.json and resources-<sha256>.zip. ERR_INPUT. */
typedef bool repository_files_take(void *context, const char *name, struct text sha256,
                                   struct err *err);
bool repository_files_each(const struct repository_files *files, repository_files_take *take,
                           void *context, struct err *err);

#endif
