/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contents FILE: what is in an archive: its files with their sizes, and the symbols and
 * footprints of its libraries, a line each; or why it is refused.
 */
#include <inttypes.h>
#include <stdio.h>

#include "pcm/package_contents.h"

static bool
write_symbols(void *context, struct text library, const struct symbol_set *symbols, struct err *err)
{
	(void)context;
	(void)err;
	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->symbols[i];
		printf("symbol %.*s:%.*s units %zu pins %zu footprint \"%.*s\" filters \"%.*s\"\n",
		       (int)library.size, library.bytes, (int)symbol->own.name.text.size,
		       symbol->own.name.text.bytes, symbol->units, symbol->pin_count,
		       (int)symbol->footprint.size, symbol->footprint.bytes,
		       (int)symbol->filters.size, symbol->filters.bytes);
	}
	return true;
}

static bool
write_footprint(void *context, struct text library, struct text name,
                const struct footprint_file *footprint, struct err *err)
{
	(void)context;
	(void)err;
	printf("footprint %.*s:%.*s pads %zu models %zu\n", (int)library.size, library.bytes,
	       (int)name.size, name.bytes, footprint->pad_count, footprint->model_count);
	return true;
}

static bool
write_all(const char *path, struct arena *arena, struct err *err)
{
	const struct package_contents_sink sink = {write_symbols, write_footprint, NULL};
	struct archive_limits limits = archive_limits_usual();
	struct archive *archive = archive_open(path, &limits, arena, err);
	if (archive == NULL)
		return false;
	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct archive_entry *entry = archive_entry(archive, i);
		printf("%s %.*s %" PRIu64 "\n", entry->is_folder ? "folder" : "file",
		       (int)entry->name.size, entry->name.bytes, entry->size);
	}
	return package_contents_read(archive, &sink, err);
}

int
main(int argc, char **argv)
{
	struct err err = {.code = ERR_NONE};
	struct arena *arena = arena_new((size_t)256 * 1024 * 1024);
	bool ok = argc == 2 && arena != NULL && write_all(argv[1], arena, &err);
	if (!ok)
		fprintf(stderr, "%s: %s\n", err_word(err.code), err.message);
	arena_free(arena);
	return ok ? 0 : 1;
}
