/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/library_reader.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kicad/footprint_file.h"
#include "kicad/library_table.h"
#include "kicad/symbol_library.h"

enum { TABLES_DEPTH_MAX = 8, LINE_MAX_SIZE = 32768, LINE_NUMBERS = 4096 };

/* How files of each kind are called. */
static const struct {
	const char *table, *head; /* the table's file, and its first word */
	const char *file, *folder, *item;
	const char *things;
} kinds[] = {
    [LIBRARY_READER_SYMBOLS] = {"sym-lib-table", "sym_lib_table", ".kicad_sym", ".kicad_symdir",
                                ".kicad_sym", "symbols"},
    [LIBRARY_READER_FOOTPRINTS] = {"fp-lib-table", "fp_lib_table", "", ".pretty", ".kicad_mod",
                                   "footprints"},
};

/* A table that is read. */
struct table {
	const char *path;
	const char *project; /* the folder of the table that was named first */
	int depth;
};

static bool read_table(const struct library_reader *reader, struct sexpr *sexpr,
                       const struct table *table, struct err *err);

static bool
ends_with(const char *name, const char *ending)
{
	size_t size = strlen(name), length = strlen(ending);
	return length > 0 && size > length && strcmp(name + size - length, ending) == 0;
}

/* What stands between the last '/' and the ending. */
static struct text
stem_of(const char *path, const char *ending)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	size_t size = strlen(name), length = strlen(ending);
	return (struct text){name, ends_with(name, ending) ? size - length : size};
}

/* FOLDER/NAME, or false when it is too long. */
static bool
join(char *path, const char *folder, const char *name, struct err *err)
{
	int size = snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return (size >= 0 && size < PATH_MAX) ||
	       err_set(err, ERR_INPUT, "a path in \"%.200s\" is too long", folder);
}

static bool
read_file(void *file, char *bytes, size_t room, size_t *size, struct err *err)
{
	*size = fread(bytes, 1, room, file);
	return *size > 0 || !ferror((FILE *)file) ||
	       err_set(err, ERR_INPUT, "it cannot be read: %s", strerror(errno));
}

/* A regular file, for a device or pipe may have no end. */
static FILE *
open_file(const char *path, struct err *err)
{
	struct stat there;
	if (stat(path, &there) != 0) {
		err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
		return NULL;
	}
	if (!S_ISREG(there.st_mode)) {
		err_set(err, ERR_INPUT, "\"%s\" is no file", path);
		return NULL;
	}
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	return file;
}

/* Names the file before what is wrong in it. */
static bool
in_file(const char *path, bool ok, struct err *err)
{
	return ok || err_prefix(err, "\"%s\"", path);
}

static bool
tell_library(const struct library_reader *reader, struct text library, bool is_read,
             struct err *err)
{
	return reader->sink->library(reader->sink->context, library, is_read, err);
}

static bool
tell_item(const struct library_reader *reader, const struct library_item *item, struct err *err)
{
	return reader->sink->item(reader->sink->context, item, err);
}

/* The library whose symbols are read. */
struct library {
	const struct library_reader *reader;
	struct text name;
};

static bool
take_symbol(void *context, const struct symbol_library_symbol *symbol, struct err *err)
{
	const struct library *library = context;
	const struct library_item item = {
	    .library = library->name,
	    .name = symbol->name.text,
	    .base = symbol->base.text,
	    .filters = text_is_set(symbol->filters.text) ? symbol->filters.text : text_of(""),
	    .numbers = symbol->pins,
	    .number_count = symbol->pin_count,
	    .has_numbers = true,
	    .units = symbol->units,
	};
	return tell_item(library->reader, &item, err);
}

/* What stands behind the head. */
static bool
read_symbols(const struct library_reader *reader, struct sexpr *sexpr, struct text name,
             struct err *err)
{
	struct library library = {reader, name};
	const struct symbol_library_sink sink = {take_symbol, &library};
	return symbol_library_read(sexpr, &sink, NULL, err) &&
	       tell_library(reader, name, true, err);
}

static bool
read_symbol_file(const struct library_reader *reader, struct text library, const char *path,
                 struct err *err)
{
	struct sexpr sexpr;
	FILE *file = open_file(path, err);
	if (file == NULL)
		return false;
	sexpr_start(&sexpr, read_file, file);
	bool ok = sexpr_head(&sexpr, err) && read_symbols(reader, &sexpr, library, err);
	fclose(file);
	return in_file(path, ok, err);
}

static bool
read_footprint_file(const struct library_reader *reader, struct text library, struct text name,
                    const char *path, struct err *err)
{
	struct sexpr sexpr;
	struct footprint_file footprint;
	FILE *file = open_file(path, err);
	if (file == NULL)
		return false;
	arena_reset(reader->arena);
	sexpr_start(&sexpr, read_file, file);
	bool ok = sexpr_head(&sexpr, err) &&
	          footprint_file_read(&sexpr, reader->arena, &footprint, err);
	fclose(file);
	if (!ok)
		return in_file(path, false, err);
	const struct library_item item = {
	    .library = library,
	    .name = name,
	    .numbers = footprint.pads,
	    .number_count = footprint.pad_count,
	    .has_numbers = true,
	};
	return tell_item(reader, &item, err);
}

/* A .kicad_symdir or .pretty: a file an item, of whose name a footprint has its own. */
static bool
read_library_folder(const struct library_reader *reader, struct text library, const char *path,
                    struct err *err)
{
	char file[PATH_MAX];
	const char *ending = kinds[reader->kind].item;
	DIR *folder = opendir(path);
	if (folder == NULL)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	bool ok = tell_library(reader, library, true, err);
	for (const struct dirent *entry; ok && (entry = readdir(folder)) != NULL;) {
		if (!ends_with(entry->d_name, ending))
			continue;
		ok = join(file, path, entry->d_name, err);
		if (ok && reader->kind == LIBRARY_READER_FOOTPRINTS)
			ok = read_footprint_file(reader, library, stem_of(entry->d_name, ending),
			                         file, err);
		else if (ok)
			ok = read_symbol_file(reader, library, file, err);
	}
	closedir(folder);
	return ok;
}

static bool
is_folder(const char *path)
{
	struct stat there;
	return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

static bool
read_library(const struct library_reader *reader, struct text library, const char *path,
             struct err *err)
{
	if (reader->kind == LIBRARY_READER_FOOTPRINTS || is_folder(path))
		return read_library_folder(reader, library, path, err);
	return read_symbol_file(reader, library, path, err);
}

/* One library of several: when it cannot be read that is told, and the others are read. */
static bool
try_library(const struct library_reader *reader, const char *library, bool ok, struct err *err)
{
	if (ok || err->code != ERR_INPUT)
		return ok;
	struct err reason = *err;
	if (reader->sink->unread != NULL &&
	    !reader->sink->unread(reader->sink->context, library, reason.message, err))
		return false;
	return tell_library(reader, text_of(library), false, err);
}

/* The folder a file is in. */
static void
folder_of(const char *path, char *folder)
{
	const char *slash = strrchr(path, '/');
	int size = slash == NULL || slash == path ? 1 : (int)(slash - path);
	snprintf(folder, PATH_MAX, "%.*s", size, slash == NULL ? "." : path);
}

static bool
read_table_file(const struct library_reader *reader, const struct table *table, struct err *err)
{
	struct sexpr sexpr;
	FILE *file = open_file(table->path, err);
	if (file == NULL)
		return false;
	sexpr_start(&sexpr, read_file, file);
	bool ok = sexpr_head(&sexpr, err);
	if (ok && !sexpr_is(&sexpr, kinds[reader->kind].head))
		ok = err_set(err, ERR_INPUT, "it is no %s", kinds[reader->kind].table);
	ok = ok && read_table(reader, &sexpr, table, err);
	fclose(file);
	return in_file(table->path, ok, err);
}

static bool
follow_row(const struct library_reader *reader, const struct library_table_row *row,
           const char *folder, const struct table *table, struct err *err)
{
	char path[PATH_MAX];
	const struct library_table_variables variables = {reader->variables, reader->variable_count,
	                                                  folder, table->project};
	const struct table next = {path, table->project, table->depth + 1};
	bool is_table = strcmp(row->type, "Table") == 0;
	if (!is_table && strcmp(row->type, "KiCad") != 0)
		return tell_library(reader, text_of(row->name), false, err);
	if (!library_table_expand(row->uri, &variables, path, sizeof path, err))
		return false;
	if (!is_table)
		return read_library(reader, text_of(row->name), path, err);
	if (table->depth == TABLES_DEPTH_MAX)
		return err_set(err, ERR_INPUT, "tables name each other more than %d deep",
		               TABLES_DEPTH_MAX);
	return read_table_file(reader, &next, err);
}

/* The rows of the table whose first list is open and named. */
static bool
read_table(const struct library_reader *reader, struct sexpr *sexpr, const struct table *table,
           struct err *err)
{
	char folder[PATH_MAX];
	struct library_table_row row;
	bool more;
	folder_of(table->path, folder);
	struct table here = *table;
	if (here.project == NULL)
		here.project = folder;
	while (library_table_next(sexpr, &row, &more, err)) {
		if (!more)
			return true;
		if (row.is_disabled)
			continue;
		bool ok = follow_row(reader, &row, folder, &here, err);
		if (!try_library(reader, row.name, ok, err))
			return false;
	}
	return false;
}

static bool
is_library(const struct library_reader *reader, const char *name)
{
	return ends_with(name, kinds[reader->kind].file) ||
	       ends_with(name, kinds[reader->kind].folder);
}

static struct text
library_of(const struct library_reader *reader, const char *path)
{
	return stem_of(path, ends_with(path, kinds[reader->kind].folder)
	                         ? kinds[reader->kind].folder
	                         : kinds[reader->kind].file);
}

/* All libraries in a folder. */
static bool
read_folder(const struct library_reader *reader, const char *path, struct err *err)
{
	char library[PATH_MAX], name[NAME_MAX + 1];
	size_t count = 0;
	DIR *folder = opendir(path);
	if (folder == NULL)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	bool ok = true;
	for (const struct dirent *entry; ok && (entry = readdir(folder)) != NULL;) {
		if (!is_library(reader, entry->d_name))
			continue;
		struct text stem = library_of(reader, entry->d_name);
		memcpy(name, stem.bytes, stem.size);
		name[stem.size] = '\0';
		ok = join(library, path, entry->d_name, err) &&
		     read_library(reader, stem, library, err);
		ok = try_library(reader, name, ok, err);
		count++;
	}
	closedir(folder);
	if (ok && count == 0)
		return err_set(err, ERR_INPUT, "\"%s\" has neither a %s nor libraries of %s", path,
		               kinds[reader->kind].table, kinds[reader->kind].things);
	return ok;
}

/* What stands behind a name in a line, between tabs. */
static bool
read_numbers(const char *line, size_t number, struct text *numbers, size_t *count, struct err *err)
{
	*count = 0;
	while (*line == '\t') {
		struct text text = {line + 1, strcspn(line + 1, "\t\r\n")};
		line = text.bytes + text.size;
		if (text.size == 0)
			continue;
		if (*count == LINE_NUMBERS)
			return err_set(err, ERR_INPUT, "line %zu has more than %d numbers", number,
			               LINE_NUMBERS);
		numbers[(*count)++] = text;
	}
	return true;
}

/* A line of a list of names. */
static bool
read_line(const struct library_reader *reader, const char *line, size_t number, struct err *err)
{
	struct text numbers[LINE_NUMBERS];
	struct text text = {line, strcspn(line, "\t\r\n")};
	const char *behind = line + text.size;
	while (text.size > 0 && text.bytes[text.size - 1] == ' ')
		text.size--;
	if (text.size == 0 || text.bytes[0] == '#')
		return true;
	if (!text_is_library_id(text) || !text_is_utf8(text))
		return err_set(err, ERR_INPUT, "line %zu is not \"Library:Name\"", number);
	const char *colon = memchr(text.bytes, ':', text.size);
	size_t size = (size_t)(colon - text.bytes);
	struct library_item item = {
	    .library = {text.bytes, size},
	    .name = {colon + 1, text.size - size - 1},
	    .numbers = numbers,
	    .has_numbers = *behind == '\t',
	};
	return read_numbers(behind, number, numbers, &item.number_count, err) &&
	       tell_library(reader, item.library, true, err) && tell_item(reader, &item, err);
}

static bool
read_list(const struct library_reader *reader, FILE *file, struct err *err)
{
	char line[LINE_MAX_SIZE];
	for (size_t number = 1; fgets(line, sizeof line, file) != NULL; number++) {
		if (strchr(line, '\n') == NULL && !feof(file))
			return err_set(err, ERR_INPUT, "line %zu is longer than %d bytes", number,
			               LINE_MAX_SIZE - 2);
		if (!read_line(reader, line, number, err))
			return false;
	}
	return !ferror(file) || err_set(err, ERR_INPUT, "it cannot be read: %s", strerror(errno));
}

/* Whether the file begins with a list, as KiCad's do, but for lines that say nothing. */
static bool
begins_with_list(FILE *file)
{
	bool is_passed_over = false;
	int byte;
	while ((byte = getc(file)) != EOF) {
		if (byte == '\n')
			is_passed_over = false;
		else if (byte == '#')
			is_passed_over = true;
		else if (!is_passed_over && byte != ' ' && byte != '\t' && byte != '\r')
			break;
	}
	rewind(file);
	return byte == '(';
}

/* A table, a library or a list of names, by what is in it. */
static bool
read_any_file(const struct library_reader *reader, const char *path, struct err *err)
{
	struct sexpr sexpr;
	FILE *file = open_file(path, err);
	if (file == NULL)
		return false;
	bool ok;
	if (!begins_with_list(file)) {
		ok = read_list(reader, file, err);
	} else {
		sexpr_start(&sexpr, read_file, file);
		ok = sexpr_head(&sexpr, err);
		if (ok && sexpr_is(&sexpr, kinds[reader->kind].head))
			ok = read_table(reader, &sexpr, &(struct table){path, NULL, 0}, err);
		else if (ok && reader->kind == LIBRARY_READER_SYMBOLS)
			ok = read_symbols(reader, &sexpr, library_of(reader, path), err);
		else if (ok)
			ok = err_set(err, ERR_INPUT, "it is no %s", kinds[reader->kind].table);
	}
	fclose(file);
	return in_file(path, ok, err);
}

bool
library_reader_add(const struct library_reader *reader, const char *path, struct err *err)
{
	char plain[PATH_MAX], table[PATH_MAX];
	size_t size = strlen(path);
	while (size > 1 && path[size - 1] == '/')
		size--;
	if (size >= sizeof plain)
		return err_set(err, ERR_INPUT, "a path is longer than %d bytes", PATH_MAX - 1);
	memcpy(plain, path, size);
	plain[size] = '\0';
	if (!is_folder(plain))
		return read_any_file(reader, plain, err);
	if (ends_with(plain, kinds[reader->kind].folder))
		return read_library_folder(reader, library_of(reader, plain), plain, err);
	if (!join(table, plain, kinds[reader->kind].table, err))
		return false;
	struct stat there;
	if (stat(table, &there) == 0)
		return read_table_file(reader, &(struct table){table, NULL, 0}, err);
	return read_folder(reader, plain, err);
}

static bool
has_file(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat there;
	struct err err;
	return join(path, folder, name, &err) && stat(path, &there) == 0;
}

bool
library_reader_fits(enum library_reader_kind kind, const char *path)
{
	const struct library_reader reader = {.kind = kind};
	bool fits = false;
	if (!is_folder(path))
		return ends_with(path, kinds[kind].table) || ends_with(path, kinds[kind].file);
	if (ends_with(path, kinds[kind].folder) || has_file(path, kinds[kind].table))
		return true;
	DIR *folder = opendir(path);
	for (const struct dirent *at; folder != NULL && !fits && (at = readdir(folder)) != NULL;)
		fits = is_library(&reader, at->d_name);
	if (folder != NULL)
		closedir(folder);
	return fits;
}
