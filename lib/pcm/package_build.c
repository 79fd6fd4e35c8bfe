/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_build.h"

#include <inttypes.h>
#include <string.h>

#include "base/document_read.h"
#include "kicad/kicad_release.h"
#include "pcm/archive_name.h"
#include "pcm/package_icon.h"
#include "pcm/package_metadata.h"
#include "pcm/package_rewrite.h"

enum { COLORS_MAX = 1 << 20, COUNT_OF_PARTS = PACKAGE_COLORS + 1 };

/* --- files that are no libraries */

/* At most `room` bytes from the start. */
static bool
read_start(struct edited_file *file, char *bytes, size_t room, size_t *size, struct err *err)
{
	size_t got = 1;
	if (!edited_file_open(file, err))
		return false;
	bool ok = true;
	for (*size = 0; ok && got > 0 && *size < room; *size += ok ? got : 0)
		ok = edited_file_read(file, bytes + *size, room - *size, &got, err);
	edited_file_close(file);
	return ok;
}

static bool
check_icon(struct package_file *file, struct arena *arena, struct err *err)
{
	char start[PACKAGE_ICON_HEAD];
	size_t size = 0;
	(void)arena;
	return read_start(&file->file, start, sizeof start, &size, err) &&
	       package_icon_check((struct text){start, size}, file->file.size, err);
}

static bool
check_colors(struct package_file *file, struct arena *arena, struct err *err)
{
	const struct document_limits limits = {COLORS_MAX, 16, 10000};
	struct document *document;
	size_t size = 0, room = (size_t)file->file.size;
	if (room > COLORS_MAX)
		return err_set(err, ERR_INPUT, "it has more than %d bytes", COLORS_MAX);
	char *bytes = arena_alloc(arena, room, err);
	if (bytes == NULL || !read_start(&file->file, bytes, room, &size, err) ||
	    !document_read((struct text){bytes, size}, &limits, arena, &document, err))
		return false;
	return document_kind(document) == DOCUMENT_OBJECT ||
	       err_set(err, ERR_INPUT, "it is %s, not an object",
	               document_kind_word(document_kind(document)));
}

static bool
check_files(const struct package_folder *folder, struct arena *arena, struct err *err)
{
	bool ok = true;
	for (size_t i = 0; i < folder->count && ok; i++) {
		struct package_file *file = &folder->files[i];
		if (file->place.part == PACKAGE_ICON)
			ok = check_icon(file, arena, err);
		else if (file->place.part == PACKAGE_COLORS)
			ok = check_colors(file, arena, err);
		if (!ok)
			return archive_name_prefix(file->name, err);
	}
	return true;
}

/* --- what the package is as a whole */

static bool
check_contents(const struct package_build *build, enum package_type type,
               const struct package_folder *folder, const size_t *counts, struct err *err)
{
	switch (type) {
	case PACKAGE_TYPE_LIBRARY:
		return counts[PACKAGE_SYMBOLS] + counts[PACKAGE_FOOTPRINT] + counts[PACKAGE_MODEL] >
		           0 ||
		       err_set(
			   err, ERR_INPUT,
			   "\"%s\" has no symbols/*.kicad_sym, footprints/*.pretty/*.kicad_mod or "
			   "3dmodels/*.3dshapes/*",
			   build->folder);
	case PACKAGE_TYPE_PLUGIN:
		return package_folder_find(folder, text_of("plugins/__init__.py")) != NULL ||
		       package_folder_find(folder, text_of("plugins/plugin.json")) != NULL ||
		       err_set(err, ERR_INPUT,
		               "\"%s\" has neither plugins/__init__.py nor plugins/plugin.json; "
		               "the plugin stands in plugins/ itself",
		               build->folder);
	default:
		return counts[PACKAGE_COLORS] > 0 ||
		       err_set(err, ERR_INPUT, "\"%s\" has no colors/*.json", build->folder);
	}
}

/* A library's name has no ':' and '\', and the prefix stands within '"' and in names of files. */
static bool
check_prefix(struct text prefix, struct err *err)
{
	bool is_good = text_is_utf8(prefix) && !text_has_control(prefix);
	for (size_t i = 0; i < prefix.size; i++)
		is_good = is_good && strchr(":\\/\"", prefix.bytes[i]) == NULL;
	return is_good ||
	       err_set(err, ERR_INPUT, "a prefix has no : \\ / \" and no control characters");
}

/* The first two numbers of "8.0.4", the second 0 when there is none. */
static bool
read_kicad_version(struct text version, int64_t *major, int64_t *minor)
{
	const char *dot = version.size == 0 ? NULL : memchr(version.bytes, '.', version.size);
	size_t size = dot == NULL ? version.size : (size_t)(dot - version.bytes);
	*minor = 0;
	if (!text_to_int64((struct text){version.bytes, size}, 0, 99, major))
		return false;
	if (dot == NULL)
		return true;
	struct text rest = {dot + 1, version.size - size - 1};
	const char *next = rest.size == 0 ? NULL : memchr(rest.bytes, '.', rest.size);
	if (next != NULL)
		rest.size = (size_t)(next - rest.bytes);
	return text_to_int64(rest, 0, 99, minor);
}

/* The later of what is said and what the files need; what is no version stays, to be refused. */
static bool
choose_kicad_version(const struct package_build *build, const struct package_rewrite *needs,
                     struct text said, struct arena *arena, struct text *chosen, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	int64_t major = 0, minor = 0;
	bool is_said = text_is_set(said);
	*chosen = said;
	if (needs->release == 0 || (is_said && !read_kicad_version(said, &major, &minor)))
		return true;
	archive_name_shown(needs->why, shown);
	if (needs->release > KICAD_RELEASE_LAST) {
		/* 10.99 is what comes after 10. */
		return major > KICAD_RELEASE_LAST || (major == KICAD_RELEASE_LAST && minor > 0) ||
		       err_set(err, ERR_INPUT,
		               "\"%s\" has a format that is newer than KiCad %d's; say in "
		               "kicad_version which KiCad reads it",
		               shown, KICAD_RELEASE_LAST);
	}
	if (major >= needs->release)
		return true;
	const char *floor = arena_format(arena, err, "%d.0", needs->release);
	const char *message = arena_format(arena, err,
	                                   "kicad_version is %s, not %.*s, because of \"%s\"",
	                                   floor, (int)said.size, is_said ? said.bytes : "", shown);
	if (floor == NULL || message == NULL)
		return false;
	if (is_said && build->tell != NULL)
		build->tell(build->context, message);
	*chosen = text_of(floor);
	return true;
}

/* --- the archive */

static bool
write_archive(const struct package_build *build, const struct package_metadata *metadata,
              const struct package_folder *folder, struct arena *arena, struct package_built *built,
              struct err *err)
{
	struct text json;
	struct archive_write *archive = archive_write_new(arena, err);
	if (archive == NULL)
		return false;
	for (size_t i = 0; i < folder->count; i++) {
		const struct archive_write_content content = edited_file_content(
		    &folder->files[i].file);
		if (!archive_write_add(archive, folder->files[i].name, &content, err))
			return false;
	}
	if (!package_metadata_write(metadata, built->kicad_version, archive_write_size(archive),
	                            arena, &json, err) ||
	    !archive_write_text(archive, text_of("metadata.json"), json, err) ||
	    !archive_write_finish(archive, build->archive, 0644, err))
		return false;
	built->files = folder->count + 1;
	built->size = archive_write_size(archive);
	return true;
}

/* Libraries of footprints and models are folders: files of one stand in a row. */
static void
count_parts(const struct package_folder *folder, size_t *counts, uint64_t *libraries)
{
	const struct package_place none = {PACKAGE_OTHER, {NULL, 0}, {NULL, 0}}, *last = &none;
	for (size_t i = 0; i < folder->count; i++) {
		const struct package_place *place = &folder->files[i].place;
		counts[place->part]++;
		if (place->part == PACKAGE_SYMBOLS || place->part == PACKAGE_FOOTPRINT)
			*libraries += last->part != place->part ||
			              !text_equal(last->library, place->library);
		last = place;
	}
}

static bool
build_folder(const struct package_build *build, const struct package_metadata *metadata,
             struct package_folder *folder, struct arena *arena, struct package_built *built,
             struct err *err)
{
	size_t counts[COUNT_OF_PARTS] = {0};
	struct package_rewrite rewrite = {
	    .folder = folder,
	    .prefix = build->prefix,
	    .identifier = metadata->package.identifier,
	    .arena = arena,
	    .tell = build->tell,
	    .context = build->context,
	};
	count_parts(folder, counts, &built->libraries);
	if (!check_contents(build, metadata->type, folder, counts, err) ||
	    !check_files(folder, arena, err) || !package_rewrite_all(&rewrite, err) ||
	    !choose_kicad_version(build, &rewrite, metadata->version->kicad_version, arena,
	                          &built->kicad_version, err) ||
	    !write_archive(build, metadata, folder, arena, built, err))
		return false;
	built->symbols = rewrite.symbol_count;
	built->footprints = rewrite.footprint_count;
	built->models = counts[PACKAGE_MODEL];
	return true;
}

bool
package_build(const struct package_build *build, struct arena *arena, struct package_built *built,
              struct err *err)
{
	struct package_metadata metadata;
	struct package_folder folder;
	if (!check_prefix(build->prefix, err) ||
	    !package_metadata_read(build->metadata, build->version, arena, &metadata, err))
		return false;
	const struct package_folder_wanted wanted = {metadata.type, build->strip, build->tell,
	                                             build->context};
	struct package_built done = {
	    .identifier = metadata.package.identifier,
	    .version = metadata.version->version,
	};
	if (!package_folder_read(build->folder, &wanted, arena, &folder, err) ||
	    !build_folder(build, &metadata, &folder, arena, &done, err))
		return false;
	*built = done;
	return true;
}
