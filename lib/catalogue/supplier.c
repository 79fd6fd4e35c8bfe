/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/supplier.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static bool
is_unknown(struct text name, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	return err_set(err, ERR_INPUT,
	               "no supplier \"%.*s\" is there; \"kidepot supplier add\" makes it",
	               (int)shown.size, shown.bytes);
}

static bool
check_name(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	if (!value_check_name(db, "supplier's name", name, arena, err) ||
	    !value_check_ends("supplier's name", name, err))
		return err_field(err, "name");
	if (memchr(name.bytes, '=', name.size) == NULL)
		return true;
	err_set(err, ERR_INPUT,
	        "the supplier's name \"%.*s\" has \"=\", which ends the name where a number is "
	        "given; leave it out",
	        (int)shown.size, shown.bytes);
	return err_field(err, "name");
}

static bool
check_field_name(struct db *db, struct text field_name, struct arena *arena, struct err *err)
{
	return value_check(db, "field's name", field_name, VALUE_LINE, arena, err) ||
	       err_field(err, "field_name");
}

bool
supplier_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
              struct err *err)
{
	return db_query(db, &query_supplier_get, &id, 1, arena, rows, err);
}

bool
supplier_add(struct db *db, const struct supplier_change *change, struct arena *arena,
             struct text *id, struct err *err)
{
	const struct text params[] = {change->name, change->field_name};
	struct text shown = text_cut(change->name, SHOWN_MAX);
	struct db_rows rows;
	if (!check_name(db, change->name, arena, err) ||
	    !check_field_name(db, change->field_name, arena, err) ||
	    !db_query(db, &query_supplier_insert, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		err_set(err, ERR_CONFLICT,
		        "supplier \"%.*s\" is there already; \"kidepot supplier set\" changes it",
		        (int)shown.size, shown.bytes);
		return err_field(err, "name");
	}
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
supplier_set(struct db *db, struct text id, const struct supplier_change *change,
             struct arena *arena, struct err *err)
{
	const struct text params[] = {id, change->name, change->field_name};
	struct db_rows rows;
	if ((text_is_set(change->name) && !check_name(db, change->name, arena, err)) ||
	    !check_field_name(db, change->field_name, arena, err) ||
	    !db_query(db, &query_supplier_update, params, 3, arena, &rows, err))
		return false;
	return rows.affected > 0 ||
	       err_set(err, ERR_CONFLICT, "the supplier was removed just now; look again");
}

bool
supplier_find(struct db *db, struct text name, struct arena *arena, struct text *id,
              struct err *err)
{
	struct db_rows rows;
	if (!value_check_name(db, "supplier's name", name, arena, err) ||
	    !db_query(db, &query_supplier_find, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return is_unknown(name, err);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
supplier_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!supplier_list(db, id, arena, &rows, err))
		return false;
	int64_t parts = rows.count == 0 ? 0 : db_rows_int64(&rows, 0, SUPPLIER_PARTS, 0);
	if (parts > 0) {
		struct text shown = text_cut(db_rows_text(&rows, 0, SUPPLIER_NAME), SHOWN_MAX);
		return err_set(err, ERR_CONFLICT,
		               "supplier \"%.*s\" is used by %" PRId64
		               " part%s; take its numbers from them first",
		               (int)shown.size, shown.bytes, parts, parts == 1 ? "" : "s");
	}
	/* A number given meanwhile is kept by a constraint. */
	return db_query(db, &query_supplier_delete, &id, 1, arena, NULL, err);
}
