/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_document: one part as KiCad 8, 9 and 10 read it, in its own URL and as a
 * row of its category's listing.
 *
 *   {"id","name","symbolIdStr","description","keywords",
 *    "exclude_from_bom","exclude_from_board","exclude_from_sim",
 *    "footprint_filters":[...],                       only when there are any
 *    "pin_map","pin_maps","associated_footprints",    likewise: part_pin_map.h
 *    "fields":{"reference","value","footprint","datasheet","description",
 *              "keywords", then the further ones: {"value","visible"}}}
 *
 * Every leaf is a string: KiCad up to 9.0 refuses booleans, all refuse null. A
 * field without text is left out, because KiCad would blank the symbol's own.
 * `description` and `keywords` stand in both places: KiCad 9.0.5 to 10.0.6 read
 * only the outer ones, KiCad 8 only the inner.
 */
#ifndef KIDEPOT_CATALOGUE_PART_DOCUMENT_H
#define KIDEPOT_CATALOGUE_PART_DOCUMENT_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/left_out.h"
#include "store/db.h"

/* A row of kicad.part. Its texts belong to the answer it was read from. */
struct part {
	struct text id;
	struct text name;
	struct text symbol;
	struct text reference;
	struct text value;
	struct text footprint;
	struct db_array footprint_filters;
	struct text datasheet;
	struct text description;
	struct text keywords;
	bool exclude_from_bom;
	bool exclude_from_board;
	bool exclude_from_sim;
	struct db_array field_names;
	struct db_array field_values;
	struct db_array field_visible;
	struct text listed_description; /* with stock, for choosing; may be not set */
	struct text listed_keywords;    /* likewise; set when stock is shown */
	struct db_array pin_map_footprints;
	struct db_array pin_map_pins;
	struct db_array pin_map_pads;
};

/*
 * The forms of one rendering. KiCad up to 9 reads id, name and description of a row
 * alone and asks for the part when it is chosen. KiCad 10 takes a row with "fields" for
 * the whole part; without, it asks for the part at once. What a row has and the part has
 * not is shown in the symbol chooser, and placed by none that asks for the part.
 */
enum part_variant {
	PART_WHOLE,                 /* the part's own URL, and rows for other clients */
	PART_ROW_KICAD_9,           /* with stock shown: id, name, listed_description; else whole */
	PART_ROW_KICAD_10,          /* whole; of a part with pin maps, read from its URL alone,
	                           without fields */
	PART_ROW_KICAD_10_KEYWORDS, /* the same with listed_keywords as outer keywords */
	PART_ROW_KICAD_10_DESCRIPTION /* ... with listed_description as outer description */
};

/* Bit n: its document for variant n is the whole one. */
unsigned part_whole_variants(const struct part *part);

/* `rows` is the answer of query part_list, part_get or doctor_part_page, of which the first
 * columns are these. */
enum { PART_COLUMNS = 21 };
struct part part_read(const struct db_rows *rows, size_t row);
struct text part_read_id(const struct db_rows *rows, size_t row);

/* What keeps the part from KiCad, in words, or NULL. */
const char *part_problem(const struct part *part, const char *nickname);

/*
 * The next further field, from *index on, that the document lacks because KiCad could
 * not tell its name from an earlier field's; *index is then behind it.
 */
bool part_taken_field(const struct part *part, size_t *index, struct text *name);

/*
 * Appends the document. A further field whose name KiCad could not tell from an
 * earlier one is left out alone. ERR_LIMIT.
 */
bool part_document_write(const struct part *part, enum part_variant variant, struct buf *body,
                         struct left_out *left_out, struct err *err);

#endif
