/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/parameter_template.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static const char name_word[] = "parameter's name";

bool
parameter_template_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                        struct err *err)
{
	return db_query(db, &query_parameter_template_get, &id, 1, arena, rows, err);
}

static bool
check_name(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !value_check_ends(name_word, name, err))
		return err_field(err, "name");
	if (memchr(name.bytes, '=', name.size) == NULL)
		return true;
	err_set(err, ERR_INPUT,
	        "the parameter's name \"%.*s\" has \"=\", which ends the name where a value is "
	        "given; leave it out",
	        (int)shown.size, shown.bytes);
	return err_field(err, "name");
}

static bool
check(struct db *db, const struct parameter_template_change *change, struct arena *arena,
      struct err *err)
{
	if (!value_check(db, "unit", change->unit, VALUE_LINE, arena, err))
		return err_field(err, "unit");
	if (!value_check(db, "field's name", change->field_name, VALUE_LINE, arena, err))
		return err_field(err, "field_name");
	if (!value_check_truth("visible", change->visible, err))
		return err_field(err, "visible");
	if (!value_check_truth("served", change->served, err))
		return err_field(err, "served");
	return value_check_truth("si-prefix", change->si_prefix, err) ||
	       err_field(err, "si_prefix");
}

bool
parameter_template_add(struct db *db, const struct parameter_template_change *change,
                       struct arena *arena, struct text *id, struct err *err)
{
	const struct text params[] = {change->name,    change->unit,   change->field_name,
	                              change->visible, change->served, change->si_prefix};
	struct text shown = text_cut(change->name, SHOWN_MAX);
	struct db_rows rows;
	if (!check_name(db, change->name, arena, err) || !check(db, change, arena, err) ||
	    !db_query(db, &query_parameter_template_insert, params, 6, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		err_set(err, ERR_CONFLICT,
		        "parameter \"%.*s\" is there already; \"kidepot template set\" changes it",
		        (int)shown.size, shown.bytes);
		return err_field(err, "name");
	}
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
parameter_template_set(struct db *db, struct text id,
                       const struct parameter_template_change *change, struct arena *arena,
                       struct err *err)
{
	const struct text params[] = {id,
	                              change->name,
	                              change->unit,
	                              change->field_name,
	                              change->visible,
	                              change->served,
	                              change->si_prefix};
	struct db_rows rows;
	if ((text_is_set(change->name) && !check_name(db, change->name, arena, err)) ||
	    !check(db, change, arena, err) ||
	    !db_query(db, &query_parameter_template_update, params, 7, arena, &rows, err))
		return false;
	return rows.affected > 0 ||
	       err_set(err, ERR_CONFLICT, "the parameter was removed just now; look again");
}

bool
parameter_template_find(struct db *db, struct text name, struct arena *arena, struct text *id,
                        bool *is_column, struct err *err)
{
	struct db_rows rows;
	*id = text_of(NULL);
	*is_column = false;
	if (!db_query(db, &query_parameter_template_find, &name, 1, arena, &rows, err))
		return false;
	if (rows.count > 0) {
		*id = db_rows_text(&rows, 0, 0);
		*is_column = db_rows_bool(&rows, 0, 1, false);
	}
	return true;
}

static bool
is_unknown(struct text name, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	return err_set(err, ERR_INPUT,
	               "no parameter \"%.*s\" is there; \"kidepot template list\" shows them",
	               (int)shown.size, shown.bytes);
}

bool
parameter_template_get_id(struct db *db, struct text name, struct arena *arena, struct text *id,
                          struct err *err)
{
	struct text found;
	bool is_column;
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !parameter_template_find(db, name, arena, &found, &is_column, err))
		return false;
	if (!text_is_set(found))
		return is_unknown(name, err);
	*id = found;
	return true;
}

static bool
check_unused(struct db *db, struct text name, struct text id, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!db_query(db, &query_parameter_template_uses, &id, 1, arena, &rows, err))
		return false;
	int64_t parts = db_rows_int64(&rows, 0, 0, 0);
	int64_t categories = db_rows_int64(&rows, 0, 1, 0);
	if (parts == 0 && categories == 0)
		return true;
	return err_set(err, ERR_CONFLICT,
	               "parameter \"%.*s\" is used by %" PRId64 " part%s and %" PRId64
	               " categor%s; take it from them first",
	               (int)shown.size, shown.bytes, parts, parts == 1 ? "" : "s", categories,
	               categories == 1 ? "y" : "ies");
}

bool
parameter_template_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!parameter_template_list(db, id, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return true;
	struct text name = db_rows_text(&rows, 0, PARAMETER_TEMPLATE_NAME);
	struct text shown = text_cut(name, SHOWN_MAX);
	if (db_rows_bool(&rows, 0, PARAMETER_TEMPLATE_IS_COLUMN, false))
		return err_set(err, ERR_CONFLICT,
		               "parameter \"%.*s\" is of every part and cannot be removed; "
		               "\"kidepot template set\" with --served no keeps it from KiCad",
		               (int)shown.size, shown.bytes);
	/* A use that begins meanwhile is kept by a constraint. */
	return check_unused(db, name, id, arena, err) &&
	       db_query(db, &query_parameter_template_delete, &id, 1, arena, NULL, err);
}
