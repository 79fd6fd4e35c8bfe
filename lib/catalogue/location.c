/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/location.h"

#include <inttypes.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static bool
check_name(struct db *db, struct text name, struct arena *arena, struct err *err)
{
	return value_check_name(db, "location's name", name, arena, err) || err_field(err, "name");
}

static bool
check_description(struct db *db, struct text description, struct arena *arena, struct err *err)
{
	return value_check(db, "description", description, VALUE_PROSE, arena, err) ||
	       err_field(err, "description");
}

/* The statement's error, behind the name. */
static bool
refuse(struct text name, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	if (err->code == ERR_CONFLICT || err->code == ERR_INPUT)
		err_prefix(err, "location \"%.*s\"", (int)shown.size, shown.bytes);
	return false;
}

bool
location_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
              struct err *err)
{
	return db_query(db, &query_location_get, &id, 1, arena, rows, err);
}

/* *id stays as it was when the name is there already. */
static bool
insert(struct db *db, const struct location_change *change, struct arena *arena, struct text *id,
       struct err *err)
{
	const struct text params[] = {change->name, change->description};
	struct db_rows rows;
	if (!db_query(db, &query_location_insert, params, 2, arena, &rows, err))
		return refuse(change->name, err);
	if (rows.count > 0)
		*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
location_add(struct db *db, const struct location_change *change, struct arena *arena,
             struct text *id, struct err *err)
{
	struct text made = {NULL, 0}, shown = text_cut(change->name, SHOWN_MAX);
	if (!check_name(db, change->name, arena, err) ||
	    !check_description(db, change->description, arena, err) ||
	    !insert(db, change, arena, &made, err))
		return false;
	if (!text_is_set(made)) {
		err_set(err, ERR_CONFLICT,
		        "location \"%.*s\" is there already; \"kidepot location set\" changes it",
		        (int)shown.size, shown.bytes);
		return err_field(err, "name");
	}
	*id = made;
	return true;
}

bool
location_set(struct db *db, struct text id, const struct location_change *change,
             struct arena *arena, struct err *err)
{
	const struct text params[] = {id, change->name, change->description};
	struct db_rows rows;
	if ((text_is_set(change->name) && !check_name(db, change->name, arena, err)) ||
	    !check_description(db, change->description, arena, err))
		return false;
	if (!db_query(db, &query_location_update, params, 3, arena, &rows, err))
		return refuse(change->name, err);
	return rows.affected > 0 ||
	       err_set(err, ERR_CONFLICT, "the location was removed just now; look again");
}

bool
location_find(struct db *db, struct text name, struct arena *arena, struct text *id,
              struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!value_check_name(db, "location's name", name, arena, err) ||
	    !db_query(db, &query_location_find, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_INPUT,
		               "no location \"%.*s\" is there; \"kidepot location add\" makes it",
		               (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

bool
location_default(struct db *db, struct arena *arena, struct text *id, struct err *err)
{
	static const char first_name[] = "Stock";
	const struct location_change first = {.name = text_of(first_name)};
	struct text made = {NULL, 0};
	struct db_rows rows;
	if (!db_query(db, &query_location_some, NULL, 0, arena, &rows, err))
		return false;
	if (rows.count > 1)
		return err_set(err, ERR_INPUT,
		               "there are several locations; say which, \"kidepot location list\" "
		               "shows them");
	if (rows.count == 1)
		made = db_rows_text(&rows, 0, 0);
	else if (!insert(db, &first, arena, &made, err))
		return false;
	if (!text_is_set(made)) /* someone else made it just now */
		return location_find(db, first.name, arena, id, err);
	*id = made;
	return true;
}

/* ERR_CONFLICT when parts are or were there. */
static bool
check_unused(struct db *db, struct text id, struct text name, struct arena *arena, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	struct db_rows rows;
	if (!db_query(db, &query_location_uses, &id, 1, arena, &rows, err))
		return false;
	int64_t parts = db_rows_int64(&rows, 0, 0, 0);
	if (parts == 0)
		return true;
	struct text part = text_cut(db_rows_text(&rows, 0, 1), SHOWN_MAX);
	return err_set(err, ERR_CONFLICT,
	               "location \"%.*s\" has or had %" PRId64 " part%s, such as \"%.*s\"; it "
	               "stays, for their movements name it",
	               (int)shown.size, shown.bytes, parts, parts == 1 ? "" : "s", (int)part.size,
	               part.bytes);
}

bool
location_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!location_list(db, id, arena, &rows, err))
		return false;
	struct text name = rows.count == 0 ? id : db_rows_text(&rows, 0, LOCATION_NAME);
	/* A movement made meanwhile is kept by a constraint. */
	return check_unused(db, id, name, arena, err) &&
	       (db_query(db, &query_location_delete, &id, 1, arena, NULL, err) ||
	        refuse(name, err));
}
