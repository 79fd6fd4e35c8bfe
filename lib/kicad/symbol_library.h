/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol_library: the symbols in a .kicad_sym file, one at a time, with what a parts
 * catalogue and a package need to know of them. Memory is that of the largest symbol.
 *
 * Rules are those of KiCad 6 to 10: "{slash}" in a name stands for '/' (9.0.8,
 * sch_io_kicad_sexpr_parser.cpp), "(symbol ...)" within a symbol is a unit of it, called
 * NAME_UNIT_STYLE, with unit 0 for what all units share.
 */
#ifndef KIDEPOT_KICAD_SYMBOL_LIBRARY_H
#define KIDEPOT_KICAD_SYMBOL_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kicad/sexpr.h"

enum { SYMBOL_LIBRARY_MEMORY = 64 * 1024 * 1024 /* of one symbol, bytes */ };

/* A text of the file, and the bytes it stands in, with its quotes. */
struct symbol_text {
	struct text text; /* not set when there is none */
	struct sexpr_place start, end;
	bool is_string;
};

/* A field, or what KiCad keeps as one: "Value", "ki_keywords" ... */
struct symbol_property {
	struct text name, value;
};

/*
 * What a symbol says itself; what it extends says the rest. Texts are gone with the next
 * symbol.
 */
struct symbol_library_symbol {
	struct symbol_text name;      /* with '/' for "{slash}" */
	struct symbol_text base;      /* what it extends; so, too */
	struct symbol_text footprint; /* its property "Footprint" */
	struct symbol_text filters;   /* its property "ki_fp_filters": patterns, blanks between */
	size_t units;            /* the largest unit's number; 0 when it has only shared ones */
	const struct text *pins; /* their numbers, each once, in the order of their bytes */
	size_t pin_count;
	/* All that are not longer than SEXPR_TEXT_MAX, in the order of the file. */
	const struct symbol_property *properties;
	size_t property_count;
	/* "yes" or "no", not set when it does not say. */
	struct text in_bom, on_board, exclude_from_sim;
	bool is_power;
};

struct symbol_library_sink {
	bool (*take)(void *context, const struct symbol_library_symbol *symbol, struct err *err);
	void *context;
};

/*
 * Reads what stands behind the head, which sexpr_head has read; *version (may be NULL) is
 * the format's, 0 when the file does not say. ERR_INPUT, with line and column, when it is no
 * such file, or a name, base, footprint, filter or pin's number is longer than
 * SEXPR_TEXT_MAX or is no text; ERR_LIMIT; the errors of sexpr_next and of `take`.
 */
bool symbol_library_read(struct sexpr *sexpr, const struct symbol_library_sink *sink,
                         int64_t *version, struct err *err);

#endif
