/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_fault.h"

#include <stdio.h>
#include <string.h>

#include "store/constraint.h"

static const struct {
	const char *fault, *sentence;
} table[] = {
    {"cell_is_empty", "every such row needs it; give something"},
    {"truth_is_yes_or_no", "it is neither yes nor no; give one of them"},
    {"cell_is_no_number", "it is no number; write it as 1500 or 0.5"},
    {"cell_is_no_whole_number", "it is no whole number, or a very large one; write it as 1 or 2"},
    {"quantity_is_below_zero", "what is there cannot be below zero; give how much there is"},
    {"location_is_not_there", "no location is called so; import table location first"},
    {"path_has_no_control_characters", "the path has a control character; write it on one line"},
    {"path_is_at_most_2000_characters", "the path is longer than 2000 characters; shorten it"},
    {"path_has_no_empty_name", "a name in the path is empty; write it as \"Passives/Resistors\""},
    {"path_has_no_blanks_around_names",
     "a name in the path has blanks at its ends; leave them out"},
    {"part_is_not_there",
     "no part is called so; give its name, or \"ipn:\" and its IPN, or import it first"},
    {"category_is_not_there",
     "no category has that path; import it first, or --make-categories makes it"},
    {"parent_is_not_there",
     "the category above it is neither there nor in the file; --make-categories makes it"},
    {"parameter_is_not_there",
     "no parameter is called so; import table template first, or --make-templates makes it"},
    {"supplier_is_not_there",
     "no supplier is called so; import it first, or --make-suppliers makes it"},
    {"name_has_no_equals_sign",
     "the name has \"=\", which ends the name where a value is given; leave it out"},
    {"name_has_no_outer_blanks", "the name has blanks at its ends; leave them out"},
    {"row_is_there_twice", "an earlier row of the file means the same; give each once"},
    {"ipn_is_there_twice", "an earlier row of the file has that IPN; give another"},
};

static const char *
sentence_of(const char *fault)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].fault, fault) == 0)
			return table[i].sentence;
	const char *sentence = constraint_sentence(fault);
	return sentence != NULL ? sentence : fault;
}

bool
csv_fault_explain(struct db *db, struct text columns, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_csv_count_lines, &columns, 1, arena, NULL, err) ||
	    !db_query(db, &query_csv_fault_names, NULL, 0, arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		struct text fault = db_rows_text(&rows, i, 0);
		const char *name = arena_copy(arena, fault.bytes, fault.size, err);
		if (name == NULL)
			return false;
		const struct text params[] = {fault, text_of(sentence_of(name))};
		if (!db_query(db, &query_csv_sentence_insert, params, 2, arena, NULL, err))
			return false;
	}
	return true;
}

bool
csv_fault_list(struct db *db, size_t limit, struct arena *arena, struct csv_fault **faults,
               size_t *count, int64_t *all, struct err *err)
{
	char number[24];
	struct db_rows rows, counted;
	snprintf(number, sizeof number, "%zu", limit);
	struct text param = text_of(number);
	if (!db_query(db, &query_csv_fault_list, &param, 1, arena, &rows, err) ||
	    !db_query(db, &query_csv_fault_count, NULL, 0, arena, &counted, err))
		return false;
	struct csv_fault *list = arena_alloc(arena, rows.count * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		list[i] = (struct csv_fault){
		    .line = db_rows_int64(&rows, i, 0, 0),
		    .column = db_rows_text(&rows, i, 1),
		    .value = db_rows_text(&rows, i, 2),
		    .sentence = db_rows_text(&rows, i, 3),
		    .place = db_rows_text(&rows, i, 4),
		};
	*faults = list;
	*count = rows.count;
	*all = db_rows_int64(&counted, 0, 0, 0);
	return true;
}
