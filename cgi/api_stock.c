/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in stock, and its movements, in the REST interface. */
#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/location.h"
#include "catalogue/part_edit.h"
#include "catalogue/stock.h"

static const struct api_field location_fields[] = {
    {"part_id", API_NUMBER, .help = "the part's number"},
    {"location_id", API_NUMBER, .help = "the location's number"},
    {"part", API_TEXT, .help = "the part's name"},
    {"location", API_TEXT, .help = "the location's name"},
    {"quantity", API_DECIMAL, .help = "how many are there"},
    {.key = NULL},
};

static const struct api_field fields[] = {
    {"part_id", API_NUMBER, .use = API_ANSWER, .help = "the part's number"},
    {"part", API_TEXT, .use = API_ANSWER, .help = "its name"},
    {"quantity", API_DECIMAL, .use = API_ANSWER, .help = "how many there are in all"},
    {"locations", API_OBJECTS, .use = API_ANSWER, .members = location_fields,
     .help = "where they are, by the location's name"},
    {.key = NULL},
};

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct stock_of_part stock;
	bool found;
	if (!stock_find(call->db, call->ids[0], call->arena, &stock, &found, err))
		return false;
	*document = found ? stock_document(&stock) : NULL;
	return !found || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

const struct api_resource api_stock = {
    .pattern = "/api/part/{id}/stock/",
    .word = "part",
    .schema = "Stock",
    .fields = fields,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "what is in stock of a part"},
	    {.method = 0},
	},
};

struct body {
	struct api_reference part, location, from;
	struct text quantity, count, note;
};

#define MEMBER(name) #name, .offset = offsetof(struct body, name)

static const struct api_field movement_fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the movement's number"},
    {"part_id", API_NUMBER, .use = API_ANSWER, .help = "the part's number"},
    {"location_id", API_NUMBER, .use = API_ANSWER, .help = "the location's number"},
    {"at", API_TEXT, .use = API_ANSWER, .format = "date-time", .help = "when, in UTC"},
    {"part", API_TEXT, .use = API_ANSWER, .help = "the part's name"},
    {"location", API_TEXT, .use = API_ANSWER, .help = "the location's name"},
    {"quantity", API_DECIMAL, .use = API_ANSWER, .help = "what came; below 0: what went"},
    {"note", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "a line about why"},
    {"who", API_TEXT, .use = API_ANSWER, .help = "who moved it"},
    {.key = NULL},
};

static const struct api_field body_fields[] = {
    {MEMBER(part), .type = API_REFERENCE, .use = API_BODY, .required = true,
     .help = "the part, by id, \"ipn:\" and IPN, or name"},
    {MEMBER(location), .type = API_REFERENCE, .use = API_BODY,
     .help = "the location, by id or name; not given: the only one, or one called Stock that "
             "is made when there is none"},
    {MEMBER(from), .type = API_REFERENCE, .use = API_BODY,
     .help = "another location, by id or name: the quantity is taken there, by a movement of "
             "its own"},
    {MEMBER(quantity), .type = API_DECIMAL, .use = API_BODY,
     .help = "what comes; below 0: what goes; at most 6 decimals, no exponent"},
    {MEMBER(count), .type = API_DECIMAL, .use = API_BODY,
     .help = "in the place of the quantity: how many were counted; the difference is moved"},
    {MEMBER(note), .type = API_TEXT, .use = API_BODY, .nullable = true, .help = "a line about why"},
    {.key = NULL},
};

#define MOVED_FIELDS                                                           \
	{"id", API_NUMBER, .nullable = true,                                   \
	 .help = "the movement's number; null: a count found what was known"}, \
	    {"part_id", API_NUMBER, .help = "the part's number"},              \
	    {"location_id", API_NUMBER, .help = "the location's number"},      \
	    {"part", API_TEXT, .help = "the part's name"},                     \
	    {"location", API_TEXT, .help = "the location's name"},             \
	    {"quantity", API_DECIMAL,                                          \
	     .help = "what came; below 0: what went; 0: nothing was moved"},   \
	{                                                                      \
		"stock", API_DECIMAL, .help = "how many are there now"         \
	}

static const struct api_field from_fields[] = {MOVED_FIELDS, {.key = NULL}};

static const struct api_field moved_fields[] = {
    MOVED_FIELDS,
    {"from", API_OBJECT, .nullable = true, .members = from_fields,
     .help = "the movement by which they went from the other location; null: there was none"},
    {.key = NULL},
};

enum { PART, LOCATION, LIMIT };

static const struct argument arguments[] = {
    [PART] = {.name = "part",
              .is_number = true,
              .min = INT64_MIN,
              .max = INT64_MAX,
              .help = "the number of a part: only its movements"},
    [LOCATION] = {.name = "location",
                  .is_number = true,
                  .min = INT64_MIN,
                  .max = INT64_MAX,
                  .help = "the number of a location: only movements there"},
    [LIMIT] = API_PAGE_LIMIT,
    API_PAGE_BEFORE,
    {.name = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct stock_page page = {.part_id = call->arguments[PART],
	                          .location_id = call->arguments[LOCATION],
	                          .before = call->arguments[LIMIT + 1]};
	struct db_rows rows;
	(void)body;
	return text_to_int64(call->arguments[LIMIT], 1, STOCK_MOVEMENTS_MAX, &page.limit) &&
	       stock_movements(call->db, &page, call->arena, &rows, err) &&
	       api_write_page(call, &rows, (size_t)page.limit, STOCK_MOVEMENT_ID, err);
}

static bool
part_id(struct call *call, const struct api_reference *part, struct text *id, struct err *err)
{
	struct part_edit_match match = {.id = part->id};
	if (!text_is_set(part->id) &&
	    !part_edit_find_present(call->db, part->name, call->arena, &match, err))
		return err_field(err, "part");
	*id = match.id;
	return true;
}

/* Not set when none is said. */
static bool
location_id(struct call *call, const struct api_reference *location, const char *field,
            struct text *id, struct err *err)
{
	*id = location->id;
	return !text_is_set(location->name) ||
	       location_find(call->db, location->name, call->arena, id, err) ||
	       err_field(err, field);
}

/* "-5" is 5 that go. */
static bool
quantity_of(const struct body *said, struct stock_change *change, struct err *err)
{
	struct text quantity = said->quantity;
	bool has_count = text_is_set(said->count), goes = false;
	if (has_count == text_is_set(quantity)) {
		err_set(err, ERR_INPUT,
		        has_count ? "\"quantity\" and \"count\" are both given; give one"
		                  : "\"quantity\" is missing; give it, or \"count\"");
		return err_field(err, "quantity");
	}
	change->action = STOCK_COUNT;
	change->quantity = said->count;
	if (has_count)
		return true;
	goes = quantity.size > 0 && quantity.bytes[0] == '-';
	change->action = goes ? STOCK_OUT : STOCK_IN;
	change->quantity = (struct text){quantity.bytes + goes, quantity.size - goes};
	return true;
}

/* Only what comes can be taken from elsewhere. */
static bool
transfer(struct call *call, const struct body *said, const struct stock_change *change,
         struct text part, struct err *err)
{
	struct stock_moved moved, from;
	struct text from_id;
	if (change->action != STOCK_IN) {
		bool counts = change->action == STOCK_COUNT;
		err_set(err, ERR_INPUT,
		        counts
		            ? "\"from\" is given with \"count\"; give the quantity that goes from "
		              "there"
		            : "\"from\" is given, and the quantity is below 0; give how many go "
		              "from there");
		return err_field(err, counts ? "from" : "quantity");
	}
	if (!location_id(call, &said->from, "from", &from_id, err) ||
	    !stock_transfer(call->db, part, from_id, change, call->arena, &moved, &from, err))
		return false;
	call->made = moved.movement_id;
	return api_write_document(call, stock_document_moved(&moved, &from, part), err);
}

static bool
move(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	struct stock_change change = {.note = said->note};
	struct stock_moved moved;
	struct text part = {NULL, 0};
	if (!quantity_of(said, &change, err) || !part_id(call, &said->part, &part, err) ||
	    !location_id(call, &said->location, "location", &change.location_id, err))
		return false;
	if (text_is_set(said->from.id) || text_is_set(said->from.name))
		return transfer(call, said, &change, part, err);
	if (!stock_move(call->db, part, &change, call->arena, &moved, err))
		return change.action == STOCK_COUNT ? api_reference_rename(err, "quantity", "count")
		                                    : false;
	call->made = moved.movement_id;
	return api_write_document(call, stock_document_moved(&moved, NULL, part), err);
}

const struct api_resource api_stock_movement_all = {
    .pattern = "/api/stock/movement/",
    .word = "movement",
    .schema = "StockMovement",
    .fields = movement_fields,
    .lock_kind = API_LOCK_PARTS,
    .item = &api_stock_movement,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the movements of stock, the newest first", .arguments = arguments,
             .run = list, .answer = API_PAGE},
	    {METHOD_POST, "move or count stock", .fields = body_fields,
             .body_size = sizeof(struct body), .run = move, .answers = moved_fields,
             .may_make_nothing = true},
	    {.method = 0},
	},
};

const struct api_resource api_stock_movement = {
    .pattern = "/api/stock/movement/{id}/",
    .word = "movement",
    .schema = "StockMovement",
    .fields = movement_fields,
    .get = &query_stock_movement_get,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a movement of stock"},
	    {.method = 0},
	},
};
