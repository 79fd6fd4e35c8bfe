/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_header.h"

#include <string.h>

#include "store/db_copy.h"

enum { SHOWN_MAX = 60 }; /* bytes of a name that a message repeats */

/* What a file of rejected rows says besides; looked over, so that it can come back. */
static const char *const looked_over[] = {"line", "problem"};

static bool
read_line(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct text *left = context;
	(void)err;
	*size = left->size < room ? left->size : room;
	memcpy(bytes, left->bytes, *size);
	left->bytes += *size;
	left->size -= *size;
	return true;
}

/* The names, out of their quotes; by a delimiter that is in no name. */
static bool
split(struct db *db, struct text line, char delimiter, const char *place, struct arena *arena,
      struct db_rows *rows, struct err *err)
{
	static const char *const column = "line";
	const struct db_copy_target target = {
	    .table = "csv_header", .columns = &column, .count = 1, .delimiter = '\x01'};
	const struct db_copy_source source = {place, read_line, &line};
	const char cut[] = {delimiter, '\0'};
	struct text param = text_of(cut);
	return db_copy_in(db, &target, &source, arena, err) &&
	       db_query(db, &query_csv_header, &param, 1, arena, rows, err);
}

static bool
find(const struct csv_table *table, struct text name, const char **spelt,
     const struct csv_column **column)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal_nocase(name, text_of(table->columns[i].name))) {
			*column = &table->columns[i];
			*spelt = table->columns[i].name;
			return true;
		}
	for (size_t i = 0; i < sizeof looked_over / sizeof looked_over[0]; i++)
		if (text_equal_nocase(name, text_of(looked_over[i]))) {
			*column = NULL;
			*spelt = looked_over[i];
			return true;
		}
	return false;
}

static const char *
hint_of(struct text name, size_t count, char delimiter)
{
	if (count > 1 || name.size == 0)
		return "";
	if (delimiter != ';' && memchr(name.bytes, ';', name.size) != NULL)
		return "; --delimiter semicolon?";
	if (delimiter != '\t' && memchr(name.bytes, '\t', name.size) != NULL)
		return "; --delimiter tab?";
	return delimiter != ',' && memchr(name.bytes, ',', name.size) != NULL
	           ? "; --delimiter comma?"
	           : "";
}

static bool
refuse(const struct csv_table *table, const char *place, struct text name, const char *hint,
       struct arena *arena, struct err *err)
{
	const char *known = csv_table_columns(table, arena, err);
	struct text shown = text_cut(name, SHOWN_MAX);
	bool cut = shown.size < name.size;
	if (known == NULL)
		return false;
	if (text_has_control(shown))
		return err_set(err, ERR_INPUT, "%s:1: \"%s\" has no such column; it has %s%s",
		               place, table->name, known, hint);
	return err_set(err, ERR_INPUT, "%s:1: \"%s\" has no column \"%.*s%s\"; it has %s%s", place,
	               table->name, (int)shown.size, shown.bytes, cut ? "..." : "", known, hint);
}

static bool
add(struct csv_header *header, const struct csv_table *table, struct text name, size_t all,
    char delimiter, const char *place, struct arena *arena, struct err *err)
{
	const struct csv_column *column;
	const char *spelt;
	if (name.size == 0)
		return err_set(err, ERR_INPUT, "%s:1: column %zu has no name", place,
		               header->count + 1);
	if (!find(table, name, &spelt, &column))
		return refuse(table, place, name, hint_of(name, all, delimiter), arena, err);
	for (size_t i = 0; i < header->count; i++)
		if (header->names[i] == spelt)
			return err_set(err, ERR_INPUT, "%s:1: column \"%s\" is there twice", place,
			               spelt);
	header->names[header->count] = spelt;
	header->columns[header->count++] = column;
	return true;
}

static bool
has_keys(const struct csv_header *header, const struct csv_table *table, const char *place,
         struct err *err)
{
	for (size_t i = 0; i < table->column_count; i++) {
		bool there = table->columns[i].need != CSV_KEY;
		for (size_t j = 0; j < header->count && !there; j++)
			there = header->columns[j] == &table->columns[i];
		if (!there)
			return err_set(
			    err, ERR_INPUT,
			    "%s:1: column \"%s\" is missing; every file of \"%s\" has it", place,
			    table->columns[i].name, table->name);
	}
	return true;
}

enum { COLUMNS_MAX = 64 }; /* more than any table has, with those looked over */

static bool
make_room(struct csv_header *header, struct arena *arena, struct err *err)
{
	header->names = arena_alloc(arena, COLUMNS_MAX * sizeof *header->names, err);
	header->columns = arena_alloc(arena, COLUMNS_MAX * sizeof(struct csv_column *), err);
	return header->names != NULL && header->columns != NULL;
}

bool
csv_header_read(struct db *db, const struct csv_table *table, struct text line, char delimiter,
                const char *place, struct arena *arena, struct csv_header *header, struct err *err)
{
	struct csv_header made = {0};
	struct db_rows rows;
	struct text name;
	if (!split(db, line, delimiter, place, arena, &rows, err))
		return false;
	struct db_array names = db_rows_array(&rows, 0, 0);
	if (rows.count == 0 || names.left == 0)
		return err_set(err, ERR_INPUT, "%s:1: there is no header, which names the columns",
		               place);
	if (!make_room(&made, arena, err))
		return false;
	size_t all = names.left;
	while (db_array_text(&names, &name))
		if (!add(&made, table, name, all, delimiter, place, arena, err))
			return false;
	if (!has_keys(&made, table, place, err))
		return false;
	*header = made;
	return true;
}

bool
csv_header_all(const struct csv_table *table, struct arena *arena, struct csv_header *header,
               struct err *err)
{
	struct csv_header made = {0};
	if (!make_room(&made, arena, err))
		return false;
	for (size_t i = 0; i < table->column_count; i++) {
		made.names[made.count] = table->columns[i].name;
		made.columns[made.count++] = &table->columns[i];
	}
	*header = made;
	return true;
}
