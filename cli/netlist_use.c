/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_use.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/csv.h"
#include "catalogue/part_edit.h"
#include "netlist/netlist_bom.h"
#include "netlist/netlist_ref.h"

#include "netlist.h"
#include "output.h"
#include "store/db_document.h"

enum { STATEMENT_TIMEOUT = 60000 /* ms */, COLUMNS = 5 };

struct use_options {
	bool all, csv;
};

static const struct setting use_settings[] = {
    {.name = "all",
     .type = SETTING_BOOL,
     .offset = offsetof(struct use_options, all),
     .fallback = "no",
     .help = "in all revisions, not only in those that were imported last"},
    {.name = "csv",
     .type = SETTING_BOOL,
     .offset = offsetof(struct use_options, csv),
     .fallback = "no",
     .help = "write CSV"},
};

static const char *const titles[COLUMNS] = {"project", "revision", "section", "quantity",
                                            "references"};

static int
compare(const void *one, const void *other)
{
	return netlist_ref_compare(*(const char *const *)one, *(const char *const *)other);
}

/* The references of a section, sorted. */
static bool
append_refs(struct buf *out, const struct db_rows *rows, size_t row, int section, bool all,
            struct err *err)
{
	struct db_array array = db_rows_array(rows, row, NETLIST_USE_REFS + section);
	const char **refs = arena_alloc(out->arena, array.left * sizeof *refs, err);
	size_t count = 0;
	struct text ref;
	while (refs != NULL && db_array_text(&array, &ref))
		if ((refs[count++] = arena_copy(out->arena, ref.bytes, ref.size, err)) == NULL)
			return false;
	if (refs == NULL)
		return false;
	qsort(refs, count, sizeof *refs, compare);
	if (all)
		netlist_ref_append_all(out, refs, count);
	else
		netlist_ref_append_short(out, refs, count);
	return buf_check(out, err);
}

/* A row for each section of each revision that has some. */
static bool
make_cells(const struct db_rows *rows, bool all_refs, struct arena *arena, struct text **cells,
           size_t *count, struct err *err)
{
	struct text *cell = arena_alloc(
	    arena, (rows->count * NETLIST_BOM_SECTIONS + 1) * COLUMNS * sizeof *cell, err);
	*cells = cell;
	if (cell == NULL)
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		*cell++ = text_of(titles[i]);
	*count = 1;
	for (size_t i = 0; i < rows->count * NETLIST_BOM_SECTIONS; i++) {
		size_t row = i / NETLIST_BOM_SECTIONS;
		int section = (int)(i % NETLIST_BOM_SECTIONS);
		int64_t quantity = db_rows_int64(rows, row, NETLIST_USE_COUNTS + section, 0);
		struct buf refs = {.arena = arena};
		if (quantity == 0)
			continue;
		*cell++ = db_rows_text(rows, row, NETLIST_USE_PROJECT);
		*cell++ = db_rows_text(rows, row, NETLIST_USE_REVISION);
		*cell++ = text_of(netlist_bom_section_words[section]);
		*cell++ = text_of(arena_format(arena, err, "%" PRId64, quantity));
		if (!text_is_set(cell[-1]) ||
		    !append_refs(&refs, rows, row, section, all_refs, err))
			return false;
		*cell++ = buf_text(&refs);
		++*count;
	}
	return true;
}

static bool
write_csv(const struct text *cells, size_t count, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	for (size_t i = 0; i < count * COLUMNS; i++) {
		csv_append_cell(&out, i % COLUMNS, cells[i]);
		if (i % COLUMNS == COLUMNS - 1)
			csv_append_end(&out);
	}
	return output_buf(&out, err);
}

static bool
where_used(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct use_options *said = options;
	struct part_edit_match match;
	struct db_rows rows;
	struct text *cells;
	size_t count;
	if (said->csv && cli->json)
		return command_misused(cli, err, "--csv and --json exclude each other");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &match, err))
		return false;
	const struct netlist_use_page page = {.part_id = match.id, .all = said->all};
	if (!netlist_use_list(db, &page, cli->arena, &rows, err))
		return false;
	if (cli->json)
		return output_document(db_document_rows(&rows, rows.count), cli->arena, err);
	return make_cells(&rows, said->csv, cli->arena, &cells, &count, err) &&
	       (said->csv ? write_csv(cells, count, cli->arena, err)
	                  : output_table(cells, COLUMNS, count, cli->arena, err));
}

const struct command netlist_use_command = {
    .name = "where-used",
    .summary = "say in which projects a part is used",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Says in which imported netlists a part is used, how often and by which components, and\n"
	"whether these are fitted, not fitted (dnp) or excluded from the BOM. Of each project it is\n"
	"the revision that was imported last, or with --all each of them. A part is said by its id,\n"
	"\"ipn:\" and its IPN, or its name.\n\n"
	"example: kidepot netlist where-used ipn:RES-0001\n"
	"example: kidepot netlist where-used ipn:RES-0001 --all --csv",
    COMMAND_OPTIONS(use_settings, struct use_options),
    .json = true,
    .run = where_used,
};
