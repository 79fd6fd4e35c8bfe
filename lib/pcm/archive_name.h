/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive_name: which names the files of a package may have, so that it is extracted
 * to the same files on each designer's machine. Newer versions of KiCad refuse a whole
 * package over one such name, older ones (9.0) write where it says.
 */
#ifndef KIDEPOT_PCM_ARCHIVE_NAME_H
#define KIDEPOT_PCM_ARCHIVE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	ARCHIVE_NAME_MAX = 1024,     /* bytes */
	ARCHIVE_NAME_PART_MAX = 255, /* bytes between two '/' */
	ARCHIVE_NAME_SHOWN = 200     /* of a name in a message, with NUL */
};

/*
 * A name within an archive, "symbols/ACME.kicad_sym". ERR_INPUT, with the reason, for
 * - names and parts of them that are empty or too long, not UTF-8 or have control
 *   characters (and U+0080 to U+009F);
 * - absolute ones, "." and ".." as a part;
 * - what Windows refuses: \ : * ? " < > |, a blank or dot at the end of a part, and the
 *   devices CON, PRN, AUX, NUL, CONIN$, CONOUT$, COM1 to LPT9, with any extension.
 */
bool archive_name_check(struct text name, struct err *err);

/* ERR_INPUT, with both names, when two of them are equal but for case (Unicode's). */
bool archive_name_check_unique(const struct text *names, size_t count, struct arena *arena,
                               struct err *err);

/* The name for a message: cut, with '?' for what is no printable UTF-8. */
const char *archive_name_shown(struct text name, char shown[ARCHIVE_NAME_SHOWN]);

/* Puts it, so shown, before what err says of "it". Returns false. */
bool archive_name_prefix(struct text name, struct err *err);

#endif
