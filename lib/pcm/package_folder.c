/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcm/archive.h"

enum { FILES_FIRST = 64, NAMES_FIRST = 16 };

struct scan {
	const struct package_folder_wanted *wanted;
	struct arena *arena;
	struct package_file *files;
	size_t count, room;
	char refused[ARCHIVE_NAME_SHOWN]; /* the first that no package has */
	size_t refused_count;
};

static bool read_folder(struct scan *scan, const char *path, const char *inside, struct err *err);

/* --- one folder's names, sorted, so that messages are the same everywhere */

struct names {
	char **items;
	size_t count, room;
};

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
add_name(struct names *names, const char *name, struct arena *arena, struct err *err)
{
	if (names->count == ARCHIVE_ENTRIES_MAX)
		return err_set(err, ERR_LIMIT, "a folder has more than %d files",
		               ARCHIVE_ENTRIES_MAX);
	if (names->count == names->room) {
		size_t room = names->room == 0 ? NAMES_FIRST : 2 * names->room;
		char **items = arena_grow(arena, names->items, names->room * sizeof *items,
		                          room * sizeof *items, err);
		if (items == NULL)
			return false;
		names->items = items;
		names->room = room;
	}
	names->items[names->count] = arena_copy(arena, name, strlen(name), err);
	return names->items[names->count++] != NULL;
}

static bool
read_names(const char *path, struct arena *arena, struct names *names, struct err *err)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool ok = true;
	if (folder == NULL)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	while (ok && (errno = 0, entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			ok = add_name(names, entry->d_name, arena, err);
	if (ok && errno != 0)
		ok = err_set(err, ERR_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
	closedir(folder);
	if (ok && names->count > 0)
		qsort(names->items, names->count, sizeof *names->items, compare_strings);
	return ok;
}

/* --- what becomes of each */

/* What no package has: told when it is left out, else an error in the end. */
static bool
refuse(struct scan *scan, struct text name, bool is_folder, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	const char *slash = is_folder ? "/" : "";
	archive_name_shown(name, shown);
	if (scan->refused_count++ == 0)
		memcpy(scan->refused, shown, sizeof shown);
	if (!scan->wanted->strip || scan->wanted->tell == NULL)
		return true;
	const char *message = arena_format(scan->arena, err, "left out \"%s%s\"", shown, slash);
	if (message != NULL)
		scan->wanted->tell(scan->wanted->context, message);
	return message != NULL;
}

static bool
add_file(struct scan *scan, const char *path, const struct stat *about, struct text name,
         struct err *err)
{
	struct package_place place = package_layout_place(name);
	if (!package_layout_has(scan->wanted->type, place.part))
		return refuse(scan, name, false, err);
	if (!archive_name_check(name, err))
		return false;
	if (scan->count == ARCHIVE_ENTRIES_MAX - 1) /* one is metadata.json */
		return err_set(err, ERR_LIMIT, "a package has more than %d files",
		               ARCHIVE_ENTRIES_MAX);
	if (scan->count == scan->room) {
		size_t room = scan->room == 0 ? FILES_FIRST : 2 * scan->room;
		struct package_file *files = arena_grow(scan->arena, scan->files,
		                                        scan->room * sizeof *files,
		                                        room * sizeof *files, err);
		if (files == NULL)
			return false;
		scan->files = files;
		scan->room = room;
	}
	scan->files[scan->count++] = (struct package_file){name, place,
	                                                   edited_file_of(path, about)};
	return true;
}

/* `inside` is the place in the package, "" at the top, else with a '/' at its end. */
static bool
read_one(struct scan *scan, const char *folder, const char *inside, const char *name,
         struct err *err)
{
	struct stat about;
	const char *path = arena_format(scan->arena, err, "%s/%s", folder, name);
	if (path == NULL)
		return false;
	if (lstat(path, &about) != 0)
		return err_set(err, ERR_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
	bool is_folder = S_ISDIR(about.st_mode);
	if (inside[0] == '\0' && scan->wanted->type == PACKAGE_TYPE_LIBRARY)
		inside = package_layout_home(text_of(name), is_folder);
	const char *place = arena_format(scan->arena, err, "%s%s", inside, name);
	if (place == NULL)
		return false;
	char shown[ARCHIVE_NAME_SHOWN];
	if (!is_folder && !S_ISREG(about.st_mode))
		return err_set(err, ERR_INPUT, "\"%s\" is a link or a device, not a file",
		               archive_name_shown(text_of(path), shown));
	if (strcmp(place, "metadata.json") == 0)
		return true;
	if (!is_folder)
		return add_file(scan, path, &about, text_of(place), err);
	if (!package_layout_has_folder(scan->wanted->type, text_of(place)))
		return refuse(scan, text_of(place), true, err);
	const char *below = arena_format(scan->arena, err, "%s/", place);
	return below != NULL && read_folder(scan, path, below, err);
}

static bool
read_folder(struct scan *scan, const char *path, const char *inside, struct err *err)
{
	struct names names = {NULL, 0, 0};
	if (strlen(inside) > ARCHIVE_NAME_MAX)
		return archive_name_check(text_of(inside), err);
	if (!read_names(path, scan->arena, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (!read_one(scan, path, inside, names.items[i], err))
			return false;
	return true;
}

/* --- all of it */

static int
compare_texts(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size == 0 ? 0 : memcmp(a.bytes, b.bytes, size);
	return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int
compare_files(const void *a, const void *b)
{
	return compare_texts(((const struct package_file *)a)->name,
	                     ((const struct package_file *)b)->name);
}

static bool
check_refused(const struct scan *scan, struct err *err)
{
	static const char *const words[] = {"", "library", "plugin", "colortheme"};
	char more[40] = "";
	if (scan->refused_count == 0 || scan->wanted->strip)
		return true;
	if (scan->refused_count > 1)
		snprintf(more, sizeof more, " and %zu more", scan->refused_count - 1);
	return err_set(err, ERR_INPUT,
	               "\"%s\"%s: a package of type %s has no such files; leave them out with "
	               "--strip",
	               scan->refused, more, words[scan->wanted->type]);
}

static bool
check_unique(const struct scan *scan, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	struct text *names = arena_alloc(scan->arena, scan->count * sizeof *names, err);
	if (names == NULL)
		return false;
	for (size_t i = 0; i < scan->count; i++) {
		names[i] = scan->files[i].name;
		if (i > 0 && text_equal(names[i - 1], names[i]))
			return err_set(err, ERR_INPUT,
			               "\"%s\" is there twice: at the top of the folder and in its "
			               "place",
			               archive_name_shown(names[i], shown));
	}
	return archive_name_check_unique(names, scan->count, scan->arena, err);
}

bool
package_folder_read(const char *path, const struct package_folder_wanted *wanted,
                    struct arena *arena, struct package_folder *folder, struct err *err)
{
	struct scan scan = {.wanted = wanted, .arena = arena};
	if (!read_folder(&scan, path, "", err) || !check_refused(&scan, err))
		return false;
	if (scan.count > 0)
		qsort(scan.files, scan.count, sizeof *scan.files, compare_files);
	if (!check_unique(&scan, err))
		return false;
	*folder = (struct package_folder){scan.files, scan.count};
	return true;
}

/* Where the name is or would be. */
static size_t
place_of(const struct package_folder *folder, struct text name)
{
	size_t low = 0, high = folder->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_texts(folder->files[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct package_file *
package_folder_find(const struct package_folder *folder, struct text name)
{
	size_t at = place_of(folder, name);
	return at < folder->count && text_equal(folder->files[at].name, name) ? &folder->files[at]
	                                                                      : NULL;
}

const struct package_file *
package_folder_first(const struct package_folder *folder, struct text start)
{
	size_t at = place_of(folder, start);
	if (at == folder->count || folder->files[at].name.size < start.size ||
	    memcmp(folder->files[at].name.bytes, start.bytes, start.size) != 0)
		return NULL;
	return &folder->files[at];
}
