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
#include "base/document.h"
#include "store/db.h"

/* Count: so many are there; the movement is what that differs from what was known. */
enum stock_action { STOCK_IN, STOCK_OUT, STOCK_COUNT };

struct stock_change {
	enum stock_action action;
	struct text quantity;
	struct text location_id; /* not set: location_default's */
	struct text note;        /* not set or empty: none */
};

/* What was moved, in the arena. */
struct stock_moved {
	struct text movement_id; /* not set: a count found what was known */
	struct text part, location;
	struct text location_id;
	struct text quantity; /* of the movement, else "0" */
	struct text stock;    /* that is there now */
};

/*
 * Moves, in one transaction. ERR_INPUT for a part or location that is not there, a
 * quantity that is none, and when more would be taken than is there, saying how many are;
 * the errors of location_default. Each with its field. err must not be NULL, here and below.
 */
bool stock_move(struct db *db, struct text part_id, const struct stock_change *change,
                struct arena *arena, struct stock_moved *moved, struct err *err);

/*
 * What comes (STOCK_IN) to change's location is taken from the location `from_id`, in one
 * transaction: two movements with the same note, moved->location_id's and from->location_id's.
 * The errors of stock_move, and ERR_INPUT when both locations are one; about from_id with
 * the field "from".
 */
bool stock_transfer(struct db *db, struct text part_id, struct text from_id,
                    const struct stock_change *change, struct arena *arena,
                    struct stock_moved *moved, struct stock_moved *from, struct err *err);

/* The columns of stock_list's rows. */
enum { STOCK_PART_ID, STOCK_LOCATION_ID, STOCK_PART, STOCK_LOCATION, STOCK_QUANTITY };

/*
 * What is where, by part's and location's name, without what is 0: of one part, in one
 * location (by ids), or of all where an id is not set.
 */
bool stock_list(struct db *db, struct text part_id, struct text location_id, struct arena *arena,
                struct db_rows *rows, struct err *err);

/* What is there of a part. */
struct stock_of_part {
	int64_t part_id;
	struct text part;
	struct text quantity;     /* in all */
	struct db_rows locations; /* stock_list's */
};

/* *found is false when no part has that id. */
bool stock_find(struct db *db, struct text part_id, struct arena *arena,
                struct stock_of_part *stock, bool *found, struct err *err);

/* {"part_id","part","quantity","locations":[stock_list's rows]}; the caller frees it. NULL
 * without memory. */
struct document *stock_document(const struct stock_of_part *stock);

/* {"id","part_id","location_id","part","location","quantity","stock","from"}: what stock_move
 * told, id null when nothing was moved; "from" has the same members of stock_transfer's `from`,
 * and is null when that is NULL. The caller frees it. NULL without memory. */
struct document *stock_document_moved(const struct stock_moved *moved,
                                      const struct stock_moved *from, struct text part_id);

enum { STOCK_MOVEMENTS_MAX = 1000 };

/* Which movements: `limit` of them, 1 to STOCK_MOVEMENTS_MAX. */
struct stock_page {
	struct text part_id, location_id; /* not set: of all */
	struct text before; /* the id of a movement: only those older; not set: from the last */
	int64_t limit;
};

/* The columns of stock_movements' rows; `at` in UTC, as ISO 8601 writes it. */
enum {
	STOCK_MOVEMENT_ID,
	STOCK_MOVEMENT_PART_ID,
	STOCK_MOVEMENT_LOCATION_ID,
	STOCK_MOVEMENT_AT,
	STOCK_MOVEMENT_PART,
	STOCK_MOVEMENT_LOCATION,
	STOCK_MOVEMENT_QUANTITY,
	STOCK_MOVEMENT_NOTE, /* may be null */
	STOCK_MOVEMENT_WHO
};

/* The newest first, and one more than the limit when there are more. ERR_INPUT for a
 * `before` that is no id, or a limit out of range. */
bool stock_movements(struct db *db, const struct stock_page *page, struct arena *arena,
                     struct db_rows *rows, struct err *err);

#endif
