/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"

#include "netlist/netlist_file.h"
#include "netlist/netlist_import_match.h"

enum { RECORD_MEMORY = 64 * 1024 * 1024 };

/* The file on its way through the reader into COPY. */
struct source {
	const struct netlist_import_order *order;
	struct netlist_reader *reader;
	struct netlist_import_rows rows;
	char piece[DB_COPY_PIECE];
	bool ended;
	int64_t bytes;
	/* Of each whole piece that COPY was given, and what stood here before it. */
	unsigned char digest[SECRET_SHA256_SIZE];
};

/* --- reading */

/* Reads a piece of the file and has it made into rows. */
static bool
read_piece(struct source *source, struct err *err)
{
	const struct netlist_import_progress *progress = &source->order->progress;
	size_t size;
	if (!stream_read(source->order->in, source->piece, sizeof source->piece, &size, err))
		return false;
	source->bytes += (int64_t)size;
	if (progress->read != NULL)
		progress->read(progress->context, source->bytes);
	source->ended = size == 0;
	bool good = size == 0 ? netlist_reader_finish(source->reader)
	                      : netlist_reader_feed(source->reader, source->piece, size);
	if (!good)
		*err = source->rows.err;
	return netlist_file_check(source->reader, err);
}

/* The digest is of pieces of one size, whatever sizes the file came in. */
static bool
add_to_digest(struct source *source, const char *bytes, size_t size, struct err *err)
{
	unsigned char both[2 * SECRET_SHA256_SIZE];
	if (!secret_sha256((struct text){bytes, size}, both + SECRET_SHA256_SIZE, err))
		return false;
	memcpy(both, source->digest, SECRET_SHA256_SIZE);
	return secret_sha256((struct text){(const char *)both, sizeof both}, source->digest, err);
}

static bool
read_rows(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct source *source = context;
	size_t taken = 0;
	for (;;) {
		taken += netlist_import_rows_take(&source->rows, bytes + taken, room - taken);
		if (taken == room || source->ended)
			break;
		if (!read_piece(source, err))
			return false;
	}
	*size = taken;
	return taken == 0 || add_to_digest(source, bytes, taken, err);
}

static void
warn(void *context, const char *message)
{
	const struct netlist_import_rows *rows = context;
	const struct source *source = (const void *)((const char *)rows -
	                                             offsetof(struct source, rows));
	const struct netlist_import_progress *progress = &source->order->progress;
	if (progress->warning != NULL)
		progress->warning(progress->context, message);
}

static bool
copy(struct db *db, struct source *source, struct arena *arena, struct err *err)
{
	static const struct db_copy_target target = {
	    .table = "netlist_row",
	    .columns = netlist_import_rows_columns,
	    .count = NETLIST_IMPORT_ROWS_COLUMNS,
	    .written = true,
	};
	const struct db_copy_source from = {source->order->in->name, read_rows, source};
	struct netlist_sink sink = netlist_import_rows_sink(&source->rows);
	sink.warning = warn;
	source->reader = netlist_reader_new(source->order->in->name, &sink, NULL);
	if (source->reader == NULL)
		return err_set(err, ERR_SYSTEM, "no memory to read a netlist");
	bool good = db_script(db, &script_netlist, err) &&
	            db_copy_in(db, &target, &from, arena, err);
	if (!good)
		netlist_reader_free(source->reader);
	return good;
}

static bool
stage(struct db *db, struct source *source, struct arena *arena,
      struct netlist_import_report *report, struct err *err)
{
	struct arena *record = arena_new(RECORD_MEMORY);
	source->rows = (struct netlist_import_rows){
	    .arena = arena,
	    .record = record,
	    .out = {.arena = arena},
	    .title = {.arena = arena},
	};
	if (record == NULL)
		return err_set(err, ERR_SYSTEM, "no memory to read a netlist");
	bool good = netlist_import_match_fields(db, source->order, arena, &source->rows.says_fields,
	                                        &source->rows.says_count, err) &&
	            copy(db, source, arena, err);
	if (good) {
		report->counts = *netlist_reader_counts(source->reader);
		report->counts.unknown = NULL;
		report->design = source->rows.design;
		netlist_reader_free(source->reader);
	}
	arena_free(record);
	return good;
}

/* --- storing */

struct text
netlist_import_project_of(const struct netlist_design *design)
{
	const char *start = design->source, *end = NULL;
	for (const char *at = start; at != NULL && *at != '\0'; at++)
		if (*at == '/' || *at == '\\')
			start = at + 1;
	if (start != NULL)
		end = strrchr(start, '.');
	if (end == NULL || end == start)
		return text_of(start);
	return (struct text){start, (size_t)(end - start)};
}

static bool
name_both(const struct netlist_import_order *order, const struct source *source,
          struct netlist_import_report *report, struct err *err)
{
	const char *revision = NULL;
	report->project = order->project;
	report->revision = order->revision;
	if (!text_is_set(report->project))
		report->project = netlist_import_project_of(&report->design);
	if (report->project.size == 0) {
		err_set(err, ERR_INPUT,
		        "%s: the netlist does not say of which project it is; name the project",
		        order->in->name);
		return err_field(err, "project");
	}
	if (!text_is_set(report->revision) &&
	    !netlist_import_title_revision(&source->rows.title, &report->design,
	                                   report->counts.sheets, &revision, err))
		return false;
	if (!text_is_set(report->revision))
		report->revision = text_of(revision);
	if (report->revision.size == 0)
		report->revision = text_of("current");
	return true;
}

/* Its id, and the digest of what it holds; the project's row is locked. */
static bool
find_revision(struct db *db, const struct netlist_import_report *report, struct arena *arena,
              struct text *project, struct text *id, struct text *digest, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_netlist_project, &report->project, 1, arena, &rows, err))
		return err_prefix(err, "project \"%.*s\"", (int)report->project.size,
		                  report->project.bytes);
	const struct text params[] = {db_rows_text(&rows, 0, 0), report->revision};
	if (!db_query(db, &query_netlist_revision, params, 2, arena, &rows, err))
		return err_prefix(err, "revision \"%.*s\"", (int)report->revision.size,
		                  report->revision.bytes);
	*project = params[0];
	*id = db_rows_text(&rows, 0, 0);
	*digest = db_rows_text(&rows, 0, 1);
	return true;
}

static bool
run_all(struct db *db, const struct query *const *queries, struct text id, struct arena *arena,
        struct err *err)
{
	for (; *queries != NULL; queries++)
		if (!db_query(db, *queries, &id, 1, arena, NULL, err))
			return false;
	return true;
}

static bool
replace(struct db *db, struct text id, struct text digest,
        const struct netlist_import_report *report, struct arena *arena, struct err *err)
{
	static const struct query *const queries[] = {&query_netlist_textvar_delete,
	                                              &query_netlist_sheet_delete,
	                                              &query_netlist_component_delete,
	                                              &query_netlist_libpart_delete,
	                                              &query_netlist_library_delete,
	                                              &query_netlist_node_delete,
	                                              &query_netlist_net_delete,
	                                              &query_netlist_textvar_insert,
	                                              &query_netlist_sheet_insert,
	                                              &query_netlist_component_insert,
	                                              &query_netlist_libpart_insert,
	                                              &query_netlist_library_insert,
	                                              &query_netlist_net_insert,
	                                              &query_netlist_node_insert,
	                                              NULL};
	const struct netlist_design *design = &report->design;
	char kicad[16];
	snprintf(kicad, sizeof kicad, "%d", design->kicad);
	const struct text params[] = {id,
	                              text_of(design->version),
	                              text_of(design->kicad > 0 ? kicad : NULL),
	                              text_of(design->tool),
	                              text_of(design->source),
	                              text_of(design->date),
	                              digest};
	return run_all(db, queries, id, arena, err) &&
	       db_query(db, &query_netlist_revision_update, params, 7, arena, NULL, err);
}

static bool
find_odd(struct db *db, struct arena *arena, struct netlist_odd *odd, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_netlist_odd, NULL, 0, arena, &rows, err))
		return false;
	for (size_t kind = 0; kind < NETLIST_ODD_KINDS; kind++) {
		struct netlist_odd_refs *refs = &odd->refs[kind];
		struct db_array examples = db_rows_array(&rows, kind, 1);
		struct text example;
		refs->count = (uint64_t)db_rows_int64(&rows, kind, 0, 0);
		while (refs->shown < NETLIST_ODD_SHOWN && db_array_text(&examples, &example))
			refs->examples[refs->shown++] = text_cut(example, NETLIST_ODD_SIZE);
	}
	return true;
}

static bool
store(struct db *db, const struct source *source, struct arena *arena,
      struct netlist_import_report *report, struct err *err)
{
	char hex[2 * SECRET_SHA256_SIZE + 1];
	struct text project = {NULL, 0}, id = {NULL, 0}, digest = {NULL, 0};
	secret_hex(source->digest, SECRET_SHA256_SIZE, hex);
	const struct text alone = text_of("yes");
	if (source->order->write_back != NULL &&
	    !db_query(db, &query_part_lock, &alone, 1, arena, NULL, err))
		return false;
	if (!find_revision(db, report, arena, &project, &id, &digest, err) ||
	    !netlist_import_match(db, source->order, project, arena, report, err))
		return false;
	report->revision_id = id;
	if (text_equal(digest, text_of(hex))) {
		report->outcome = NETLIST_IMPORT_SAME;
		return db_query(db, &query_netlist_component_rematch, &id, 1, arena, NULL, err);
	}
	report->outcome = digest.size == 0 ? NETLIST_IMPORT_MADE : NETLIST_IMPORT_REPLACED;
	return replace(db, id, text_of(hex), report, arena, err);
}

static bool
tell(struct db *db, const struct netlist_import_order *order, struct arena *arena,
     struct netlist_import_report *report, struct err *err)
{
	if (order->rows_as == NETLIST_IMPORT_CSV)
		return db_copy_out(db, "table netlist_report", ',', order->csv, order->csv_context,
		                   arena, err);
	bool lists = order->rows_as == NETLIST_IMPORT_LISTS;
	return db_query(db, lists ? &query_netlist_report_list : &query_netlist_report_lines, NULL,
	                0, arena, &report->components, err);
}

static bool
import(struct db *db, const struct netlist_import_order *order, struct arena *arena,
       struct netlist_import_report *report, struct err *err)
{
	struct source *source = arena_alloc(arena, sizeof *source, err);
	if (source == NULL)
		return false;
	source->order = order;
	return netlist_import_match_check(order, err) && stage(db, source, arena, report, err) &&
	       name_both(order, source, report, err) && find_odd(db, arena, &report->odd, err) &&
	       store(db, source, arena, report, err) &&
	       (order->write_back == NULL ||
	        netlist_import_match_write_back(db, order, arena, report, err)) &&
	       tell(db, order, arena, report, err);
}

bool
netlist_import(struct db *db, const struct netlist_import_order *order, struct arena *arena,
               struct netlist_import_report *report, struct err *err)
{
	struct netlist_import_report made = {.stored = !order->dry_run};
	if (!db_begin(db, err))
		return false;
	bool good = import(db, order, arena, &made, err);
	if (!db_end(db, good && made.stored, err) || !good)
		return false;
	*report = made;
	return true;
}
