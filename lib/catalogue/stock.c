/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/stock.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/location.h"
#include "catalogue/value_check.h"
#include "store/constraint.h"
#include "store/db_document.h"

enum { SHOWN_MAX = 100, QUANTITY_MAX = 40 /* bytes, more than the database takes */ };

static size_t
count_digits(struct text text)
{
	size_t count = 0;
	while (count < text.size && text.bytes[count] >= '0' && text.bytes[count] <= '9')
		count++;
	return count;
}

/* "20" or "2.5". */
static bool
is_quantity(struct text text)
{
	size_t whole = count_digits(text);
	if (whole == 0 || text.size > QUANTITY_MAX)
		return false;
	if (whole == text.size)
		return true;
	struct text decimals = {text.bytes + whole + 1, text.size - whole - 1};
	return text.bytes[whole] == '.' && decimals.size > 0 &&
	       count_digits(decimals) == decimals.size;
}

static bool
check_quantity(struct text quantity, struct err *err)
{
	bool clean = text_is_utf8(quantity) && !text_has_control(quantity);
	struct text shown = clean ? text_cut(quantity, SHOWN_MAX) : text_of("?");
	if (is_quantity(quantity))
		return true;
	err_set(err, ERR_INPUT, "\"%.*s\" is no quantity; write it as 20 or 2.5", (int)shown.size,
	        shown.bytes);
	return err_field(err, "quantity");
}

static bool
find_location(struct db *db, struct text id, const char *field, struct arena *arena,
              struct text *found, struct err *err)
{
	struct db_rows rows;
	if (!text_is_set(id))
		return location_default(db, arena, found, err) || err_field(err, field);
	if (!location_list(db, id, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		err_set(err, ERR_INPUT,
		        "no location %.*s is there; \"kidepot location list\" shows them",
		        (int)id.size, id.bytes);
		return err_field(err, field);
	}
	*found = id;
	return true;
}

/* The locks of a change of parts, then the part's own: its movements come one by one. */
static bool
lock(struct db *db, struct text part_id, struct arena *arena, struct text *name, struct err *err)
{
	struct text shared = text_of("no");
	struct db_rows rows;
	if (!db_query(db, &query_part_lock, &shared, 1, arena, NULL, err) ||
	    !db_query(db, &query_stock_part_lock, &part_id, 1, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		err_set(err, ERR_INPUT, "no part %.*s is there; \"kidepot part search\" finds them",
		        (int)part_id.size, part_id.bytes);
		return err_field(err, "part");
	}
	*name = db_rows_text(&rows, 0, 0);
	return true;
}

static bool
look(struct db *db, struct text part_id, struct arena *arena, struct stock_moved *moved,
     struct err *err)
{
	const struct text params[] = {part_id, moved->location_id};
	struct db_rows rows;
	if (!db_query(db, &query_stock_get, params, 2, arena, &rows, err))
		return false;
	moved->location = db_rows_text(&rows, 0, 0);
	moved->stock = db_rows_text(&rows, 0, 1);
	return true;
}

/* Puts what was there, known from before, in the place of the constraint's sentence. */
static bool
tell_shortage(const struct stock_moved *known, struct text wanted, struct err *err)
{
	struct text part = text_cut(known->part, SHOWN_MAX);
	struct text location = text_cut(known->location, SHOWN_MAX);
	if (!text_is_set(known->stock) ||
	    strcmp(err->message, constraint_sentence("stock_is_not_below_zero")) != 0)
		return false;
	err_set(
	    err, ERR_INPUT,
	    "there is %.*s of \"%.*s\" at \"%.*s\", less than %.*s; take less, or count it anew",
	    (int)known->stock.size, known->stock.bytes, (int)part.size, part.bytes,
	    (int)location.size, location.bytes, (int)wanted.size, wanted.bytes);
	return err_field(err, "quantity");
}

static bool
insert(struct db *db, struct text part_id, const struct stock_change *change, struct arena *arena,
       struct stock_moved *moved, struct err *err)
{
	static const char *const words[] = {
	    [STOCK_IN] = "in", [STOCK_OUT] = "out", [STOCK_COUNT] = "count"};
	const struct text params[] = {part_id, moved->location_id, text_of(words[change->action]),
	                              change->quantity, change->note};
	struct db_rows rows;
	/* Nothing can be asked any more once the constraint has refused. */
	if (change->action == STOCK_OUT && !look(db, part_id, arena, moved, err))
		return false;
	if (!db_query(db, &query_stock_movement_insert, params, 5, arena, &rows, err))
		return tell_shortage(moved, change->quantity, err);
	moved->quantity = text_of("0");
	if (rows.count > 0) {
		moved->movement_id = db_rows_text(&rows, 0, 0);
		moved->quantity = db_rows_text(&rows, 0, 1);
	}
	return look(db, part_id, arena, moved, err);
}

static bool
check(struct db *db, const struct stock_change *change, struct arena *arena, struct err *err)
{
	return check_quantity(change->quantity, err) &&
	       (value_check(db, "note", change->note, VALUE_LINE, arena, err) ||
	        err_field(err, "note"));
}

bool
stock_move(struct db *db, struct text part_id, const struct stock_change *change,
           struct arena *arena, struct stock_moved *moved, struct err *err)
{
	struct stock_moved done = {0};
	if (!check(db, change, arena, err) || !db_begin(db, err))
		return false;
	if (!lock(db, part_id, arena, &done.part, err) ||
	    !find_location(db, change->location_id, "location", arena, &done.location_id, err) ||
	    !insert(db, part_id, change, arena, &done, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*moved = done;
	return true;
}

/* They are two. */
static bool
find_locations(struct db *db, struct text from_id, struct text to_id, struct arena *arena,
               struct stock_moved *from, struct stock_moved *to, struct err *err)
{
	if (!find_location(db, from_id, "from", arena, &from->location_id, err) ||
	    !find_location(db, to_id, "location", arena, &to->location_id, err))
		return false;
	if (!text_equal(from->location_id, to->location_id))
		return true;
	if (!look(db, text_of(NULL), arena, to, err))
		return false;
	struct text shown = text_cut(to->location, SHOWN_MAX);
	err_set(err, ERR_INPUT, "\"%.*s\" is where they are; give another location",
	        (int)shown.size, shown.bytes);
	return err_field(err, "location");
}

bool
stock_transfer(struct db *db, struct text part_id, struct text from_id,
               const struct stock_change *change, struct arena *arena, struct stock_moved *moved,
               struct stock_moved *from, struct err *err)
{
	struct stock_change taken = *change;
	struct stock_moved out = {0}, in = {0};
	taken.action = STOCK_OUT;
	if (!check(db, change, arena, err) || !db_begin(db, err))
		return false;
	if (!lock(db, part_id, arena, &in.part, err) ||
	    !find_locations(db, from_id, change->location_id, arena, &out, &in, err))
		goto failed;
	out.part = in.part;
	if (!insert(db, part_id, &taken, arena, &out, err) ||
	    !insert(db, part_id, change, arena, &in, err) || !db_commit(db, err))
		goto failed;
	*moved = in;
	*from = out;
	return true;
failed:
	db_rollback(db);
	return false;
}

bool
stock_list(struct db *db, struct text part_id, struct text location_id, struct arena *arena,
           struct db_rows *rows, struct err *err)
{
	const struct text params[] = {part_id, location_id};
	return db_query(db, &query_stock_list, params, 2, arena, rows, err);
}

bool
stock_find(struct db *db, struct text part_id, struct arena *arena, struct stock_of_part *stock,
           bool *found, struct err *err)
{
	struct stock_of_part part = {0};
	struct db_rows rows;
	if (!db_query(db, &query_stock_total, &part_id, 1, arena, &rows, err) ||
	    !stock_list(db, part_id, text_of(NULL), arena, &part.locations, err))
		return false;
	*found = rows.count > 0;
	if (!*found)
		return true;
	part.part_id = db_rows_int64(&rows, 0, 0, 0);
	part.part = db_rows_text(&rows, 0, 1);
	part.quantity = db_rows_text(&rows, 0, 2);
	*stock = part;
	return true;
}

struct document *
stock_document(const struct stock_of_part *stock)
{
	const struct db_rows *rows = &stock->locations;
	struct document *object = document_object();
	if (document_add_number(object, "part_id", stock->part_id) &&
	    document_add_text(object, "part", stock->part) &&
	    document_add_text(object, "quantity", stock->quantity) &&
	    document_add(object, "locations", db_document_rows(rows, rows->count)))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
movement_document(const struct stock_moved *moved, struct text part_id)
{
	struct document *object = document_object();
	if (document_add_id(object, "id", moved->movement_id) &&
	    document_add_id(object, "part_id", part_id) &&
	    document_add_id(object, "location_id", moved->location_id) &&
	    document_add_text(object, "part", moved->part) &&
	    document_add_text(object, "location", moved->location) &&
	    document_add_text(object, "quantity", moved->quantity) &&
	    document_add_text(object, "stock", moved->stock))
		return object;
	document_free(object);
	return NULL;
}

struct document *
stock_document_moved(const struct stock_moved *moved, const struct stock_moved *from,
                     struct text part_id)
{
	struct document *object = movement_document(moved, part_id);
	if (from == NULL ? document_add_null(object, "from")
	                 : document_add(object, "from", movement_document(from, part_id)))
		return object;
	document_free(object);
	return NULL;
}

static bool
check_page(const struct stock_page *page, struct err *err)
{
	int64_t id;
	if (page->limit < 1 || page->limit > STOCK_MOVEMENTS_MAX) {
		err_set(err, ERR_INPUT,
		        "%" PRId64 " movements cannot be had at once; ask for 1 to %d", page->limit,
		        STOCK_MOVEMENTS_MAX);
		return err_field(err, "limit");
	}
	if (text_is_set(page->before) && !text_to_int64(page->before, 1, INT64_MAX, &id)) {
		err_set(err, ERR_INPUT, "a movement's id is a whole number above 0");
		return err_field(err, "before");
	}
	return true;
}

bool
stock_movements(struct db *db, const struct stock_page *page, struct arena *arena,
                struct db_rows *rows, struct err *err)
{
	char limit[24];
	if (!check_page(page, err))
		return false;
	snprintf(limit, sizeof limit, "%" PRId64, page->limit + 1);
	const struct text params[] = {page->part_id, page->location_id, page->before,
	                              text_of(limit)};
	return db_query(db, &query_stock_movement_list, params, 4, arena, rows, err);
}
