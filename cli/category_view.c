/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "category_view.h"

#include <inttypes.h>

#include "catalogue/category_document.h"
#include "listing.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

/* A number of parts as a cell. */
static struct text
number_cell(int64_t number, struct arena *arena, struct err *err)
{
	return text_of(arena_format(arena, err, "%" PRId64, number));
}

static const char *
exposed_word(const struct category_info *category)
{
	if (text_is_set(category->own_exposed))
		return category->exposed ? "yes" : "no";
	return category->exposed ? "yes, inherited" : "no, inherited";
}

static bool
list_table(const struct category_info *categories, size_t count, struct arena *arena,
           struct err *err)
{
	enum { COLUMNS = 5 + CATEGORY_DEFAULTS };
	static const char *const head[COLUMNS] = {
	    "id",        "path",      "exposed",        "parts",           "symbol",
	    "footprint", "reference", "value template", "value parameter", "footprint parameter"};
	struct text *cells = arena_alloc(arena, (count + 1) * COLUMNS * sizeof *cells, err);
	if (cells == NULL)
		return false;
	for (size_t column = 0; column < COLUMNS; column++)
		cells[column] = text_of(head[column]);
	for (size_t i = 0; i < count; i++) {
		struct text *row = cells + (i + 1) * COLUMNS;
		row[0] = categories[i].id;
		row[1] = categories[i].path;
		row[2] = text_of(exposed_word(&categories[i]));
		row[3] = number_cell(categories[i].parts, arena, err);
		for (size_t j = 0; j < CATEGORY_DEFAULTS; j++)
			row[4 + j] = categories[i].resolved[j];
	}
	return output_table(cells, COLUMNS, count + 1, arena, err);
}

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	struct category_info *categories;
	size_t count;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL ||
	    !category_tree_list(db, text_of(NULL), cli->arena, &categories, &count, err))
		return false;
	if (!cli->json)
		return list_table(categories, count, cli->arena, err);
	return output_document(category_document_list(categories, count), cli->arena, err);
}

const struct command category_view_list = {
    .name = "list",
    .summary = "list all categories",
    .words = "",
    .help = "Lists the categories by path: whether KiCad shows them, how many parts are in each\n"
	    "itself, and what its parts get from it or from those above it.\n\n"
	    "example: kidepot category list --json",
    .json = true,
    .run = list,
};

static bool
show_json(const struct category_info *category, const struct category_field *fields, size_t count,
          struct arena *arena, struct err *err)
{
	struct document *object = category_document(category);
	if (!document_add(object, "fields", category_document_field_list(fields, count))) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

/* Rows of three cells, as many as were made room for. */
struct sheet {
	struct text *cells;
	size_t rows;
};

enum { SHEET_COLUMNS = 3 };

/* A line for what is said somewhere: here, when `own` is set. */
static void
add_line(struct sheet *sheet, const char *name, struct text value, struct text own)
{
	if (!text_is_set(value))
		return;
	struct text *row = sheet->cells + sheet->rows++ * SHEET_COLUMNS;
	row[0] = text_of(name);
	row[1] = value;
	row[2] = text_of(text_is_set(own) ? "own" : "inherited");
}

static bool
add_field_lines(struct sheet *sheet, const struct category_field *field, struct arena *arena,
                struct err *err)
{
	const struct category_field_words *own = &field->own, *resolved = &field->resolved;
	struct text parameter = field->parameter;
	const struct {
		const char *word;
		struct text value, own;
	} lines[] = {
	    {"name", resolved->name, own->name},
	    {"visible", resolved->visible, own->visible},
	    {"served", resolved->served, own->served},
	};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		const char *name = arena_format(arena, err, "field %.*s %s", (int)parameter.size,
		                                parameter.bytes, lines[i].word);
		if (name == NULL)
			return false;
		add_line(sheet, name, lines[i].value, lines[i].own);
	}
	return true;
}

static bool
show_sheet(const struct category_info *category, const struct category_field *fields, size_t count,
           struct arena *arena, struct err *err)
{
	const struct text plain[][2] = {
	    {text_of("id"), category->id},
	    {text_of("path"), category->path},
	    {text_of("parts"), number_cell(category->parts, arena, err)},
	    {text_of("categories"), number_cell(category->categories, arena, err)},
	};
	const size_t plain_count = sizeof plain / sizeof plain[0];
	size_t rows = plain_count + 2 + CATEGORY_DEFAULTS + 3 * count;
	struct sheet sheet = {
	    .cells = arena_alloc(arena, rows * SHEET_COLUMNS * sizeof *sheet.cells, err)};
	if (sheet.cells == NULL)
		return false;
	for (; sheet.rows < plain_count; sheet.rows++)
		for (size_t column = 0; column < 2; column++)
			sheet.cells[sheet.rows * SHEET_COLUMNS + column] =
			    plain[sheet.rows][column];
	add_line(&sheet, "description", category->description, category->description);
	add_line(&sheet, "exposed", text_of(category->exposed ? "yes" : "no"),
	         category->own_exposed);
	for (int i = 0; i < CATEGORY_DEFAULTS; i++)
		add_line(&sheet, category_tree_words[i], category->resolved[i], category->own[i]);
	for (size_t i = 0; i < count; i++)
		if (!add_field_lines(&sheet, &fields[i], arena, err))
			return false;
	return output_table(sheet.cells, SHEET_COLUMNS, sheet.rows, arena, err);
}

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct text id;
	struct category_info *category;
	struct category_field *fields;
	size_t count, field_count;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !category_tree_find(db, text_of(words[0]), cli->arena, &id, NULL, err) ||
	    !category_tree_list(db, id, cli->arena, &category, &count, err) ||
	    !category_field_list(db, id, cli->arena, &fields, &field_count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_CONFLICT, "category \"%s\" was removed just now", words[0]);
	return cli->json ? show_json(category, fields, field_count, cli->arena, err)
	                 : show_sheet(category, fields, field_count, cli->arena, err);
}

const struct command category_view_show = {
    .name = "show",
    .summary = "show what a category says and inherits",
    .words = "PATH|ID",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Shows one category: each setting and field, and whether it is its own or inherited.\n\n"
	"example: kidepot category show Passives/Resistors",
    .json = true,
    .run = show,
};
