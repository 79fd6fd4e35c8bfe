/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_record: parts as a librarian sees them: what they say themselves, what KiCad
 * gets of them, and why not.
 */
#ifndef KIDEPOT_CATALOGUE_PART_RECORD_H
#define KIDEPOT_CATALOGUE_PART_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue/part_document.h"
#include "catalogue/part_edit.h"

enum { PART_RECORD_REASONS = 6 };

struct part_record {
	struct text id, name, updated; /* updated: in UTC, as ISO 8601 writes it */
	struct text category;          /* its path; not set: none, as its id */
	struct text category_id;
	struct text fields[PART_EDIT_EXCLUDE_FROM_BOM];
	/* From PART_EDIT_EXCLUDE_FROM_BOM on. */
	bool truths[PART_EDIT_FIELDS - PART_EDIT_EXCLUDE_FROM_BOM];
	struct db_array parameter_names, parameter_values, parameter_units;
	struct db_array supplier_names, supplier_skus, supplier_urls;
	struct db_array alternates;
	struct db_array pin_map_footprints, pin_map_pins, pin_map_pads; /* of one length */
	struct db_array stock_locations, stock_quantities;              /* of one length */
	struct db_array former_names;                                   /* the newest first */
	bool is_shown;     /* the view kicad.part has it */
	struct part shown; /* what it has, when is_shown */
	/* What keeps it from KiCad: sentences without a full stop. */
	const char *reasons[PART_RECORD_REASONS];
	size_t reason_count;
	/* What is wrong with symbol and footprints, by the libraries that are known: so, too. */
	struct text *warnings;
	size_t warning_count;
};

/* Reads the part of that id; texts are in the arena. The record's id is not set when
 * there is none. db_query's errors. */
bool part_record_get(struct db *db, struct text id, struct arena *arena, struct part_record *record,
                     struct err *err);

/* A part in a list. */
struct part_record_line {
	struct text id, name;
	struct text ipn, manufacturer, mpn, category, description; /* may be not set */
	bool is_used;                                              /* active, and not a template */
};

enum { PART_RECORD_LIMIT_MAX = 1000 };

/* Which parts of a long list are wanted. */
struct part_record_range {
	struct text category; /* path or id: only its parts and those below it; not set: all */
	int64_t limit;        /* of lines, from 1 to PART_RECORD_LIMIT_MAX */
	struct text after;    /* the `next` of the page before; not set: the first page */
};

/* A page of a long list, by name. */
struct part_record_page {
	struct part_record_line *lines;
	size_t count;
	struct text next; /* the last line's name; not set: there are no more */
};

/*
 * The next parts by name: `after` need not be the name of a part that is there
 * still. A limit of 0 gives all. ERR_INPUT when there is no such category or the
 * limit or `after` cannot be, with its field; db_query's errors. err must not be NULL,
 * here and below.
 */
bool part_record_list(struct db *db, const struct part_record_range *range, struct arena *arena,
                      struct part_record_page *page, struct err *err);

/*
 * The next parts that have every word, in any case, somewhere in name, IPN, MPN,
 * manufacturer, description, keywords or a supplier's number. Parts that are called by
 * one of the words or by all of them with blanks between (name, IPN, MPN, supplier's
 * number) come before all others, then the others by name.
 *
 * The time it takes has a bound, whatever the words: when more than 5,000 parts fit
 * and few of them are among the next 5,000 names, a page has the first by name of
 * 5,000 that were found, and parts between them are missing. So they are, too, from
 * a category of more than 10,000 parts when more than 5,000 parts of all categories
 * fit. More words find them.
 *
 * Errors as part_record_list; ERR_INPUT for a word that is empty, value_check's errors.
 */
bool part_record_search(struct db *db, const struct text *words, size_t word_count,
                        const struct part_record_range *range, struct arena *arena,
                        struct part_record_page *page, struct err *err);

#endif
