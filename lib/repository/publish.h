/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * publish: puts an archive into the repository as a version of its package. What was
 * published never changes: KiCad does not look again at a version that it knows.
 */
#ifndef KIDEPOT_REPOSITORY_PUBLISH_H
#define KIDEPOT_REPOSITORY_PUBLISH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "repository/package_library.h"
#include "store/db.h"

struct publish_order {
	const char *archive;   /* the path of a zip archive */
	const char *directory; /* the repository's (repository_files.h) */
	struct text status;    /* not set: the archive's own */
	bool next;             /* under the next version number instead of the archive's */
};

enum publish_outcome {
	PUBLISH_NEW,
	PUBLISH_AGAIN,  /* the same archive, which had been withdrawn */
	PUBLISH_NOTHING /* the same archive is offered already */
};

struct published {
	struct text identifier, version;
	enum publish_outcome outcome;
	struct package_library_misfit misfit; /* of a new version */
};

/*
 * Publishes it; two that publish at once wait for each other. The next version number is the
 * UTC time, YYYY.MMDD.HHMMSS, and greater than each before of the same version_epoch; nothing
 * is published when all but the number is as in the newest version of these. The libraries
 * in it are known from then on, and parts that refer to them are served by their names.
 * ERR_INPUT and ERR_LIMIT as of package_archive_read; ERR_CONFLICT when that version is
 * published with another archive, or another package has a library of the same name;
 * repository_change's errors. err must not be NULL.
 */
bool publish_archive(struct db *db, const struct publish_order *order, struct arena *arena,
                     struct published *published, struct err *err);

#endif
