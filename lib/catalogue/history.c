/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/history.h"

#include <inttypes.h>
#include <stdio.h>

#include "catalogue/part_edit.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100, NUMBER_SIZE = 24 };

bool
history_list(struct db *db, struct text kind, struct text before, int64_t limit,
             struct arena *arena, struct db_rows *rows, struct err *err)
{
	char number[NUMBER_SIZE];
	snprintf(number, sizeof number, "%" PRId64, limit);
	const struct text params[] = {kind, before, text_of(number)};
	return db_query(db, &query_history_list, params, 3, arena, rows, err);
}

/* The id of a removed part; err stays as part_edit_find left it when there is none. */
static bool
find_removed(struct db *db, struct text part, struct arena *arena, struct text *id, struct err *err)
{
	struct text shown = text_cut(part, SHOWN_MAX);
	struct err local;
	struct db_rows rows;
	if (!db_query(db, &query_history_removed_part, &part, 1, arena, &rows, &local)) {
		*err = local;
		return false;
	}
	if (rows.count == 0)
		return false;
	struct text first = db_rows_text(&rows, 0, 0);
	if (rows.count > 1) {
		struct text second = db_rows_text(&rows, 1, 0);
		return err_set(err, ERR_CONFLICT,
		               "\"%.*s\" means part %.*s and part %.*s, which were removed; give "
		               "the id of one",
		               (int)shown.size, shown.bytes, (int)first.size, first.bytes,
		               (int)second.size, second.bytes);
	}
	*id = first;
	return true;
}

bool
history_part_find(struct db *db, struct text part, struct arena *arena, struct text *id,
                  struct err *err)
{
	struct part_edit_match match = {0};
	if (!value_check_name(db, "part", part, arena, err))
		return false;
	if (!part_edit_find(db, part, arena, &match, err) &&
	    (err->code != ERR_INPUT || !find_removed(db, part, arena, &match.id, err)))
		return false;
	*id = match.id;
	return true;
}

bool
history_part(struct db *db, struct text part_id, struct text after_kind, struct text after_id,
             int64_t limit, struct arena *arena, struct db_rows *rows, struct err *err)
{
	char number[NUMBER_SIZE];
	snprintf(number, sizeof number, "%" PRId64, limit);
	const struct text params[] = {part_id, text_of(number), after_kind, after_id};
	return db_query(db, &query_history_part, params, 4, arena, rows, err);
}
