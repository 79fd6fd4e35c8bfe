/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts in the REST interface. */
#include <string.h>

#include "api_part_body.h"
#include "api_resources.h"
#include "catalogue/part_record_document.h"

enum { SEARCH_WORDS_MAX = 16 };

static const struct api_field line_fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the part's number"},
    {"name", API_TEXT, .use = API_ANSWER, .help = "its name"},
    {"ipn", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "the number in the own house"},
    {"manufacturer", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "who makes it"},
    {"mpn", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "the manufacturer's number"},
    {"category", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "its category's path"},
    {"description", API_TEXT, .use = API_ANSWER, .nullable = true, .help = "what it is"},
    {"used", API_TRUTH, .use = API_ANSWER, .help = "whether it is active and not a template"},
    {.key = NULL},
};

static const struct api_field stock_members[] = {
    {"location", API_TEXT, .help = "the location's name"},
    {"quantity", API_TEXT, .help = "how many are there, in decimal"},
    {.key = NULL},
};

static const struct api_field shown_field_members[] = {
    {"name", API_TEXT, .help = "the field's name"},
    {"value", API_TEXT, .nullable = true, .help = "its value"},
    {"visible", API_TRUTH, .help = "whether it is drawn on the sheet"},
    {.key = NULL},
};

static const struct api_field shown_members[] = {
    {"name", API_TEXT, .help = "as KiCad writes it"},
    {"symbol", API_TEXT, .nullable = true, .help = "\"Library:Name\""},
    {"reference", API_TEXT, .nullable = true, .help = "null: the symbol's own"},
    {"value", API_TEXT, .nullable = true, .help = "by the rules"},
    {"footprint", API_TEXT, .nullable = true, .help = "null: the symbol's own"},
    {"datasheet", API_TEXT, .nullable = true, .help = "its address"},
    {"description", API_TEXT, .nullable = true, .help = "with what is said of its state"},
    {"keywords", API_TEXT, .nullable = true, .help = "words to find it by"},
    {"footprint_filters", API_TEXTS, .help = "the alternates"},
    {"fields", API_OBJECTS, .members = shown_field_members, .help = "the further fields"},
    {.key = NULL},
};

#define TEXT(key, index, says)                                                          \
	{                                                                               \
		key, API_TEXT, .offset = offsetof(struct api_part_body, fields[index]), \
			       .nullable = true, .help = (says)                         \
	}
#define TRUTH(key, index, says)                                                          \
	{                                                                                \
		key, API_TRUTH, .offset = offsetof(struct api_part_body, fields[index]), \
				.help = (says)                                           \
	}
#define MEMBER(name) #name, .offset = offsetof(struct api_part_body, name)

/* All but the name. */
#define FIELDS                                                                                 \
	{"category", API_TEXT, .use = API_ANSWER, .nullable = true,                            \
	 .help = "its category's path"},                                                       \
	    {MEMBER(category), .type = API_REFERENCE, .use = API_BODY, .nullable = true,       \
	     .help = "its category, by id or path; null: none"},                               \
	    {"category_id",                                                                    \
	     API_NUMBER,                                                                       \
	     .use = API_ANSWER,                                                                \
	     .nullable = true,                                                                 \
	     .help = "its category's number",                                                  \
	     .way_out = "set \"category\""},                                                   \
	    TEXT("ipn", PART_EDIT_IPN, "the number in the own house; no two parts have one"),  \
	    TEXT("description", PART_EDIT_DESCRIPTION, "what it is"),                          \
	    TEXT("keywords", PART_EDIT_KEYWORDS, "words to find it by in KiCad"),              \
	    TEXT("manufacturer", PART_EDIT_MANUFACTURER, "who makes it"),                      \
	    TEXT("mpn", PART_EDIT_MPN, "the manufacturer's number"),                           \
	    TEXT("datasheet", PART_EDIT_DATASHEET, "its address: http, https or file"),        \
	    TEXT("symbol", PART_EDIT_SYMBOL, "\"Library:Name\"; null: as the category says"),  \
	    TEXT("footprint", PART_EDIT_FOOTPRINT, "\"Library:Name\"; null: by the rules"),    \
	    TEXT("reference", PART_EDIT_REFERENCE, "such as R; null: as the category says"),   \
	    TEXT("value", PART_EDIT_VALUE, "null: by the rules, or the name"),                 \
	    TRUTH("exclude_from_bom", PART_EDIT_EXCLUDE_FROM_BOM, "not in bills of material"), \
	    TRUTH("exclude_from_board", PART_EDIT_EXCLUDE_FROM_BOARD, "not on the board"),     \
	    TRUTH("exclude_from_sim", PART_EDIT_EXCLUDE_FROM_SIM, "not in simulations"),       \
	    TRUTH("active", PART_EDIT_ACTIVE, "shown to KiCad; true unless said"),             \
	    TRUTH("template", PART_EDIT_TEMPLATE, "a pattern for parts, never shown"),         \
	    TRUTH("not_for_new_designs", PART_EDIT_NOT_FOR_NEW_DESIGNS,                        \
	          "the description says so"),                                                  \
	    {MEMBER(parameters), .type = API_MAP,                                              \
	     .help = "its parameters by name; those of a body are set, null removes one"},     \
	    {MEMBER(suppliers), .type = API_OBJECTS, .members = api_part_body_supplier,        \
	     .help = "the numbers to order by, the whole list"},                               \
	    {MEMBER(alternates), .type = API_TEXTS,                                            \
	     .help = "footprints that fit too, the whole list, best first"},                   \
	    {"former_names", API_TEXTS, .use = API_ANSWER,                                     \
	     .help = "the names it had, newest first"},                                        \
	    {MEMBER(pin_maps), .type = API_OBJECTS, .members = api_part_body_pin_map,          \
	     .help = "pins on pads of each footprint, the whole list"},                        \
	    {"stock", API_OBJECTS, .use = API_ANSWER, .members = stock_members,                \
	     .help = "how many are where"},                                                    \
	    {"kicad",                                                                          \
	     API_OBJECT,                                                                       \
	     .use = API_ANSWER,                                                                \
	     .nullable = true,                                                                 \
	     .members = shown_members,                                                         \
	     .help = "what KiCad gets of it by all rules; null: nothing"},                     \
	    {"not_shown", API_TEXTS, .use = API_ANSWER, .help = "what keeps it from KiCad"},   \
	    {"warnings", API_TEXTS, .use = API_ANSWER,                                         \
	     .help = "what is wrong with its symbol and footprints, by the libraries known"},  \
	    {"updated", API_TEXT, .use = API_ANSWER, .format = "date-time",                    \
	     .help = "when it was changed, in UTC"},                                           \
	    {MEMBER(make_category), .type = API_TRUTH, .use = API_BODY,                        \
	     .help = "make the category, and those above it, when none has that path"},        \
	    {MEMBER(make_templates), .type = API_TRUTH, .use = API_BODY,                       \
	     .help = "make the parameter templates that are missing"},                         \
	{                                                                                      \
		.key = NULL                                                                    \
	}

static const struct api_field fields[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the part's number"},
    {"name", API_TEXT, .use = API_ANSWER,
     .help = "its name, the permanent link in saved schematics",
     .way_out = "POST /api/part/{id}/name/ renames the part"},
    FIELDS,
};

static const struct api_field fields_to_add[] = {
    {"id", API_NUMBER, .use = API_ANSWER, .help = "the part's number"},
    {MEMBER(name), .type = API_TEXT, .required = true,
     .help = "its name, the permanent link in saved schematics"},
    FIELDS,
};

enum { ARGUMENT_SEARCH, ARGUMENT_CATEGORY, ARGUMENT_LIMIT, ARGUMENT_AFTER };

static const struct argument list_arguments[] = {
    [ARGUMENT_SEARCH] = {.name = "search",
                         .help = "words that each part has in a name, number or text"},
    [ARGUMENT_CATEGORY] = {.name = "category",
                           .help = "a path or id: only its parts and those below it"},
    [ARGUMENT_LIMIT] = API_PAGE_LIMIT,
    [ARGUMENT_AFTER] = API_PAGE_AFTER,
    {.name = NULL},
};

/* The words between blanks; *count is one more than SEARCH_WORDS_MAX when there are more. */
static void
cut_words(struct text said, struct text words[SEARCH_WORDS_MAX], size_t *count)
{
	size_t at = 0;
	for (*count = 0; at < said.size; at++) {
		size_t start = at;
		while (at < said.size && said.bytes[at] != ' ')
			at++;
		if (at == start)
			continue;
		if (*count < SEARCH_WORDS_MAX)
			words[*count] = (struct text){said.bytes + start, at - start};
		if ((*count)++ == SEARCH_WORDS_MAX)
			return;
	}
}

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct text words[SEARCH_WORDS_MAX];
	struct part_record_range range = {.category = call->arguments[ARGUMENT_CATEGORY],
	                                  .after = call->arguments[ARGUMENT_AFTER]};
	struct part_record_page page;
	size_t count;
	(void)body;
	text_to_int64(call->arguments[ARGUMENT_LIMIT], 1, PART_RECORD_LIMIT_MAX, &range.limit);
	cut_words(call->arguments[ARGUMENT_SEARCH], words, &count);
	if (count > SEARCH_WORDS_MAX) {
		err_set(err, ERR_INPUT, "more than %d words are searched for; give fewer",
		        SEARCH_WORDS_MAX);
		err_field(err, "search");
		return api_refuse_argument(call, err);
	}
	bool read = count == 0 ? part_record_list(call->db, &range, call->arena, &page, err)
	                       : part_record_search(call->db, words, count, &range, call->arena,
	                                            &page, err);
	return read ? api_write_document(call, part_record_document_page(&page), err)
	            : api_refuse_argument(call, err);
}

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct part_record record;
	if (!part_record_get(call->db, call->ids[0], call->arena, &record, err))
		return false;
	bool found = text_is_set(record.id);
	*document = found ? part_record_document(&record) : NULL;
	return !found || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	const struct api_part_body *said = body;
	struct part_edit edit;
	return api_part_body_edit(call, said, &edit, err) &&
	       part_edit_add(call->db, said->name, &edit, call->arena, &call->made, err);
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	struct part_edit edit;
	return api_part_body_edit(call, body, &edit, err) &&
	       part_edit_set(call->db, call->ids[0], &edit, call->arena, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return part_edit_remove(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_part_all = {
    .pattern = "/api/part/",
    .word = "part",
    .schema = "PartLine",
    .fields = line_fields,
    .lock_kind = API_LOCK_PARTS,
    .item = &api_part,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list parts, by name", list_arguments, .run = list, .answer = API_PAGE},
	    {METHOD_POST, "make a part", .fields = fields_to_add,
             .body_size = sizeof(struct api_part_body), .run = add,
             .changes_rules = api_part_body_changes_rules},
	    {.method = 0},
	},
};

const struct api_resource api_part = {
    .pattern = "/api/part/{id}/",
    .word = "part",
    .schema = "Part",
    .fields = fields,
    .lock_kind = API_LOCK_PARTS,
    .lock = &query_part_row_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a part, and what KiCad gets of it"},
	    {METHOD_PATCH, "change a part", .fields = fields,
             .body_size = sizeof(struct api_part_body), .run = set,
             .changes_rules = api_part_body_changes_rules},
	    {METHOD_DELETE, "remove a part with all it has", .run = rm},
	    {.method = 0},
	},
};
