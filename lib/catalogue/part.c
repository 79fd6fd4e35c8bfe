/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part.h"

enum { SHOWN_MAX = 100 };

static void
tell_problem(const struct part *part, const char *problem, struct left_out *left_out)
{
	struct text id = text_cut(part->id, SHOWN_MAX), name = text_cut(part->name, SHOWN_MAX);
	left_out_add(left_out, "part \"%.*s\" (\"%.*s\"): %s", (int)id.size, id.bytes,
	             (int)name.size, name.bytes, problem);
}

static const char *const twice = "another part has the same id";

/* Rows of one part differ in nothing they are ordered by, so they stand together. */
static bool
is_there_twice(const struct db_rows *rows, size_t row)
{
	struct text id = part_read_id(rows, row);
	return (row > 0 && text_equal(id, part_read_id(rows, row - 1))) ||
	       (row + 1 < rows->count && text_equal(id, part_read_id(rows, row + 1)));
}

static bool
places_make(struct part_places *places, size_t rows, struct arena *arena, struct err *err)
{
	*places = (struct part_places){.variants = ~0u};
	places->at = arena_alloc(arena, (rows + 1) * sizeof *places->at, err);
	return places->at != NULL;
}

static void
places_add(struct part_places *places, const struct part *part, size_t offset, size_t size,
           size_t left_out)
{
	places->at[places->count++] = (struct part_place){part->id, offset, size, left_out};
	places->variants &= part_whole_variants(part);
}

/* The whole document is right for others too; another one for its variant alone. */
static void
places_end(struct part_places *places, enum part_variant variant)
{
	unsigned own = 1u << variant;
	if (!(places->variants & own))
		places->variants = own;
}

static const char *
listed_problem(const struct db_rows *rows, size_t row, const struct part *part,
               const char *nickname, struct text previous_name)
{
	const char *problem = part_problem(part, nickname);
	if (problem != NULL)
		return problem;
	if (is_there_twice(rows, row))
		return twice;
	return text_equal(part->name, previous_name) ? "another part has the same name" : NULL;
}

bool
part_list(struct db *db, struct text category_id, struct text own_category_ids,
          const char *nickname, enum part_variant variant, struct arena *arena, struct buf *body,
          struct part_places *places, struct left_out *left_out, struct err *err)
{
	const struct text params[] = {category_id, own_category_ids};
	struct db_rows rows;
	struct part_places unused;
	if (places == NULL)
		places = &unused;
	if (!db_query(db, &query_part_list, params, 2, arena, &rows, err) ||
	    !places_make(places, rows.count, arena, err))
		return false;
	struct text previous_name = {NULL, 0};
	const char *separator = "[";
	for (size_t row = 0; row < rows.count; row++) {
		struct part part = part_read(&rows, row);
		const char *problem = listed_problem(&rows, row, &part, nickname, previous_name);
		if (problem != NULL) {
			tell_problem(&part, problem, left_out);
			continue;
		}
		buf_append_string(body, separator);
		size_t offset = body->size, left_out_before = left_out->count;
		if (!part_document_write(&part, variant, body, left_out, err))
			return false;
		places_add(places, &part, offset, body->size - offset,
		           left_out->count - left_out_before);
		separator = ",";
		previous_name = part.name;
	}
	buf_append_string(body, separator[0] == '[' ? "[]" : "]");
	places_end(places, variant);
	return buf_check(body, err);
}

bool
part_get(struct db *db, struct text id, struct text own_category_ids, const char *nickname,
         struct arena *arena, struct buf *body, bool *found, struct text *category_id,
         struct left_out *left_out, struct err *err)
{
	enum { COLUMN_CATEGORY_ID = PART_COLUMNS };
	const struct text params[] = {id, own_category_ids};
	struct db_rows rows;
	if (!db_query(db, &query_part_get, params, 2, arena, &rows, err))
		return false;
	if (rows.count == 0) {
		*found = false;
		return true;
	}
	struct part part = part_read(&rows, 0);
	const char *problem = part_problem(&part, nickname);
	if (problem == NULL && rows.count > 1)
		problem = twice;
	if (problem != NULL) {
		tell_problem(&part, problem, left_out);
		*found = false;
		return true;
	}
	*found = true;
	*category_id = db_rows_text(&rows, 0, COLUMN_CATEGORY_ID);
	return part_document_write(&part, PART_WHOLE, body, left_out, err);
}
