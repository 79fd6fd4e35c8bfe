/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol_library: the names of the symbols in a .kicad_sym file, without the units they
 * are made of.
 */
#ifndef KIDEPOT_KICAD_SYMBOL_LIBRARY_H
#define KIDEPOT_KICAD_SYMBOL_LIBRARY_H

#include <stdbool.h>

#include "kicad/library_names.h"
#include "kicad/sexpr.h"

/*
 * Adds the names behind the head, which sexpr_head has read. ERR_INPUT when it is no
 * such file; the errors of sexpr_next and library_names_add.
 */
bool symbol_library_read(struct sexpr *sexpr, struct text library, struct library_names *names,
                         struct err *err);

#endif
