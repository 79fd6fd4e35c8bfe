/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "base/clock.h"
#include "catalogue/kicad_library.h"
#include "output.h"
#include "pcm.h"
#include "progress.h"

enum {
	INDEX_TIMEOUT = 0, /* many parts may be resolved anew */
	ITEM_MEMORY = 64 * 1024 * 1024,
	TOLD_AFTER = 1000, /* ms */
	TOLD_EVERY = 200   /* ms */
};

struct index_options {
	struct setting_list symbols, footprints, variables;
	bool add;
};

#define MEMBER(member) .offset = offsetof(struct index_options, member)

static const struct setting index_settings[] = {
    {.name = "symbols",
     .type = SETTING_LIST,
     MEMBER(symbols),
     .unit = " PATH",
     .help = "symbols: a folder, a library, a sym-lib-table, a list of names"},
    {.name = "footprints",
     .type = SETTING_LIST,
     MEMBER(footprints),
     .unit = " PATH",
     .help = "footprints: a folder, a library, an fp-lib-table, a list of names"},
    {.name = "variable",
     .type = SETTING_LIST,
     MEMBER(variables),
     .unit = " N=VALUE",
     .help = "a variable of KiCad's in such tables, before the environment's"},
    {.name = "add",
     .type = SETTING_BOOL,
     MEMBER(add),
     .fallback = "no",
     .help = "keep the libraries that are not given"},
};

/* One run. */
struct indexing {
	const struct index_options *wanted;
	struct kicad_library_stage stage;
	struct arena *item;
	int64_t items, started, told;
	bool shown;
};

static void
tell_progress(struct indexing *indexing)
{
	int64_t now = clock_ms();
	if (!progress_is_seen() || now - indexing->started < TOLD_AFTER ||
	    now - indexing->told < TOLD_EVERY)
		return;
	indexing->told = now;
	indexing->shown = true;
	fprintf(stderr, "\r\033[Kkidepot: %" PRId64 " symbols and footprints read",
	        indexing->items);
}

static bool
take_library(void *context, struct text library, bool is_read, struct err *err)
{
	struct indexing *indexing = context;
	return kicad_library_take_library(&indexing->stage, library, is_read, err);
}

static bool
take_item(void *context, const struct library_item *item, struct err *err)
{
	struct indexing *indexing = context;
	indexing->items++;
	tell_progress(indexing);
	return kicad_library_take_item(&indexing->stage, item, err);
}

/* An index that lacks a library would call its parts wrong. */
static bool
refuse_unread(void *context, const char *library, const char *reason, struct err *err)
{
	(void)context;
	return err_set(err, ERR_INPUT, "library \"%.200s\" cannot be read: %s", library, reason);
}

static bool
read_path(struct indexing *indexing, enum library_reader_kind kind, const char *path,
          struct err *err)
{
	const struct library_reader_sink sink = {take_library, take_item, refuse_unread, indexing};
	const struct library_reader reader = {
	    .kind = kind,
	    .variables = indexing->wanted->variables.items,
	    .variable_count = indexing->wanted->variables.count,
	    .sink = &sink,
	    .arena = indexing->item,
	};
	indexing->stage.kind = text_of(kicad_library_kinds[kind]);
	return library_reader_add(&reader, path, err);
}

/* What a folder has of either kind, itself or, as KiCad's own has it, in a folder below. */
static bool
read_any(struct indexing *indexing, const char *path, struct err *err)
{
	static const char *const folders[KICAD_LIBRARY_KINDS] = {"symbols", "footprints"};
	bool found = false;
	char below[PATH_MAX];
	for (int kind = 0; kind < KICAD_LIBRARY_KINDS; kind++) {
		const char *there = path;
		int size = snprintf(below, sizeof below, "%s/%s", path, folders[kind]);
		if (!library_reader_fits((enum library_reader_kind)kind, path) && size > 0 &&
		    size < (int)sizeof below)
			there = below;
		if (!library_reader_fits((enum library_reader_kind)kind, there))
			continue;
		found = true;
		if (!read_path(indexing, (enum library_reader_kind)kind, there, err))
			return false;
	}
	return found || err_set(err, ERR_INPUT,
	                        "\"%s\" has no libraries; a list of names is given with --symbols "
	                        "or --footprints",
	                        path);
}

static bool
read_paths(struct indexing *indexing, char **words, struct err *err)
{
	const struct setting_list *const lists[KICAD_LIBRARY_KINDS] = {
	    &indexing->wanted->symbols, &indexing->wanted->footprints};
	for (; *words != NULL; words++)
		if (!read_any(indexing, *words, err))
			return false;
	for (int kind = 0; kind < KICAD_LIBRARY_KINDS; kind++)
		for (size_t i = 0; i < lists[kind]->count; i++)
			if (!read_path(indexing, (enum library_reader_kind)kind,
			               lists[kind]->items[i], err))
				return false;
	return true;
}

static bool
write_json(const struct kicad_library_count *counts, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool ok = object != NULL;
	for (int kind = 0; ok && kind < KICAD_LIBRARY_KINDS; kind++) {
		const struct kicad_library_count *count = &counts[kind];
		struct document *row = document_object();
		ok = document_add_number(row, "libraries", count->libraries) &&
		     document_add_number(row, "items", count->items) &&
		     document_add_number(row, "made", count->made) &&
		     document_add_number(row, "changed", count->changed) &&
		     document_add_number(row, "removed", count->removed);
		ok = document_add(object, kicad_library_kinds[kind], row) && ok;
	}
	if (!ok) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static void
write_lines(const struct kicad_library_count *counts)
{
	for (int kind = 0; kind < KICAD_LIBRARY_KINDS; kind++) {
		const struct kicad_library_count *count = &counts[kind];
		if (count->libraries > 0)
			printf("%" PRId64 " %ss in %" PRId64 " libraries: %" PRId64
			       " libraries made, %" PRId64 " changed, %" PRId64 " removed\n",
			       count->items, kicad_library_kinds[kind], count->libraries,
			       count->made, count->changed, count->removed);
	}
}

static bool
put(struct indexing *indexing, struct db *db, char **words, struct arena *arena,
    struct kicad_library_count *counts, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	bool ok = kicad_library_begin(&indexing->stage, db, err) &&
	          read_paths(indexing, words, err) &&
	          kicad_library_put(&indexing->stage, KICAD_LIBRARY_STOCK, text_of(NULL),
	                            indexing->wanted->add, arena, counts, err) &&
	          db_commit(db, err);
	if (!ok)
		db_rollback(db);
	kicad_library_end(&indexing->stage);
	return ok;
}

static bool
index_libraries(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct indexing indexing = {.wanted = options, .started = clock_ms()};
	struct kicad_library_count counts[KICAD_LIBRARY_KINDS];
	if (words[0] == NULL && indexing.wanted->symbols.count == 0 &&
	    indexing.wanted->footprints.count == 0)
		return command_misused(cli, err, "no libraries are given");
	struct db *db = command_database(cli, INDEX_TIMEOUT, err);
	if (db == NULL)
		return false;
	indexing.item = arena_new(ITEM_MEMORY);
	if (indexing.item == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	bool ok = put(&indexing, db, words, cli->arena, counts, err);
	arena_free(indexing.item);
	if (indexing.shown)
		fprintf(stderr, "\r\033[K");
	if (!ok)
		return false;
	if (cli->json)
		return write_json(counts, cli->arena, err);
	write_lines(counts);
	return true;
}

const struct command pcm_index_command = {
    .name = "index",
    .summary = "tell the catalogue which symbols and footprints KiCad itself has",
    .words = "[PATH ...]",
    .words_max = INT_MAX,
    .help =
	"Reads the names of KiCad's own libraries, so that what parts refer to can be looked up.\n"
	"A PATH is a folder of libraries, one library, a sym-lib-table or fp-lib-table, or a\n"
	"folder with \"symbols\" and \"footprints\" in it. What was known before of KiCad's\n"
	"own is replaced, symbols and footprints apart; nothing is changed when one library\n"
	"cannot be read. A list has \"Library:Name\" a line, and behind tabs the numbers of the\n"
	"pins or pads.\n\n"
	"example: kidepot pcm index /usr/share/kicad",
    COMMAND_OPTIONS(index_settings, struct index_options),
    .json = true,
    .run = index_libraries,
};
