/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_build: a folder becomes a package of KiCad's Plugin and Content Manager, an archive
 * that KiCad 8, 9 and 10 install. The same folder gives the same bytes, wherever and whenever.
 */
#ifndef KIDEPOT_PCM_PACKAGE_BUILD_H
#define KIDEPOT_PCM_PACKAGE_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct package_build {
	const char *folder;   /* package_folder.h says what may be in it */
	const char *metadata; /* the file; package_metadata.h */
	const char *archive;  /* the file that is written */
	struct text version;  /* which of the metadata's; not set: the only one */
	struct text prefix;   /* package_rewrite.h */
	bool strip;           /* leave out what a package may not have */
	/* Called with each thing to be known or mended, which is no reason to stop. */
	void (*tell)(void *context, const char *message);
	void *context;
};

struct package_built {
	struct text identifier, version, kicad_version;
	uint64_t files, size; /* of all files, bytes; the archive's install_size */
	uint64_t libraries, symbols, footprints, models;
};

/*
 * Builds it. kicad_version is the metadata's, or the first that reads all its files, whichever
 * is later. ERR_INPUT for what package_folder.h, package_metadata.h and package_rewrite.h
 * refuse, a prefix that no library's name can have, a package without contents, an icon that
 * is no PNG or too large, a color theme that is no JSON, a format that no KiCad reads;
 * ERR_LIMIT; ERR_OUTPUT.
 */
bool package_build(const struct package_build *build, struct arena *arena,
                   struct package_built *built, struct err *err);

#endif
