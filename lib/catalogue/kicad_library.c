/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/kicad_library.h"

#include <string.h>

#include "store/db_copy.h"

enum { STAGE_MEMORY = 64 * 1024 * 1024, SENT_AT = 1024 * 1024, NAME_BYTES = 400 };

const char *const kicad_library_kinds[KICAD_LIBRARY_KINDS] = {
    [LIBRARY_READER_SYMBOLS] = "symbol",
    [LIBRARY_READER_FOOTPRINTS] = "footprint",
};

static const char *const columns[] = {"kind",    "stem",  "name",    "is_read",
                                      "extends", "units", "numbers", "filters"};

bool
kicad_library_begin(struct kicad_library_stage *stage, struct db *db, struct err *err)
{
	*stage = (struct kicad_library_stage){.db = db, .arena = arena_new(STAGE_MEMORY)};
	stage->rows.arena = stage->arena;
	if (stage->arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	return db_script(db, &script_kicad_library, err);
}

void
kicad_library_end(struct kicad_library_stage *stage)
{
	arena_free(stage->arena);
	stage->arena = NULL;
}

/* --- rows, as COPY reads them */

static void
append_escaped(struct buf *out, struct text text, bool in_array)
{
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.bytes[i];
		if (byte == '\\')
			buf_append(out, "\\\\\\\\", in_array ? 4 : 2);
		else if (byte == '"' && in_array)
			buf_append(out, "\\\\\"", 3);
		else
			buf_append(out, &byte, 1);
	}
}

static void
append_cell(struct buf *out, struct text text)
{
	buf_append_string(out, "\t");
	if (text_is_set(text))
		append_escaped(out, text, false);
	else
		buf_append_string(out, "\\N");
}

/* Whether it can stand in the index: one line of UTF-8. */
static bool
is_line(struct text text)
{
	return text.size > 0 && text_is_utf8(text) && !text_has_control(text);
}

static void
append_element(struct buf *out, bool *is_first, struct text text)
{
	if (!is_line(text))
		return;
	buf_append_string(out, *is_first ? "\"" : ",\"");
	append_escaped(out, text, true);
	buf_append_string(out, "\"");
	*is_first = false;
}

static void
append_numbers(struct buf *out, const struct library_item *item)
{
	bool is_first = true;
	if (!item->has_numbers) {
		append_cell(out, text_of(NULL));
		return;
	}
	buf_append_string(out, "\t{");
	for (size_t i = 0; i < item->number_count; i++)
		append_element(out, &is_first, item->numbers[i]);
	buf_append_string(out, "}");
}

/* The patterns between the blanks. */
static void
append_filters(struct buf *out, struct text filters)
{
	bool is_first = true;
	if (!text_is_set(filters)) {
		append_cell(out, filters);
		return;
	}
	buf_append_string(out, "\t{");
	for (size_t at = 0, end; at < filters.size; at = end + 1) {
		for (end = at; end < filters.size && filters.bytes[end] != ' ';)
			end++;
		append_element(out, &is_first, (struct text){filters.bytes + at, end - at});
	}
	buf_append_string(out, "}");
}

struct unsent {
	struct text rows;
};

static bool
read_unsent(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct unsent *unsent = context;
	(void)err;
	*size = unsent->rows.size < room ? unsent->rows.size : room;
	if (*size > 0)
		memcpy(bytes, unsent->rows.bytes, *size);
	unsent->rows.bytes += *size;
	unsent->rows.size -= *size;
	return true;
}

static bool
send_rows(struct kicad_library_stage *stage, struct err *err)
{
	static const struct db_copy_target target = {
	    .table = "kicad_library_row",
	    .columns = columns,
	    .count = sizeof columns / sizeof columns[0],
	    .written = true,
	};
	struct unsent unsent = {buf_text(&stage->rows)};
	const struct db_copy_source source = {"libraries", read_unsent, &unsent};
	if (unsent.rows.size == 0)
		return true;
	if (!buf_check(&stage->rows, err) ||
	    !db_copy_in(stage->db, &target, &source, stage->arena, err))
		return false;
	arena_reset(stage->arena);
	stage->rows = (struct buf){.arena = stage->arena};
	return true;
}

static bool
end_row(struct kicad_library_stage *stage, struct err *err)
{
	buf_append_string(&stage->rows, "\n");
	return buf_check(&stage->rows, err) &&
	       (stage->rows.size < SENT_AT || send_rows(stage, err));
}

bool
kicad_library_take_library(void *context, struct text library, bool is_read, struct err *err)
{
	struct kicad_library_stage *stage = context;
	struct buf *out = &stage->rows;
	if (!is_line(library))
		return true;
	buf_append_text(out, stage->kind);
	append_cell(out, library);
	append_cell(out, text_of(NULL));
	append_cell(out, text_of(is_read ? "t" : "f"));
	buf_append_string(out, "\t\\N\t\\N\t\\N\t\\N");
	return end_row(stage, err);
}

/* Whether a part could name it. */
static bool
is_name(struct text name)
{
	return is_line(name) && name.size <= NAME_BYTES &&
	       memchr(name.bytes, ':', name.size) == NULL &&
	       memchr(name.bytes, ';', name.size) == NULL;
}

bool
kicad_library_take_item(void *context, const struct library_item *item, struct err *err)
{
	struct kicad_library_stage *stage = context;
	struct buf *out = &stage->rows;
	if (!is_line(item->library) || !is_name(item->name))
		return true;
	buf_append_text(out, stage->kind);
	append_cell(out, item->library);
	append_cell(out, item->name);
	append_cell(out, text_of(NULL));
	append_cell(out, is_name(item->base) ? item->base : text_of(NULL));
	buf_append_format(out, "\t%zu", item->units);
	append_numbers(out, item);
	append_filters(out, item->filters);
	return end_row(stage, err);
}

static void
read_count(const struct db_rows *rows, size_t row, struct kicad_library_count *count)
{
	*count = (struct kicad_library_count){
	    .libraries = db_rows_int64(rows, row, 1, 0),
	    .items = db_rows_int64(rows, row, 2, 0),
	    .made = db_rows_int64(rows, row, 3, 0),
	    .changed = db_rows_int64(rows, row, 4, 0),
	    .removed = db_rows_int64(rows, row, 5, 0),
	};
}

bool
kicad_library_put(struct kicad_library_stage *stage, enum kicad_library_source source,
                  struct text package_version_id, bool others_stay, struct arena *arena,
                  struct kicad_library_count counts[KICAD_LIBRARY_KINDS], struct err *err)
{
	static const char *const sources[] = {"stock", "package", "given"};
	const struct text params[] = {text_of(sources[source]), package_version_id,
	                              text_of(others_stay ? "yes" : "no")};
	struct db_rows rows;
	if (!send_rows(stage, err) ||
	    !db_query(stage->db, &query_kicad_library_lock, params, 1, arena, NULL, err) ||
	    !db_query(stage->db, &query_kicad_library_put, params, 3, arena, &rows, err))
		return false;
	memset(counts, 0, KICAD_LIBRARY_KINDS * sizeof *counts);
	for (size_t row = 0; row < rows.count; row++)
		for (size_t kind = 0; kind < KICAD_LIBRARY_KINDS; kind++)
			if (text_equal(db_rows_text(&rows, row, 0),
			               text_of(kicad_library_kinds[kind])))
				read_count(&rows, row, &counts[kind]);
	return true;
}
