/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_layout: what the files of a package are, by their names, and which a package of
 * each type may have (https://dev-docs.kicad.org/en/addons/ and the official repository's
 * checks; KiCad itself passes over what it does not know).
 *
 *   metadata.json, resources/icon.png                                   of every type
 *   symbols/X.kicad_sym, footprints/X.pretty/F.kicad_mod,
 *   3dmodels/X.3dshapes/M.step (.stp .stpz .stp.gz .step.gz .wrl .wrz .iges .igs)  library
 *   plugins/..., but for names that begin with a dot, __pycache__ and *.pyc      plugin
 *   colors/X.json                                                            colortheme
 */
#ifndef KIDEPOT_PCM_PACKAGE_LAYOUT_H
#define KIDEPOT_PCM_PACKAGE_LAYOUT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

enum package_part {
	PACKAGE_OTHER, /* nothing that a package may have */
	PACKAGE_METADATA,
	PACKAGE_ICON,
	PACKAGE_SYMBOLS,
	PACKAGE_FOOTPRINT,
	PACKAGE_MODEL,
	PACKAGE_PLUGIN,
	PACKAGE_COLORS
};

struct package_place {
	enum package_part part;
	struct text library; /* X in the names above, of libraries; borrowed of the name */
	struct text item;    /* F in the names above; of a model its name with the ending */
};

/* The place of a file; its name must be one that archive_name_check takes. */
struct package_place package_layout_place(struct text name);

enum package_type {
	PACKAGE_TYPE_UNKNOWN,
	PACKAGE_TYPE_LIBRARY,
	PACKAGE_TYPE_PLUGIN,
	PACKAGE_TYPE_COLORTHEME
};

/* By metadata's word. */
enum package_type package_layout_type(struct text word);

bool package_layout_has(enum package_type type, enum package_part part);

/* Whether there may be such files in the folder of that name, "footprints/X.pretty". */
bool package_layout_has_folder(enum package_type type, struct text name);

/* What a name at the top of a folder of libraries is put below, "symbols/"; "" for others. */
const char *package_layout_home(struct text name, bool is_folder);

#endif
