/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/stock.h"

#include <inttypes.h>
#include <stdio.h>

#include "actions.h"
#include "catalogue/location.h"
#include "catalogue/part_edit.h"
#include "listing.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

#define PART_WORDS "The part is named by its id, by \"ipn:\" and its IPN, or by its name.\n"
#define LOCATION_WORDS                                                                  \
	"Without --location it is the only one there is, or one called Stock that is\n" \
	"made when there is none.\n\n"

struct move_options {
	const char *location, *note;
};

static const struct setting move_settings[] = {
    {.name = "location",
     .type = SETTING_TEXT,
     .offset = offsetof(struct move_options, location),
     .unit = " NAME",
     .help = "where it is"},
    {.name = "note",
     .type = SETTING_TEXT,
     .offset = offsetof(struct move_options, note),
     .help = "a line about why"},
};

static void
write_stock(const struct stock_moved *moved)
{
	printf("%.*s at %.*s\n", (int)moved->stock.size, moved->stock.bytes,
	       (int)moved->location.size, moved->location.bytes);
}

static bool
move(struct cli *cli, enum stock_action action, const void *options, char **words, struct err *err)
{
	const struct move_options *said = options;
	struct stock_change change = {
	    .action = action, .quantity = text_of(words[1]), .note = text_of(said->note)};
	struct part_edit_match part;
	struct stock_moved moved;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find_present(db, text_of(words[0]), cli->arena, &part, err) ||
	    (said->location != NULL &&
	     !location_find(db, text_of(said->location), cli->arena, &change.location_id, err)) ||
	    !stock_move(db, part.id, &change, cli->arena, &moved, err))
		return false;
	if (cli->json)
		return output_document(stock_document_moved(&moved, NULL, part.id), cli->arena,
		                       err);
	write_stock(&moved);
	return true;
}

static bool
in(struct cli *cli, const void *options, char **words, struct err *err)
{
	return move(cli, STOCK_IN, options, words, err);
}

static bool
out(struct cli *cli, const void *options, char **words, struct err *err)
{
	return move(cli, STOCK_OUT, options, words, err);
}

static bool
count(struct cli *cli, const void *options, char **words, struct err *err)
{
	return move(cli, STOCK_COUNT, options, words, err);
}

static const struct command in_command = {
    .name = "in",
    .summary = "put parts in and write how many are there now",
    .words = "PART QUANTITY",
    .words_min = 2,
    .words_max = 2,
    .help = "Puts so many in, and writes how many are there now.\n" PART_WORDS LOCATION_WORDS
	    "example: kidepot stock in ipn:R-0042 5000 --note \"order 4711\"",
    COMMAND_OPTIONS(move_settings, struct move_options),
    .json = true,
    .run = in,
};

static const struct command out_command = {
    .name = "out",
    .summary = "take parts out and write how many are there now",
    .words = "PART QUANTITY",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Takes so many out, and writes how many are there now; never more than there are.\n" PART_WORDS
	    LOCATION_WORDS "example: kidepot stock out \"10k Resistor\" 12 --location \"Shelf A\"",
    COMMAND_OPTIONS(move_settings, struct move_options),
    .json = true,
    .run = out,
};

static const struct command count_command = {
    .name = "count",
    .summary = "say how many were counted",
    .words = "PART QUANTITY",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Says how many were counted: what that differs from what was known is moved.\n" PART_WORDS
	    LOCATION_WORDS "example: kidepot stock count ipn:R-0042 4970 --note stocktaking",
    COMMAND_OPTIONS(move_settings, struct move_options),
    .json = true,
    .run = count,
};

struct transfer_options {
	const char *from, *to, *note;
};

static const struct setting transfer_settings[] = {
    {.name = "from",
     .type = SETTING_TEXT,
     .offset = offsetof(struct transfer_options, from),
     .unit = " NAME",
     .help = "where they are"},
    {.name = "to",
     .type = SETTING_TEXT,
     .offset = offsetof(struct transfer_options, to),
     .unit = " NAME",
     .help = "where they go"},
    {.name = "note",
     .type = SETTING_TEXT,
     .offset = offsetof(struct transfer_options, note),
     .help = "a line about why"},
};

static bool
transfer(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct transfer_options *said = options;
	struct stock_change change = {
	    .action = STOCK_IN, .quantity = text_of(words[1]), .note = text_of(said->note)};
	struct part_edit_match part;
	struct stock_moved moved, from;
	struct text from_id;
	if (said->from == NULL || said->to == NULL)
		return command_misused(cli, err, "--from and --to say where; give both");
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find_present(db, text_of(words[0]), cli->arena, &part, err) ||
	    !location_find(db, text_of(said->from), cli->arena, &from_id, err) ||
	    !location_find(db, text_of(said->to), cli->arena, &change.location_id, err) ||
	    !stock_transfer(db, part.id, from_id, &change, cli->arena, &moved, &from, err))
		return false;
	if (cli->json)
		return output_document(stock_document_moved(&moved, &from, part.id), cli->arena,
		                       err);
	write_stock(&from);
	write_stock(&moved);
	return true;
}

static const struct command transfer_command = {
    .name = "move",
    .summary = "move parts from one location to another",
    .words = "PART QUANTITY",
    .words_min = 2,
    .words_max = 2,
    .help = "Moves so many from one location to another, both or neither, and writes how many are\n"
	    "in each now; never more than there are.\n" PART_WORDS
	    "\nexample: kidepot stock move ipn:R-0042 100 --from \"Shelf A\" --to \"Shelf B\"",
    COMMAND_OPTIONS(transfer_settings, struct transfer_options),
    .json = true,
    .run = transfer,
};

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct part_edit_match part;
	struct stock_of_part stock;
	bool found;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &part, err) ||
	    !stock_find(db, part.id, cli->arena, &stock, &found, err))
		return false;
	if (!found)
		return err_set(err, ERR_CONFLICT, "the part was removed just now; look again");
	if (cli->json)
		return output_document(stock_document(&stock), cli->arena, err);
	if (!listing_write_rows(&stock.locations, STOCK_LOCATION, false, cli->arena, err))
		return false;
	printf("%.*s in all\n", (int)stock.quantity.size, stock.quantity.bytes);
	return true;
}

static const struct command show_command = {
    .name = "show",
    .summary = "show how many of a part are where",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help = "Shows how many of a part are where, and in all.\n" PART_WORDS
	    "\nexample: kidepot stock show ipn:R-0042",
    .json = true,
    .run = show,
};

struct list_options {
	const char *location;
};

static const struct setting list_settings[] = {
    {.name = "location",
     .type = SETTING_TEXT,
     .offset = offsetof(struct list_options, location),
     .unit = " NAME",
     .help = "only what is there"},
};

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct list_options *said = options;
	struct text location_id = {NULL, 0};
	struct db_rows rows;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || (said->location != NULL && !location_find(db, text_of(said->location),
	                                                            cli->arena, &location_id, err)))
		return false;
	return stock_list(db, text_of(NULL), location_id, cli->arena, &rows, err) &&
	       listing_write_rows(&rows, STOCK_PART, cli->json, cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list what is in stock",
    .words = "",
    .help = "Lists what is in stock, by part and location.\n\n"
	    "example: kidepot stock list --location \"Shelf A\"",
    COMMAND_OPTIONS(list_settings, struct list_options),
    .json = true,
    .run = list,
};

struct movements_options {
	int64_t limit;
	const char *before;
};

static const struct setting movements_settings[] = {
    {.name = "limit",
     .type = SETTING_NUMBER,
     .offset = offsetof(struct movements_options, limit),
     .min = 1,
     .max = STOCK_MOVEMENTS_MAX,
     .fallback = "50",
     .help = "how many at most"},
    {.name = "before",
     .type = SETTING_TEXT,
     .offset = offsetof(struct movements_options, before),
     .unit = " ID",
     .help = "only those older than this movement"},
};

static bool
movements(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct movements_options *said = options;
	struct stock_page page = {.before = text_of(said->before), .limit = said->limit};
	struct part_edit_match part = {0};
	struct db_rows rows;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL ||
	    (words[0] != NULL && !part_edit_find(db, text_of(words[0]), cli->arena, &part, err)))
		return false;
	page.part_id = part.id;
	if (!stock_movements(db, &page, cli->arena, &rows, err))
		return false;
	bool more = rows.count > (size_t)page.limit;
	if (more)
		rows.count--;
	if (!listing_write_rows(&rows, STOCK_MOVEMENT_AT, cli->json, cli->arena, err))
		return false;
	if (more)
		fprintf(stderr, "kidepot: there are older ones; --before %" PRId64 " lists them\n",
		        db_rows_int64(&rows, rows.count - 1, STOCK_MOVEMENT_ID, 0));
	return true;
}

static const struct command movements_command = {
    .name = "movements",
    .summary = "list what came and went",
    .words = "[PART]",
    .words_max = 1,
    .help = "Lists the movements of a part, or of all parts, the newest first; what went has a\n"
	    "minus. " PART_WORDS "\nexample: kidepot stock movements ipn:R-0042 --limit 10",
    COMMAND_OPTIONS(movements_settings, struct movements_options),
    .json = true,
    .run = movements,
};

const struct command stock_command = {
    .name = "stock",
    .summary = "keep how many parts are where",
    .group = (const struct command *const[]){&in_command, &out_command, &count_command,
                                             &transfer_command, &show_command, &list_command,
                                             &movements_command, NULL},
};
