/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_metadata: the metadata.json of an archive, made of the one a person keeps: one
 * version alone, without what an archive cannot know of itself (download_...), with what is
 * only known when it is built.
 */
#ifndef KIDEPOT_PCM_PACKAGE_METADATA_H
#define KIDEPOT_PCM_PACKAGE_METADATA_H

#include "pcm/metadata.h"
#include "pcm/package_layout.h"

struct package_metadata {
	struct metadata_package package;
	const struct metadata_version *version; /* the one that is built */
	enum package_type type;
};

/*
 * Reads the file. `version` is the one wanted; not set: the only one. ERR_INPUT when it cannot
 * be read, has no identifier or type of package_layout.h, or not that version; ERR_LIMIT.
 */
bool package_metadata_read(const char *path, struct text version, struct arena *arena,
                           struct package_metadata *metadata, struct err *err);

/*
 * The archive's metadata.json, of which install_size is right: the bytes of all other files
 * and its own. `kicad_version` is written instead of what is said. ERR_INPUT when KiCad
 * would not take it, with the first reason.
 */
bool package_metadata_write(const struct package_metadata *metadata, struct text kicad_version,
                            uint64_t size_of_others, struct arena *arena, struct text *json,
                            struct err *err);

#endif
