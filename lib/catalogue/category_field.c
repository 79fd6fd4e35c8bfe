/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/category_field.h"

#include "catalogue/value_check.h"

bool
category_field_list(struct db *db, struct text id, struct arena *arena,
                    struct category_field **fields, size_t *count, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_category_field_list, &id, 1, arena, &rows, err))
		return false;
	struct category_field *list = arena_alloc(arena, rows.count * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		list[i] = (struct category_field){
		    .parameter = db_rows_text(&rows, i, 0),
		    .own = {db_rows_text(&rows, i, 1), db_rows_text(&rows, i, 2),
		            db_rows_text(&rows, i, 3)},
		    .resolved = {db_rows_text(&rows, i, 4), db_rows_text(&rows, i, 5),
		                 db_rows_text(&rows, i, 6)},
		    .parameter_id = db_rows_text(&rows, i, 7),
		};
	*fields = list;
	*count = rows.count;
	return true;
}

static bool
set(struct db *db, struct text category_id, struct text parameter,
    const struct category_field_words *words, struct arena *arena, bool *changed, struct err *err)
{
	struct text parameter_id;
	struct db_rows deleted, upserted;
	if (parameter.size == 0)
		return err_set(err, ERR_INPUT,
		               "a field needs a parameter; \"kidepot template list\" shows them");
	if (!value_check_parameter(db, parameter, arena, &parameter_id, err))
		return false;
	struct text params[] = {category_id, parameter_id, words->name, words->visible,
	                        words->served};
	/* The first of the two holds off other changes until the commit. */
	if (!db_query(db, &query_category_field_delete, params, 5, arena, &deleted, err) ||
	    !db_query(db, &query_category_field_upsert, params, 5, arena, &upserted, err))
		return false;
	*changed = deleted.affected + upserted.affected > 0;
	return true;
}

bool
category_field_set(struct db *db, struct text category_id, struct text parameter,
                   const struct category_field_words *words, struct arena *arena, bool *changed,
                   struct err *err)
{
	bool differs = false;
	if (!value_check(db, "name", words->name, VALUE_LINE, arena, err))
		return err_field(err, "name");
	if (!db_begin(db, err))
		return false;
	if (!set(db, category_id, parameter, words, arena, &differs, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*changed = differs;
	return true;
}
