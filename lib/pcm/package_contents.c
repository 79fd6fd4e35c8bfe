/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_contents.h"

#include "pcm/package_layout.h"

static bool
read_member(struct sexpr *sexpr, const struct package_place *place,
            const struct package_contents_sink *sink, struct arena *arena, struct err *err)
{
	struct symbol_set symbols;
	struct footprint_file footprint;
	if (!sexpr_head(sexpr, err))
		return false;
	if (place->part == PACKAGE_SYMBOLS)
		return symbol_set_read(sexpr, arena, &symbols, err) && sexpr_tail(sexpr, err) &&
		       (sink->symbols == NULL ||
		        sink->symbols(sink->context, place->library, &symbols, err));
	return footprint_file_read(sexpr, arena, &footprint, err) && sexpr_tail(sexpr, err) &&
	       (sink->footprint == NULL ||
	        sink->footprint(sink->context, place->library, place->item, &footprint, err));
}

static bool
read_entry(struct archive *archive, const struct archive_entry *entry,
           const struct package_contents_sink *sink, struct arena *arena, struct err *err)
{
	struct sexpr sexpr;
	struct archive_stream stream;
	struct package_place place = package_layout_place(entry->name);
	if (place.part != PACKAGE_SYMBOLS && place.part != PACKAGE_FOOTPRINT)
		return true;
	bool is_open = archive_stream_open(&stream, archive, entry, err);
	sexpr_start(&sexpr, archive_stream_read, &stream);
	bool ok = is_open && read_member(&sexpr, &place, sink, arena, err);
	if (is_open)
		archive_stream_close(&stream);
	return ok || archive_name_prefix(entry->name, err);
}

bool
package_contents_read(struct archive *archive, const struct package_contents_sink *sink,
                      struct err *err)
{
	struct arena *arena = arena_new(PACKAGE_CONTENTS_MEMORY);
	if (arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	bool ok = true;
	for (size_t i = 0; ok && i < archive_count(archive); i++) {
		const struct archive_entry *entry = archive_entry(archive, i);
		ok = entry->is_folder || read_entry(archive, entry, sink, arena, err);
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
}
