/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/footprint_map.h"

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a value that a message repeats */

bool
footprint_map_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                   struct err *err)
{
	return db_query(db, &query_footprint_map_get, &id, 1, arena, rows, err);
}

static bool
check(struct db *db, struct text value, struct text footprint, struct arena *arena, struct err *err)
{
	if (!value_check(db, "value", value, VALUE_LINE, arena, err))
		return err_field(err, "value");
	return value_check(db, "footprint", footprint, VALUE_LIBRARY_ID, arena, err) ||
	       err_field(err, "footprint");
}

/* What stands in the way of a mapping that was not inserted; none when it is the same. */
static bool
check_same(struct db *db, struct text value, struct text footprint, struct text category_id,
           struct arena *arena, struct text *id, struct err *err)
{
	struct text params[] = {value, category_id};
	struct db_rows rows;
	if (!db_query(db, &query_footprint_map_find, params, 2, arena, &rows, err))
		return false;
	struct text there = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 1);
	if (text_equal(there, footprint)) {
		*id = db_rows_text(&rows, 0, 0);
		return true;
	}
	value = text_cut(value, SHOWN_MAX);
	there = text_cut(there, SHOWN_MAX);
	err_set(err, ERR_CONFLICT,
	        "\"%.*s\" is mapped to \"%.*s\" there already; \"kidepot map rm\" it first",
	        (int)value.size, value.bytes, (int)there.size, there.bytes);
	return err_field(err, "value");
}

bool
footprint_map_add(struct db *db, struct text value, struct text footprint, struct text category_id,
                  struct arena *arena, struct text *id, bool *added, struct err *err)
{
	struct text params[] = {value, footprint, category_id};
	struct db_rows rows;
	if (value.size == 0 || footprint.size == 0) {
		err_set(err, ERR_INPUT, "a mapping needs a value such as 0805 and a footprint");
		return err_field(err, value.size == 0 ? "value" : "footprint");
	}
	if (!check(db, value, footprint, arena, err) ||
	    !db_query(db, &query_footprint_map_insert, params, 3, arena, &rows, err))
		return false;
	*added = rows.count > 0;
	if (!*added)
		return check_same(db, value, footprint, category_id, arena, id, err);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
footprint_map_set(struct db *db, struct text id, struct text value, struct text footprint,
                  struct arena *arena, struct err *err)
{
	struct text params[] = {id, value, footprint};
	return check(db, value, footprint, arena, err) &&
	       db_query(db, &query_footprint_map_update, params, 3, arena, NULL, err);
}

bool
footprint_map_find(struct db *db, struct text value, struct text category_id, struct arena *arena,
                   struct text *id, struct err *err)
{
	struct text params[] = {value, category_id}, shown = text_cut(value, SHOWN_MAX);
	struct db_rows rows;
	if (!value_check(db, "value", value, VALUE_LINE, arena, err) ||
	    !db_query(db, &query_footprint_map_find, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "\"%.*s\" is not mapped there; \"kidepot map list\" shows what is and where",
		    (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
footprint_map_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	return db_query(db, &query_footprint_map_delete, &id, 1, arena, NULL, err);
}
