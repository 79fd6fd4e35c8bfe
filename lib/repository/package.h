/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package: what was published, listed, and whether and as what it is offered. publish.h adds
 * to it.
 */
#ifndef KIDEPOT_REPOSITORY_PACKAGE_H
#define KIDEPOT_REPOSITORY_PACKAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

/* The columns of package_list's rows. `version`, `status` and `kicad` (the versions of KiCad
 * that it is for, "8.0 to 9.99") are of the newest version that is offered; they are null, and
 * `kicad` is empty, when none is. */
enum {
	PACKAGE_ID,
	PACKAGE_IDENTIFIER,
	PACKAGE_NAME,
	PACKAGE_TYPE,
	PACKAGE_VERSION,
	PACKAGE_STATUS,
	PACKAGE_KICAD,
	PACKAGE_OFFERED, /* how many versions are */
	PACKAGE_VERSIONS
};

/* The one of that id, or all, by identifier, when it is not set. db_query's errors. */
bool package_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                  struct err *err);

/*
 * The versions of the package, the newest first: id, version, status, kicad_version,
 * kicad_version_max, download_size, install_size, archive_sha256, published, withdrawn,
 * archive_removed (YYYY-MM-DDThh:mm:ssZ or null).
 */
enum { PACKAGE_VERSION_ID, PACKAGE_VERSION_VERSION };
bool package_version_list(struct db *db, struct text package_id, struct arena *arena,
                          struct db_rows *rows, struct err *err);

/* The one of that id, or none. */
bool package_version_get(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                         struct err *err);

/* What its metadata.json says but for versions, as JSON. ERR_CONFLICT when it is gone. */
bool package_metadata_get(struct db *db, struct text id, struct arena *arena, struct text *metadata,
                          struct err *err);

/* The id of a package, by its identifier in any case. ERR_INPUT when there is none. */
bool package_find(struct db *db, struct text identifier, struct arena *arena, struct text *id,
                  struct err *err);

struct package_change {
	struct text identifier, version;
	struct text status; /* what it is to be offered as; not set: as it is */
	bool withdraw;      /* it is not offered any more */
	bool remove;        /* its archive is removed too, which only its publication brings back */
};

/*
 * Changes how a version is offered; `directory` is the repository's, *id the version's. ERR_INPUT
 * when there is no such version, or status; ERR_CONFLICT; repository_change's errors. err must
 * not be NULL.
 */
bool package_version_set(struct db *db, const struct package_change *change, const char *directory,
                         struct arena *arena, struct text *id, struct err *err);

#endif
