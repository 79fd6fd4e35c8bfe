/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "catalogue/location.h"
#include "catalogue/part_edit.h"
#include "catalogue/stock.h"
#include "part.h"

enum { SHOWN_MAX = 100 }; /* bytes of a word that a message repeats */

/* "part add" and "part set" take the same options, but for the last of the table. */
enum { ADD_ONLY = 2 };

struct change_options {
	const char *category;
	bool make_category, make_templates;
	const char *fields[PART_EDIT_FIELDS];
	struct setting_list parameters, suppliers, alternates, pin_maps;
	const char *stock, *location;
};

#define FIELD_TEXT(word, field, what, says)                         \
	{                                                           \
		.name = (word), .type = SETTING_TEXT,               \
		.offset = offsetof(struct change_options, fields) + \
		          (field) * sizeof(const char *),           \
		.unit = (what), .help = (says)                      \
	}
#define FIELD_TRUTH(word, field, says)                                       \
	{                                                                    \
		.name = (word), .type = SETTING_CHOICE, .choices = "yes no", \
		.offset = offsetof(struct change_options, fields) +          \
		          (field) * sizeof(const char *),                    \
		.help = (says)                                               \
	}
#define LIST(word, member, what, says)                                                            \
	{                                                                                         \
		.name = (word), .type = SETTING_LIST,                                             \
		.offset = offsetof(struct change_options, member), .unit = (what), .help = (says) \
	}
#define FLAG(word, member, says)                                                  \
	{                                                                         \
		.name = (word), .type = SETTING_BOOL, .fallback = "no",           \
		.offset = offsetof(struct change_options, member), .help = (says) \
	}

static const struct setting change_settings[] = {
    {.name = "category",
     .type = SETTING_TEXT,
     .offset = offsetof(struct change_options, category),
     .unit = " PATH|ID",
     .help = "where it stands, such as Passives/Resistors"},
    FLAG("make_category", make_category,
         "make the category, and those above it, when none has that path"),
    FIELD_TEXT("ipn", PART_EDIT_IPN, " IPN", "the number in your own house; no two parts have one"),
    {.name = "description",
     .type = SETTING_PROSE,
     .offset = offsetof(struct change_options, fields) +
               PART_EDIT_DESCRIPTION * sizeof(const char *),
     .help = "what it is; may have line breaks"},
    FIELD_TEXT("keywords", PART_EDIT_KEYWORDS, NULL, "words to find it by in KiCad"),
    FIELD_TEXT("manufacturer", PART_EDIT_MANUFACTURER, NULL, "who makes it"),
    FIELD_TEXT("mpn", PART_EDIT_MPN, NULL, "the manufacturer's number"),
    FIELD_TEXT("datasheet", PART_EDIT_DATASHEET, " URL", "http, https or file"),
    FIELD_TEXT("symbol", PART_EDIT_SYMBOL, " L:NAME", "else the category's"),
    FIELD_TEXT("footprint", PART_EDIT_FOOTPRINT, " L:NAME|NAME",
               "0805 by \"map\"; else the category's"),
    FIELD_TEXT("reference", PART_EDIT_REFERENCE, NULL, "such as R; else the category's"),
    FIELD_TEXT("value", PART_EDIT_VALUE, NULL, "else by the category's rules, or the name"),
    FIELD_TRUTH("exclude_from_bom", PART_EDIT_EXCLUDE_FROM_BOM, "not in bills of material"),
    FIELD_TRUTH("exclude_from_board", PART_EDIT_EXCLUDE_FROM_BOARD, "not on the board"),
    FIELD_TRUTH("exclude_from_sim", PART_EDIT_EXCLUDE_FROM_SIM, "not in simulations"),
    FIELD_TRUTH("active", PART_EDIT_ACTIVE, "shown to KiCad"),
    FIELD_TRUTH("template", PART_EDIT_TEMPLATE, "a pattern for parts, never shown"),
    FIELD_TRUTH("not_for_new_designs", PART_EDIT_NOT_FOR_NEW_DESIGNS, "the description says so"),
    LIST("parameter", parameters, " NAME=VALUE", "NAME= removes it"),
    FLAG("make_templates", make_templates, "make the parameters that are missing"),
    LIST("supplier", suppliers, " NAME=SKU[=URL]", "adds a number; NAME= removes all of it"),
    LIST("alternate", alternates, " L:NAME",
         "a footprint that fits too, best first; those given replace those there were"),
    LIST("pin_map", pin_maps, " \"L:NAME PIN=PAD ...\"",
         "pins on pads of a footprint, all of it; \"L:NAME none\": as numbered"),
    {.name = "stock",
     .type = SETTING_TEXT,
     .offset = offsetof(struct change_options, stock),
     .unit = " QUANTITY",
     .help = "how many there are at first"},
    {.name = "location",
     .type = SETTING_TEXT,
     .offset = offsetof(struct change_options, location),
     .unit = " NAME",
     .help = "where; else the only location, or one called Stock that is made"},
};

/* Cuts an entry of that form, "NAME=VALUE", at the first '='. */
static bool
split(const char *what, const char *form, const char *entry, struct text *name, struct text *value,
      struct err *err)
{
	const char *equals = strchr(entry, '=');
	struct text shown = text_cut(text_of(entry), SHOWN_MAX);
	if (equals == NULL || equals == entry)
		return err_set(err, ERR_INPUT, "%s \"%.*s\" is not \"%s\"", what, (int)shown.size,
		               shown.bytes, form);
	*name = (struct text){entry, (size_t)(equals - entry)};
	*value = text_of(equals + 1);
	return true;
}

static bool
parameters_of(const struct setting_list *said, struct arena *arena, struct part_details *details,
              struct err *err)
{
	struct part_parameter *all = arena_alloc(arena, (said->count + 1) * sizeof *all, err);
	bool good = all != NULL;
	for (size_t i = 0; good && i < said->count; i++)
		good = split("parameter", "NAME=VALUE", said->items[i], &all[i].name, &all[i].value,
		             err);
	details->parameters = all;
	details->parameter_count = said->count;
	return good;
}

/* What follows "=http://", "=https://" or "=file://" is the number's page; numbers may
 * have '=' themselves. */
static void
cut_url(struct text *sku, struct text *url)
{
	static const char *const starts[] = {"=http://", "=https://", "=file://"};
	for (size_t i = 1; i < sku->size; i++)
		for (size_t j = 0; j < sizeof starts / sizeof starts[0]; j++) {
			size_t size = strlen(starts[j]);
			if (sku->size - i < size || memcmp(sku->bytes + i, starts[j], size) != 0)
				continue;
			*url = (struct text){sku->bytes + i + 1, sku->size - i - 1};
			sku->size = i;
			return;
		}
}

static bool
numbers_of(const struct setting_list *said, struct arena *arena, struct part_details *details,
           struct err *err)
{
	struct part_number *all = arena_alloc(arena, (said->count + 1) * sizeof *all, err);
	bool good = all != NULL;
	for (size_t i = 0; good && i < said->count; i++) {
		good = split("supplier", "NAME=SKU[=URL]", said->items[i], &all[i].supplier,
		             &all[i].sku, err);
		cut_url(&all[i].sku, &all[i].url);
	}
	details->numbers = all;
	details->number_count = said->count;
	return good;
}

/* One empty alternate is an empty list. */
static bool
alternates_of(const struct setting_list *said, struct arena *arena, struct part_details *details,
              struct err *err)
{
	details->alternates = command_texts(said, arena, err);
	details->has_alternates = said->count > 0;
	details->alternate_count = said->count;
	if (said->count == 1 && said->items[0][0] == '\0')
		details->alternate_count = 0;
	return details->alternates != NULL;
}

static bool
pin_maps_of(const struct setting_list *said, struct arena *arena, struct part_details *details,
            struct err *err)
{
	struct pin_map *all = arena_alloc(arena, (said->count + 1) * sizeof *all, err);
	bool good = all != NULL;
	for (size_t i = 0; good && i < said->count; i++)
		good = pin_map_read(text_of(said->items[i]), arena, &all[i], err);
	details->pin_maps = all;
	details->pin_map_count = said->count;
	return good;
}

static bool
edit_of(const struct change_options *said, struct arena *arena, struct part_edit *edit,
        struct err *err)
{
	for (size_t i = 0; i < PART_EDIT_FIELDS; i++)
		edit->fields[i] = text_of(said->fields[i]);
	edit->category = text_of(said->category);
	edit->make_category = said->make_category;
	edit->details.make_templates = said->make_templates;
	edit->details.make_word = "--make-templates";
	return parameters_of(&said->parameters, arena, &edit->details, err) &&
	       numbers_of(&said->suppliers, arena, &edit->details, err) &&
	       alternates_of(&said->alternates, arena, &edit->details, err) &&
	       pin_maps_of(&said->pin_maps, arena, &edit->details, err);
}

/* In one transaction with the first movement, if any. */
static bool
add_with_stock(struct db *db, struct text name, const struct part_edit *edit,
               const struct stock_change *stock, struct arena *arena, struct text *id,
               struct err *err)
{
	struct stock_moved moved;
	if (!db_begin(db, err))
		return false;
	if (part_edit_add(db, name, edit, arena, id, err) &&
	    (!text_is_set(stock->quantity) || stock_move(db, *id, stock, arena, &moved, err)) &&
	    db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct change_options *said = options;
	struct stock_change stock = {.action = STOCK_COUNT, .quantity = text_of(said->stock)};
	struct part_edit edit = {0};
	struct text id;
	if (said->location != NULL && said->stock == NULL)
		return command_misused(cli, err, "--location is of --stock, which is not given");
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !edit_of(options, cli->arena, &edit, err) ||
	    (said->location != NULL &&
	     !location_find(db, text_of(said->location), cli->arena, &stock.location_id, err)) ||
	    !add_with_stock(db, text_of(words[0]), &edit, &stock, cli->arena, &id, err))
		return false;
	if (!part_show_warnings(cli, db, id, err))
		return false;
	if (cli->json)
		return part_show_json(cli, db, id, err);
	printf("%.*s\n", (int)id.size, id.bytes);
	return true;
}

const struct command part_change_add_command = {
    .name = "add",
    .summary = "make a part and write its id to stdout",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Makes a part called NAME and writes its id, alone, to stdout. Saved schematics find the\n"
	"part by this name, so it should be one that lasts.\n\n"
	"example: kidepot part add \"10k Resistor\" --category Passives/Resistors --make-category\n"
	"    --symbol Device:R --footprint Resistor_SMD:R_0805_2012Metric\n"
	"    --manufacturer Yageo --mpn RC0805FR-0710KL",
    COMMAND_OPTIONS(change_settings, struct change_options),
    .json = true,
    .run = add,
};

static bool
says_nothing(const struct part_edit *edit)
{
	for (size_t i = 0; i < PART_EDIT_FIELDS; i++)
		if (text_is_set(edit->fields[i]))
			return false;
	return !text_is_set(edit->category) && edit->details.parameter_count == 0 &&
	       edit->details.number_count == 0 && !edit->details.has_alternates &&
	       edit->details.pin_map_count == 0;
}

/* Whether it can give the part another symbol, footprint or pin map. */
static bool
says_references(const struct part_edit *edit)
{
	return text_is_set(edit->fields[PART_EDIT_SYMBOL]) ||
	       text_is_set(edit->fields[PART_EDIT_FOOTPRINT]) || text_is_set(edit->category) ||
	       edit->details.parameter_count > 0 || edit->details.has_alternates ||
	       edit->details.pin_map_count > 0;
}

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct part_edit edit = {0};
	struct part_edit_match match;
	if (!edit_of(options, cli->arena, &edit, err))
		return false;
	if (says_nothing(&edit))
		return command_misused(cli, err, "nothing to set is given");
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       part_edit_find_present(db, text_of(words[0]), cli->arena, &match, err) &&
	       part_edit_set(db, match.id, &edit, cli->arena, err) &&
	       (!says_references(&edit) || part_show_warnings(cli, db, match.id, err)) &&
	       (!cli->json || part_show_json(cli, db, match.id, err));
}

const struct command part_change_set_command = {
    .name = "set",
    .summary = "change a part",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Changes what is given of a part and leaves the rest; an empty text unsets. The part is\n"
	"named by its id, by \"ipn:\" and its IPN, or by the name it has, not one it had. \"part\n"
	"rename\" changes the name itself. What is wrong with symbol and footprints, by the\n"
	"libraries that are known, is told on stderr.\n\n"
	"example: kidepot part set ipn:R-0042 --value 10k --parameter Tolerance=1%",
    .options = change_settings,
    .option_count = sizeof change_settings / sizeof change_settings[0] - ADD_ONLY,
    .options_size = sizeof(struct change_options),
    .json = true,
    .run = set,
};
