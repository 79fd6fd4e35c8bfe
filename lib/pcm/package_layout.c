/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_layout.h"

#include <string.h>

static const char *const model_endings[] = {".step", ".stp", ".stpz", ".stp.gz", ".step.gz",
                                            ".wrl",  ".wrz", ".iges", ".igs"};

/* Cuts a beginning off, if it is there. */
static bool
cut_start(struct text *name, const char *start)
{
	size_t size = strlen(start);
	if (name->size < size || memcmp(name->bytes, start, size) != 0)
		return false;
	name->bytes += size;
	name->size -= size;
	return true;
}

/* The name without an ending; not set when it does not end so, or is nothing else. */
static struct text
without(struct text name, const char *ending)
{
	size_t size = strlen(ending);
	if (name.size <= size ||
	    !text_equal((struct text){name.bytes + name.size - size, size}, text_of(ending)))
		return text_of(NULL);
	return (struct text){name.bytes, name.size - size};
}

static bool
has_slash(struct text name)
{
	return name.size > 0 && memchr(name.bytes, '/', name.size) != NULL;
}

/* FOLDER/FILE, when there is one '/'. */
static bool
split(struct text name, struct text *folder, struct text *file)
{
	const char *slash = name.size == 0 ? NULL : memchr(name.bytes, '/', name.size);
	if (slash == NULL)
		return false;
	size_t size = (size_t)(slash - name.bytes);
	*folder = (struct text){name.bytes, size};
	*file = (struct text){slash + 1, name.size - size - 1};
	return !has_slash(*file);
}

/* In any case, as KiCad has it. */
static bool
is_model(struct text file)
{
	for (size_t i = 0; i < sizeof model_endings / sizeof model_endings[0]; i++) {
		size_t size = strlen(model_endings[i]);
		if (file.size > size &&
		    text_equal_nocase((struct text){file.bytes + file.size - size, size},
		                      text_of(model_endings[i])))
			return true;
	}
	return false;
}

static struct package_place
place_of_footprint(struct text rest)
{
	struct text folder, file;
	if (!split(rest, &folder, &file))
		return (struct package_place){PACKAGE_OTHER, {NULL, 0}, {NULL, 0}};
	struct text library = without(folder, ".pretty"), item = without(file, ".kicad_mod");
	bool is_good = text_is_set(library) && text_is_set(item);
	return (struct package_place){is_good ? PACKAGE_FOOTPRINT : PACKAGE_OTHER, library, item};
}

static struct package_place
place_of_model(struct text rest)
{
	struct text folder, file;
	if (!split(rest, &folder, &file))
		return (struct package_place){PACKAGE_OTHER, {NULL, 0}, {NULL, 0}};
	struct text library = without(folder, ".3dshapes");
	bool is_good = text_is_set(library) && is_model(file);
	return (struct package_place){is_good ? PACKAGE_MODEL : PACKAGE_OTHER, library, file};
}

/* What editors, systems and Python leave behind. */
static bool
is_debris(struct text part)
{
	return part.size == 0 || part.bytes[0] == '.' || text_equal(part, text_of("__pycache__")) ||
	       text_is_set(without(part, ".pyc"));
}

static bool
has_debris(struct text name)
{
	for (size_t start = 0, at = 0; at <= name.size; at++) {
		if (at < name.size && name.bytes[at] != '/')
			continue;
		if (is_debris((struct text){name.bytes + start, at - start}))
			return true;
		start = at + 1;
	}
	return false;
}

struct package_place
package_layout_place(struct text name)
{
	struct package_place place = {PACKAGE_OTHER, {NULL, 0}, {NULL, 0}};
	struct text rest = name;
	if (text_equal(name, text_of("metadata.json")))
		place.part = PACKAGE_METADATA;
	else if (text_equal(name, text_of("resources/icon.png")))
		place.part = PACKAGE_ICON;
	else if (cut_start(&rest, "footprints/"))
		return place_of_footprint(rest);
	else if (cut_start(&rest, "3dmodels/"))
		return place_of_model(rest);
	else if (cut_start(&rest, "symbols/")) {
		place.library = without(rest, ".kicad_sym");
		if (text_is_set(place.library) && !has_slash(rest))
			place.part = PACKAGE_SYMBOLS;
	} else if (cut_start(&rest, "plugins/"))
		place.part = has_debris(rest) ? PACKAGE_OTHER : PACKAGE_PLUGIN;
	else if (cut_start(&rest, "colors/") && !has_slash(rest) &&
	         text_is_set(without(rest, ".json")))
		place.part = PACKAGE_COLORS;
	return place;
}

enum package_type
package_layout_type(struct text word)
{
	static const char *const words[] = {
	    [PACKAGE_TYPE_LIBRARY] = "library",
	    [PACKAGE_TYPE_PLUGIN] = "plugin",
	    [PACKAGE_TYPE_COLORTHEME] = "colortheme",
	};
	for (int i = PACKAGE_TYPE_LIBRARY; i <= PACKAGE_TYPE_COLORTHEME; i++)
		if (text_equal(word, text_of(words[i])))
			return (enum package_type)i;
	return PACKAGE_TYPE_UNKNOWN;
}

bool
package_layout_has(enum package_type type, enum package_part part)
{
	switch (part) {
	case PACKAGE_METADATA:
	case PACKAGE_ICON:
		return true;
	case PACKAGE_SYMBOLS:
	case PACKAGE_FOOTPRINT:
	case PACKAGE_MODEL:
		return type == PACKAGE_TYPE_LIBRARY;
	case PACKAGE_PLUGIN:
		return type == PACKAGE_TYPE_PLUGIN;
	case PACKAGE_COLORS:
		return type == PACKAGE_TYPE_COLORTHEME;
	default:
		return false;
	}
}

bool
package_layout_has_folder(enum package_type type, struct text name)
{
	struct text rest = name;
	if (text_equal(name, text_of("resources")))
		return true;
	if (type == PACKAGE_TYPE_COLORTHEME)
		return text_equal(name, text_of("colors"));
	if (type == PACKAGE_TYPE_PLUGIN)
		return text_equal(name, text_of("plugins")) ||
		       (cut_start(&rest, "plugins/") && !has_debris(rest));
	if (type != PACKAGE_TYPE_LIBRARY)
		return false;
	if (text_is_one_of(name, "symbols footprints 3dmodels"))
		return true;
	const char *ending = cut_start(&rest, "footprints/") ? ".pretty"
	                     : cut_start(&rest, "3dmodels/") ? ".3dshapes"
	                                                     : NULL;
	return ending != NULL && !has_slash(rest) && text_is_set(without(rest, ending));
}

const char *
package_layout_home(struct text name, bool is_folder)
{
	if (!is_folder)
		return text_is_set(without(name, ".kicad_sym")) ? "symbols/" : "";
	if (text_is_set(without(name, ".pretty")))
		return "footprints/";
	return text_is_set(without(name, ".3dshapes")) ? "3dmodels/" : "";
}
