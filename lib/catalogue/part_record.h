/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_record: parts as a librarian sees them: what they say themselves, what KiCad
 * gets of them, and why not.
 */
#ifndef KIDEPOT_CATALOGUE_PART_RECORD_H
#define KIDEPOT_CATALOGUE_PART_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/part_document.h"
#include "catalogue/part_edit.h"

enum { PART_RECORD_REASONS = 6, PART_RECORD_FOUND_MAX = 100 };

struct part_record {
	struct text id, name, updated; /* updated: in UTC, as ISO 8601 writes it */
	struct text category;          /* its path; not set: none */
	struct text fields[PART_EDIT_EXCLUDE_FROM_BOM];
	/* From PART_EDIT_EXCLUDE_FROM_BOM on. */
	bool truths[PART_EDIT_FIELDS - PART_EDIT_EXCLUDE_FROM_BOM];
	struct db_array parameter_names, parameter_values, parameter_units;
	struct db_array supplier_names, supplier_skus, supplier_urls;
	struct db_array alternates;
	struct db_array pin_map_footprints, pin_map_pins, pin_map_pads; /* of one length */
	struct db_array stock_locations, stock_quantities;              /* of one length */
	bool is_shown;     /* the view kicad.part has it */
	struct part shown; /* what it has, when is_shown */
	/* What keeps it from KiCad: sentences without a full stop. */
	const char *reasons[PART_RECORD_REASONS];
	size_t reason_count;
};

/*
 * Reads the part that is meant (see part_edit_find, whose errors it has). Texts
 * are in the arena.
 */
bool part_record_get(struct db *db, struct text part, struct arena *arena,
                     struct part_record *record, struct err *err);

/* A part in a list. */
struct part_record_line {
	struct text id, name;
	struct text ipn, manufacturer, mpn, category, description; /* may be not set */
	bool is_used;                                              /* active, and not a template */
};

/*
 * The parts of a category and of all below it, or all parts when the path is not
 * set, by name. The category is meant by its path or id. ERR_INPUT when there is no
 * such category; db_query's errors. err must not be NULL, here and below.
 */
bool part_record_list(struct db *db, struct text category, struct arena *arena,
                      struct part_record_line **lines, size_t *count, struct err *err);

/*
 * The parts that have every word, in any case, somewhere in name, IPN, MPN,
 * manufacturer, description, keywords or a supplier's number; by name, at most
 * PART_RECORD_FOUND_MAX: *more says that there are others. ERR_INPUT for a word
 * that is empty; value_check's errors.
 */
bool part_record_search(struct db *db, const struct text *words, size_t word_count,
                        struct arena *arena, struct part_record_line **lines, size_t *count,
                        bool *more, struct err *err);

#endif
