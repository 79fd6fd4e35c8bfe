/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet_map: what the columns of somebody's sheet of parts are here. In a file it is CSV
 * itself, a row for each column of the sheet, or more:
 *
 *	column,target
 *	Part Number,mpn
 *	Part Number,name
 *	Tolerance,parameter Tolerance
 *	LCSC Part #,supplier LCSC
 *	Price,-
 *	=Passives/Resistors,category
 *
 * A target is a column of table part, "parameter NAME", "supplier NAME", whose number the
 * cell is, or "-": not taken. What begins with '=' is a value for all rows.
 */
#ifndef KIDEPOT_CATALOGUE_SHEET_MAP_H
#define KIDEPOT_CATALOGUE_SHEET_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv_reader.h"
#include "base/stream.h"
#include "base/text.h"

enum sheet_map_kind { SHEET_MAP_PART, SHEET_MAP_PARAMETER, SHEET_MAP_SUPPLIER, SHEET_MAP_NOTHING };

struct sheet_map_entry {
	struct text column; /* as the header or the map spells it; "=value" */
	enum sheet_map_kind kind;
	const char *target; /* the part's column, or the name; "" for nothing */
	size_t cell;        /* which of the row; SHEET_MAP_CONSTANT: the value is in column */
};

enum { SHEET_MAP_CONSTANT = CSV_READER_CELLS_MAX + 1, SHEET_MAP_MAX = 2 * CSV_READER_CELLS_MAX };

struct sheet_map {
	struct sheet_map_entry *entries; /* in the arena, as all of it */
	size_t count;
};

/* What a symbol's field usually is by its name: mpn, manufacturer or ipn; NULL: none of these. */
const char *sheet_map_field(struct text name);

/* The supplier whose numbers a column or field of that name has; NULL: none that is known. */
const char *sheet_map_supplier(struct text name);

/*
 * What names of columns usually mean: "MPN", "Mfr. Part #" ...; a column that is not known
 * becomes a parameter, one with a quantity or price nothing. Where nothing is the name, the
 * MPN is, else the IPN; else the map has none. ERR_LIMIT.
 */
bool sheet_map_propose(const struct csv_reader_row *header, struct arena *arena,
                       struct sheet_map *map, struct err *err);

/* The column that is the part's name; NULL: none is. */
const struct sheet_map_entry *sheet_map_name(const struct sheet_map *map);

/*
 * Reads the map for this header; columns it does not name are not taken. The name is as
 * sheet_map_propose says. ERR_INPUT with "place:line: " for a column that the sheet does not
 * have, a target that is none, the same target twice, no name; csv_reader's errors.
 */
bool sheet_map_read(struct stream_in *in, const struct csv_reader_row *header, struct arena *arena,
                    struct sheet_map *map, struct err *err);

/* What the text of a target means; the name, or "", is in the arena. ERR_INPUT with the text when
 * it means nothing. */
bool sheet_map_target(struct text said, struct arena *arena, enum sheet_map_kind *kind,
                      const char **target, struct err *err);

/* The other way round. */
void sheet_map_append_target(struct buf *out, enum sheet_map_kind kind, const char *target);

/* The text of such a file. */
bool sheet_map_write(const struct sheet_map *map, struct buf *out, struct err *err);

/* What the row has for the entry, without blanks around it; empty when it has nothing. */
struct text sheet_map_cell(const struct sheet_map_entry *entry, const struct csv_reader_row *row);

#endif
