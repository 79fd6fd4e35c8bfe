/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/footprint_map.h"

#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a value that a message repeats */

bool
footprint_map_list(struct db *db, struct arena *arena, struct footprint_map **maps, size_t *count,
                   struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_footprint_map_list, NULL, 0, arena, &rows, err))
		return false;
	struct footprint_map *list = arena_alloc(arena, rows.count * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		list[i] = (struct footprint_map){
		    .value = db_rows_text(&rows, i, 0),
		    .footprint = db_rows_text(&rows, i, 1),
		    .category = db_rows_text(&rows, i, 2),
		};
	*maps = list;
	*count = rows.count;
	return true;
}

/* Not set for all categories. */
static bool
find_category(struct db *db, struct text category, struct arena *arena, struct text *id,
              struct err *err)
{
	*id = text_of(NULL);
	return !text_is_set(category) || category_tree_find(db, category, arena, id, NULL, err);
}

/* What stands in the way of a mapping that was not inserted; none when it is the same. */
static bool
check_same(struct db *db, struct text value, struct text footprint, struct text category_id,
           struct arena *arena, struct err *err)
{
	struct text params[] = {value, category_id};
	struct db_rows rows;
	if (!db_query(db, &query_footprint_map_find, params, 2, arena, &rows, err))
		return false;
	struct text there = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 0);
	if (text_equal(there, footprint))
		return true;
	value = text_cut(value, SHOWN_MAX);
	there = text_cut(there, SHOWN_MAX);
	return err_set(err, ERR_CONFLICT,
	               "\"%.*s\" is mapped to \"%.*s\" there already; \"kidepot map rm\" it first",
	               (int)value.size, value.bytes, (int)there.size, there.bytes);
}

static bool
add(struct db *db, struct text value, struct text footprint, struct text category,
    struct arena *arena, bool *added, struct err *err)
{
	struct text category_id;
	struct db_rows rows;
	if (!find_category(db, category, arena, &category_id, err))
		return false;
	struct text params[] = {value, footprint, category_id};
	if (!db_query(db, &query_footprint_map_insert, params, 3, arena, &rows, err))
		return false;
	*added = rows.affected > 0;
	return *added || check_same(db, value, footprint, category_id, arena, err);
}

bool
footprint_map_add(struct db *db, struct text value, struct text footprint, struct text category,
                  struct arena *arena, bool *added, struct err *err)
{
	bool is_new = false;
	if (value.size == 0 || footprint.size == 0)
		return err_set(err, ERR_INPUT,
		               "a mapping needs a value such as 0805 and a footprint");
	if (!value_check(db, "value", value, VALUE_LINE, arena, err) ||
	    !value_check(db, "footprint", footprint, VALUE_LIBRARY_ID, arena, err) ||
	    !db_begin(db, err))
		return false;
	if (!add(db, value, footprint, category, arena, &is_new, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*added = is_new;
	return true;
}

static bool
delete_row(struct db *db, struct text value, struct text category, struct arena *arena,
           struct err *err)
{
	struct text category_id, shown = text_cut(value, SHOWN_MAX);
	struct db_rows rows;
	if (!find_category(db, category, arena, &category_id, err))
		return false;
	struct text params[] = {value, category_id};
	if (!db_query(db, &query_footprint_map_delete, params, 2, arena, &rows, err))
		return false;
	return rows.affected > 0 ||
	       err_set(err, ERR_INPUT,
	               "\"%.*s\" is not mapped there; \"kidepot map list\" shows what is and where",
	               (int)shown.size, shown.bytes);
}

bool
footprint_map_remove(struct db *db, struct text value, struct text category, struct arena *arena,
                     struct err *err)
{
	if (!value_check(db, "value", value, VALUE_LINE, arena, err) || !db_begin(db, err))
		return false;
	if (delete_row(db, value, category, arena, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}
