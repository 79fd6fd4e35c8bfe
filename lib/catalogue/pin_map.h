/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pin_map: on which pads of one footprint the pins of a part's symbol are, as a
 * librarian gives it. How KiCad reads it is in part_pin_map.h.
 */
#ifndef KIDEPOT_CATALOGUE_PIN_MAP_H
#define KIDEPOT_CATALOGUE_PIN_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "store/db.h"

/* The whole map of a footprint; none: each pin is on the pad of its number. */
struct pin_map {
	struct text footprint;
	const struct text *pins, *pads; /* a pin on several pads is there for each */
	size_t count;
};

/*
 * Reads "Lib:Name 1=2 2=1": the footprint, then PIN=PAD between blanks; or "Lib:Name
 * none". Texts are of `words`. ERR_INPUT when it is not so.
 */
bool pin_map_read(struct text words, struct arena *arena, struct pin_map *map, struct err *err);

/*
 * Gives the part this map in the place of the one it had for that footprint. ERR_INPUT
 * for pins and pads that are no lines of text, a pair that is there twice, or none for a
 * footprint that has none; value_check's errors. Within a transaction
 * of the caller's.
 */
bool pin_map_put(struct db *db, struct text part_id, const struct pin_map *map, struct arena *arena,
                 struct err *err);

#endif
