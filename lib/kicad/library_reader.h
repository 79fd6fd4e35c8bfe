/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library_reader: the names of symbols or footprints from what KiCad keeps on disk.
 * Memory grows with the names alone. A path is
 *
 *   a library          X.kicad_sym, X.kicad_symdir (KiCad 10), X.pretty; it is called X
 *   a table            sym-lib-table, fp-lib-table
 *   a folder           with such a table, else with libraries
 *   a list of names    "Library:Name" a line; what follows a tab is not looked at, and
 *                      lines that are empty or begin with '#' say nothing
 *
 * Of a table, disabled rows are passed over, rows of type "Table" (KiCad 10) followed,
 * and of rows of types other than "KiCad" only the name is taken. ${NAME} in a row is
 * `variables`' or the environment's. When they are not set, ${KIPRJMOD} is the folder of
 * the first table, and KiCad's own ${KICAD9_SYMBOL_DIR} and ${KICAD9_FOOTPRINT_DIR}, of
 * any version, the folder of the table they stand in.
 */
#ifndef KIDEPOT_KICAD_LIBRARY_READER_H
#define KIDEPOT_KICAD_LIBRARY_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "kicad/library_names.h"

enum library_reader_kind { LIBRARY_READER_SYMBOLS, LIBRARY_READER_FOOTPRINTS };

struct library_reader {
	enum library_reader_kind kind;
	const char *const *variables; /* "NAME=VALUE"; the last one wins */
	size_t variable_count;
	struct library_names *names;
	/* Called for a library that cannot be read, with the reason, and then goes on. */
	void (*tell)(void *context, const char *library, const char *reason);
	void *context;
};

/*
 * Adds what the path holds. ERR_INPUT when the path itself cannot be read or holds
 * nothing of that kind; ERR_LIMIT, ERR_SYSTEM.
 */
bool library_reader_add(const struct library_reader *reader, const char *path, struct err *err);

#endif
