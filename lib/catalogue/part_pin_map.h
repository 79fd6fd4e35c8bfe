/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_pin_map: on which pads of each footprint the symbol's pins are, as members of
 * a part's document. One pin may be on several pads.
 *
 *   "pin_map":[{"sym":"1","fp":"2"},{"sym":"2","fp":["1","3"]}]
 *       the part's own footprint, when it has a map: KiCad 10
 *   "pin_maps":[{"name":"Lib:Name","entries":[{"pin":"1","pad":"2"},{"pin":"2","pad":"[1,3]"}]}]
 *   "associated_footprints":[{"footprint":"Lib:Name","map":"Lib:Name"}]
 *       the part's own footprint and its alternates, those that have one with
 *       their map: KiCad 11
 *
 * A map is named by its footprint. Only KiCad 10 and later read any of it, and only in
 * the part's own URL. Order and neighbourhood are the row's: all of one footprint
 * stand together, and in them all of one pin.
 */
#ifndef KIDEPOT_CATALOGUE_PART_PIN_MAP_H
#define KIDEPOT_CATALOGUE_PART_PIN_MAP_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/part_document.h"

/* What of the maps keeps the part from KiCad, in words, or NULL. */
const char *part_pin_map_problem(const struct part *part);

/* Writes the members into the object that `body` ends in; none for a part without maps. A
 * failure is kept in `body`. */
void part_pin_map_write(const struct part *part, struct buf *body);

#endif
