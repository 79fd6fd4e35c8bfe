/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/dblib.h"

#include <inttypes.h>
#include <string.h>

#include "base/document.h"
#include "catalogue/category_tree.h"

enum { CACHE_TABLES = 256 };

static bool
check_line(struct text text, const char *what, struct err *err)
{
	if (text_is_utf8(text) && !text_has_control(text))
		return true;
	return err_set(err, ERR_INPUT, "the %s has a control character or is not UTF-8", what);
}

/* What a driver would take for the end of a value, or for its quotes. */
static bool
check_part(struct text text, const char *what, struct err *err)
{
	if (!check_line(text, what, err))
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (strchr(";{}", text.bytes[i]) != NULL)
			return err_set(err, ERR_INPUT,
			               "the %s has a '%c', which a connection string cannot hold; "
			               "let a DSN say it, and give --dsn",
			               what, text.bytes[i]);
	return true;
}

static bool
check_source(const struct dblib_source *source, struct err *err)
{
	const struct {
		struct text text;
		const char *what;
	} parts[] = {{source->driver, "driver"},
	             {source->host, "host"},
	             {source->database, "database's name"},
	             {source->sslmode, "sslmode"},
	             {source->user, "user's name"},
	             {source->password, "password"}};
	if (source->dsn.size > 0)
		return check_line(source->dsn, "DSN", err) &&
		       check_line(source->user, "user's name", err) &&
		       check_line(source->password, "password", err);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (!check_part(parts[i].text, parts[i].what, err))
			return false;
	return true;
}

/* A site's own view says what is served, and the tables know nothing of it. */
static bool
check_views(struct db *db, struct arena *arena, struct err *err)
{
	static const char *const shown[] = {"kicad.category", "kicad.part"};
	struct db_rows rows;
	struct text name;
	if (!db_query(db, &query_status_kept, NULL, 0, arena, &rows, err))
		return false;
	struct db_array others = db_rows_array(&rows, 0, 1);
	while (db_array_text(&others, &name))
		for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
			if (text_equal(name, text_of(shown[i])))
				return err_set(
				    err, ERR_CONFLICT,
				    "the view \"%s\" is your own, and what it shows is not in the "
				    "tables of a database library; let KiCad have the HTTP library, "
				    "or write a .kicad_dbl for your own tables",
				    shown[i]);
	return true;
}

bool
dblib_is_kept(struct db *db, struct arena *arena, bool *kept, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_dblib_kept, NULL, 0, arena, &rows, err))
		return false;
	*kept = rows.count > 0 && db_rows_bool(&rows, 0, 0, false);
	return true;
}

static bool
check_kept(struct db *db, struct arena *arena, struct err *err)
{
	bool kept;
	if (!dblib_is_kept(db, arena, &kept, err))
		return false;
	if (kept)
		return true;
	return err_set(err, ERR_CONFLICT,
	               "the tables of a database library are not kept; \"kidepot settings set "
	               "database_library yes\" makes them, and keeps them from then on");
}

/* The ids in one text, not set when no category is given. */
static bool
resolve_categories(struct db *db, const struct dblib *dblib, struct arena *arena, struct text *ids,
                   struct err *err)
{
	struct buf joined = {.arena = arena};
	struct text id;
	for (size_t i = 0; i < dblib->category_count; i++) {
		if (!category_tree_find(db, dblib->categories[i], arena, &id, NULL, err))
			return false;
		buf_append_string(&joined, i > 0 ? "," : "");
		buf_append_text(&joined, id);
	}
	*ids = dblib->category_count > 0 ? buf_text(&joined) : text_of(NULL);
	return buf_check(&joined, err);
}

static void
append_part(struct buf *string, const char *keyword, struct text value)
{
	if (value.size == 0)
		return;
	buf_append_format(string, ";%s=", keyword);
	buf_append_text(string, value);
}

/* "Driver" has to be the first. */
static struct text
connection_string(const struct dblib_source *source, struct text database, struct buf *string)
{
	buf_append_format(string, "Driver={%.*s}", (int)source->driver.size, source->driver.bytes);
	append_part(string, "Server", source->host);
	buf_append_format(string, ";Port=%" PRId64, source->port);
	append_part(string, "Database", database);
	append_part(string, "Uid", source->user);
	append_part(string, "Pwd", source->password);
	append_part(string, "SSLmode", source->sslmode);
	buf_append_string(string, ";ConnSettings={set search_path = kicad_dbl}");
	return buf_text(string);
}

static struct document *
source_document(const struct dblib_source *source, struct text string)
{
	bool by_dsn = source->dsn.size > 0;
	struct text nothing = text_of("");
	struct document *document = document_object();
	if (document_add_string(document, "type", "odbc") &&
	    document_add_text(document, "dsn", source->dsn) &&
	    document_add_text(document, "username", by_dsn ? source->user : nothing) &&
	    document_add_text(document, "password", by_dsn ? source->password : nothing) &&
	    document_add_number(document, "timeout_seconds", source->timeout) &&
	    document_add_text(document, "connection_string", by_dsn ? nothing : string))
		return document;
	document_free(document);
	return NULL;
}

/* The columns of query dblib_field_list. */
enum {
	COLUMN_ID,
	COLUMN_CATEGORY,
	COLUMN_TABLE,
	COLUMN_HAS_REFERENCE,
	COLUMN_HAS_DATASHEET,
	COLUMN_COLUMN,
	COLUMN_FIELD,
	COLUMN_VISIBLE
};

static bool
is_in_chooser(const struct dblib *dblib, struct text field)
{
	for (size_t i = 0; i < dblib->column_count; i++)
		if (text_equal_nocase(dblib->columns[i], field))
			return true;
	return false;
}

/* `shows_name`: with its name, where it is drawn. */
static bool
append_field(struct document *fields, const struct dblib *dblib, struct text column,
             struct text name, bool visible, bool shows_name)
{
	struct document *field = document_object();
	if (document_add_text(field, "column", column) && document_add_text(field, "name", name) &&
	    document_add_bool(field, "visible_on_add", visible) &&
	    document_add_bool(field, "visible_in_chooser", is_in_chooser(dblib, name)) &&
	    document_add_bool(field, "show_name", shows_name) &&
	    document_add_bool(field, "inherit_properties", dblib->inherits))
		return document_append(fields, field);
	document_free(field);
	return false;
}

/* A field that no part fills would blank the symbol's own. */
static bool
append_known_fields(struct document *fields, const struct dblib *dblib, const struct db_rows *rows,
                    size_t row)
{
	bool ok = true;
	if (db_rows_bool(rows, row, COLUMN_HAS_REFERENCE, false))
		ok = append_field(fields, dblib, text_of("reference"), text_of("Reference"), true,
		                  false);
	ok = ok && append_field(fields, dblib, text_of("value"), text_of("Value"), true, false);
	if (ok && db_rows_bool(rows, row, COLUMN_HAS_DATASHEET, false))
		ok = append_field(fields, dblib, text_of("datasheet"), text_of("Datasheet"), false,
		                  false);
	return ok;
}

/* Those of one table, from `row` to before `end`. */
static struct document *
fields_document(const struct dblib *dblib, const struct db_rows *rows, size_t row, size_t end)
{
	struct document *fields = document_array();
	bool ok = append_known_fields(fields, dblib, rows, row);
	for (; ok && row < end; row++)
		if (!db_rows_is_null(rows, row, COLUMN_COLUMN))
			ok = append_field(fields, dblib, db_rows_text(rows, row, COLUMN_COLUMN),
			                  db_rows_text(rows, row, COLUMN_FIELD),
			                  db_rows_bool(rows, row, COLUMN_VISIBLE, false),
			                  dblib->shows_names);
	if (ok)
		return fields;
	document_free(fields);
	return NULL;
}

static struct document *
properties_document(void)
{
	static const char *const names[] = {"description", "keywords", "exclude_from_bom",
	                                    "exclude_from_board", "exclude_from_sim"};
	struct document *properties = document_object();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (!document_add_string(properties, names[i], names[i])) {
			document_free(properties);
			return NULL;
		}
	return properties;
}

/* A path without what KiCad takes for the end of a library's name, or refuses. */
static bool
library_name(struct text path, struct arena *arena, struct text *name, struct err *err)
{
	struct buf plain = {.arena = arena};
	for (size_t i = 0; i < path.size; i++)
		if (path.bytes[i] == '/')
			buf_append_string(&plain, " - ");
		else
			buf_append(&plain, strchr(":\\<>\"", path.bytes[i]) ? "_" : &path.bytes[i],
			           1);
	*name = buf_text(&plain);
	return buf_check(&plain, err);
}

static struct document *
library_document(const struct dblib *dblib, const struct db_rows *rows, size_t row, size_t end,
                 struct arena *arena, struct err *err)
{
	struct text name = text_of("");
	if (dblib->by_category &&
	    !library_name(db_rows_text(rows, row, COLUMN_CATEGORY), arena, &name, err))
		return NULL;
	struct document *library = document_object();
	if (document_add_text(library, "name", name) &&
	    document_add_text(library, "table", db_rows_text(rows, row, COLUMN_TABLE)) &&
	    document_add_string(library, "key", "name") &&
	    document_add_string(library, "symbols", "symbol") &&
	    document_add_string(library, "footprints", "footprints") &&
	    document_add(library, "fields", fields_document(dblib, rows, row, end)) &&
	    document_add(library, "properties", properties_document()))
		return library;
	document_free(library);
	return NULL;
}

/* *count is how many there are. */
static struct document *
libraries_document(const struct dblib *dblib, const struct db_rows *rows, struct arena *arena,
                   int64_t *count, struct err *err)
{
	struct document *libraries = document_array();
	for (size_t row = 0, end; row < rows->count; row = end, ++*count) {
		struct text id = db_rows_text(rows, row, COLUMN_ID);
		for (end = row + 1; end < rows->count; end++)
			if (!text_equal(id, db_rows_text(rows, end, COLUMN_ID)))
				break;
		if (!document_append(libraries,
		                     library_document(dblib, rows, row, end, arena, err))) {
			document_free(libraries);
			return NULL;
		}
	}
	return libraries;
}

static struct document *
cache_document(const struct dblib *dblib, int64_t tables)
{
	struct document *cache = document_object();
	if (document_add_number(cache, "max_size", tables > CACHE_TABLES ? tables : CACHE_TABLES) &&
	    document_add_number(cache, "max_age", dblib->max_age))
		return cache;
	document_free(cache);
	return NULL;
}

static struct document *
file_document(const struct dblib *dblib, struct text string, const struct db_rows *rows,
              struct arena *arena, struct err *err)
{
	struct document *file = document_object(), *meta = document_object();
	int64_t tables = 0;
	if (!document_add_number(meta, "version", 1)) {
		document_free(meta);
		meta = NULL;
	}
	struct document *libraries = libraries_document(dblib, rows, arena, &tables, err);
	if (document_add(file, "meta", meta) && document_add_text(file, "name", dblib->name) &&
	    document_add_string(file, "description", "Parts catalogue kept by KiDepot") &&
	    document_add(file, "source", source_document(&dblib->source, string)) &&
	    document_add(file, "libraries", libraries) &&
	    document_add(file, "cache", cache_document(dblib, tables)))
		return file;
	document_free(file);
	return NULL;
}

/* The database that is meant, "" for a DSN, which says it itself. */
static bool
resolve_database(struct db *db, const struct dblib_source *source, struct arena *arena,
                 struct text *database, struct err *err)
{
	struct db_rows rows;
	*database = source->database;
	if (source->dsn.size > 0 || database->size > 0)
		return true;
	if (!db_query(db, &query_status_server, NULL, 0, arena, &rows, err))
		return false;
	*database = db_rows_text(&rows, 0, 0);
	return check_part(*database, "database's name", err);
}

/* What KiCad 9 does not find again: docs/dblib.md. */
static bool
find_lost(struct db *db, const struct dblib *dblib, struct text ids, struct arena *arena,
          struct dblib_lost *lost, struct err *err)
{
	struct db_rows rows;
	*lost = (struct dblib_lost){.parts = 0};
	if (dblib->by_category)
		return true;
	if (!db_query(db, &query_dblib_slash_list, &ids, 1, arena, &rows, err))
		return false;
	lost->parts = db_rows_int64(&rows, 0, 0, 0);
	lost->first = db_rows_text(&rows, 0, 1);
	return true;
}

bool
dblib_write(struct db *db, const struct dblib *dblib, struct arena *arena, struct buf *out,
            struct dblib_lost *lost, struct err *err)
{
	struct buf string = {.arena = arena};
	struct db_rows rows;
	struct dblib_lost found;
	struct text database, ids;
	if (!check_line(dblib->name, "library's name", err) || !check_source(&dblib->source, err) ||
	    !check_views(db, arena, err) || !check_kept(db, arena, err) ||
	    !resolve_database(db, &dblib->source, arena, &database, err) ||
	    !resolve_categories(db, dblib, arena, &ids, err) ||
	    !db_query(db, &query_dblib_field_list, &ids, 1, arena, &rows, err) ||
	    !find_lost(db, dblib, ids, arena, &found, err))
		return false;
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "none of the categories is shown in KiCad, so that there is nothing to "
		    "read; \"kidepot category list\" says which are");
	struct text text = connection_string(&dblib->source, database, &string);
	if (!buf_check(&string, err))
		return false;
	struct document *file = file_document(dblib, text, &rows, arena, err);
	bool ok = document_write_pretty(file, out, err);
	document_free(file);
	if (ok)
		*lost = found;
	return ok;
}
