/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_part_body: what a body says of a part, as lib/catalogue/part_edit takes it.
 */
#ifndef KIDEPOT_CGI_API_PART_BODY_H
#define KIDEPOT_CGI_API_PART_BODY_H

#include "api.h"
#include "catalogue/part_edit.h"

struct api_part_body {
	struct text name;
	struct api_reference category;
	struct text fields[PART_EDIT_FIELDS];
	struct text make_category, make_templates;
	const struct document *parameters, *suppliers, *pin_maps;
	struct api_texts alternates;
};

/* Members of one of the lists. */
extern const struct api_field api_part_body_supplier[], api_part_body_pin_map[];

/* ERR_INPUT with its field; db_query's errors. */
bool api_part_body_edit(struct call *call, const struct api_part_body *body, struct part_edit *edit,
                        struct err *err);

/* Whether the body lets categories or parameter templates be made. */
bool api_part_body_changes_rules(const void *body);

#endif
