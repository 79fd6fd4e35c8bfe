/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sexpr_item: what the lists of symbols and of footprints have in common: texts, format
 * versions, and the numbers of pins and pads.
 */
#ifndef KIDEPOT_KICAD_SEXPR_ITEM_H
#define KIDEPOT_KICAD_SEXPR_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "kicad/sexpr.h"

/* A copy of the text that was just read as `kind`. ERR_INPUT when it is none, or was cut. */
bool sexpr_item_text(const struct sexpr *sexpr, enum sexpr_kind kind, const char *what,
                     struct arena *arena, struct text *text, struct err *err);

/* Reads N of "(version N)", whose word was read, and leaves the list. ERR_INPUT when it is
 * no date of KiCad's, 20211014. */
bool sexpr_item_version(struct sexpr *sexpr, int64_t *version, struct err *err);

/* Numbers of pins and pads, which are texts: "1", "A7", "EP". Start with {.arena = a}. */
struct sexpr_numbers {
	struct arena *arena;
	struct text *items;
	size_t count, room;
};

/* Adds the text that was just read as `kind`, unless it is empty. */
bool sexpr_item_number(const struct sexpr *sexpr, enum sexpr_kind kind, const char *what,
                       struct sexpr_numbers *numbers, struct err *err);

/* Sorts them by their bytes and keeps each once. */
void sexpr_item_sort(struct sexpr_numbers *numbers);

#endif
