/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_import_match.h"
#include "store/db_copy.h"

enum { RECORD_MEMORY = 64 * 1024 * 1024 };

/* --- the parts' ids, component by component */

struct matches {
	struct netlist_bom *bom;
	int64_t *ids; /* of each component; 0: none */
	size_t next;
	bool staged; /* rows are of those only that were not asked yet */
};

static enum netlist_bom_status
status_of(struct text word)
{
	enum netlist_bom_status status = NETLIST_BOM_MATCHED;
	while (status < NETLIST_BOM_NO_PART &&
	       !text_equal(word, text_of(netlist_bom_status_words[status])))
		status++;
	return status;
}

static bool
take_match(void *context, const struct db_rows *row, struct err *err)
{
	struct matches *matches = context;
	struct netlist_bom *bom = matches->bom;
	(void)err;
	while (matches->staged && matches->next < bom->count &&
	       bom->components[matches->next].status != NETLIST_BOM_NOT_ASKED)
		matches->next++;
	if (matches->next == bom->count)
		return true;
	matches->ids[matches->next] = db_rows_int64(row, 0, 0, 0);
	bom->components[matches->next++].status = status_of(db_rows_text(row, 0, 1));
	return true;
}

static bool
find_stored(struct db *db, const struct netlist_bom_part_order *order, struct matches *matches,
            struct err *err)
{
	if (!db_each(db, &query_netlist_stored_match, &order->revision_id, 1, take_match, matches,
	             err))
		return false;
	for (size_t i = 0; i < order->changed_count; i++)
		if (order->changed[i] < matches->bom->count)
			matches->bom->components[order->changed[i]].status = NETLIST_BOM_NOT_ASKED;
	return true;
}

/* --- matching anew, as an import does */

struct stage {
	struct netlist_bom *bom;
	struct netlist_import_rows rows;
	struct netlist_sink sink;
	size_t next;
};

static bool
read_rows(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct stage *stage = context;
	size_t taken = 0;
	for (;;) {
		taken += netlist_import_rows_take(&stage->rows, bytes + taken, room - taken);
		if (taken == room || stage->next == stage->bom->count)
			break;
		const struct netlist_bom_component *at = &stage->bom->components[stage->next++];
		const struct netlist_model_component *says = at->component;
		const struct netlist_component component = {
		    .ref = says->ref,
		    .value = says->value,
		    .footprint = says->footprint,
		    .lib = says->lib,
		    .part = says->part,
		    .fields = says->says->fields,
		};
		if (at->status == NETLIST_BOM_NOT_ASKED &&
		    !stage->sink.component(stage->sink.context, &component)) {
			*err = stage->rows.err;
			return false;
		}
	}
	*size = taken;
	return true;
}

static bool
copy_rows(struct db *db, struct stage *stage, struct err *err)
{
	static const struct db_copy_target target = {
	    .table = "netlist_row",
	    .columns = netlist_import_rows_columns,
	    .count = NETLIST_IMPORT_ROWS_COLUMNS,
	    .written = true,
	};
	const struct db_copy_source from = {"the components", read_rows, stage};
	return db_script(db, &script_netlist, err) &&
	       db_copy_in(db, &target, &from, stage->bom->arena, err);
}

static bool
stage_components(struct db *db, const struct netlist_import_order *order, struct netlist_bom *bom,
                 struct err *err)
{
	struct arena *record = arena_new(RECORD_MEMORY);
	struct stage *stage = arena_alloc(bom->arena, sizeof *stage, err);
	if (record == NULL || stage == NULL) {
		arena_free(record);
		return stage == NULL ? false : err_set(err, ERR_SYSTEM, "no memory to match parts");
	}
	stage->bom = bom;
	stage->rows = (struct netlist_import_rows){.arena = bom->arena,
	                                           .record = record,
	                                           .out = {.arena = bom->arena},
	                                           .design = bom->model->design};
	stage->sink = netlist_import_rows_sink(&stage->rows);
	bool good = netlist_import_match_fields(db, order, bom->arena, &stage->rows.says_fields,
	                                        &stage->rows.says_count, err) &&
	            copy_rows(db, stage, err);
	arena_free(record);
	return good;
}

static bool
find_project(struct db *db, const struct netlist_bom_part_order *order, struct netlist_bom *bom,
             struct text *id, struct err *err)
{
	struct db_rows rows;
	struct text name = order->project;
	if (name.size == 0)
		name = netlist_import_project_of(&bom->model->design);
	*id = text_of(NULL);
	if (!db_query(db, &query_netlist_project_find, &name, 1, bom->arena, &rows, err))
		return false;
	if (rows.count > 0)
		*id = db_rows_text(&rows, 0, 0);
	return true;
}

static bool
match_anew(struct db *db, const struct netlist_bom_part_order *order, struct matches *matches,
           struct err *err)
{
	const struct netlist_import_order rules = {.library = order->library};
	struct netlist_import_report report;
	struct netlist_bom *bom = matches->bom;
	struct text project;
	matches->staged = true;
	matches->next = 0;
	return stage_components(db, &rules, bom, err) &&
	       find_project(db, order, bom, &project, err) &&
	       netlist_import_match(db, &rules, project, bom->arena, &report, err) &&
	       db_each(db, &query_netlist_bom_match, NULL, 0, take_match, matches, err);
}

/* --- what the catalogue says of them */

static int
compare_ids(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
	return one < other ? -1 : one > other;
}

/* "{1,2,3}": each once. */
static bool
ids_literal(const struct matches *matches, struct buf *list, struct err *err)
{
	size_t count = matches->bom->count;
	int64_t *sorted = arena_alloc(list->arena, count * sizeof *sorted, err);
	int64_t last = 0;
	if (sorted == NULL)
		return false;
	if (count > 0)
		memcpy(sorted, matches->ids, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_ids);
	buf_append_string(list, "{");
	for (size_t i = 0; i < count; i++) {
		if (sorted[i] == 0 || sorted[i] == last)
			continue;
		buf_append_format(list, "%s%" PRId64, list->size > 1 ? "," : "", sorted[i]);
		last = sorted[i];
	}
	buf_append_string(list, "}");
	return buf_check(list, err);
}

static bool
pairs_of(const struct db_rows *rows, size_t row, int column, struct arena *arena,
         struct netlist_bom_pairs *pairs, struct err *err)
{
	struct db_array firsts = db_rows_array(rows, row, column);
	struct db_array seconds = db_rows_array(rows, row, column + 1);
	pairs->items = arena_alloc(arena, firsts.left * sizeof *pairs->items, err);
	if (pairs->items == NULL)
		return false;
	while (db_array_text(&firsts, &pairs->items[pairs->count][0]) &&
	       db_array_text(&seconds, &pairs->items[pairs->count][1]))
		pairs->count++;
	return true;
}

/* By their ids. */
static bool
read_parts(struct db *db, const struct matches *matches, struct netlist_bom_part **parts,
           size_t *count, struct err *err)
{
	struct arena *arena = matches->bom->arena;
	struct buf list = {.arena = arena};
	struct db_rows rows;
	if (!ids_literal(matches, &list, err))
		return false;
	struct text ids = buf_text(&list);
	if (!db_query(db, &query_netlist_bom_part, &ids, 1, arena, &rows, err))
		return false;
	*parts = arena_alloc(arena, rows.count * sizeof **parts, err);
	for (size_t i = 0; *parts != NULL && i < rows.count; i++) {
		struct netlist_bom_part *part = &(*parts)[i];
		part->id = db_rows_int64(&rows, i, 0, 0);
		part->name = db_rows_text(&rows, i, 1);
		part->ipn = db_rows_text(&rows, i, 2);
		part->manufacturer = db_rows_text(&rows, i, 3);
		part->mpn = db_rows_text(&rows, i, 4);
		part->stock = db_rows_text(&rows, i, 7);
		part->pieces = db_rows_int64(&rows, i, 8, 0);
		if (!pairs_of(&rows, i, 5, arena, &part->suppliers, err) ||
		    !pairs_of(&rows, i, 9, arena, &part->locations, err))
			return false;
	}
	*count = rows.count;
	return *parts != NULL;
}

static int
compare_part(const void *id, const void *part)
{
	int64_t one = *(const int64_t *)id, other = ((const struct netlist_bom_part *)part)->id;
	return one < other ? -1 : one > other;
}

static bool
set_parts(struct db *db, const struct matches *matches, struct err *err)
{
	struct netlist_bom_part *parts;
	size_t count;
	if (!read_parts(db, matches, &parts, &count, err))
		return false;
	for (size_t i = 0; i < matches->bom->count; i++) {
		struct netlist_bom_component *at = &matches->bom->components[i];
		if (at->status != NETLIST_BOM_MATCHED)
			continue;
		at->part = bsearch(&matches->ids[i], parts, count, sizeof *parts, compare_part);
		if (at->part == NULL)
			at->status = NETLIST_BOM_UNMATCHED;
	}
	matches->bom->parts_known = true;
	return true;
}

bool
netlist_bom_part_find(struct db *db, const struct netlist_bom_part_order *order,
                      struct netlist_bom *bom, struct err *err)
{
	struct matches matches = {.bom = bom};
	bool stored = text_is_set(order->revision_id);
	matches.ids = arena_alloc(bom->arena, bom->count * sizeof *matches.ids, err);
	if (matches.ids == NULL || !db_begin(db, err))
		return false;
	bool good = (!stored || find_stored(db, order, &matches, err)) &&
	            ((stored && order->changed_count == 0) ||
	             match_anew(db, order, &matches, err)) &&
	            set_parts(db, &matches, err);
	db_rollback(db);
	return good;
}
