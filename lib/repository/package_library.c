/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/package_library.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/kicad_library.h"
#include "pcm/package_contents.h"
#include "pcm/package_layout.h"

enum { FOOTPRINT_PATH_SIZE = 1024 };

struct putting {
	struct kicad_library_stage stage;
	struct archive *archive;
	struct text prefix;
	struct arena *arena;
	struct text *libraries; /* of footprints, in the archive */
	size_t library_count;
	struct text last; /* the library of the footprint before */
	struct package_library_misfit misfit;
};

static bool
ends_with(struct text text, struct text with)
{
	return text.size >= with.size &&
	       memcmp(text.bytes + text.size - with.size, with.bytes, with.size) == 0;
}

static bool
has_footprint(const struct putting *putting, struct text library, struct text name)
{
	char path[FOOTPRINT_PATH_SIZE];
	int size = snprintf(path, sizeof path, "footprints/%.*s.pretty/%.*s.kicad_mod",
	                    (int)library.size, library.bytes, (int)name.size, name.bytes);
	return size > 0 && size < (int)sizeof path &&
	       archive_find(putting->archive, text_of(path)) != NULL;
}

/* Each once, when its files stand together. */
static bool
list_footprints(struct putting *putting, struct err *err)
{
	size_t count = archive_count(putting->archive);
	putting->libraries = arena_alloc(putting->arena, count * sizeof *putting->libraries, err);
	for (size_t i = 0; putting->libraries != NULL && i < count; i++) {
		struct package_place place = package_layout_place(
		    archive_entry(putting->archive, i)->name);
		size_t known = putting->library_count;
		if (place.part == PACKAGE_FOOTPRINT &&
		    (known == 0 || !text_equal(putting->libraries[known - 1], place.library)))
			putting->libraries[putting->library_count++] = place.library;
	}
	return putting->libraries != NULL;
}

/*
 * The library of the package that a footprint field means, whatever prefix it has; not set
 * when the prefix is the wanted one, or it means none.
 */
static struct text
misfit_library(const struct putting *putting, struct text nickname, struct text name)
{
	struct text found = text_of(NULL);
	for (size_t i = 0; i < putting->library_count; i++) {
		struct text library = putting->libraries[i];
		if (!ends_with(nickname, library))
			continue;
		struct text prefix = {nickname.bytes, nickname.size - library.size};
		if (text_equal(prefix, putting->prefix))
			return text_of(NULL);
		if (!text_is_set(found) && has_footprint(putting, library, name))
			found = library;
	}
	return found;
}

static bool
format(struct arena *arena, struct text prefix, struct text library, struct text name,
       struct text *out, struct err *err)
{
	char *made = arena_format(arena, err, "%.*s%.*s:%.*s", (int)prefix.size, prefix.bytes,
	                          (int)library.size, library.bytes, (int)name.size, name.bytes);
	*out = text_of(made);
	return made != NULL;
}

static bool
look_at_footprint(struct putting *putting, struct text library, const struct symbol *symbol,
                  struct err *err)
{
	struct package_library_misfit *misfit = &putting->misfit;
	struct text said = symbol->own.footprint.text, none = text_of("");
	const char *colon = text_is_set(said) ? memchr(said.bytes, ':', said.size) : NULL;
	if (colon == NULL || text_is_set(misfit->symbol))
		return true;
	struct text nickname = {said.bytes, (size_t)(colon - said.bytes)};
	struct text name = {colon + 1, said.size - nickname.size - 1};
	struct text meant = misfit_library(putting, nickname, name);
	if (!text_is_set(meant))
		return true;
	return format(putting->arena, none, library, symbol->own.name.text, &misfit->symbol, err) &&
	       format(putting->arena, none, nickname, name, &misfit->footprint, err) &&
	       format(putting->arena, putting->prefix, meant, name, &misfit->wanted, err);
}

/* As it says itself: the index knows what it extends. */
static bool
take_symbol(struct putting *putting, struct text library, const struct symbol *symbol,
            struct err *err)
{
	const struct symbol_library_symbol *own = &symbol->own;
	const struct library_item item = {
	    .library = library,
	    .name = own->name.text,
	    .base = own->base.text,
	    .filters = text_is_set(own->filters.text) ? own->filters.text : text_of(""),
	    .numbers = own->pins,
	    .number_count = own->pin_count,
	    .has_numbers = true,
	    .units = own->units,
	};
	return kicad_library_take_item(&putting->stage, &item, err) &&
	       look_at_footprint(putting, library, symbol, err);
}

static bool
take_symbols(void *context, struct text library, const struct symbol_set *symbols, struct err *err)
{
	struct putting *putting = context;
	putting->stage.kind = text_of(kicad_library_kinds[LIBRARY_READER_SYMBOLS]);
	if (!kicad_library_take_library(&putting->stage, library, true, err))
		return false;
	for (size_t i = 0; i < symbols->count; i++)
		if (!take_symbol(putting, library, &symbols->symbols[i], err))
			return false;
	return true;
}

static bool
take_footprint(void *context, struct text library, struct text name,
               const struct footprint_file *footprint, struct err *err)
{
	struct putting *putting = context;
	const struct library_item item = {
	    .library = library,
	    .name = name,
	    .numbers = footprint->pads,
	    .number_count = footprint->pad_count,
	    .has_numbers = true,
	};
	putting->stage.kind = text_of(kicad_library_kinds[LIBRARY_READER_FOOTPRINTS]);
	if (!text_equal(library, putting->last) &&
	    !kicad_library_take_library(&putting->stage, library, true, err))
		return false;
	putting->last = library;
	return kicad_library_take_item(&putting->stage, &item, err);
}

static bool
read_prefix(struct db *db, struct arena *arena, struct text *prefix, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_repository_prefix, NULL, 0, arena, &rows, err))
		return false;
	*prefix = rows.count == 0 ? text_of("") : db_rows_text(&rows, 0, 0);
	return true;
}

/*
 * The index says anew which libraries hold when libraries come. A version without any takes
 * those of the version before away, so that it is to be said by its status, which stays.
 */
static bool
hold_none(struct db *db, struct text package_version_id, struct arena *arena, struct err *err)
{
	const struct text params[] = {package_version_id, text_of(""), text_of(""), text_of("")};
	return db_query(db, &query_package_version_set, params, 4, arena, NULL, err);
}

static bool
put(struct putting *putting, struct text package_version_id, struct err *err)
{
	const struct package_contents_sink sink = {take_symbols, take_footprint, putting};
	struct kicad_library_count counts[KICAD_LIBRARY_KINDS];
	struct db *db = putting->stage.db;
	if (!package_contents_read(putting->archive, &sink, err) ||
	    !kicad_library_put(&putting->stage, KICAD_LIBRARY_PACKAGE, package_version_id, true,
	                       putting->arena, counts, err))
		return false;
	for (int kind = 0; kind < KICAD_LIBRARY_KINDS; kind++)
		if (counts[kind].made > 0)
			return true;
	return hold_none(db, package_version_id, putting->arena, err);
}

bool
package_library_put(struct db *db, struct archive *archive, struct text package_version_id,
                    struct arena *arena, struct package_library_misfit *misfit, struct err *err)
{
	struct putting putting = {.archive = archive, .arena = arena};
	bool ok = read_prefix(db, arena, &putting.prefix, err) && list_footprints(&putting, err) &&
	          kicad_library_begin(&putting.stage, db, err) &&
	          put(&putting, package_version_id, err);
	kicad_library_end(&putting.stage);
	if (ok)
		*misfit = putting.misfit;
	return ok;
}
