/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_entry: the metadata.json of an archive, taken apart into what the repository says
 * of it, an entry of packages.json. Members that KiCad's schemas do not know are left out.
 */
#ifndef KIDEPOT_REPOSITORY_PACKAGE_ENTRY_H
#define KIDEPOT_REPOSITORY_PACKAGE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct package_entry {
	struct text identifier, type, name;
	struct text version, status, kicad_version;
	struct text kicad_version_max; /* not set without */
	int64_t version_epoch;         /* 0 without */
	struct text package_json;      /* JSON: an object of what is not of a version, not empty */
	struct text version_json; /* JSON: an object of what is of the version but for its status */
};

/*
 * Reads it, of a document that pcm/validate.h finds nothing wrong with; all is in the arena.
 * ERR_INPUT when it is no JSON or has not exactly one version; ERR_LIMIT.
 */
bool package_entry_read(struct text json, struct arena *arena, struct package_entry *entry,
                        struct err *err);

/*
 * The same document with another version number; its install_size, if it has one, is that
 * with `size_of_others` bytes of other files. ERR_INPUT, ERR_LIMIT.
 */
bool package_entry_renumber(struct text json, struct text version, uint64_t size_of_others,
                            struct arena *arena, struct text *renumbered, struct err *err);

#endif
