/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/history.h"

#include "actions.h"
#include "listing.h"
#include "part.h"

enum { STATEMENT_TIMEOUT = 60000, CELL_MAX = 60 /* bytes of a value in a table */ };

struct history_options {
	const char *kind, *before;
	int64_t limit;
};

#define LIMIT_ROW                                                                               \
	{                                                                                       \
		.name = "limit", .type = SETTING_NUMBER,                                        \
		.offset = offsetof(struct history_options, limit), .fallback = "100", .min = 1, \
		.max = HISTORY_MAX, .help = "at most so many, 1 to 1000"                        \
	}

static const struct setting part_settings[] = {LIMIT_ROW};

static const struct setting all_settings[] = {
    {.name = "kind",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct history_options, kind),
     .choices = "part category parameter_template footprint_map supplier location token setting "
                "package package_version project",
     .unit = " KIND",
     .help = "only changes of these"},
    LIMIT_ROW,
    {.name = "before",
     .type = SETTING_TEXT,
     .offset = offsetof(struct history_options, before),
     .unit = " ID",
     .help = "only changes before the one of this id, to read on"},
};

/* One line and not too long. */
static struct text
brief(struct text value, struct arena *arena, struct err *err)
{
	struct text cut = text_cut(value, CELL_MAX);
	if (!text_is_set(value))
		return value;
	char *bytes = cut.size < value.size
	                  ? arena_format(arena, err, "%.*s...", (int)cut.size, cut.bytes)
	                  : arena_copy(arena, cut.bytes, cut.size, err);
	for (char *c = bytes; c != NULL && *c != '\0'; c++)
		*c = (unsigned char)*c < ' ' || *c == 0x7f ? ' ' : *c;
	return text_of(bytes);
}

static struct listing_cell
cell(const struct db_rows *rows, size_t row, int column, bool json, struct arena *arena,
     struct err *err)
{
	if (column == HISTORY_ID || column == HISTORY_ROW_ID)
		return listing_number(db_rows_int64(rows, row, column, 0));
	struct text value = db_rows_text(rows, row, column);
	bool is_whole = column == HISTORY_OLD &&
	                !text_is_set(db_rows_text(rows, row, HISTORY_FIELD));
	if (json)
		return listing_text(value);
	return listing_text(is_whole ? text_of(NULL) : brief(value, arena, err));
}

/* In the order of `columns`, of which the table has the first. */
static bool
write_rows(const struct db_rows *rows, const int columns[HISTORY_COLUMNS], size_t table_columns,
           bool json, struct arena *arena, struct err *err)
{
	static const char *const keys[HISTORY_COLUMNS] = {
	    [HISTORY_ID] = "id",         [HISTORY_AT] = "at",       [HISTORY_WHO] = "who",
	    [HISTORY_ACTION] = "action", [HISTORY_KIND] = "kind",   [HISTORY_ROW_ID] = "row_id",
	    [HISTORY_NAME] = "name",     [HISTORY_FIELD] = "field", [HISTORY_OLD] = "old_value",
	    [HISTORY_NEW] = "new_value", [HISTORY_NOTE] = "note"};
	const char *ordered[HISTORY_COLUMNS];
	struct listing_cell *cells = arena_alloc(
	    arena, rows->count * HISTORY_COLUMNS * sizeof *cells, err);
	for (size_t i = 0; i < HISTORY_COLUMNS; i++)
		ordered[i] = keys[columns[i]];
	for (size_t i = 0; cells != NULL && i < rows->count * HISTORY_COLUMNS; i++)
		cells[i] = cell(rows, i / HISTORY_COLUMNS, columns[i % HISTORY_COLUMNS], json,
		                arena, err);
	struct listing listing = {ordered, HISTORY_COLUMNS, table_columns, cells, rows->count};
	return cells != NULL && listing_write(&listing, json, arena, err);
}

static bool
part_history(struct cli *cli, const void *options, char **words, struct err *err)
{
	static const int columns[HISTORY_COLUMNS] = {
	    HISTORY_AT,   HISTORY_WHO,  HISTORY_ACTION, HISTORY_FIELD,  HISTORY_OLD, HISTORY_NEW,
	    HISTORY_NOTE, HISTORY_KIND, HISTORY_NAME,   HISTORY_ROW_ID, HISTORY_ID};
	const struct history_options *said = options;
	const struct text start = text_of(NULL);
	struct text id;
	struct db_rows rows;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && history_part_find(db, text_of(words[0]), cli->arena, &id, err) &&
	       history_part(db, id, start, start, said->limit, cli->arena, &rows, err) &&
	       write_rows(&rows, columns, 7, cli->json, cli->arena, err);
}

const struct command history_part_command = {
    .name = "history",
    .summary = "show who changed a part, and when",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Shows the changes of a part and the movements of its stock, the newest first. The part\n"
	"is named by its id, by \"ipn:\" and its IPN, or by its name; one that was removed too.\n"
	"In JSON a removed part is there with what it said itself; its parameters, numbers and\n"
	"footprints are gone. Times are those of UTC.\n\n"
	"example: kidepot part history ipn:R-0042",
    COMMAND_OPTIONS(part_settings, struct history_options),
    .json = true,
    .run = part_history,
};

static bool
check_before(struct text before, struct err *err)
{
	int64_t id;
	if (!text_is_set(before) || text_to_int64(before, 1, INT64_MAX, &id))
		return true;
	return err_set(err, ERR_INPUT,
	               "\"%.*s\" is not the id of a change; the first column shows them",
	               (int)text_cut(before, CELL_MAX).size, before.bytes);
}

static bool
history(struct cli *cli, const void *options, char **words, struct err *err)
{
	static const int columns[HISTORY_COLUMNS] = {
	    HISTORY_ID,    HISTORY_AT,  HISTORY_WHO, HISTORY_KIND, HISTORY_NAME,  HISTORY_ACTION,
	    HISTORY_FIELD, HISTORY_OLD, HISTORY_NEW, HISTORY_NOTE, HISTORY_ROW_ID};
	const struct history_options *said = options;
	struct db_rows rows;
	(void)words;
	if (!check_before(text_of(said->before), err))
		return false;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       history_list(db, text_of(said->kind), text_of(said->before), said->limit, cli->arena,
	                    &rows, err) &&
	       write_rows(&rows, columns, 9, cli->json, cli->arena, err);
}

const struct command history_command = {
    .name = "history",
    .summary = "show who changed what, and when",
    .words = "",
    .help =
	"Shows the changes of the whole catalogue, the newest first: parts, categories and all\n"
	"else that is kept by hand. Who is the login name of the person that called kidepot,\n"
	"also with sudo, or the token that the web program got; else the role in the database.\n"
	"Stock is in \"part history\". Times are those of UTC.\n\n"
	"example: kidepot history --kind category --limit 20",
    COMMAND_OPTIONS(all_settings, struct history_options),
    .json = true,
    .run = history,
};
