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

enum { STATEMENT_TIMEOUT = 60000 /* ms */, COLUMNS = 6 };

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

static const char *const titles[COLUMNS] = {"project", "revision", "variant",
                                            "section", "quantity", "references"};

struct table {
	struct arena *arena;
	bool all_refs;
	struct text *cells;
	size_t count; /* of rows, with the titles */
};

/* Where a row says what, of a revision or of a variant of it. */
struct part {
	const struct db_rows *rows;
	size_t row;
	int counts, refs, sections;
	struct text project, revision, variant;
};

static const char *const changed_word = "changed";

static int
compare(const void *one, const void *other)
{
	return netlist_ref_compare(*(const char *const *)one, *(const char *const *)other);
}

/* The references of a section, sorted. */
static bool
append_refs(struct buf *out, struct db_array array, bool all, struct err *err)
{
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

/* A row for each section that has some. */
static bool
append_sections(struct table *table, const struct part *part, struct err *err)
{
	for (int section = 0; section < part->sections; section++) {
		int64_t quantity = db_rows_int64(part->rows, part->row, part->counts + section, 0);
		struct buf refs = {.arena = table->arena};
		struct text *cell = table->cells + table->count * COLUMNS;
		if (quantity == 0)
			continue;
		const char *number = arena_format(table->arena, err, "%" PRId64, quantity);
		if (number == NULL ||
		    !append_refs(&refs, db_rows_array(part->rows, part->row, part->refs + section),
		                 table->all_refs, err))
			return false;
		*cell++ = part->project;
		*cell++ = part->revision;
		*cell++ = part->variant;
		*cell++ = text_of(section < NETLIST_BOM_SECTIONS
		                      ? netlist_bom_section_words[section]
		                      : changed_word);
		*cell++ = text_of(number);
		*cell++ = buf_text(&refs);
		table->count++;
	}
	return true;
}

/* A revision, then its variants, from row `*variant` on, which is left behind them. */
static bool
append_revision(struct table *table, const struct netlist_use *use, size_t row, size_t *variant,
                struct err *err)
{
	const struct db_rows *revisions = &use->revisions, *variants = &use->variants;
	struct part part = {.rows = revisions,
	                    .row = row,
	                    .counts = NETLIST_USE_COUNTS,
	                    .refs = NETLIST_USE_REFS,
	                    .sections = NETLIST_BOM_SECTIONS,
	                    .project = db_rows_text(revisions, row, NETLIST_USE_PROJECT),
	                    .revision = db_rows_text(revisions, row, NETLIST_USE_REVISION)};
	int64_t id = db_rows_int64(revisions, row, NETLIST_USE_ID, 0);
	if (!append_sections(table, &part, err))
		return false;
	part.rows = variants;
	part.counts = NETLIST_USE_VARIANT_COUNTS;
	part.refs = NETLIST_USE_VARIANT_REFS;
	part.sections = NETLIST_BOM_SECTIONS + 1;
	for (; *variant < variants->count &&
	       db_rows_int64(variants, *variant, NETLIST_USE_VARIANT_ID, 0) == id;
	     ++*variant) {
		part.row = *variant;
		part.variant = db_rows_text(variants, *variant, NETLIST_USE_VARIANT_NAME);
		if (!append_sections(table, &part, err))
			return false;
	}
	return true;
}

static bool
make_table(struct table *table, const struct netlist_use *use, struct err *err)
{
	size_t rows = 1 + NETLIST_BOM_SECTIONS * use->revisions.count +
	              (NETLIST_BOM_SECTIONS + 1) * use->variants.count;
	size_t variant = 0;
	table->cells = arena_alloc(table->arena, rows * COLUMNS * sizeof *table->cells, err);
	if (table->cells == NULL)
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		table->cells[i] = text_of(titles[i]);
	table->count = 1;
	for (size_t i = 0; i < use->revisions.count; i++)
		if (!append_revision(table, use, i, &variant, err))
			return false;
	return true;
}

static bool
write_csv(const struct table *table, struct err *err)
{
	struct buf out = {.arena = table->arena};
	for (size_t i = 0; i < table->count * COLUMNS; i++) {
		csv_append_cell(&out, i % COLUMNS, table->cells[i]);
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
	struct netlist_use use;
	struct table table = {.arena = cli->arena, .all_refs = said->csv};
	if (said->csv && cli->json)
		return command_misused(cli, err, "--csv and --json exclude each other");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &match, err))
		return false;
	const struct netlist_use_page page = {.part_id = match.id, .all = said->all};
	if (!netlist_use_list(db, &page, cli->arena, &use, err))
		return false;
	if (cli->json)
		return output_document(netlist_use_document(&use, use.revisions.count), cli->arena,
		                       err);
	return make_table(&table, &use, err) &&
	       (said->csv ? write_csv(&table, err)
	                  : output_table(table.cells, COLUMNS, table.count, cli->arena, err));
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
	"the revision that was imported last, or with --all each of them. Variants of the schematic\n"
	"in which one of these components is different have lines of their own; changed ones are\n"
	"fitted with other fields and may be another part. A part is said by its id, \"ipn:\" and its\n"
	"IPN, or its name.\n\n"
	"example: kidepot netlist where-used ipn:RES-0001\n"
	"example: kidepot netlist where-used ipn:RES-0001 --all --csv",
    COMMAND_OPTIONS(use_settings, struct use_options),
    .json = true,
    .run = where_used,
};
