/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol_set: all symbols of one .kicad_sym file, in an arena, each with what it has from
 * the symbols it extends. As in KiCad (9.0.8), these are in the same file, before or behind.
 */
#ifndef KIDEPOT_KICAD_SYMBOL_SET_H
#define KIDEPOT_KICAD_SYMBOL_SET_H

#include "base/arena.h"
#include "kicad/symbol_library.h"

enum { SYMBOL_SET_DEPTH_MAX = 16 /* symbols that extend each other */ };

struct symbol {
	struct symbol_library_symbol own; /* what it says itself */
	const struct symbol *from;        /* the one it extends; NULL: none */
	/* With what it extends; a field of its own that is empty says nothing. */
	size_t units;
	const struct text *pins; /* their numbers, each once, in the order of their bytes */
	size_t pin_count;
	struct text footprint; /* as it stands there; empty when there is none */
	struct text filters;   /* patterns, blanks between; empty when there are none */
};

struct symbol_set {
	struct symbol *symbols; /* in the order of the file */
	size_t count;
	int64_t version; /* of the format, 0 when the file does not say */
};

/*
 * Reads what stands behind the head, which sexpr_head has read. ERR_INPUT when it is no such
 * file, a symbol is there twice, or extends one that is not there, or more than
 * SYMBOL_SET_DEPTH_MAX in a row; ERR_LIMIT; symbol_library_read's errors.
 */
bool symbol_set_read(struct sexpr *sexpr, struct arena *arena, struct symbol_set *set,
                     struct err *err);

/* The value of the property of that name, its own or of those it extends: the first that is
 * not empty; else empty. */
struct text symbol_set_property(const struct symbol *symbol, struct text name);

#endif
