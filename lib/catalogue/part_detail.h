/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_detail: what a part has several of: parameters, suppliers' numbers, alternate
 * footprints, pin maps. Changed only as a part of part_edit, in its transaction.
 *
 * A text that is not set leaves a thing as it is, an empty one unsets it.
 */
#ifndef KIDEPOT_CATALOGUE_PART_DETAIL_H
#define KIDEPOT_CATALOGUE_PART_DETAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "catalogue/pin_map.h"
#include "store/db.h"

/* How many of a kind are taken at once. */
enum { PART_DETAILS_MAX = 1000 };

struct part_parameter {
	struct text name;            /* its template's */
	struct text value;           /* empty: the part has it no more */
	struct text field_name;      /* of this part in KiCad; empty: by the rules, so below */
	struct text visible, served; /* yes or no */
};

struct part_number {
	struct text supplier, sku, url; /* the supplier's name */
};

struct part_details {
	const struct part_parameter *parameters; /* others stay as they are */
	size_t parameter_count;
	bool make_templates; /* of parameters that are missing */
	/* How that is said where these come from, "--make-templates"; NULL: it cannot be. */
	const char *make_word;
	/* All numbers the part is to have; else these are added, and an empty sku takes all
	 * of its supplier away. */
	const struct part_number *numbers;
	size_t number_count;
	bool has_all_numbers;
	const struct text *alternates; /* the whole list, best first */
	size_t alternate_count;
	bool has_alternates; /* false: they stay as they are */
	/* All pin maps the part is to have; else each in the place of the one of its
	 * footprint. */
	const struct pin_map *pin_maps;
	size_t pin_map_count;
	bool has_all_pin_maps;
};

/* What can be said without the part; before the transaction. ERR_INPUT, value_check's
 * errors. The field is that of JSON here and below: "parameters.Tolerance",
 * "suppliers", "alternates", "pin_maps". err must not be NULL. */
bool part_detail_check(struct db *db, const struct part_details *details, struct arena *arena,
                       struct err *err);

/* ERR_INPUT for a parameter or supplier that is not there; db_query's errors. */
bool part_detail_set(struct db *db, struct text part_id, const struct part_details *details,
                     struct arena *arena, struct err *err);

/* Says that the parameter of that name is at fault: field "parameters.NAME", as far as
 * there is room. Returns false. */
bool part_detail_parameter_field(struct text name, struct err *err);

#endif
