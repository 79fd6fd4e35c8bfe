/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * repository: what KiCad's Plugin and Content Manager can install from here. What it is is in
 * the database, and so are the documents that say it; the files that a web server gives out
 * are made of them (repository_files.h).
 *
 * No client catches it half changed: what repository.json names is there before it is, and
 * stays for 7 days after. Whoever is stopped at any moment, also by a full disk, leaves it as
 * it was, or as it is to be. Stopped between the database's commit and the last file, it is
 * as it was for who reads files alone, until the next change or repository_refresh.
 */
#ifndef KIDEPOT_REPOSITORY_REPOSITORY_H
#define KIDEPOT_REPOSITORY_REPOSITORY_H

#include <stdbool.h>

#include "base/arena.h"
#include "repository/repository_files.h"
#include "store/db.h"

/* A step of a change, within its transaction. */
typedef bool repository_step(void *context, struct db *db, const struct repository_files *files,
                             struct arena *arena, struct err *err);

/*
 * Runs the step in a transaction that no other change of packages runs beside, and makes
 * the documents say what is offered then. ERR_INPUT while there is no setting pcm_url;
 * ERR_LIMIT when a document would be larger than KiCad reads; ERR_OUTPUT; the errors of the
 * step and db_query's. err must not be NULL.
 */
bool repository_change(struct db *db, const struct repository_files *files, repository_step *step,
                       void *context, struct arena *arena, struct err *err);

/* Makes the files of the directory anew: after a change of settings, for one that is empty,
 * or after a publication that was stopped. repository_change's errors. */
bool repository_refresh(struct db *db, const char *directory, struct arena *arena, struct err *err);

#endif
