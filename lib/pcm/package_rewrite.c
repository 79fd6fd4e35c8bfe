/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_rewrite.h"

#include <string.h>

#include "kicad/footprint_file.h"
#include "kicad/kicad_release.h"
#include "kicad/symbol_set.h"
#include "pcm/archive_name.h"

enum {
	FILE_MEMORY = 512 * 1024 * 1024, /* of one file, bytes */
	MODEL_RELEASE = 8                /* the first that knows the variable below */
};
#define MODEL_FOLDER "${KICAD8_3RD_PARTY}/3dmodels/"

static bool
tell(const struct package_rewrite *rewrite, const struct package_file *file, const char *what,
     struct text of, const char *then, struct text thing, struct err *err)
{
	char shown[3][ARCHIVE_NAME_SHOWN];
	if (rewrite->tell == NULL)
		return true;
	const char *message = arena_format(rewrite->arena, err, "\"%s\": %s \"%s\": %s \"%s\"",
	                                   archive_name_shown(file->name, shown[0]), what,
	                                   archive_name_shown(of, shown[1]), then,
	                                   archive_name_shown(thing, shown[2]));
	if (message != NULL)
		rewrite->tell(rewrite->context, message);
	return message != NULL;
}

static void
need_release(struct package_rewrite *rewrite, int release, const struct package_file *file)
{
	if (release <= rewrite->release)
		return;
	rewrite->release = release;
	rewrite->why = file->name;
}

/* --- symbols */

static struct text
spell(const struct package_rewrite *rewrite, const char *format, struct text a, struct text b,
      struct err *err)
{
	char *spelt = arena_format(rewrite->arena, err, format, (int)a.size, a.bytes, (int)b.size,
	                           b.bytes);
	return text_of(spelt);
}

static bool
is_ours(const struct package_rewrite *rewrite, struct text library, bool *ours, struct err *err)
{
	struct text start = spell(rewrite, "footprints/%.*s.pretty/%.*s", library, text_of(""),
	                          err);
	*ours = text_is_set(start) && package_folder_first(rewrite->folder, start) != NULL;
	return text_is_set(start);
}

/* Whether the library is of the package by its plain name, or by the one it is installed by. */
static bool
find_library(const struct package_rewrite *rewrite, struct text *library, bool *ours,
             bool *has_prefix, struct err *err)
{
	size_t size = rewrite->prefix.size;
	*has_prefix = false;
	if (!is_ours(rewrite, *library, ours, err))
		return false;
	if (*ours || size == 0 || library->size <= size ||
	    memcmp(library->bytes, rewrite->prefix.bytes, size) != 0)
		return true;
	struct text rest = {library->bytes + size, library->size - size};
	if (!is_ours(rewrite, rest, has_prefix, err))
		return false;
	if (*has_prefix)
		*library = rest;
	return true;
}

static bool
edit_symbol(struct package_rewrite *rewrite, struct package_file *file,
            const struct symbol_library_symbol *symbol, struct err *err)
{
	struct text value = symbol->footprint.text;
	const char *colon = value.size == 0 ? NULL : memchr(value.bytes, ':', value.size);
	bool ours, has_prefix;
	if (colon == NULL)
		return true;
	struct text library = {value.bytes, (size_t)(colon - value.bytes)};
	struct text item = {colon + 1, value.size - library.size - 1};
	if (!find_library(rewrite, &library, &ours, &has_prefix, err))
		return false;
	if (!ours && !has_prefix)
		return true;
	struct text name = spell(rewrite, "footprints/%.*s.pretty/%.*s.kicad_mod", library, item,
	                         err);
	if (!text_is_set(name))
		return false;
	if (package_folder_find(rewrite->folder, name) == NULL &&
	    !tell(rewrite, file, "symbol", symbol->name.text, "the package has no footprint", value,
	          err))
		return false;
	if (has_prefix || rewrite->prefix.size == 0)
		return true;
	const struct file_edit edit = {
	    .offset = symbol->footprint.start.offset + (symbol->footprint.is_string ? 1 : 0),
	    .with = rewrite->prefix,
	};
	return edited_file_add(&file->file, &edit, rewrite->arena, err);
}

/* Symbols come in the order of the file, and so do their edits. */
static bool
edit_symbols(struct package_rewrite *rewrite, struct package_file *file, struct sexpr *sexpr,
             struct arena *arena, struct err *err)
{
	struct symbol_set set;
	if (!symbol_set_read(sexpr, arena, &set, err))
		return false;
	rewrite->symbol_count += set.count;
	need_release(rewrite, kicad_release_of_symbols(set.version), file);
	for (size_t i = 0; i < set.count; i++)
		if (!edit_symbol(rewrite, file, &set.symbols[i].own, err))
			return false;
	return true;
}

/* --- footprints */

static bool
is_slash(char byte)
{
	return byte == '/' || byte == '\\';
}

/* The last part of a path, which is cut off with its slash. */
static struct text
cut_last(struct text *path)
{
	size_t start = path->size;
	while (start > 0 && !is_slash(path->bytes[start - 1]))
		start--;
	struct text last = {path->bytes + start, path->size - start};
	path->size = start > 0 ? start - 1 : 0;
	return last;
}

static bool
ends_with(struct text text, const char *ending)
{
	size_t size = strlen(ending);
	return text.size >= size && memcmp(text.bytes + text.size - size, ending, size) == 0;
}

/* The one model that is called so, whatever folder it is in. */
static const struct package_file *
find_alone(const struct package_folder *folder, struct text name)
{
	const struct package_file *found = NULL;
	const struct package_file *file = package_folder_first(folder, text_of("3dmodels/"));
	const struct package_file *end = folder->files + folder->count;
	for (; file != NULL && file < end && file->place.part == PACKAGE_MODEL; file++) {
		if (!text_equal(file->place.item, name))
			continue;
		if (found != NULL)
			return NULL;
		found = file;
	}
	return found;
}

static bool
find_model(const struct package_rewrite *rewrite, struct text path,
           const struct package_file **model, struct err *err)
{
	*model = NULL;
	if (path.size == 0)
		return true;
	struct text name = cut_last(&path), folder = cut_last(&path);
	if (!ends_with(folder, ".3dshapes")) {
		*model = find_alone(rewrite->folder, name);
		return true;
	}
	struct text wanted = spell(rewrite, "3dmodels/%.*s/%.*s", folder, name, err);
	if (text_is_set(wanted))
		*model = package_folder_find(rewrite->folder, wanted);
	return text_is_set(wanted);
}

/* KiCad's own models, and those that are in the file itself. */
static bool
is_of_kicad(struct text path)
{
	static const char *const starts[] = {"${KICAD", "${KISYS3DMOD}", "kicad-embed://"};
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		size_t size = strlen(starts[i]);
		if (path.size >= size && memcmp(path.bytes, starts[i], size) == 0)
			return true;
	}
	return false;
}

/* The identifier as the name of a folder: KiCad has '_' for '.' there. */
static const char *
identifier_folder(const struct package_rewrite *rewrite, struct err *err)
{
	char *folder = arena_copy(rewrite->arena, rewrite->identifier.bytes,
	                          rewrite->identifier.size, err);
	for (char *c = folder; c != NULL && *c != '\0'; c++)
		if (*c == '.')
			*c = '_';
	return folder;
}

static bool
edit_model(struct package_rewrite *rewrite, struct package_file *file,
           const struct footprint_model *model, struct err *err)
{
	const struct package_file *found;
	if (!find_model(rewrite, model->path, &found, err))
		return false;
	if (found == NULL)
		return model->path.size == 0 || is_of_kicad(model->path) ||
		       tell(rewrite, file, "footprint", file->place.item,
		            "the package has no 3D model", model->path, err);
	need_release(rewrite, MODEL_RELEASE, file);
	const char *folder = identifier_folder(rewrite, err);
	const char *path = folder == NULL
	                       ? NULL
	                       : arena_format(rewrite->arena, err,
	                                      "\"" MODEL_FOLDER "%s/%.*s.3dshapes/%.*s\"", folder,
	                                      (int)found->place.library.size,
	                                      found->place.library.bytes,
	                                      (int)found->place.item.size, found->place.item.bytes);
	const struct file_edit edit = {
	    .offset = model->start.offset,
	    .size = model->end.offset - model->start.offset,
	    .with = text_of(path),
	};
	return path != NULL && edited_file_add(&file->file, &edit, rewrite->arena, err);
}

static bool
edit_footprint(struct package_rewrite *rewrite, struct package_file *file, struct sexpr *sexpr,
               struct arena *arena, struct err *err)
{
	struct footprint_file footprint;
	if (!footprint_file_read(sexpr, arena, &footprint, err))
		return false;
	rewrite->footprint_count++;
	need_release(rewrite, kicad_release_of_footprint(footprint.version), file);
	for (size_t i = 0; i < footprint.model_count; i++)
		if (!edit_model(rewrite, file, &footprint.models[i], err))
			return false;
	return true;
}

/* --- all of it */

static bool
edit_file(struct package_rewrite *rewrite, struct package_file *file, struct arena *arena,
          struct err *err)
{
	struct sexpr sexpr;
	if (file->place.part != PACKAGE_SYMBOLS && file->place.part != PACKAGE_FOOTPRINT)
		return true;
	if (!edited_file_open(&file->file, err))
		return false;
	sexpr_start(&sexpr, edited_file_read, &file->file);
	bool ok = sexpr_head(&sexpr, err);
	if (ok && file->place.part == PACKAGE_SYMBOLS)
		ok = edit_symbols(rewrite, file, &sexpr, arena, err);
	else if (ok)
		ok = edit_footprint(rewrite, file, &sexpr, arena, err);
	ok = ok && sexpr_tail(&sexpr, err);
	edited_file_close(&file->file);
	return ok || archive_name_prefix(file->name, err);
}

bool
package_rewrite_all(struct package_rewrite *rewrite, struct err *err)
{
	struct arena *arena = arena_new(FILE_MEMORY);
	bool ok = true;
	if (arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	rewrite->release = 0;
	for (size_t i = 0; ok && i < rewrite->folder->count; i++) {
		ok = edit_file(rewrite, &rewrite->folder->files[i], arena, err);
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
}
