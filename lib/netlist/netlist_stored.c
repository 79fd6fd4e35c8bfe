/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_stored.h"

#include "netlist/netlist_import_detail.h"

enum { RECORD_MEMORY = 64 * 1024 * 1024 };

/* The row that is being made a record. */
struct source {
	const struct netlist_sink *sink;
	struct arena *record; /* emptied with each row */
	const struct db_rows *row;
	struct err *err;
	bool failed; /* the record does not fit */
	bool found;  /* there is such a revision */
	/* Which net is open; it outlives the rows of its nodes. */
	struct arena *net_memory;
	struct netlist_net net;
	int64_t net_number;
};

static void
begin(struct source *source, const struct db_rows *row, struct err *err)
{
	arena_reset(source->record);
	source->row = row;
	source->err = err;
	source->failed = false;
}

/* --- cells of the row */

static const char *
copy(struct source *source, struct arena *arena, struct text text)
{
	if (!text_is_set(text))
		return NULL;
	const char *bytes = arena_copy(arena, text.bytes, text.size, source->err);
	source->failed = source->failed || bytes == NULL;
	return bytes;
}

static const char *
cell(struct source *source, int column)
{
	return copy(source, source->record, db_rows_text(source->row, 0, column));
}

static bool
truth(struct source *source, int column)
{
	return db_rows_bool(source->row, 0, column, false);
}

static void *
room_for(struct source *source, size_t count, size_t size)
{
	void *items = arena_alloc(source->record, count * size, source->err);
	source->failed = source->failed || items == NULL;
	return items;
}

static struct netlist_texts
texts(struct source *source, int column)
{
	struct db_array array = db_rows_array(source->row, 0, column);
	const char **items = room_for(source, array.left, sizeof *items);
	struct netlist_texts all = {items, 0};
	struct text element;
	while (items != NULL && db_array_text(&array, &element))
		items[all.count++] = copy(source, source->record, element);
	return all;
}

/* Names in the column, values in the next one, which has as many. */
static struct netlist_fields
fields(struct source *source, int column)
{
	struct netlist_texts names = texts(source, column), values = texts(source, column + 1);
	struct netlist_field *items = room_for(source, names.count, sizeof *items);
	for (size_t i = 0; items != NULL && i < names.count && i < values.count; i++)
		items[i] = (struct netlist_field){names.items[i], values.items[i]};
	return (struct netlist_fields){items, items == NULL ? 0 : names.count};
}

/* --- records */

static bool
give_design(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	int64_t kicad = 0;
	begin(source, row, err);
	source->found = true;
	text_to_int64(db_rows_text(row, 0, 4), 0, 1000, &kicad);
	const struct netlist_design design = {
	    .version = cell(source, 0),
	    .source = cell(source, 1),
	    .date = cell(source, 2),
	    .tool = cell(source, 3),
	    .kicad = (int)kicad,
	};
	return !source->failed && (source->sink->design == NULL ||
	                           source->sink->design(source->sink->context, &design));
}

static bool
give_textvar(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	const struct netlist_textvar textvar = {cell(source, 0), cell(source, 1)};
	return !source->failed && source->sink->textvar(source->sink->context, &textvar);
}

static bool
give_sheet(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	struct netlist_fields comments = fields(source, 8);
	struct netlist_comment *items = room_for(source, comments.count, sizeof *items);
	for (size_t i = 0; items != NULL && i < comments.count; i++)
		items[i] = (struct netlist_comment){comments.items[i].name,
		                                    comments.items[i].value};
	const struct netlist_sheet sheet = {
	    .number = cell(source, 0),
	    .name = cell(source, 1),
	    .tstamps = cell(source, 2),
	    .title = cell(source, 3),
	    .company = cell(source, 4),
	    .revision = cell(source, 5),
	    .date = cell(source, 6),
	    .source = cell(source, 7),
	    .comments = items,
	    .comment_count = comments.count,
	};
	return !source->failed && source->sink->sheet(source->sink->context, &sheet);
}

static bool
give_component(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	struct netlist_component component = {
	    .ref = cell(source, 0),
	    .value = cell(source, 1),
	    .footprint = cell(source, 2),
	    .datasheet = cell(source, 3),
	    .description = cell(source, 4),
	    .lib = cell(source, 5),
	    .part = cell(source, 6),
	    .library_description = cell(source, 7),
	    .fields = fields(source, 8),
	    .properties = fields(source, 10),
	    .exclude_from_bom = truth(source, 12),
	    .exclude_from_board = truth(source, 13),
	    .exclude_from_pos_files = truth(source, 14),
	    .dnp = truth(source, 15),
	    .sheet_names = cell(source, 16),
	    .sheet_tstamps = cell(source, 17),
	    .tstamp = cell(source, 18),
	    .tstamps = texts(source, 19),
	    .classes = texts(source, 20),
	};
	if (component.tstamp != NULL)
		component.tstamps.count = 0;
	struct text variants = db_rows_text(row, 0, 21);
	if (text_is_set(variants) && !source->failed)
		source->failed = !netlist_import_detail_variants(variants, source->record,
		                                                 &component, err);
	return !source->failed && source->sink->component(source->sink->context, &component);
}

static bool
give_libpart(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	struct netlist_texts numbers = texts(source, 8), names = texts(source, 9),
			     types = texts(source, 10);
	struct netlist_pin *pins = room_for(source, numbers.count, sizeof *pins);
	for (size_t i = 0; pins != NULL && i < numbers.count && i < names.count && i < types.count;
	     i++)
		pins[i] = (struct netlist_pin){numbers.items[i], names.items[i], types.items[i]};
	const struct netlist_libpart libpart = {
	    .lib = cell(source, 0),
	    .part = cell(source, 1),
	    .aliases = texts(source, 2),
	    .description = cell(source, 3),
	    .docs = cell(source, 4),
	    .footprints = texts(source, 5),
	    .fields = fields(source, 6),
	    .pins = pins,
	    .pin_count = numbers.count,
	};
	return !source->failed && source->sink->libpart(source->sink->context, &libpart);
}

static bool
give_library(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	const struct netlist_library library = {cell(source, 0), cell(source, 1)};
	return !source->failed && source->sink->library(source->sink->context, &library);
}

static bool
open_net(struct source *source)
{
	int64_t number = db_rows_int64(source->row, 0, 0, 0);
	if (number == source->net_number)
		return true;
	struct arena *memory = source->net_memory;
	arena_reset(memory);
	source->net_number = number;
	source->net = (struct netlist_net){
	    .code = copy(source, memory, db_rows_text(source->row, 0, 1)),
	    .name = copy(source, memory, db_rows_text(source->row, 0, 2)),
	    .true_name = copy(source, memory, db_rows_text(source->row, 0, 3)),
	    .net_class = copy(source, memory, db_rows_text(source->row, 0, 4)),
	};
	return !source->failed && (source->sink->net == NULL ||
	                           source->sink->net(source->sink->context, &source->net));
}

static bool
give_node(void *context, const struct db_rows *row, struct err *err)
{
	struct source *source = context;
	begin(source, row, err);
	if (!open_net(source))
		return false;
	if (!truth(source, 5) || source->sink->node == NULL)
		return true;
	const struct netlist_node node = {
	    .ref = cell(source, 6),
	    .pin = cell(source, 7),
	    .function = cell(source, 8),
	    .type = cell(source, 9),
	};
	return !source->failed && source->sink->node(source->sink->context, &source->net, &node);
}

static bool
read_all(struct db *db, struct text id, struct source *source, struct err *err)
{
	const struct netlist_sink *sink = source->sink;
	const struct {
		bool wanted;
		const struct query *query;
		db_take_row *give;
	} kinds[] = {
	    {true, &query_netlist_stored_design, give_design},
	    {sink->textvar != NULL, &query_netlist_stored_textvar, give_textvar},
	    {sink->sheet != NULL, &query_netlist_stored_sheet, give_sheet},
	    {sink->component != NULL, &query_netlist_stored_component, give_component},
	    {sink->libpart != NULL, &query_netlist_stored_libpart, give_libpart},
	    {sink->library != NULL, &query_netlist_stored_library, give_library},
	    {sink->net != NULL || sink->node != NULL, &query_netlist_stored_net, give_node},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (kinds[i].wanted &&
		    !db_each(db, kinds[i].query, &id, 1, kinds[i].give, source, err))
			return false;
		if (!source->found)
			return err_set(err, ERR_CONFLICT, "the revision is not there any more");
	}
	return true;
}

/* In one transaction, so that all records are of one import. */
static bool
read_at_once(struct db *db, struct text id, struct source *source, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (read_all(db, id, source, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

bool
netlist_stored_give(void *stored, const struct netlist_sink *sink, struct err *err)
{
	const struct netlist_stored *revision = stored;
	struct source source = {
	    .sink = sink,
	    .record = arena_new(RECORD_MEMORY),
	    .net_memory = arena_new(RECORD_MEMORY),
	};
	bool good = source.record == NULL || source.net_memory == NULL
	                ? err_set(err, ERR_SYSTEM, "no memory to read a netlist")
	                : read_at_once(revision->db, revision->revision_id, &source, err);
	arena_free(source.record);
	arena_free(source.net_memory);
	return good;
}

bool
netlist_stored_model(struct db *db, struct text revision_id, unsigned wanted, struct arena *arena,
                     struct netlist_model *model, struct err *err)
{
	struct netlist_stored stored = {db, revision_id};
	return netlist_model_make(netlist_stored_give, &stored, wanted, arena, model, err);
}
