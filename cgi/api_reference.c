/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api_reference.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/category_tree.h"

static bool
is_unknown(const char *what, struct text id, const char *field, struct err *err)
{
	err_set(err, ERR_INPUT, "no %s %.*s is there; GET the list of them", what, (int)id.size,
	        id.bytes);
	return err_field(err, field);
}

bool
api_reference_category(struct call *call, struct text id, const char *field, struct text *path,
                       struct err *err)
{
	struct category_info *info;
	size_t count;
	if (id.size == 0) {
		*path = id;
		return true;
	}
	if (!category_tree_list(call->db, id, call->arena, &info, &count, err))
		return false;
	if (count == 0)
		return is_unknown("category", id, field, err);
	*path = info->path;
	return true;
}

bool
api_reference_template(struct call *call, const struct api_reference *said, const char *field,
                       struct text *name, struct err *err)
{
	struct db_rows rows;
	if (!text_is_set(said->id)) {
		*name = said->name;
		return true;
	}
	if (!db_query(call->db, &query_parameter_template_name, &said->id, 1, call->arena, &rows,
	              err))
		return false;
	if (rows.count == 0)
		return is_unknown("parameter template", said->id, field, err);
	*name = db_rows_text(&rows, 0, 0);
	return true;
}

bool
api_reference_rename(struct err *err, const char *from, const char *to)
{
	if (strcmp(err->field, from) == 0)
		snprintf(err->field, sizeof err->field, "%s", to);
	return false;
}
