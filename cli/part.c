/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "part.h"

#include <stdio.h>

#include "actions.h"
#include "catalogue/part_record.h"
#include "listing.h"
#include "output.h"

enum { SEARCH_WORDS_MAX = 16 };

struct list_options {
	const char *category;
	const char *after;
	int64_t limit;
};

#define OPTION_CATEGORY                                                                \
	{                                                                              \
		.name = "category", .type = SETTING_TEXT,                              \
		.offset = offsetof(struct list_options, category), .unit = " PATH|ID", \
		.help = "only the parts of this category and those below it"           \
	}
#define OPTION_LIMIT(least, usual, words)                                            \
	{                                                                            \
		.name = "limit", .type = SETTING_NUMBER,                             \
		.offset = offsetof(struct list_options, limit), .fallback = (usual), \
		.min = (least), .max = PART_RECORD_LIMIT_MAX, .help = (words)        \
	}
#define OPTION_AFTER                                                              \
	{                                                                         \
		.name = "after", .type = SETTING_TEXT,                            \
		.offset = offsetof(struct list_options, after), .unit = " NAME",  \
		.help = "go on behind the part of this name, the last one listed" \
	}

static const struct setting list_settings[] = {
    OPTION_CATEGORY, OPTION_LIMIT(0, "0", "list so many parts; 0: all"), OPTION_AFTER};

static const struct setting search_settings[] = {
    OPTION_CATEGORY, OPTION_LIMIT(1, "100", "list so many parts"), OPTION_AFTER};

static struct part_record_range
range_of(const struct list_options *said)
{
	return (struct part_record_range){text_of(said->category), said->limit,
	                                  text_of(said->after)};
}

static bool
write_page(const struct part_record_page *page, bool json, const char *way_out, struct arena *arena,
           struct err *err)
{
	const struct part_record_line *lines = page->lines;
	const size_t count = page->count;
	static const char *const keys[] = {"id",   "ipn",          "mpn",         "category",
	                                   "name", "manufacturer", "description", "used"};
	enum { COLUMNS = sizeof keys / sizeof keys[0], TABLE_COLUMNS = 5 };
	struct listing_cell *cells = arena_alloc(arena, count * COLUMNS * sizeof *cells, err);
	for (size_t i = 0; cells != NULL && i < count; i++) {
		struct listing_cell *row = cells + i * COLUMNS;
		*row++ = listing_text(lines[i].id);
		*row++ = listing_text(lines[i].ipn);
		*row++ = listing_text(lines[i].mpn);
		*row++ = listing_text(lines[i].category);
		*row++ = listing_text(lines[i].name);
		*row++ = listing_text(lines[i].manufacturer);
		*row++ = listing_text(lines[i].description);
		*row++ = listing_truth(lines[i].is_used);
	}
	struct listing listing = {keys, COLUMNS, TABLE_COLUMNS, cells, count};
	if (cells == NULL || !listing_write(&listing, json, arena, err))
		return false;
	if (text_is_set(page->next))
		fprintf(stderr,
		        "kidepot: there are more than these %zu parts; %s--after \"%.*s\"\n", count,
		        way_out, (int)page->next.size, page->next.bytes);
	return true;
}

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct list_options *said = options;
	const struct part_record_range range = range_of(said);
	struct part_record_page page;
	(void)words;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	return db != NULL && part_record_list(db, &range, cli->arena, &page, err) &&
	       write_page(&page, cli->json, "go on with ", cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list parts",
    .words = "",
    .help =
	"Lists all parts, or those of one category and all below it, by name. In JSON, \"used\"\n"
	"says that a part is active and not a template.\n\n"
	"example: kidepot part list --category Passives/Resistors",
    COMMAND_OPTIONS(list_settings, struct list_options),
    .json = true,
    .run = list,
};

static bool
search(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct list_options *said = options;
	const struct part_record_range range = range_of(said);
	struct text texts[SEARCH_WORDS_MAX];
	struct part_record_page page;
	size_t word_count = 0;
	for (; words[word_count] != NULL; word_count++)
		texts[word_count] = text_of(words[word_count]);
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       part_record_search(db, texts, word_count, &range, cli->arena, &page, err) &&
	       write_page(&page, cli->json, "give more words, or ", cli->arena, err);
}

static const struct command search_command = {
    .name = "search",
    .summary = "find parts by words",
    .words = "WORD ...",
    .words_min = 1,
    .words_max = SEARCH_WORDS_MAX,
    .help =
	"Lists the parts that have every word, in any case, in their names, IPNs, MPNs,\n"
	"manufacturers, descriptions, keywords, suppliers' numbers, values or parameters; a\n"
	"piece of a word will do. A number with SI prefixes is found as 4k7, 4.7kΩ or 4700,\n"
	"or as 100nF or 0.1uF. Parts that are called so come first, the others by name. When\n"
	"more than 5,000 parts fit, some between those listed may be missing: give more words.\n\n"
	"example: kidepot part search yageo 0805",
    COMMAND_OPTIONS(search_settings, struct list_options),
    .json = true,
    .run = search,
};

static bool
rm(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct part_edit_match match;
	(void)options;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find_present(db, text_of(words[0]), cli->arena, &match, err) ||
	    !part_edit_remove(db, match.id, cli->arena, err))
		return false;
	if (cli->json)
		return output_removed(match.id, cli->arena, err);
	printf("removed part %.*s \"%.*s\"\n", (int)match.id.size, match.id.bytes,
	       (int)match.name.size, match.name.bytes);
	return true;
}

static const struct command rm_command = {
    .name = "rm",
    .summary = "remove a part",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help = "Removes a part with all it has: by its id, by \"ipn:\" and its IPN, or by the name\n"
	    "it has; a name that it only had is refused. One that is in stock stays. Schematics\n"
	    "that have it can no longer be updated from the library; \"part set\" with --active\n"
	    "no hides a part and keeps it.\n\n"
	    "example: kidepot part rm ipn:R-0042",
    .json = true,
    .run = rm,
};

const struct command part_command = {
    .name = "part",
    .summary = "keep the parts",
    .group = (const struct command *const[]){&part_change_add_command, &part_change_set_command,
                                             &part_parameter_command, &part_name_rename_command,
                                             &part_name_names_command, &part_name_forget_command,
                                             &part_show_command, &history_part_command,
                                             &list_command, &search_command, &rm_command, NULL},
};
