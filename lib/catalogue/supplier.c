/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/supplier.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static const char name_word[] = "supplier's name";

bool
supplier_list(struct db *db, struct arena *arena, struct supplier **list, size_t *count,
              struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_supplier_list, NULL, 0, arena, &rows, err))
		return false;
	struct supplier *all = arena_alloc(arena, rows.count * sizeof *all, err);
	if (all == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		all[i] = (struct supplier){
		    .id = db_rows_text(&rows, i, 0),
		    .name = db_rows_text(&rows, i, 1),
		    .field_name = db_rows_text(&rows, i, 2),
		    .parts = db_rows_int64(&rows, i, 3, 0),
		};
	*list = all;
	*count = rows.count;
	return true;
}

static bool
is_unknown(struct text name, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	return err_set(err, ERR_INPUT,
	               "no supplier \"%.*s\" is there; \"kidepot supplier add\" makes it",
	               (int)shown.size, shown.bytes);
}

bool
supplier_add(struct db *db, struct text name, struct text field_name, struct arena *arena,
             struct text *id, struct err *err)
{
	const struct text params[] = {name, field_name};
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !value_check(db, "field's name", field_name, VALUE_LINE, arena, err))
		return false;
	if (memchr(name.bytes, '=', name.size) != NULL)
		return err_set(err, ERR_INPUT,
		               "the supplier's name \"%.*s\" has \"=\", which ends the name where "
		               "a number is given; leave it out",
		               (int)shown.size, shown.bytes);
	if (!db_query(db, &query_supplier_insert, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT,
		               "supplier \"%.*s\" is there already; \"kidepot supplier set\" "
		               "changes it",
		               (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
supplier_set(struct db *db, struct text name, struct text field_name, struct arena *arena,
             struct err *err)
{
	const struct text params[] = {name, field_name};
	struct db_rows rows;
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !value_check(db, "field's name", field_name, VALUE_LINE, arena, err) ||
	    !db_query(db, &query_supplier_update, params, 2, arena, &rows, err))
		return false;
	return rows.affected > 0 || is_unknown(name, err);
}

bool
supplier_find(struct db *db, struct text name, struct arena *arena, struct text *id, int64_t *parts,
              struct err *err)
{
	struct db_rows rows;
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !db_query(db, &query_supplier_find, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return is_unknown(name, err);
	*id = db_rows_text(&rows, 0, 0);
	*parts = db_rows_int64(&rows, 0, 1, 0);
	return true;
}

bool
supplier_remove(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct text id;
	int64_t parts = 0;
	if (!supplier_find(db, name, arena, &id, &parts, err))
		return false;
	if (parts > 0)
		return err_set(err, ERR_CONFLICT,
		               "supplier \"%.*s\" is used by %" PRId64
		               " part%s; take its numbers from them first",
		               (int)shown.size, shown.bytes, parts, parts == 1 ? "" : "s");
	/* A number given meanwhile is kept by a constraint. */
	return db_query(db, &query_supplier_delete, &id, 1, arena, NULL, err);
}
