/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/doctor_check.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/category.h"
#include "catalogue/part_document.h"

/* What the web program would leave out, by its own rule. */
static bool
judge_part(struct doctor_judgement *judgement, const struct db_rows *rows, size_t row, size_t nth,
           struct doctor_finding *finding)
{
	struct part part = part_read(rows, row);
	const char *problem = nth > 0 ? NULL : part_problem(&part, judgement->nickname);
	if (problem == NULL || part.symbol.size == 0) /* which part_without_symbol tells */
		return false;
	*finding = (struct doctor_finding){
	    .kind = text_of("part"), .id = part.id, .name = part.name, .detail = text_of(problem)};
	return true;
}

static bool
judge_field(struct doctor_judgement *judgement, const struct db_rows *rows, size_t row, size_t nth,
            struct doctor_finding *finding)
{
	struct part part = part_read(rows, row);
	struct text name;
	size_t index = 0;
	for (size_t i = 0; i <= nth; i++)
		if (!part_taken_field(&part, &index, &name))
			return false;
	name = text_cut(name, 200);
	snprintf(judgement->words, sizeof judgement->words, "field \"%.*s\"", (int)name.size,
	         name.bytes);
	*finding = (struct doctor_finding){.kind = text_of("part"),
	                                   .id = part.id,
	                                   .name = part.name,
	                                   .detail = text_of(judgement->words)};
	return true;
}

static bool
judge_category(struct doctor_judgement *judgement, const struct db_rows *rows, size_t row,
               size_t nth, struct doctor_finding *finding)
{
	if (nth > 0)
		return false;
	struct category category = category_read(rows, row);
	const char *problem = category_problem(&category, judgement->previous);
	if (problem == NULL) {
		judgement->previous = category.name;
		return false;
	}
	*finding = (struct doctor_finding){.kind = text_of("category"),
	                                   .id = category.id,
	                                   .name = category.name,
	                                   .detail = text_of(problem)};
	return true;
}

#define PART_VIEW "kicad.part"

const struct doctor_check doctor_check_table[] = {
    {.name = "library_unread",
     .severity = DOCTOR_ERROR,
     .sentence = "a library cannot be read, so what parts want of it was not looked for",
     .mend = "correct the library's table, or give the folder of a variable with --variable"},
    {.name = "category_left_out",
     .severity = DOCTOR_ERROR,
     .sentence = "KiCad could not take the category, so the server leaves it out",
     .mend = "correct what the view kicad.category says of it",
     .query = &query_category_list,
     .parameter = DOCTOR_ALL,
     .judge = judge_category},
    {.name = "category_empty",
     .severity = DOCTOR_WARNING,
     .sentence = "KiCad shows the category with nothing in it",
     .mend = "give it parts, or hide it with \"kidepot category set CATEGORY --exposed no\"",
     .query = &query_doctor_category_empty},
    {.name = "part_left_out",
     .severity = DOCTOR_ERROR,
     .sentence = "KiCad could not take the part, so the server leaves it out",
     .mend = "correct it with \"kidepot part set\", or in the site's own view kicad.part",
     .query = &query_doctor_part_page,
     .parameter = DOCTOR_PAGE,
     .judge = judge_part},
    {.name = "part_without_id",
     .severity = DOCTOR_ERROR,
     .sentence = "without an id KiCad cannot ask for the part, so the server leaves it out",
     .mend = "have the view kicad.part give each part an id",
     .query = &query_doctor_part_without_id},
    {.name = "part_twice",
     .severity = DOCTOR_ERROR,
     .sentence = "parts with one id cannot be told apart, so the server leaves them out",
     .mend = "have the view kicad.part give one row a part; a join may have made two",
     .query = &query_doctor_part_twice},
    {.name = "part_without_symbol",
     .severity = DOCTOR_ERROR,
     .sentence = "without a symbol the part cannot be placed, so the server leaves it out",
     .mend = "give one to the part, or with \"kidepot category set CATEGORY --symbol\" to all",
     .query = &query_doctor_part_without_symbol},
    {.name = "part_without_category",
     .severity = DOCTOR_ERROR,
     .sentence = "parts without category are not shown",
     .mend = "give it one with \"kidepot part set PART --category\", or show all of them in one "
             "place with \"kidepot settings set uncategorized NAME\"",
     .query = &query_doctor_part_without_category,
     .view = PART_VIEW},
    {.name = "part_unlisted",
     .severity = DOCTOR_ERROR,
     .sentence = "the part's category is none that KiCad shows, so KiCad never lists it",
     .mend = "have the views kicad.part and kicad.category say the same ids of categories",
     .query = &query_doctor_part_unlisted},
    {.name = "part_without_value",
     .severity = DOCTOR_WARNING,
     .sentence = "without a value KiCad draws the name of the symbol",
     .mend = "have the view kicad.part give it a value, such as the name",
     .query = &query_doctor_part_without_value},
    {.name = "part_without_footprint",
     .severity = DOCTOR_NOTE,
     .sentence = "who places the part has to choose a footprint",
     .mend = "give it one, or say \"kidepot part set PART --exclude-from-board yes\"",
     .query = &query_doctor_part_without_footprint},
    {.name = "name_twice",
     .severity = DOCTOR_ERROR,
     .sentence = "KiCad finds a part by its name in the whole library, and one of several only; "
                 "characters that it replaces are the same",
     .mend = "have the view kicad.part give each part a name of its own",
     .query = &query_doctor_name_twice},
    {.name = "name_case",
     .severity = DOCTOR_WARNING,
     .sentence = "people and programs take names for one that differ only in case",
     .mend = "give all but one of the parts another name",
     .query = &query_doctor_name_case},
    {.name = "name_slash",
     .severity = DOCTOR_WARNING,
     .sentence = "KiCad reads \"{slash}\" as \"/\" and then does not find the part again",
     .mend = "write \"/\" in the name",
     .query = &query_doctor_name_slash},
    {.name = "name_replaced",
     .severity = DOCTOR_NOTE,
     .sentence = "KiCad has '_' for : \\ < > \" in a name, so schematics have another name",
     .mend = "nothing need be done; a new part is better called without them",
     .query = &query_doctor_name_replaced,
     .view = PART_VIEW},
    {.name = "field_left_out",
     .severity = DOCTOR_WARNING,
     .sentence = "KiCad could not tell the field from another of the part, or from its own "
                 "Reference, Value, Footprint, Datasheet, Description, Keywords; it is left out",
     .mend = "give it another name with \"kidepot template set\", \"kidepot supplier set\" or "
             "\"kidepot category field\", or do not serve it",
     .query = &query_doctor_part_page,
     .parameter = DOCTOR_PAGE,
     .judge = judge_field},
    {.name = "datasheet_unfit",
     .severity = DOCTOR_WARNING,
     .sentence = "KiCad cannot open the datasheet: it is no address of http, https or file with "
                 "a host or path, without blanks",
     .mend = "correct it with \"kidepot part set PART --datasheet URL\"",
     .query = &query_doctor_datasheet},
    {.name = "datasheet_local",
     .severity = DOCTOR_NOTE,
     .sentence = "the datasheet is on one machine, and others may not have it",
     .mend = "put it on a server that all can reach",
     .query = &query_doctor_datasheet_local},
    {.name = "value_template",
     .severity = DOCTOR_WARNING,
     .sentence =
         "the category's value template has a variable that names nothing here and stays in values",
     .mend = "name parameters as \"kidepot template list\" does, suppliers, Name or Description",
     .query = &query_doctor_value_template,
     .view = PART_VIEW},
    {.name = "footprint_unmapped",
     .severity = DOCTOR_WARNING,
     .sentence = "the value of the footprint parameter is no footprint and means none",
     .mend = "say what it means with \"kidepot map add VALUE LIBRARY:NAME\"",
     .query = &query_doctor_footprint_unmapped,
     .view = PART_VIEW},
    {.name = "parameter_no_number",
     .severity = DOCTOR_NOTE,
     .sentence = "the value of a parameter with SI prefixes is no number, and KiCad shows it "
                 "without a prefix",
     .mend = "if it is one, write it as 4700, 4.7k or 4k7, with its unit or without",
     .query = &query_doctor_parameter_no_number,
     .view = PART_VIEW},
    {.name = "symbol_unknown",
     .severity = DOCTOR_ERROR,
     .sentence = "the libraries lack the symbol, and KiCad draws an empty box",
     .mend = "correct the part's symbol, or the default of its category",
     .query = &query_doctor_symbol,
     .wants_symbols = true},
    {.name = "footprint_unknown",
     .severity = DOCTOR_ERROR,
     .sentence = "the libraries lack the footprint, and the part cannot get onto a board",
     .mend = "correct the part's footprint or alternates, the mapping, or the category's default",
     .query = &query_doctor_footprint,
     .wants_footprints = true},
    {.name = "default_symbol_unknown",
     .severity = DOCTOR_WARNING,
     .sentence = "the libraries lack the default symbol of the category",
     .mend = "correct it with \"kidepot category set CATEGORY --symbol LIBRARY:NAME\"",
     .query = &query_doctor_default_symbol,
     .view = PART_VIEW,
     .wants_symbols = true},
    {.name = "default_footprint_unknown",
     .severity = DOCTOR_WARNING,
     .sentence = "the libraries lack the default footprint of the category",
     .mend = "correct it with \"kidepot category set CATEGORY --footprint LIBRARY:NAME\"",
     .query = &query_doctor_default_footprint,
     .view = PART_VIEW,
     .wants_footprints = true},
    {.name = "mapping_unknown",
     .severity = DOCTOR_WARNING,
     .sentence = "the libraries lack the footprint that the value is mapped to",
     .mend = "map it anew with \"kidepot map rm\" and \"kidepot map add\"",
     .query = &query_doctor_map_footprint,
     .view = PART_VIEW,
     .wants_footprints = true},
    {.name = "reference_unpublished",
     .severity = DOCTOR_ERROR,
     .sentence = "only a version of a package has it that designers do not have",
     .mend = "publish it with \"kidepot pcm publish\", or correct the part",
     .query = &query_doctor_reference_unpublished},
    {.name = "part_held",
     .severity = DOCTOR_WARNING,
     .sentence = "the part is not shown until its symbol and footprint are published",
     .mend = "publish them with \"kidepot pcm publish\", index KiCad's own with \"kidepot pcm "
             "index\", or say \"kidepot settings set hold_unpublished no\"",
     .query = &query_doctor_part_held,
     .view = PART_VIEW},
    {.name = "hold_unindexed",
     .severity = DOCTOR_WARNING,
     .sentence = "parts are to wait for their references, but libraries that are in no package "
                 "are taken for the designers' own",
     .mend = "index KiCad's own libraries with \"kidepot pcm index\"",
     .query = &query_doctor_hold_unindexed},
    {.name = "library_taken",
     .severity = DOCTOR_WARNING,
     .sentence = "KiCad and a package have a library of one name, and parts get KiCad's",
     .mend = "give the package's another, best with a prefix of your own, and publish it anew",
     .query = &query_doctor_library_taken},
    {.name = "footprint_unfit",
     .severity = DOCTOR_WARNING,
     .sentence =
         "the symbol's filters do not let the footprint through, so KiCad does not offer it",
     .mend = "give the part another footprint or symbol, or correct the symbol's filters",
     .query = &query_doctor_pair,
     .parameter = DOCTOR_NAME,
     .wants_symbols = true,
     .wants_footprints = true},
    {.name = "pin_without_pad",
     .severity = DOCTOR_ERROR,
     .sentence = "a pin of the symbol is on no pad of the footprint, so its net is not connected",
     .mend = "give the part another footprint or symbol, or map its pins with \"kidepot part set "
             "PART --pin-map\"",
     .query = &query_doctor_pair,
     .parameter = DOCTOR_NAME,
     .wants_symbols = true,
     .wants_footprints = true},
    {.name = "pad_without_pin",
     .severity = DOCTOR_NOTE,
     .sentence = "a pad of the footprint has no pin of the symbol, so it is on no net",
     .mend = "nothing need be done when it only holds or cools the part",
     .query = &query_doctor_pair,
     .parameter = DOCTOR_NAME,
     .wants_symbols = true,
     .wants_footprints = true},
    {.name = "token_expiring",
     .severity = DOCTOR_WARNING,
     .sentence = "the token expires soon, and KiCad then loses the library",
     .mend = "make another with \"kidepot token add\" and write its file with \"kidepot httplib\"",
     .query = &query_doctor_token_expiring,
     .parameter = DOCTOR_DAYS},
    {.name = "token_unlimited",
     .severity = DOCTOR_NOTE,
     .sentence = "a token that may change the catalogue never expires",
     .mend = "make another with \"kidepot token add --scope admin --expires 365d\" and revoke it",
     .query = &query_doctor_token_unlimited},
};

const size_t doctor_check_count = sizeof doctor_check_table / sizeof doctor_check_table[0];

const struct doctor_check *const doctor_check_libraries = &doctor_check_table[0];

const struct doctor_check *
doctor_check_find(const char *name)
{
	for (size_t i = 0; i < doctor_check_count; i++)
		if (strcmp(doctor_check_table[i].name, name) == 0)
			return &doctor_check_table[i];
	return NULL;
}

const char *
doctor_check_word(enum doctor_severity severity)
{
	static const char *const words[] = {"note", "warning", "error"};
	return words[severity];
}
