/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_record.h"

#include <stdio.h>

#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"

/* The columns of part_record_get.sql. */
enum {
	COLUMN_ID,
	COLUMN_NAME,
	COLUMN_CATEGORY,
	COLUMN_FIELDS,
	COLUMN_UPDATED = COLUMN_FIELDS + PART_EDIT_EXCLUDE_FROM_BOM,
	COLUMN_TRUTHS,
	COLUMN_CATEGORY_ID = COLUMN_TRUTHS + PART_EDIT_FIELDS - PART_EDIT_EXCLUDE_FROM_BOM,
	COLUMN_EXPOSED,
	COLUMN_ARRAYS
};

static void
read_own(const struct db_rows *rows, struct part_record *record)
{
	struct db_array *const arrays[] = {
	    &record->parameter_names, &record->parameter_values,   &record->parameter_units,
	    &record->supplier_names,  &record->supplier_skus,      &record->supplier_urls,
	    &record->alternates,      &record->pin_map_footprints, &record->pin_map_pins,
	    &record->pin_map_pads,    &record->stock_locations,    &record->stock_quantities,
	    &record->former_names};
	record->id = db_rows_text(rows, 0, COLUMN_ID);
	record->name = db_rows_text(rows, 0, COLUMN_NAME);
	record->category = db_rows_text(rows, 0, COLUMN_CATEGORY);
	record->category_id = db_rows_text(rows, 0, COLUMN_CATEGORY_ID);
	record->updated = db_rows_text(rows, 0, COLUMN_UPDATED);
	for (int i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		record->fields[i] = db_rows_text(rows, 0, COLUMN_FIELDS + i);
	for (int i = 0; i < PART_EDIT_FIELDS - PART_EDIT_EXCLUDE_FROM_BOM; i++)
		record->truths[i] = db_rows_bool(rows, 0, COLUMN_TRUTHS + i, false);
	for (int i = 0; i < (int)(sizeof arrays / sizeof arrays[0]); i++)
		*arrays[i] = db_rows_array(rows, 0, COLUMN_ARRAYS + i);
}

static void
add_reason(struct part_record *record, const char *reason)
{
	if (reason != NULL && record->reason_count < PART_RECORD_REASONS)
		record->reasons[record->reason_count++] = reason;
}

static bool
read_warnings(const struct db_rows *rows, struct arena *arena, struct part_record *record,
              bool *holds, struct err *err)
{
	record->warnings = arena_alloc(arena, (rows->count + 1) * sizeof *record->warnings, err);
	if (record->warnings == NULL)
		return false;
	record->warning_count = rows->count;
	*holds = false;
	for (size_t i = 0; i < rows->count; i++) {
		record->warnings[i] = db_rows_text(rows, i, 0);
		*holds = *holds || db_rows_bool(rows, i, 1, false);
	}
	return true;
}

static void
find_reasons(const struct db_rows *rows, bool holds, struct part_record *record)
{
	const bool *truths = record->truths;
	if (!truths[PART_EDIT_ACTIVE - PART_EDIT_EXCLUDE_FROM_BOM])
		add_reason(record, "it is not active; set \"active\" to show it");
	if (truths[PART_EDIT_TEMPLATE - PART_EDIT_EXCLUDE_FROM_BOM])
		add_reason(record, "it is a template; unset \"template\" to show it");
	if (!db_rows_bool(rows, 0, COLUMN_EXPOSED, false))
		add_reason(record, text_is_set(record->category_id)
		                       ? "its category is not exposed to KiCad"
		                       : "it has no category; set \"category\" to show it");
	if (holds)
		add_reason(record, "it waits until its symbol and footprint are published");
	if (record->is_shown)
		add_reason(record, part_problem(&record->shown, "KiDepot"));
	else if (record->reason_count == 0)
		add_reason(record, "the view kicad.part leaves it out");
}

bool
part_record_get(struct db *db, struct text id, struct arena *arena, struct part_record *record,
                struct err *err)
{
	struct part_record read = {0};
	struct db_rows own, shown, warnings;
	bool holds;
	const struct text params[] = {id, text_of(NULL)};
	if (!db_query(db, &query_part_record_get, params, 1, arena, &own, err) ||
	    !db_query(db, &query_part_get, params, 2, arena, &shown, err) ||
	    !db_query(db, &query_part_warning_list, params, 1, arena, &warnings, err) ||
	    !read_warnings(&warnings, arena, &read, &holds, err))
		return false;
	if (own.count == 0) {
		*record = (struct part_record){0};
		return true;
	}
	read_own(&own, &read);
	read.is_shown = shown.count > 0;
	if (read.is_shown)
		read.shown = part_read(&shown, 0);
	find_reasons(&own, holds, &read);
	*record = read;
	return true;
}

static bool
read_lines(const struct db_rows *rows, size_t count, struct arena *arena,
           struct part_record_line **lines, struct err *err)
{
	struct part_record_line *read = arena_alloc(arena, count * sizeof *read, err);
	if (read == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		read[i] = (struct part_record_line){
		    .id = db_rows_text(rows, i, 0),
		    .ipn = db_rows_text(rows, i, 1),
		    .manufacturer = db_rows_text(rows, i, 2),
		    .mpn = db_rows_text(rows, i, 3),
		    .category = db_rows_text(rows, i, 4),
		    .name = db_rows_text(rows, i, 5),
		    .description = db_rows_text(rows, i, 6),
		    .is_used = db_rows_bool(rows, i, 7, false),
		};
	*lines = read;
	return true;
}

/* The parameters that both statements have: category, one line more than wanted, cursor. */
static bool
read_range(struct db *db, const struct part_record_range *range, int64_t limit_min, char *limit,
           size_t limit_size, struct text params[3], struct arena *arena, struct err *err)
{
	struct text category = text_of(NULL), wanted = text_of(NULL);
	if (range->limit < limit_min || range->limit > PART_RECORD_LIMIT_MAX)
		return err_set(err, ERR_INPUT, "the limit is %lld; give %lld to %d",
		               (long long)range->limit, (long long)limit_min,
		               PART_RECORD_LIMIT_MAX);
	if (!value_check(db, "after", range->after, VALUE_LINE, arena, err))
		return err_field(err, "after");
	if (text_is_set(range->category) &&
	    !category_tree_find(db, range->category, arena, &category, NULL, err))
		return err_field(err, "category");
	if (range->limit > 0) {
		snprintf(limit, limit_size, "%lld", (long long)range->limit + 1);
		wanted = text_of(limit);
	}
	params[0] = category;
	params[1] = wanted;
	params[2] = range->after;
	return true;
}

static bool
read_page(const struct db_rows *rows, int64_t limit, struct arena *arena,
          struct part_record_page *page, struct err *err)
{
	struct part_record_page read = {NULL, rows->count, text_of(NULL)};
	bool more = limit > 0 && rows->count > (size_t)limit;
	if (more)
		read.count = (size_t)limit;
	if (!read_lines(rows, read.count, arena, &read.lines, err))
		return false;
	if (more)
		read.next = read.lines[read.count - 1].name;
	*page = read;
	return true;
}

bool
part_record_list(struct db *db, const struct part_record_range *range, struct arena *arena,
                 struct part_record_page *page, struct err *err)
{
	char limit[24];
	struct text params[3];
	struct db_rows rows;
	return read_range(db, range, 0, limit, sizeof limit, params, arena, err) &&
	       db_query(db, &query_part_record_list, params, 3, arena, &rows, err) &&
	       read_page(&rows, range->limit, arena, page, err);
}

static bool
join(struct db *db, const struct text *words, size_t count, struct buf *joined, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!value_check_name(db, "word to search for", words[i], joined->arena, err))
			return err_field(err, "search");
		if (i > 0)
			buf_append_string(joined, "\n");
		buf_append_text(joined, words[i]);
	}
	return buf_check(joined, err);
}

bool
part_record_search(struct db *db, const struct text *words, size_t word_count,
                   const struct part_record_range *range, struct arena *arena,
                   struct part_record_page *page, struct err *err)
{
	struct buf joined = {.arena = arena};
	char limit[24];
	struct text params[4];
	struct db_rows rows;
	if (!join(db, words, word_count, &joined, err) ||
	    !read_range(db, range, 1, limit, sizeof limit, params + 1, arena, err))
		return false;
	params[0] = buf_text(&joined);
	return db_query(db, &query_part_record_search, params, 4, arena, &rows, err) &&
	       read_page(&rows, range->limit, arena, page, err);
}
