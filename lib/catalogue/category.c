/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/category.h"

#include "base/document.h"

enum { VALUE_MAX = 65536, SHOWN_MAX = 100 };

struct category
category_read(const struct db_rows *rows, size_t row)
{
	return (struct category){
	    .id = db_rows_text(rows, row, 0),
	    .name = db_rows_text(rows, row, 1),
	    .description = db_rows_text(rows, row, 2),
	};
}

const char *
category_problem(const struct category *category, struct text previous_name)
{
	if (!text_is_id(category->id))
		return "the id is not made of letters, digits, '_', '-' and '.'";
	if (category->name.size == 0)
		return "the name is empty";
	if (text_has_control(category->name) || !text_is_utf8(category->name))
		return "the name has a control character or is not UTF-8";
	if (category->name.size > VALUE_MAX || category->description.size > VALUE_MAX)
		return "the name or the description is over 65536 bytes";
	if (text_equal(category->name, previous_name))
		return "another category has the same name";
	if (text_has_control_but_breaks(category->description) ||
	    !text_is_utf8(category->description))
		return "the description has a control character or is not UTF-8";
	return NULL;
}

static bool
category_write(const struct category *category, struct buf *body, struct err *err)
{
	struct document *object = document_object();
	bool ok = document_add_text(object, "id", category->id) &&
	          document_add_text(object, "name", category->name) &&
	          document_add_text(object, "description", category->description);
	if (ok)
		ok = document_write(object, body, err);
	else
		err_set(err, ERR_LIMIT, "no memory for a category's document");
	document_free(object);
	return ok;
}

bool
category_list(struct db *db, struct text own_category_ids, struct arena *arena, struct buf *body,
              struct left_out *left_out, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_category_list, &own_category_ids, 1, arena, &rows, err))
		return false;
	struct text previous_name = {NULL, 0};
	const char *separator = "[";
	for (size_t row = 0; row < rows.count; row++) {
		struct category category = category_read(&rows, row);
		const char *problem = category_problem(&category, previous_name);
		if (problem != NULL) {
			struct text id = text_cut(category.id, SHOWN_MAX);
			left_out_add(left_out, "category \"%.*s\": %s", (int)id.size, id.bytes,
			             problem);
			continue;
		}
		buf_append_string(body, separator);
		if (!category_write(&category, body, err))
			return false;
		separator = ",";
		previous_name = category.name;
	}
	buf_append_string(body, separator[0] == '[' ? "[]" : "]");
	return buf_check(body, err);
}
