/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_dblib_file.h"

#include <string.h>

#include "base/buf.h"
#include "base/document_read.h"

enum { UNKNOWN_MAX = 100, SHOWN_MAX = 60, MEMBERS_MAX = 1000 * 1000, DEPTH_MAX = 16 };

enum member_kind {
	MEMBER_NAME, /* a short text without control characters */
	MEMBER_TEXT,
	MEMBER_TRUTH,
	MEMBER_SECONDS,
	MEMBER_OBJECT, /* read by itself */
	MEMBER_ARRAY,
	MEMBER_ANY /* KiCad's, and not looked at here */
};

struct member {
	const char *key;
	size_t offset;
	enum member_kind kind;
	bool needed;
};

struct reading {
	struct arena *arena;
	struct import_dblib_file *file;
};

#define SOURCE(key, kind)                                            \
	{                                                            \
#key, offsetof(struct odbc_source, key), kind, false \
	}
static const struct member source_members[] = {
    {"type", 0, MEMBER_ANY, false},
    SOURCE(dsn, MEMBER_NAME),
    SOURCE(username, MEMBER_NAME),
    SOURCE(password, MEMBER_TEXT),
    SOURCE(connection_string, MEMBER_TEXT),
    {"timeout_seconds", offsetof(struct odbc_source, timeout), MEMBER_SECONDS, false},
};

#define FIELD(key, kind, needed)                                             \
	{                                                                    \
#key, offsetof(struct import_dblib_field, key), kind, needed \
	}
static const struct member field_members[] = {
    FIELD(column, MEMBER_NAME, true),           FIELD(name, MEMBER_NAME, true),
    FIELD(visible_on_add, MEMBER_TRUTH, false), FIELD(visible_in_chooser, MEMBER_TRUTH, false),
    FIELD(show_name, MEMBER_TRUTH, false),      FIELD(inherit_properties, MEMBER_TRUTH, false),
};

#define PROPERTY(key)                                                                   \
	{                                                                               \
#key, offsetof(struct import_dblib_properties, key), MEMBER_NAME, false \
	}
static const struct member property_members[] = {
    PROPERTY(description),      PROPERTY(keywords),           PROPERTY(footprint_filters),
    PROPERTY(exclude_from_bom), PROPERTY(exclude_from_board), PROPERTY(exclude_from_sim),
};

#define LIBRARY(key)                                                                \
	{                                                                           \
#key, offsetof(struct import_dblib_library, key), MEMBER_NAME, true \
	}
static const struct member library_members[] = {
    LIBRARY(name),
    LIBRARY(table),
    LIBRARY(key),
    LIBRARY(symbols),
    LIBRARY(footprints),
    {"fields", 0, MEMBER_ARRAY, false},
    {"properties", 0, MEMBER_OBJECT, false},
};

static const struct member file_members[] = {
    {"meta", 0, MEMBER_OBJECT, false},     {"name", 0, MEMBER_ANY, false},
    {"description", 0, MEMBER_ANY, false}, {"source", 0, MEMBER_OBJECT, true},
    {"libraries", 0, MEMBER_ARRAY, true},  {"cache", 0, MEMBER_OBJECT, false},
};

#define MEMBERS(table) (table), sizeof(table) / sizeof(table)[0]

/* --- one object by its table */

/* Between an object's place and a member: the file's own have no place before them. */
static const char *
dot(const char *place)
{
	return place[0] == '\0' ? "" : ".";
}

static bool
wrong_kind(const char *place, const struct member *member, const struct document *value,
           struct err *err)
{
	static const char *const words[] = {
	    [MEMBER_NAME] = "a string",    [MEMBER_TEXT] = "a string",
	    [MEMBER_TRUTH] = "a boolean",  [MEMBER_SECONDS] = "a whole number",
	    [MEMBER_OBJECT] = "an object", [MEMBER_ARRAY] = "an array",
	};
	return err_set(err, ERR_INPUT, "%s%s%s is %s and has to be %s", place, dot(place),
	               member->key, document_kind_word(document_kind(value)), words[member->kind]);
}

static bool
check_name(const char *place, const struct member *member, struct text name, struct err *err)
{
	if (name.size > IMPORT_DBLIB_NAME_MAX)
		return err_set(err, ERR_INPUT, "%s%s%s is longer than %d bytes", place, dot(place),
		               member->key, IMPORT_DBLIB_NAME_MAX);
	if (text_has_control(name))
		return err_set(err, ERR_INPUT, "%s%s%s has a control character", place, dot(place),
		               member->key);
	return true;
}

static bool
take_member(const char *place, const struct member *member, const struct document *value,
            void *into, struct err *err)
{
	void *target = (char *)into + member->offset;
	struct text text;
	int64_t number;
	switch (member->kind) {
	case MEMBER_NAME:
	case MEMBER_TEXT:
		if (!document_text(value, &text))
			return wrong_kind(place, member, value, err);
		if (member->kind == MEMBER_NAME && !check_name(place, member, text, err))
			return false;
		memcpy(target, &text, sizeof text);
		return true;
	case MEMBER_TRUTH:
		return document_bool(value, target) || wrong_kind(place, member, value, err);
	case MEMBER_SECONDS:
		if (!document_number(value, &number))
			return wrong_kind(place, member, value, err);
		if (number < 0 || number > ODBC_TIMEOUT_MAX)
			return err_set(err, ERR_INPUT, "%s.%s is not from 0 to %d", place,
			               member->key, ODBC_TIMEOUT_MAX);
		memcpy(target, &number, sizeof number);
		return true;
	case MEMBER_OBJECT:
	case MEMBER_ARRAY:
		return document_kind(value) ==
		           (member->kind == MEMBER_OBJECT ? DOCUMENT_OBJECT : DOCUMENT_ARRAY) ||
		       wrong_kind(place, member, value, err);
	case MEMBER_ANY:
		break;
	}
	return true;
}

static bool
note_unknown(struct reading *reading, const char *place, struct text key, struct err *err)
{
	struct import_dblib_file *file = reading->file;
	if (file->unknown_count == UNKNOWN_MAX)
		return true;
	struct text shown = text_has_control(key) ? text_of("?") : text_cut(key, SHOWN_MAX);
	const char *whole = arena_format(reading->arena, err, "%s%s%.*s", place, dot(place),
	                                 (int)shown.size, shown.bytes);
	if (whole == NULL)
		return false;
	file->unknown[file->unknown_count++] = whole;
	return true;
}

/* Whatever the table has of the object goes into the struct. */
static bool
read_members(struct reading *reading, const struct document *object, const char *place,
             const struct member *members, size_t count, void *into, struct err *err)
{
	const struct document *value;
	struct document_walk walk = document_walk(object);
	while (document_next(&walk)) {
		size_t i = 0;
		while (i < count && !text_equal(walk.key, text_of(members[i].key)))
			i++;
		if (i == count ? !note_unknown(reading, place, walk.key, err)
		               : !take_member(place, &members[i], walk.value, into, err))
			return false;
	}
	for (size_t i = 0; i < count; i++)
		if (members[i].needed && !document_find(object, text_of(members[i].key), &value))
			return err_set(err, ERR_INPUT, "%s has no \"%s\"",
			               place[0] == '\0' ? "the file" : place, members[i].key);
	return true;
}

static const struct document *
find(const struct document *object, const char *key)
{
	const struct document *value = NULL;
	return document_find(object, text_of(key), &value) ? value : NULL;
}

/* The element, which has to be an object, and its place. */
static const struct document *
element_of(struct reading *reading, const struct document *array, size_t index, const char *name,
           const char **place, struct err *err)
{
	const struct document *element = document_element(array, index);
	*place = arena_format(reading->arena, err, "%s[%zu]", name, index);
	if (*place == NULL)
		return NULL;
	if (document_kind(element) == DOCUMENT_OBJECT)
		return element;
	err_set(err, ERR_INPUT, "%s is %s and has to be an object", *place,
	        document_kind_word(document_kind(element)));
	return NULL;
}

/* --- the file */

/* A column has a name, and so has a field. */
static bool
check_said(const char *place, const char *key, struct text said, struct err *err)
{
	return said.size > 0 || err_set(err, ERR_INPUT, "%s.%s is empty", place, key);
}

static bool
read_field(struct reading *reading, struct import_dblib_library *library,
           const struct document *array, const char *name, struct err *err)
{
	const char *place;
	struct import_dblib_field *field = &library->fields[library->field_count];
	const struct document *object = element_of(reading, array, library->field_count, name,
	                                           &place, err);
	if (object == NULL ||
	    !read_members(reading, object, place, MEMBERS(field_members), field, err) ||
	    !check_said(place, "column", field->column, err) ||
	    !check_said(place, "name", field->name, err))
		return false;
	for (size_t i = 0; i < library->field_count; i++)
		if (text_equal(library->fields[i].name, field->name))
			return err_set(err, ERR_INPUT, "%s.name \"%.*s\" is that of %s[%zu] too",
			               place, (int)text_cut(field->name, SHOWN_MAX).size,
			               field->name.bytes, name, i);
	library->field_count++;
	return true;
}

static bool
read_fields(struct reading *reading, struct import_dblib_library *library,
            const struct document *array, const char *place, struct err *err)
{
	size_t count = document_count(array);
	const char *name = arena_format(reading->arena, err, "%s.fields", place);
	if (name == NULL)
		return false;
	if (count > IMPORT_DBLIB_FIELDS_MAX)
		return err_set(err, ERR_LIMIT, "%s are more than %d", name,
		               IMPORT_DBLIB_FIELDS_MAX);
	library->fields = arena_alloc(reading->arena, count * sizeof *library->fields, err);
	if (library->fields == NULL)
		return false;
	while (library->field_count < count)
		if (!read_field(reading, library, array, name, err))
			return false;
	return true;
}

static bool
read_library(struct reading *reading, const struct document *array, struct err *err)
{
	const char *place, *properties;
	struct import_dblib_file *file = reading->file;
	struct import_dblib_library *library = &file->libraries[file->library_count];
	const struct document *object = element_of(reading, array, file->library_count, "libraries",
	                                           &place, err);
	if (object == NULL ||
	    !read_members(reading, object, place, MEMBERS(library_members), library, err) ||
	    !check_said(place, "table", library->table, err) ||
	    !check_said(place, "key", library->key, err))
		return false;
	properties = arena_format(reading->arena, err, "%s.properties", place);
	if (properties == NULL ||
	    !read_members(reading, find(object, "properties"), properties,
	                  MEMBERS(property_members), &library->properties, err) ||
	    !read_fields(reading, library, find(object, "fields"), place, err))
		return false;
	file->library_count++;
	return true;
}

static bool
read_libraries(struct reading *reading, const struct document *array, struct err *err)
{
	struct import_dblib_file *file = reading->file;
	size_t count = document_count(array);
	if (count == 0)
		return err_set(err, ERR_INPUT, "libraries is empty, so there is nothing to read");
	if (count > IMPORT_DBLIB_LIBRARIES_MAX)
		return err_set(err, ERR_LIMIT, "libraries are more than %d",
		               IMPORT_DBLIB_LIBRARIES_MAX);
	file->libraries = arena_alloc(reading->arena, count * sizeof *file->libraries, err);
	if (file->libraries == NULL)
		return false;
	while (file->library_count < count)
		if (!read_library(reading, array, err))
			return false;
	return true;
}

/* ${CWD} is the file's folder. */
static bool
expand(struct text *string, const char *folder, struct arena *arena, struct err *err)
{
	static const char variable[] = "${CWD}";
	size_t size = sizeof variable - 1;
	struct buf whole = {.arena = arena};
	for (size_t i = 0; i < string->size;) {
		bool found = string->size - i >= size &&
		             memcmp(string->bytes + i, variable, size) == 0;
		if (found)
			buf_append_string(&whole, folder);
		else
			buf_append(&whole, string->bytes + i, 1);
		i += found ? size : 1;
	}
	if (whole.size > 0)
		*string = buf_text(&whole);
	return buf_check(&whole, err);
}

static bool
read_source(struct reading *reading, const struct document *object, const char *folder,
            struct err *err)
{
	struct odbc_source *source = &reading->file->source;
	const struct document *type = find(object, "type");
	struct text word = text_of("odbc");
	if (!read_members(reading, object, "source", MEMBERS(source_members), source, err))
		return false;
	if (type != NULL && (!document_text(type, &word) || !text_equal(word, text_of("odbc"))))
		return err_set(err, ERR_INPUT,
		               "source.type is not \"odbc\", which is all there is");
	if (source->connection_string.size == 0 && source->dsn.size == 0)
		return err_set(err, ERR_INPUT,
		               "source has neither a dsn nor a connection_string, so it is unknown "
		               "where the parts are");
	/* KiCad passes over these then. */
	if (source->connection_string.size > 0)
		source->dsn = source->username = source->password = text_of("");
	return expand(&source->connection_string, folder, reading->arena, err);
}

bool
import_dblib_file_read(struct text bytes, const char *folder, struct arena *arena,
                       struct import_dblib_file *file, struct err *err)
{
	static const struct document_limits limits = {IMPORT_DBLIB_FILE_SIZE, DEPTH_MAX,
	                                              MEMBERS_MAX};
	struct import_dblib_file read = {.library_count = 0};
	struct reading reading = {arena, &read};
	struct document *document;
	read.unknown = arena_alloc(arena, UNKNOWN_MAX * sizeof *read.unknown, err);
	if (read.unknown == NULL || !document_read(bytes, &limits, arena, &document, err))
		return false;
	if (document_kind(document) != DOCUMENT_OBJECT)
		return err_set(err, ERR_INPUT, "it is %s and no database library",
		               document_kind_word(document_kind(document)));
	if (!read_members(&reading, document, "", MEMBERS(file_members), &read, err) ||
	    !read_source(&reading, find(document, "source"), folder, err) ||
	    !read_libraries(&reading, find(document, "libraries"), err))
		return false;
	*file = read;
	return true;
}
