/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_dblib_map: what the libraries and fields of a database library are here. In a file it is
 * CSV:
 *
 *	library,field,target
 *	Resistors,,Passives/Resistors
 *	Resistors,Mfr. Part #,mpn
 *	,Price,-
 *
 * A library is meant by its name, by its table when that is empty; an empty one is all. Without
 * a field the target is the path of its category, or "-": not taken. That of a field is one of
 * sheet_map.h's.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_DBLIB_MAP_H
#define KIDEPOT_IMPORT_IMPORT_DBLIB_MAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stream.h"

#include "catalogue/sheet_map.h"
#include "import/import_dblib_file.h"

struct import_dblib_target {
	enum sheet_map_kind kind;
	const char *target;
};

struct import_dblib_map_library {
	struct text category;               /* not set: the library is not taken */
	struct import_dblib_target *fields; /* as many as the library has */
};

struct import_dblib_map {
	struct import_dblib_map_library *libraries; /* as many as the file has */
};

/* What a library is called where it is spoken of: its name, or its table. */
struct text import_dblib_map_name(const struct import_dblib_library *library);

/*
 * What names usually mean. A library is a category of its name. KiCad's own fields (Value,
 * Reference, Datasheet, Description, Keywords) are those of the part unless a property says
 * them; the first that sheet_map_field knows is the part's mpn, manufacturer or ipn, the first
 * that sheet_map_supplier knows a supplier's number; all others are parameters of their name.
 * ERR_LIMIT.
 */
bool import_dblib_map_propose(const struct import_dblib_file *file, struct arena *arena,
                              struct import_dblib_map *map, struct err *err);

/*
 * Reads a map over what is proposed. ERR_INPUT with "place:line: " for a library or field that
 * the file does not have, a target that is none; for two fields of a library with the same
 * target, with the place alone; csv_reader's errors.
 */
bool import_dblib_map_read(struct stream_in *in, const struct import_dblib_file *file,
                           struct arena *arena, struct import_dblib_map *map, struct err *err);

/* The text of such a file, with all libraries and fields. */
bool import_dblib_map_write(const struct import_dblib_map *map,
                            const struct import_dblib_file *file, struct buf *out, struct err *err);

#endif
