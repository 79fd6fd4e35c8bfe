/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/parameter_template.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static const char name_word[] = "parameter's name";

bool
parameter_template_list(struct db *db, struct arena *arena, struct parameter_template **list,
                        size_t *count, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_parameter_template_list, NULL, 0, arena, &rows, err))
		return false;
	struct parameter_template *all = arena_alloc(arena, rows.count * sizeof *all, err);
	if (all == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		all[i] = (struct parameter_template){
		    .id = db_rows_text(&rows, i, 0),
		    .name = db_rows_text(&rows, i, 1),
		    .unit = db_rows_text(&rows, i, 2),
		    .field_name = db_rows_text(&rows, i, 3),
		    .visible = db_rows_bool(&rows, i, 4, false),
		    .served = db_rows_bool(&rows, i, 5, false),
		    .si_prefix = db_rows_bool(&rows, i, 6, false),
		    .parts = db_rows_int64(&rows, i, 7, 0),
		};
	*list = all;
	*count = rows.count;
	return true;
}

static bool
check(struct db *db, struct text name, const struct parameter_template_change *change,
      struct arena *arena, struct err *err)
{
	return value_check_name(db, name_word, name, arena, err) &&
	       value_check(db, "unit", change->unit, VALUE_LINE, arena, err) &&
	       value_check(db, "field's name", change->field_name, VALUE_LINE, arena, err) &&
	       value_check_truth("visible", change->visible, err) &&
	       value_check_truth("served", change->served, err) &&
	       value_check_truth("si-prefix", change->si_prefix, err);
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
parameter_template_add(struct db *db, struct text name,
                       const struct parameter_template_change *change, struct arena *arena,
                       struct text *id, struct err *err)
{
	const struct text params[] = {
	    name,           change->unit,     change->field_name, change->visible,
	    change->served, change->si_prefix};
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!check(db, name, change, arena, err))
		return false;
	if (memchr(name.bytes, '=', name.size) != NULL)
		return err_set(err, ERR_INPUT,
		               "the parameter's name \"%.*s\" has \"=\", which ends the name where "
		               "a value is given; leave it out",
		               (int)shown.size, shown.bytes);
	if (!db_query(db, &query_parameter_template_insert, params, 6, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT,
		               "parameter \"%.*s\" is there already; \"kidepot template set\" "
		               "changes it",
		               (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
parameter_template_set(struct db *db, struct text name,
                       const struct parameter_template_change *change, struct arena *arena,
                       struct err *err)
{
	const struct text params[] = {
	    name,           change->unit,     change->field_name, change->visible,
	    change->served, change->si_prefix};
	struct db_rows rows;
	if (!check(db, name, change, arena, err) ||
	    !db_query(db, &query_parameter_template_update, params, 6, arena, &rows, err))
		return false;
	return rows.affected > 0 || is_unknown(name, err);
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

static bool
remove_unused(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct text id;
	bool is_column;
	if (!value_check_name(db, name_word, name, arena, err) ||
	    !parameter_template_find(db, name, arena, &id, &is_column, err))
		return false;
	if (!text_is_set(id))
		return is_unknown(name, err);
	if (is_column)
		return err_set(err, ERR_CONFLICT,
		               "parameter \"%.*s\" is of every part and cannot be removed; "
		               "\"kidepot template set\" with --served no keeps it from KiCad",
		               (int)shown.size, shown.bytes);
	return check_unused(db, name, id, arena, err) &&
	       db_query(db, &query_parameter_template_delete, &id, 1, arena, NULL, err);
}

bool
parameter_template_remove(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (remove_unused(db, name, arena, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}
