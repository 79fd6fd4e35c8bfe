/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_dblib_map.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"

enum { SHOWN_MAX = 60 };

/* KiCad's own fields, spelt as KiCad spells them, and what of a part they are. The ki_ ones are
 * of files before version 1. */
static const struct {
	const char *name, *target;
} own_fields[] = {
    {"Value", "value"},
    {"Reference", "reference"},
    {"Datasheet", "datasheet"},
    {"Description", "description"},
    {"Keywords", "keywords"},
    {"Footprint", "footprint"},
    {"ki_description", "description"},
    {"ki_keywords", "keywords"},
    {"ki_fp_filters", "-"},
};

struct text
import_dblib_map_name(const struct import_dblib_library *library)
{
	return library->name.size > 0 ? library->name : library->table;
}

/* --- what names mean */

static const char *
own_field(struct text name)
{
	for (size_t i = 0; i < sizeof own_fields / sizeof own_fields[0]; i++)
		if (text_equal(name, text_of(own_fields[i].name)))
			return own_fields[i].target;
	return NULL;
}

/* Whether the library says this of a part elsewhere than in a field. */
static bool
is_said(const struct import_dblib_library *library, const char *target)
{
	if (strcmp(target, "footprint") == 0)
		return library->footprints.size > 0;
	if (strcmp(target, "description") == 0)
		return library->properties.description.size > 0;
	return strcmp(target, "keywords") == 0 && library->properties.keywords.size > 0;
}

/* Whether one of the first `count` fields has the target. */
static bool
is_taken(const struct import_dblib_target *fields, size_t count, enum sheet_map_kind kind,
         const char *target)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].kind == kind && strcmp(fields[i].target, target) == 0)
			return true;
	return false;
}

static bool
propose_field(const struct import_dblib_library *library, size_t field, struct arena *arena,
              struct import_dblib_target *fields, struct err *err)
{
	struct text name = library->fields[field].name;
	const char *own = own_field(name), *known = sheet_map_field(name);
	const char *supplier = sheet_map_supplier(name);
	struct import_dblib_target *target = &fields[field];
	if (own != NULL) {
		bool is_nothing = own[0] == '-' || is_said(library, own) ||
		                  is_taken(fields, field, SHEET_MAP_PART, own);
		target->kind = is_nothing ? SHEET_MAP_NOTHING : SHEET_MAP_PART;
		target->target = is_nothing ? "" : own;
	} else if (known != NULL && !is_taken(fields, field, SHEET_MAP_PART, known)) {
		*target = (struct import_dblib_target){SHEET_MAP_PART, known};
	} else if (supplier != NULL && !is_taken(fields, field, SHEET_MAP_SUPPLIER, supplier)) {
		*target = (struct import_dblib_target){SHEET_MAP_SUPPLIER, supplier};
	} else {
		struct text plain = text_trimmed(name);
		target->kind = SHEET_MAP_PARAMETER;
		target->target = arena_copy(arena, plain.bytes, plain.size, err);
	}
	return target->target != NULL;
}

bool
import_dblib_map_propose(const struct import_dblib_file *file, struct arena *arena,
                         struct import_dblib_map *map, struct err *err)
{
	struct import_dblib_map_library *made = arena_alloc(
	    arena, file->library_count * sizeof *made, err);
	if (made == NULL)
		return false;
	for (size_t i = 0; i < file->library_count; i++) {
		const struct import_dblib_library *library = &file->libraries[i];
		made[i].category = import_dblib_map_name(library);
		made[i].fields = arena_alloc(arena, library->field_count * sizeof *made[i].fields,
		                             err);
		if (made[i].fields == NULL)
			return false;
		for (size_t j = 0; j < library->field_count; j++)
			if (!propose_field(library, j, arena, made[i].fields, err))
				return false;
	}
	map->libraries = made;
	return true;
}

/* --- the file */

static bool
refuse(const char *what, struct text shown, const char *why, struct err *err)
{
	shown = text_cut(text_has_control(shown) ? text_of("?") : shown, SHOWN_MAX);
	return err_set(err, ERR_INPUT, "%s \"%.*s\" %s", what, (int)shown.size, shown.bytes, why);
}

static bool
copy(struct text text, struct arena *arena, struct text *copied, struct err *err)
{
	copied->bytes = arena_copy(arena, text.bytes, text.size, err);
	copied->size = text.size;
	return copied->bytes != NULL;
}

static bool
take_field(struct text field, const struct import_dblib_library *library,
           const struct import_dblib_target *target, struct import_dblib_map_library *mapped)
{
	bool found = false;
	for (size_t i = 0; i < library->field_count; i++)
		if (text_equal(text_trimmed(library->fields[i].name), field)) {
			mapped->fields[i] = *target;
			found = true;
		}
	return found;
}

/* Finds what the row means in each library that it means. */
static bool
take_target(struct text name, struct text field, const struct import_dblib_target *target,
            struct text category, const struct import_dblib_file *file,
            struct import_dblib_map *map, struct err *err)
{
	bool found_library = false, found_field = false;
	for (size_t i = 0; i < file->library_count; i++) {
		const struct import_dblib_library *library = &file->libraries[i];
		if (name.size > 0 &&
		    !text_equal(text_trimmed(import_dblib_map_name(library)), name))
			continue;
		found_library = true;
		if (field.size == 0)
			map->libraries[i].category = category;
		else if (take_field(field, library, target, &map->libraries[i]))
			found_field = true;
	}
	if (!found_library)
		return refuse("library", name, "is not in the file", err);
	return field.size == 0 || found_field ||
	       refuse("field", field, "is in no such library", err);
}

static bool
take_row(const struct csv_reader_row *row, const struct import_dblib_file *file,
         struct arena *arena, struct import_dblib_map *map, struct err *err)
{
	struct import_dblib_target target = {.target = ""};
	struct text category = {0};
	if (row->count != 3)
		return err_set(err, ERR_INPUT, "a row has a library, a field and its target");
	struct text name = text_trimmed(row->cells[0]), field = text_trimmed(row->cells[1]);
	struct text said = text_trimmed(row->cells[2]);
	bool is_none = text_equal(said, text_of("-"));
	if (field.size > 0 && !sheet_map_target(said, arena, &target.kind, &target.target, err))
		return false;
	if (field.size == 0 && said.size == 0)
		return err_set(err, ERR_INPUT,
		               "a library's target is the path of a category, or \"-\"");
	if (field.size == 0 && !is_none && !copy(said, arena, &category, err))
		return false;
	return take_target(name, field, &target, category, file, map, err);
}

static bool
is_heading(const struct csv_reader_row *row)
{
	static const char *const names[] = {"library", "field", "target"};
	bool good = row->count == 3;
	for (size_t i = 0; good && i < 3; i++)
		good = text_equal(row->cells[i], text_of(names[i]));
	return good;
}

/* A part has one of each. */
static bool
check_once(const struct import_dblib_file *file, const struct import_dblib_map *map,
           const char *place, struct err *err)
{
	for (size_t i = 0; i < file->library_count; i++) {
		const struct import_dblib_target *fields = map->libraries[i].fields;
		struct text name = import_dblib_map_name(&file->libraries[i]);
		for (size_t j = 0; j < file->libraries[i].field_count; j++)
			if (fields[j].kind != SHEET_MAP_NOTHING &&
			    is_taken(fields, j, fields[j].kind, fields[j].target))
				return err_set(err, ERR_INPUT,
				               "%s: two fields of library \"%.*s\" are \"%s\"; a "
				               "target is once, \"-\" takes none",
				               place, (int)text_cut(name, SHOWN_MAX).size,
				               name.bytes, fields[j].target);
	}
	return true;
}

bool
import_dblib_map_read(struct stream_in *in, const struct import_dblib_file *file,
                      struct arena *arena, struct import_dblib_map *map, struct err *err)
{
	struct csv_reader_row row;
	bool more, is_first = true;
	struct csv_reader *reader = arena_alloc(arena, sizeof *reader, err);
	if (reader == NULL || !csv_reader_start(reader, in, arena, err))
		return false;
	for (;; is_first = false) {
		if (!csv_reader_next(reader, &row, &more, err))
			return false;
		if (!more)
			return check_once(file, map, in->name, err);
		if (is_first && !is_heading(&row))
			return err_set(err, ERR_INPUT,
			               "%s:%" PRId64 ": the first line is \"library,field,target\"",
			               in->name, row.line);
		if (!is_first && !take_row(&row, file, arena, map, err))
			return err_prefix(err, "%s:%" PRId64, in->name, row.line);
	}
}

static void
append_row(struct buf *out, struct text library, struct text field, struct text target)
{
	csv_append_cell(out, 0, library);
	csv_append_cell(out, 1, field);
	csv_append_cell(out, 2, target);
	buf_append_string(out, "\n");
}

bool
import_dblib_map_write(const struct import_dblib_map *map, const struct import_dblib_file *file,
                       struct buf *out, struct err *err)
{
	struct buf target = {.arena = out->arena};
	buf_append_string(out, "library,field,target\n");
	for (size_t i = 0; i < file->library_count; i++) {
		const struct import_dblib_library *library = &file->libraries[i];
		const struct import_dblib_map_library *mapped = &map->libraries[i];
		struct text name = import_dblib_map_name(library);
		bool taken = text_is_set(mapped->category);
		append_row(out, name, text_of(""), taken ? mapped->category : text_of("-"));
		for (size_t j = 0; j < library->field_count; j++) {
			target.size = 0;
			sheet_map_append_target(&target, mapped->fields[j].kind,
			                        mapped->fields[j].target);
			append_row(out, name, library->fields[j].name, buf_text(&target));
		}
	}
	return buf_check(&target, err) && buf_check(out, err);
}
