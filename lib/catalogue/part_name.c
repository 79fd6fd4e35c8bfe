/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_name.h"

#include "catalogue/part_edit.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 };

bool
part_name_list(struct db *db, struct text part_id, struct arena *arena, struct db_rows *rows,
               struct err *err)
{
	const struct text params[] = {part_id, text_of(NULL)};
	return db_query(db, &query_part_name_list, params, 2, arena, rows, err);
}

static bool
set(struct db *db, struct text part_id, struct text name, bool forget, struct arena *arena,
    struct part_name_change *change, struct err *err)
{
	struct text alone = text_of("no"), shown = text_cut(name, SHOWN_MAX);
	const struct text params[] = {part_id, name};
	struct db_rows rows;
	if (!db_query(db, &query_part_lock, &alone, 1, arena, NULL, err) ||
	    !part_edit_check_taken(db, name, text_of(NULL), part_id, arena, err))
		return false;
	if (!db_query(db, &query_part_name_set, params, 2, arena, &rows, err)) {
		if (err->code == ERR_CONFLICT || err->code == ERR_INPUT)
			err_prefix(err, "part \"%.*s\"", (int)shown.size, shown.bytes);
		return false;
	}
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT, "the part is not there any more; look again");
	*change = (struct part_name_change){
	    .old_name = db_rows_text(&rows, 0, 0),
	    .is_alike = db_rows_bool(&rows, 0, 1, false),
	    .former_names = db_rows_text(&rows, 0, 2),
	};
	const struct text old[] = {part_id, change->old_name};
	return !forget || db_query(db, &query_part_name_forget, old, 2, arena, NULL, err);
}

bool
part_name_set(struct db *db, struct text part_id, struct text name, bool forget,
              struct arena *arena, struct part_name_change *change, struct err *err)
{
	struct part_name_change made;
	if (!value_check_name(db, "part's name", name, arena, err))
		return err_field(err, "name");
	if (!db_begin(db, err))
		return false;
	if (!set(db, part_id, name, forget, arena, &made, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*change = made;
	return true;
}

bool
part_name_forget(struct db *db, struct text part_id, struct text name, struct arena *arena,
                 struct text *id, struct err *err)
{
	const struct text params[] = {part_id, name};
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!value_check_name(db, "part's name", name, arena, err) ||
	    !db_query(db, &query_part_name_forget, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "\"%.*s\" is no former name of that part; \"kidepot part names\" shows them",
		    (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
part_name_remove(struct db *db, struct text part_id, struct text id, struct arena *arena,
                 struct err *err)
{
	const struct text params[] = {part_id, id};
	struct db_rows rows;
	struct text freed;
	if (!db_query(db, &query_part_name_list, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT, "the name was freed just now; look again");
	if (!text_is_set(db_rows_text(&rows, 0, PART_NAME_RETIRED_AT)))
		return err_set(err, ERR_CONFLICT,
		               "the part is called so; give it another name first, with "
		               "\"forget\" when no schematic has this one");
	return part_name_forget(db, part_id, db_rows_text(&rows, 0, PART_NAME_NAME), arena, &freed,
	                        err);
}
