/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_system.h"

#include <string.h>

#include "base/document.h"

#include "import/import_reader.h"
#include "store/db_copy.h"

/* The records of one document on their way into import_record. */
struct records {
	struct db *db;
	const struct import_order *order;
	const struct import_document *document;
	struct arena *page; /* emptied with each page */
	int64_t *bytes;     /* so far, of all documents */
	int64_t *count;
};

/* --- reading */

/* JSON has no tab and no line break of its own: of what COPY reads only backslashes. */
static void
append_json(struct buf *out, struct text json)
{
	while (json.size > 0) {
		const char *backslash = memchr(json.bytes, '\\', json.size);
		size_t plain = backslash == NULL ? json.size : (size_t)(backslash - json.bytes);
		buf_append(out, json.bytes, plain);
		if (backslash == NULL)
			return;
		buf_append(out, "\\\\", 2);
		json.bytes += plain + 1;
		json.size -= plain + 1;
	}
}

/* A file's name may have what COPY would take for something else. */
static void
append_name(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++)
		buf_append(out, (unsigned char)*name < ' ' || *name == '\\' ? "?" : name, 1);
}

static bool
read_rows(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct text *left = context;
	(void)err;
	*size = left->size < room ? left->size : room;
	memcpy(bytes, left->bytes, *size);
	left->bytes += *size;
	left->size -= *size;
	return true;
}

static bool
copy_rows(struct records *records, const char *file, struct text rows, struct err *err)
{
	static const char *const columns[] = {"kind", "file", "document"};
	const struct db_copy_target target = {
	    .table = "import_record", .columns = columns, .count = 3, .written = true};
	const struct db_copy_source source = {file, read_rows, &rows};
	return db_copy_in(records->db, &target, &source, records->page, err);
}

static bool
take_page(void *context, const char *file, const struct import_page *page, struct err *err)
{
	struct records *records = context;
	const struct csv_import_progress *progress = &records->order->progress;
	arena_reset(records->page);
	struct buf rows = {.arena = records->page};
	for (size_t i = 0; i < page->count; i++) {
		struct buf json = {.arena = records->page};
		if (!document_write(import_page_element(page, i), &json, err))
			return false;
		buf_append_string(&rows, records->document->kind);
		buf_append(&rows, "\t", 1);
		append_name(&rows, file);
		buf_append(&rows, "\t", 1);
		append_json(&rows, buf_text(&json));
		buf_append(&rows, "\n", 1);
	}
	if (!buf_check(&rows, err))
		return false;
	*records->count += (int64_t)page->count;
	*records->bytes += (int64_t)rows.size;
	if (progress->read != NULL)
		progress->read(progress->context, *records->bytes);
	return page->count == 0 || copy_rows(records, file, buf_text(&rows), err);
}

/* What a server does not have, or does not show to this token, is told. */
static bool
tell_missing(struct records *records, struct err *err)
{
	const struct text params[] = {
	    text_of(records->document->address),
	    text_of("the server does not have it or the token may not read it: nothing of it was "
	            "taken")};
	return db_query(records->db, &query_import_skipped_insert, params, 2, records->page, NULL,
	                err);
}

static bool
read_document(struct records *records, struct import_reader *reader, struct err *err)
{
	const struct import_document *document = records->document;
	size_t pages = 0;
	if (!import_reader_read(reader, document, take_page, records, &pages, err))
		return false;
	if (pages > 0)
		return true;
	if (!document->needed)
		return !import_reader_is_live(reader) || document->address == NULL ||
		       tell_missing(records, err);
	if (import_reader_is_live(reader))
		return err_set(err, ERR_INPUT, "\"%s\" has no %s; is it %s's address?",
		               records->order->place, document->address,
		               records->order->source->name);
	return err_set(err, ERR_INPUT, "\"%s\" has no file %s.json", records->order->place,
	               document->kind);
}

static bool
read_documents(struct db *db, const struct import_order *order, struct arena *arena, int64_t *count,
               struct err *err)
{
	enum { PAGE_MEMORY = 512 * 1024 * 1024 };
	const struct import_source *source = order->source;
	const struct csv_import_progress *progress = &order->progress;
	int64_t bytes = 0;
	struct records records = {.db = db, .order = order, .bytes = &bytes, .count = count};
	struct import_reader *reader = import_reader_new(source, order->place, order->token, arena,
	                                                 err);
	bool good = reader != NULL;
	records.page = good ? arena_new(PAGE_MEMORY) : NULL;
	if (good && records.page == NULL)
		good = err_set(err, ERR_SYSTEM, "no memory");
	for (size_t i = 0; good && i < source->document_count; i++) {
		records.document = &source->documents[i];
		good = read_document(&records, reader, err);
	}
	arena_free(records.page);
	if (good && progress->read != NULL)
		progress->read(progress->context, bytes);
	return good;
}

/* --- what every element has, and once */

static bool
check_records(struct db *db, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_import_check, NULL, 0, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return true;
	struct text place = db_rows_text(&rows, 0, 0), first = db_rows_text(&rows, 0, 1);
	if (!text_is_set(first))
		return err_set(err, ERR_INPUT, "%.*s has no id", (int)place.size, place.bytes);
	return err_set(err, ERR_INPUT, "%.*s is there twice, first in %.*s", (int)place.size,
	               place.bytes, (int)first.size, first.bytes);
}

static bool
set_key(struct db *db, const char *name, const char *value, struct arena *arena, struct err *err)
{
	const struct text params[] = {text_of(name), text_of(value)};
	return db_query(db, &query_import_key_insert, params, 2, arena, NULL, err);
}

static bool
set_keys(struct db *db, const struct import_order *order, struct arena *arena, struct err *err)
{
	const struct import_source *source = order->source;
	for (size_t i = 0; i < source->key_count; i++) {
		const char *value = order->keys[source->keys[i].offset / sizeof *order->keys];
		if (value != NULL && !set_key(db, source->keys[i].name, value, arena, err))
			return false;
	}
	return set_key(db, "system", order->system, arena, err) &&
	       set_key(db, "place", order->place, arena, err);
}

/* --- storing */

static bool
list_skips(struct db *db, struct arena *arena, struct import_report *report, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_import_skipped_list, NULL, 0, arena, &rows, err))
		return false;
	report->skips = arena_alloc(arena, rows.count * sizeof *report->skips, err);
	if (report->skips == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		report->skips[i] = (struct import_skip){
		    .reason = db_rows_text(&rows, i, 0),
		    .place = db_rows_text(&rows, i, 1),
		    .count = db_rows_int64(&rows, i, 2, 0),
		};
	report->skip_count = rows.count;
	return true;
}

/* What does not fit is left out here; whether anything is stored then is decided when all of it
 * is known. */
static bool
run_steps(struct db *db, const struct import_order *order, struct arena *arena,
          struct import_report *report, struct err *err)
{
	const struct import_source *source = order->source;
	size_t count = source->step_count;
	report->tables = arena_alloc(arena, count * sizeof(struct csv_table *), err);
	report->reports = arena_alloc(arena, count * sizeof *report->reports, err);
	if (report->tables == NULL || report->reports == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct csv_import_order rows = {
		    .table = csv_table_find(source->steps[i].table),
		    .rows = source->steps[i].rows,
		    .make = {[CSV_CATEGORIES] = true}, /* above those that are named by path */
		    .skip = true,
		    .faults = order->faults,
		};
		report->tables[i] = rows.table;
		if (!csv_import(db, &rows, arena, &report->reports[i], err))
			return false;
		report->rejected += report->reports[i].rejected;
	}
	report->table_count = count;
	return true;
}

static bool
import(struct db *db, const struct import_order *order, struct arena *arena,
       struct import_report *report, struct err *err)
{
	const struct import_source *source = order->source;
	if (!db_script(db, &script_import, err) || !set_keys(db, order, arena, err) ||
	    !read_documents(db, order, arena, &report->records, err) ||
	    !check_records(db, arena, err) || !db_script(db, source->script, err) ||
	    !db_query(db, source->skipped, NULL, 0, arena, NULL, err) ||
	    !list_skips(db, arena, report, err) || !run_steps(db, order, arena, report, err) ||
	    !db_query(db, &query_import_remember, NULL, 0, arena, NULL, err))
		return false;
	report->stored = !order->dry_run && (order->skip || report->rejected == 0);
	return true;
}

bool
import_system(struct db *db, const struct import_order *order, struct arena *arena,
              struct import_report *report, struct err *err)
{
	struct import_report made = {0};
	if (!db_begin(db, err))
		return false;
	bool good = import(db, order, arena, &made, err);
	if (!db_end(db, good && made.stored, err) || !good)
		return false;
	*report = made;
	return true;
}
