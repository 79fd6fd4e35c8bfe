/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * footprint_file: what a .kicad_mod file says of its footprint, as far as a parts
 * catalogue and a package need it. KiCad knows a footprint by the name of its file, not by
 * the one in it.
 */
#ifndef KIDEPOT_KICAD_FOOTPRINT_FILE_H
#define KIDEPOT_KICAD_FOOTPRINT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "kicad/sexpr.h"

/* The path of a 3D model, and the bytes it stands in, with its quotes. */
struct footprint_model {
	struct text path;
	struct sexpr_place start, end;
};

struct footprint_file {
	int64_t version;         /* the format's; 0 when it does not say, as KiCad 5's */
	struct text name;        /* in the file */
	const struct text *pads; /* their numbers, each once, in the order of their bytes; those
	                          * without a number are not among them */
	size_t pad_count;
	const struct footprint_model *models;
	size_t model_count;
};

/*
 * Reads what stands behind the head, which sexpr_head has read: "footprint", or "module" of
 * KiCad 5. ERR_INPUT, with line and column, when it is no such file, or a text of the above is
 * longer than SEXPR_TEXT_MAX or missing; ERR_LIMIT; sexpr_next's errors.
 */
bool footprint_file_read(struct sexpr *sexpr, struct arena *arena, struct footprint_file *footprint,
                         struct err *err);

#endif
