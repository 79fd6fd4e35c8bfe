/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history: who changed what, and when. Triggers write it (kidepot.change); here it is
 * read. `who` is what the program said on its connection ("user ada", struct
 * db_settings), else the database's login, "role ada".
 */
#ifndef KIDEPOT_CATALOGUE_HISTORY_H
#define KIDEPOT_CATALOGUE_HISTORY_H

#include <stdbool.h>

#include "base/arena.h"
#include "store/db.h"

enum { HISTORY_MAX = 1000 }; /* rows that can be asked for at once */

/* The columns of the rows below, the newest change first. */
enum {
	HISTORY_ID, /* a number, of the change or the movement */
	HISTORY_AT, /* YYYY-MM-DDThh:mm:ssZ */
	HISTORY_WHO,
	HISTORY_ACTION, /* "added", "changed", "removed"; "moved": stock */
	HISTORY_KIND,   /* what was changed: "part", "category", "setting" ... */
	HISTORY_ROW_ID, /* a number, its id */
	HISTORY_NAME,   /* as it was called after the change */
	HISTORY_FIELD,  /* what of it; not set of one that was added or removed */
	HISTORY_OLD,    /* the value before; of one that was removed the whole, as JSON */
	HISTORY_NEW,
	HISTORY_NOTE, /* of a movement; else not set */
	HISTORY_COLUMNS
};

/*
 * At most `limit` changes, of one kind unless that is not set, before the change of
 * that id unless that is not set. db_query's errors.
 */
bool history_list(struct db *db, struct text kind, struct text before, int64_t limit,
                  struct arena *arena, struct db_rows *rows, struct err *err);

/*
 * The id of the part that is meant, as for part_edit_find; when there is none, of one
 * that was removed. ERR_INPUT when there was no such part, ERR_CONFLICT when several
 * are meant; db_query's errors. err must not be NULL.
 */
bool history_part_find(struct db *db, struct text part, struct arena *arena, struct text *id,
                       struct err *err);

/*
 * At most `limit` changes of a part and of its stock, whose movements go with a part
 * that is removed: the newest, or those after the one of that kind and id in this order.
 * db_query's errors.
 */
bool history_part(struct db *db, struct text part_id, struct text after_kind, struct text after_id,
                  int64_t limit, struct arena *arena, struct db_rows *rows, struct err *err);

#endif
