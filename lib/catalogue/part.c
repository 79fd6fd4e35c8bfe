/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part.h"

#include "catalogue/part_document.h"

static void
tell_problem(const struct part *part, const char *problem, struct left_out *left_out)
{
	left_out_add(left_out, "part \"%.*s\" (\"%.*s\"): %s", (int)part->id.size, part->id.bytes,
	             (int)part->name.size, part->name.bytes, problem);
}

bool
part_list(struct db *db, struct text category_id, const char *nickname, struct arena *arena,
          struct buf *body, struct left_out *left_out, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_part_list, &category_id, 1, arena, &rows, err))
		return false;
	struct text previous_name = {NULL, 0};
	const char *separator = "[";
	for (size_t row = 0; row < rows.count; row++) {
		struct part part = part_read(&rows, row);
		const char *problem = part_problem(&part, nickname);
		if (problem == NULL && text_equal(part.name, previous_name))
			problem = "another part has the same name";
		if (problem != NULL) {
			tell_problem(&part, problem, left_out);
			continue;
		}
		buf_append_string(body, separator);
		if (!part_document_write(&part, body, left_out, err))
			return false;
		separator = ",";
		previous_name = part.name;
	}
	buf_append_string(body, separator[0] == '[' ? "[]" : "]");
	return buf_check(body, err);
}

bool
part_get(struct db *db, struct text id, const char *nickname, struct arena *arena,
         struct buf *body, bool *found, struct left_out *left_out, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_part_get, &id, 1, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		*found = false;
		return true;
	}
	struct part part = part_read(&rows, 0);
	const char *problem = part_problem(&part, nickname);
	if (problem == NULL && rows.count > 1)
		problem = "another part has the same id";
	if (problem != NULL) {
		tell_problem(&part, problem, left_out);
		*found = false;
		return true;
	}
	*found = true;
	return part_document_write(&part, body, left_out, err);
}
