/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_rewrite: the libraries of a package as they must be for KiCad 8, 9 and 10 to
 * resolve what they refer to once it is installed:
 *
 * - The field "Footprint" of a symbol that names a library of the same package gets the
 *   prefix that KiCad gives to installed libraries ("ACME:R" becomes "PCM_ACME:R").
 * - The path of a 3D model that is in the package becomes
 *   ${KICAD8_3RD_PARTY}/3dmodels/<package>/X.3dshapes/M, which 8, 9 and 10 resolve (7 does
 *   not). A path means a model of the package when its last two parts do, "X.3dshapes/M",
 *   or, where it does not name a folder *.3dshapes, when its last part does and no other
 *   model is called so.
 *
 * All other bytes stay. What does not resolve is told and left as it is.
 */
#ifndef KIDEPOT_PCM_PACKAGE_REWRITE_H
#define KIDEPOT_PCM_PACKAGE_REWRITE_H

#include "pcm/package_folder.h"

struct package_rewrite {
	struct package_folder *folder; /* whose files get edits */
	struct text prefix;            /* "PCM_" */
	struct text identifier;        /* the package's */
	struct arena *arena;           /* of the edits */
	void (*tell)(void *context, const char *message);
	void *context;
	/* What was found, filled here: */
	int release;     /* the first of KiCad that reads all of it (kicad/kicad_release.h) */
	struct text why; /* the file that asks for it */
	size_t symbol_count, footprint_count;
};

/*
 * Reads all libraries of the folder and adds the edits. ERR_INPUT, with file, line and column,
 * for a file that cannot be read; ERR_LIMIT.
 */
bool package_rewrite_all(struct package_rewrite *rewrite, struct err *err);

#endif
