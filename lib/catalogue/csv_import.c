/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"

#include "catalogue/category_tree.h"
#include "catalogue/csv_header.h"
#include "store/db_copy.h"

/* The file: its beginning was read ahead for the header. */
struct source {
	const struct csv_import_order *order;
	char *ahead;
	size_t start, end; /* of what of it was not given yet */
	int64_t bytes;     /* read so far */
};

/* What the file's header says; the texts are array literals of names that need no quotes. */
struct heading {
	char delimiter;
	struct text columns; /* of the file, but for those looked over */
	struct text kinds;   /* of each of them */
	struct text needed;  /* of the table */
};

struct counts {
	int64_t rows, new_rows, rejected;
};

static bool
read_some(struct source *source, char *bytes, size_t room, size_t *size, struct err *err)
{
	const struct csv_import_progress *progress = &source->order->progress;
	if (!stream_read(source->order->in, bytes, room, size, err))
		return false;
	source->bytes += (int64_t)*size;
	if (progress->read != NULL)
		progress->read(progress->context, source->bytes);
	return true;
}

static bool
read_source(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct source *source = context;
	if (source->start == source->end)
		return read_some(source, bytes, room, size, err);
	size_t left = source->end - source->start;
	*size = left < room ? left : room;
	memcpy(bytes, source->ahead + source->start, *size);
	source->start += *size;
	return true;
}

/* The first line, without what ends it. */
static struct text
first_line(const struct source *source)
{
	struct text line = {source->ahead + source->start, 0};
	size_t left = source->end - source->start;
	while (line.size < left && line.bytes[line.size] != '\n' && line.bytes[line.size] != '\r')
		line.size++;
	return line;
}

/* Reads ahead until the first line is whole. */
static bool
open_source(struct source *source, struct arena *arena, struct text *line, struct err *err)
{
	static const char bom[] = "\xef\xbb\xbf";
	const char *place = source->order->in->name;
	size_t size = 1;
	source->ahead = arena_alloc(arena, DB_COPY_PIECE, err);
	if (source->ahead == NULL)
		return false;
	while (size > 0 && first_line(source).size == source->end && source->end < DB_COPY_PIECE) {
		if (!read_some(source, source->ahead + source->end, DB_COPY_PIECE - source->end,
		               &size, err))
			return false;
		source->end += size;
	}
	if (source->end >= 2 && (memcmp(source->ahead, "\xff\xfe", 2) == 0 ||
	                         memcmp(source->ahead, "\xfe\xff", 2) == 0))
		return err_set(err, ERR_INPUT, "%s:1: the file is UTF-16; save it as UTF-8", place);
	if (source->end >= 3 && memcmp(source->ahead, bom, 3) == 0)
		source->start = 3;
	*line = first_line(source);
	if (line->size == DB_COPY_PIECE - source->start)
		return err_set(err, ERR_INPUT, "%s:1: the header is longer than %d bytes", place,
		               DB_COPY_PIECE);
	if (line->size == 0)
		return err_set(err, ERR_INPUT,
		               "%s:1: there is no header; the first line names the columns", place);
	return true;
}

static void
append(struct buf *list, const char *name)
{
	buf_append_format(list, "%s%s", list->size == 0 ? "{" : ",", name);
}

static bool
close_list(struct buf *list, struct text *text, struct err *err)
{
	buf_append_string(list, list->size == 0 ? "{}" : "}");
	*text = buf_text(list);
	return buf_check(list, err);
}

/* What messages call where the rows come from. */
static const char *
place_of(const struct csv_import_order *order)
{
	return order->in != NULL ? order->in->name : order->table->name;
}

static bool
read_heading(const struct csv_table *table, const struct csv_header *header, struct arena *arena,
             struct heading *heading, struct err *err)
{
	struct buf columns = {.arena = arena}, kinds = columns, needed = columns;
	for (size_t i = 0; i < header->count; i++) {
		if (header->columns[i] == NULL)
			continue;
		append(&columns, header->names[i]);
		append(&kinds, header->columns[i]->kind);
	}
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].need != CSV_FREE)
			append(&needed, table->columns[i].name);
	return close_list(&columns, &heading->columns, err) &&
	       close_list(&kinds, &heading->kinds, err) &&
	       close_list(&needed, &heading->needed, err);
}

static bool
stage_file(struct db *db, const struct csv_import_order *order, struct arena *arena,
           struct heading *heading, struct err *err)
{
	struct source source = {.order = order};
	struct csv_header header;
	struct text line = {NULL, 0};
	if (!open_source(&source, arena, &line, err))
		return false;
	heading->delimiter = order->delimiter != '\0' ? order->delimiter : csv_find_delimiter(line);
	if (!csv_header_read(db, order->table, line, heading->delimiter, order->in->name, arena,
	                     &header, err) ||
	    !read_heading(order->table, &header, arena, heading, err))
		return false;
	const struct db_copy_target target = {
	    .table = "csv_row",
	    .columns = header.names,
	    .count = header.count,
	    .delimiter = heading->delimiter,
	    .header = true,
	};
	const struct db_copy_source from = {order->in->name, read_source, &source};
	return db_copy_in(db, &target, &from, arena, err);
}

/* The rows, as they are, into csv_row. */
static bool
stage(struct db *db, const struct csv_import_order *order, struct arena *arena,
      struct heading *heading, struct err *err)
{
	struct csv_header header;
	if (!db_script(db, &script_csv, err))
		return false;
	if (order->rows == NULL)
		return stage_file(db, order, arena, heading, err);
	return csv_header_all(order->table, arena, &header, err) &&
	       read_heading(order->table, &header, arena, heading, err) &&
	       db_query(db, order->rows, NULL, 0, arena, NULL, err);
}

static struct text
word(bool truth)
{
	return text_of(truth ? "yes" : "no");
}

static bool
count_rows(struct db *db, struct arena *arena, struct counts *counts, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_csv_row_count, NULL, 0, arena, &rows, err))
		return false;
	*counts = (struct counts){
	    .rows = db_rows_int64(&rows, 0, 0, 0),
	    .new_rows = db_rows_int64(&rows, 0, 1, 0),
	    .rejected = db_rows_int64(&rows, 0, 2, 0),
	};
	return true;
}

/* The table's own check: a row that is rejected may leave another without what it needs. */
static bool
check_own(struct db *db, const struct csv_import_order *order, struct arena *arena, struct err *err)
{
	const struct csv_table *table = order->table;
	const struct text param = word(order->make[CSV_CATEGORIES]);
	struct db_rows rows = {.affected = table->check != NULL};
	while (rows.affected > 0)
		if (!db_query(db, table->check, &param, table->tree ? 1 : 0, arena, &rows, err))
			return false;
	return true;
}

static bool
find_rows(struct db *db, const struct csv_table *table, struct arena *arena, struct err *err)
{
	return db_query(db, table->find, NULL, 0, arena, NULL, err) &&
	       db_query(db, &query_csv_analyze, NULL, 0, arena, NULL, err);
}

/* Finds what the rows mean and everything that is wrong with them. */
static bool
look_through(struct db *db, const struct csv_import_order *order, const struct heading *heading,
             struct arena *arena, struct counts *counts, struct err *err)
{
	const struct text cells[] = {heading->columns, heading->kinds};
	const struct text alone = word(true);
	const struct text first_key = text_of(order->table->columns[0].name);
	const struct text make[CSV_MADE] = {word(order->make[CSV_CATEGORIES]),
	                                    word(order->make[CSV_TEMPLATES]),
	                                    word(order->make[CSV_SUPPLIERS])};
	return db_query(db, &query_part_lock, &alone, 1, arena, NULL, err) &&
	       db_query(db, &query_csv_check_cells, cells, 2, arena, NULL, err) &&
	       find_rows(db, order->table, arena, err) &&
	       db_query(db, &query_csv_check_needed, &heading->needed, 1, arena, NULL, err) &&
	       db_query(db, &query_csv_check_references, make, CSV_MADE, arena, NULL, err) &&
	       db_query(db, &query_csv_check_twice, &first_key, 1, arena, NULL, err) &&
	       check_own(db, order, arena, err) && count_rows(db, arena, counts, err);
}

static bool
write_piece(void *context, struct text piece, struct err *err)
{
	return stream_write(context, piece, err);
}

static bool
write_rejected(struct db *db, const struct csv_import_order *order, const struct heading *heading,
               struct arena *arena, struct err *err)
{
	struct stream_out out;
	if (!db_query(db, &query_csv_make_rejected, &heading->columns, 1, arena, NULL, err) ||
	    !stream_create(&out, order->reject, 0644, err))
		return false;
	if (db_copy_out(db, "table csv_rejected", heading->delimiter, write_piece, &out, arena,
	                err))
		return stream_finish(&out, err);
	stream_abandon(&out);
	return false;
}

/* Tells of the rows that do not fit, and puts them aside. */
static bool
reject(struct db *db, const struct csv_import_order *order, const struct heading *heading,
       struct arena *arena, struct csv_import_report *report, struct err *err)
{
	return csv_fault_explain(db, heading->columns, arena, err) &&
	       csv_fault_list(db, order->faults, arena, &report->faults, &report->fault_count,
	                      &report->all_faults, err) &&
	       (order->reject == NULL || write_rejected(db, order, heading, arena, err)) &&
	       db_query(db, &query_csv_drop_rejected, NULL, 0, arena, NULL, err);
}

static bool
make_named(struct db *db, const struct query *query, const struct text *param, struct arena *arena,
           int64_t *made, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, query, param, param == NULL ? 0 : 1, arena, &rows, err))
		return false;
	*made += rows.affected;
	return true;
}

/* Categories from the top down, each below one that is there. */
static bool
make_levels(struct db *db, const struct csv_import_order *order, struct arena *arena, int64_t *made,
            struct err *err)
{
	const struct csv_table *table = order->table;
	struct db_rows rows;
	if (!order->make[CSV_CATEGORIES] && !table->tree)
		return true;
	if (!db_query(db, &query_csv_levels, NULL, 0, arena, &rows, err))
		return false;
	int64_t levels = db_rows_int64(&rows, 0, 0, 0);
	for (int64_t level = 1; level <= levels; level++) {
		char number[24];
		snprintf(number, sizeof number, "%" PRId64, level);
		struct text param = text_of(number);
		if (order->make[CSV_CATEGORIES] &&
		    !make_named(db, &query_csv_make_categories, &param, arena, made, err))
			return false;
		if (table->tree && !db_query(db, table->make, &param, 1, arena, NULL, err))
			return false;
	}
	return true;
}

/* What rows name and is not there. */
static bool
make_references(struct db *db, const struct csv_import_order *order, struct arena *arena,
                int64_t *named, struct err *err)
{
	if (order->make[CSV_TEMPLATES] &&
	    !make_named(db, &query_csv_make_templates, NULL, arena, &named[CSV_TEMPLATES], err))
		return false;
	if (order->make[CSV_SUPPLIERS] &&
	    !make_named(db, &query_csv_make_suppliers, NULL, arena, &named[CSV_SUPPLIERS], err))
		return false;
	if (!make_levels(db, order, arena, &named[CSV_CATEGORIES], err))
		return false;
	int64_t made = named[CSV_CATEGORIES] + named[CSV_TEMPLATES] + named[CSV_SUPPLIERS];
	return made == 0 || order->table->tree || find_rows(db, order->table, arena, err);
}

/* The rows that fit, which are all that are left. */
static bool
store(struct db *db, const struct csv_import_order *order, struct arena *arena,
      struct csv_import_report *report, struct err *err)
{
	const struct csv_table *table = order->table;
	struct counts counts;
	struct db_rows changed = {0};
	if (!count_rows(db, arena, &counts, err) ||
	    !make_references(db, order, arena, report->named, err) ||
	    (table->change != NULL &&
	     !db_query(db, table->change, NULL, 0, arena, &changed, err)) ||
	    (!table->tree && table->make != NULL &&
	     !db_query(db, table->make, NULL, 0, arena, NULL, err)) ||
	    !category_tree_check_clash(db, arena, err))
		return false;
	report->made = counts.new_rows;
	report->changed = changed.affected;
	report->unchanged = counts.rows - counts.new_rows - changed.affected;
	return true;
}

static bool
import(struct db *db, const struct csv_import_order *order, struct arena *arena,
       struct csv_import_report *report, struct err *err)
{
	struct heading heading = {.delimiter = order->delimiter};
	struct counts counts;
	if (!stage(db, order, arena, &heading, err) ||
	    !look_through(db, order, &heading, arena, &counts, err))
		return false;
	report->delimiter = heading.delimiter;
	report->rows = counts.rows;
	report->rejected = counts.rejected;
	if ((counts.rejected > 0 || order->reject != NULL) &&
	    !reject(db, order, &heading, arena, report, err))
		return false;
	bool takes_the_others = order->reject != NULL || order->skip || order->dry_run;
	if (counts.rejected > 0 && !takes_the_others)
		return true;
	if (!store(db, order, arena, report, err))
		return err->code == ERR_CONFLICT || err->code == ERR_INPUT
		           ? err_prefix(err, "%s", place_of(order))
		           : false;
	report->stored = !order->dry_run;
	return true;
}

bool
csv_import(struct db *db, const struct csv_import_order *order, struct arena *arena,
           struct csv_import_report *report, struct err *err)
{
	struct csv_import_report made = {0};
	if (!db_begin(db, err))
		return false;
	bool good = import(db, order, arena, &made, err);
	if (!db_end(db, good && made.stored, err) || !good)
		return false;
	*report = made;
	return true;
}
