/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_folder: the files of a folder that a package is made of. The folder is laid out as
 * the package (package_layout.h), or has libraries at its top, *.kicad_sym, *.pretty and
 * *.3dshapes, which then get their places. A metadata.json at its top is passed over.
 */
#ifndef KIDEPOT_PCM_PACKAGE_FOLDER_H
#define KIDEPOT_PCM_PACKAGE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "pcm/edited_file.h"
#include "pcm/package_layout.h"

struct package_file {
	struct text name; /* in the package */
	struct package_place place;
	struct edited_file file;
};

struct package_folder {
	struct package_file *files; /* in the order of their names' bytes */
	size_t count;
};

struct package_folder_wanted {
	enum package_type type;
	bool strip; /* what a package may not have is left out, and told */
	void (*tell)(void *context, const char *message);
	void *context;
};

/*
 * ERR_INPUT for a folder that cannot be read; a file that no package of that type has,
 * unless `strip`; a link, whatever it is called, device or pipe; a name that
 * archive_name_check refuses; two files for one place. ERR_LIMIT for more than
 * ARCHIVE_ENTRIES_MAX files.
 */
bool package_folder_read(const char *path, const struct package_folder_wanted *wanted,
                         struct arena *arena, struct package_folder *folder, struct err *err);

/* The file of that name in the package, or NULL. */
const struct package_file *package_folder_find(const struct package_folder *folder,
                                               struct text name);

/* The first file whose name begins so, or NULL; they stand in a row. */
const struct package_file *package_folder_first(const struct package_folder *folder,
                                                struct text start);

#endif
