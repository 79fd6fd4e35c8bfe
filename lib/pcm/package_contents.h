/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_contents: the libraries in an archive, with their symbols and footprints, one at
 * a time. Memory is that of the largest library of symbols.
 */
#ifndef KIDEPOT_PCM_PACKAGE_CONTENTS_H
#define KIDEPOT_PCM_PACKAGE_CONTENTS_H

#include <stdbool.h>

#include "kicad/footprint_file.h"
#include "kicad/symbol_set.h"
#include "pcm/archive.h"

enum { PACKAGE_CONTENTS_MEMORY = 512 * 1024 * 1024 /* of one library, bytes */ };

/* Libraries are called as in package_layout.h: "ACME" of symbols/ACME.kicad_sym. */
struct package_contents_sink {
	/* May be NULL, each of them. What they are given is gone when they return. */
	bool (*symbols)(void *context, struct text library, const struct symbol_set *symbols,
	                struct err *err);
	/* `name` is that of its file, by which KiCad knows it. */
	bool (*footprint)(void *context, struct text library, struct text name,
	                  const struct footprint_file *footprint, struct err *err);
	void *context;
};

/*
 * Reads all libraries of the archive, in its order. ERR_INPUT, with the file's name, line and
 * column, when one of them cannot be read; ERR_LIMIT; what the sink says, behind the file.
 */
bool package_contents_read(struct archive *archive, const struct package_contents_sink *sink,
                           struct err *err);

#endif
