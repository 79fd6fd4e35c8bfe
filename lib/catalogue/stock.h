/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stock: how many of a part are where. Only movements change that, and they stay.
 *
 * A quantity is a decimal number, exact and text from end to end: "20", "2.5", below
 * 1000000000000, at most 6 decimals, without sign, exponent or blanks. The
 * answers' have no needless zeros; of a movement, "-5" is what went.
 */
#ifndef KIDEPOT_CATALOGUE_STOCK_H
#define KIDEPOT_CATALOGUE_STOCK_H

#include <stdbool.h>

#include "base/arena.h"
#include "store/db.h"

/* Count: so many are there; the movement is what that differs from what was known. */
enum stock_action { STOCK_IN, STOCK_OUT, STOCK_COUNT };

struct stock_change {
	enum stock_action action;
	struct text quantity;
	struct text location; /* its name; not set: location_default's */
	struct text note;     /* not set or empty: none */
};

/* What was moved, in the arena. */
struct stock_moved {
	struct text movement_id; /* not set: a count found what was known */
	struct text part_id, part, location;
	struct text quantity; /* that is there now */
};

/*
 * Moves, in one transaction. `part` means a part as in part_edit_find, whose errors it
 * has; those of location_find and location_default; ERR_INPUT for a quantity that is
 * none, and when more would be taken than is there. err must not be NULL, here and below.
 */
bool stock_move(struct db *db, struct text part, const struct stock_change *change,
                struct arena *arena, struct stock_moved *moved, struct err *err);

/* The columns of stock_list's rows. */
enum { STOCK_PART_ID, STOCK_LOCATION_ID, STOCK_PART, STOCK_LOCATION, STOCK_QUANTITY };

/*
 * What is where, by part's and location's name, without what is 0: of one part, in one
 * location (by ids), or of all where an id is not set.
 */
bool stock_list(struct db *db, struct text part_id, struct text location_id, struct arena *arena,
                struct db_rows *rows, struct err *err);

/* What is there of a part in all locations. */
bool stock_total(struct db *db, struct text part_id, struct arena *arena, struct text *quantity,
                 struct err *err);

enum { STOCK_MOVEMENTS_MAX = 1000 };

/* Which movements: `limit` of them, 1 to STOCK_MOVEMENTS_MAX. */
struct stock_page {
	struct text part_id; /* not set: of all parts */
	struct text before;  /* the id of a movement: only those older; not set: from the last */
	int64_t limit;
};

/* The columns of stock_movements' rows; `at` in UTC, as ISO 8601 writes it. */
enum {
	STOCK_MOVEMENT_ID,
	STOCK_MOVEMENT_PART_ID,
	STOCK_MOVEMENT_AT,
	STOCK_MOVEMENT_PART,
	STOCK_MOVEMENT_LOCATION,
	STOCK_MOVEMENT_QUANTITY,
	STOCK_MOVEMENT_NOTE, /* may be null */
	STOCK_MOVEMENT_WHO
};

/* The newest first. *more says that there are older ones. ERR_INPUT for a `before` that
 * is no id, or a limit out of range. */
bool stock_movements(struct db *db, const struct stock_page *page, struct arena *arena,
                     struct db_rows *rows, bool *more, struct err *err);

#endif
