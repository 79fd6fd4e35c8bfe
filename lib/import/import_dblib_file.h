/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_dblib_file: the .kicad_dbl file of a database library, as KiCad 9.0 and 10.0 read it
 * (KiCad's documentation, "Database Libraries"; common/database/database_lib_settings.cpp).
 */
#ifndef KIDEPOT_IMPORT_IMPORT_DBLIB_FILE_H
#define KIDEPOT_IMPORT_IMPORT_DBLIB_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

#include "import/odbc_source.h"

enum {
	IMPORT_DBLIB_FILE_SIZE = 16 * 1024 * 1024, /* bytes */
	IMPORT_DBLIB_LIBRARIES_MAX = 1000,
	IMPORT_DBLIB_FIELDS_MAX = 500,    /* of a library */
	IMPORT_DBLIB_NAME_MAX = 400,      /* bytes of a name */
	IMPORT_DBLIB_ALTERNATES_MAX = 100 /* of a part */
};

struct import_dblib_field {
	struct text column, name;
	bool visible_on_add, visible_in_chooser, show_name, inherit_properties;
};

/* Each says a column. */
struct import_dblib_properties {
	struct text description, keywords, footprint_filters;
	struct text exclude_from_bom, exclude_from_board, exclude_from_sim;
};

/* Names of columns that are not said are empty; the key is not. */
struct import_dblib_library {
	struct text name, table, key, symbols, footprints;
	struct import_dblib_properties properties;
	struct import_dblib_field *fields; /* names differ, but for properties that are fields */
	size_t field_count;
};

struct import_dblib_file {
	struct odbc_source source;
	struct import_dblib_library *libraries;
	size_t library_count;
	const char **unknown; /* members that KiCad does not know, as "libraries[2].colour" */
	size_t unknown_count;
};

/*
 * Reads the file's text; `folder` is where it lies and stands for ${CWD}. All of it, with the
 * texts, is in the arena. Where KiCad falls over, or has no library, is ERR_INPUT: for what is no
 * JSON, with line and column; a member of the wrong kind, a library without name, table,
 * key, symbols or footprints, a field without column or name or with the name of another, a
 * name with a control character or too long, neither DSN nor connection string, no library, each
 * with its place, "libraries[2].fields[0].column", counted from 0. ERR_LIMIT for more than the
 * numbers above.
 */
bool import_dblib_file_read(struct text bytes, const char *folder, struct arena *arena,
                            struct import_dblib_file *file, struct err *err);

#endif
