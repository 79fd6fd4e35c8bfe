/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A .kicad_dbl file as somebody may have written it: what is taken has names that can be shown,
 * each library what it needs, and a map that can be written. */
#include "import/import_dblib_map.h"

#include "fuzz.h"

static void
check_name(struct text name, bool needed)
{
	FUZZ_CHECK(name.size <= IMPORT_DBLIB_NAME_MAX && text_is_utf8(name));
	FUZZ_CHECK(!text_has_control(name) && (name.size > 0 || !needed));
}

static void
check_file(const struct import_dblib_file *file)
{
	FUZZ_CHECK(file->library_count > 0 && file->library_count <= IMPORT_DBLIB_LIBRARIES_MAX);
	for (size_t i = 0; i < file->library_count; i++) {
		const struct import_dblib_library *library = &file->libraries[i];
		check_name(library->name, false);
		check_name(library->table, true);
		check_name(library->key, true);
		check_name(library->symbols, false);
		check_name(library->footprints, false);
		check_name(library->properties.exclude_from_sim, false);
		for (size_t j = 0; j < library->field_count; j++) {
			check_name(library->fields[j].column, true);
			check_name(library->fields[j].name, true);
		}
	}
	for (size_t i = 0; i < file->unknown_count; i++)
		FUZZ_CHECK(text_is_utf8(text_of(file->unknown[i])) &&
		           !text_has_control(text_of(file->unknown[i])));
}

/* A password that the file has by itself is never lost, nor is the string cut. */
static void
check_source(const struct odbc_source *source, struct arena *arena)
{
	static const char options[] = ";A=1";
	struct odbc_secrets secrets;
	struct buf string = {.arena = arena};
	struct err err = {.code = ERR_NONE};
	odbc_source_secrets(source, &secrets);
	FUZZ_CHECK(source->password.size == 0 || secrets.count > 0);
	FUZZ_CHECK(source->password.size == 0 || odbc_source_has_password(source));
	FUZZ_CHECK(odbc_source_string(source, options, &string, &err));
	FUZZ_CHECK(string.size >= sizeof options &&
	           strcmp(string.bytes + string.size - sizeof options, options) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64 << 20);
	struct text bytes = fuzz_copy((struct text){(const char *)data, size});
	struct import_dblib_file file = {.library_count = 7};
	struct err err = {.code = ERR_NONE};
	if (import_dblib_file_read(bytes, "/folder", arena, &file, &err)) {
		struct import_dblib_map map;
		struct buf text = {.arena = arena};
		check_file(&file);
		check_source(&file.source, arena);
		FUZZ_CHECK(import_dblib_map_propose(&file, arena, &map, &err));
		FUZZ_CHECK(import_dblib_map_write(&map, &file, &text, &err));
	} else {
		FUZZ_CHECK(file.library_count == 7 && text_is_utf8(text_of(err.message)));
		FUZZ_CHECK(err.code == ERR_INPUT || err.code == ERR_LIMIT);
	}
	arena_free(arena);
	free((char *)(uintptr_t)bytes.bytes);
	return 0;
}
