/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library_reader: the symbols or footprints from what KiCad keeps on disk, one at a time. A
 * path is
 *
 *   a library          X.kicad_sym, X.kicad_symdir (KiCad 10), X.pretty; it is called X
 *   a table            sym-lib-table, fp-lib-table
 *   a folder           with such a table, else with libraries
 *   a list of names    "Library:Name" a line, and behind tabs the numbers of its pins or
 *                      pads; lines that are empty or begin with '#' say nothing
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

#include "base/arena.h"
#include "base/text.h"

enum library_reader_kind { LIBRARY_READER_SYMBOLS, LIBRARY_READER_FOOTPRINTS };

/* A symbol as it says itself, or a footprint; texts are gone with the next one. */
struct library_item {
	struct text library, name;
	struct text base;           /* the symbol it extends; not set: none, or not known */
	struct text filters;        /* of a symbol: patterns, blanks between; not set: not known */
	const struct text *numbers; /* of its pins or pads, each once */
	size_t number_count;
	bool has_numbers; /* they are known */
	size_t units;     /* of a symbol */
};

/* False with err, of any of them, ends all. */
struct library_reader_sink {
	/* A library, before or behind its items; not is_read: what it has is not known, whatever
	 * was said of it. It may be told several times. */
	bool (*library)(void *context, struct text library, bool is_read, struct err *err);
	bool (*item)(void *context, const struct library_item *item, struct err *err);
	/* A library that cannot be read, and the reason; may be NULL. */
	bool (*unread)(void *context, const char *library, const char *reason, struct err *err);
	void *context;
};

struct library_reader {
	enum library_reader_kind kind;
	const char *const *variables; /* "NAME=VALUE"; the last one wins */
	size_t variable_count;
	const struct library_reader_sink *sink;
	struct arena *arena; /* for one item; it is emptied */
};

/*
 * Reads what the path holds. ERR_INPUT when the path itself cannot be read or holds
 * nothing of that kind; ERR_LIMIT, ERR_SYSTEM; what the sink says.
 */
bool library_reader_add(const struct library_reader *reader, const char *path, struct err *err);

/* Whether the path may hold something of the kind, by what is called how in it. */
bool library_reader_fits(enum library_reader_kind kind, const char *path);

#endif
