/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_library: the libraries of a package as they come into the index of symbols and
 * footprints (catalogue/kicad_library.h), with the version that brings them.
 */
#ifndef KIDEPOT_REPOSITORY_PACKAGE_LIBRARY_H
#define KIDEPOT_REPOSITORY_PACKAGE_LIBRARY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "pcm/archive.h"
#include "store/db.h"

/*
 * A symbol whose field "Footprint" means a footprint of its package by a name that it does
 * not have once it is installed, for its prefix is not that of the setting pcm_prefix.
 */
struct package_library_misfit {
	struct text symbol;            /* "ACME:R"; not set: there is none */
	struct text footprint, wanted; /* "ACME:F", "PCM_ACME:F" */
};

/*
 * Puts all libraries of the archive into the index as those of the version, which is to be
 * new, within the caller's transaction; parts that refer to them are resolved by it. *misfit
 * is the first there is.
 * ERR_CONFLICT when another package has a library of the same name;
 * package_contents_read's and kicad_library_put's errors.
 */
bool package_library_put(struct db *db, struct archive *archive, struct text package_version_id,
                         struct arena *arena, struct package_library_misfit *misfit,
                         struct err *err);

#endif
