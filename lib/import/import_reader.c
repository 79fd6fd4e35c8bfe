/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_reader.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

#include "import/import_reader_inside.h"
#include "pcm/web_address.h"

enum { NAMES_MAX = 100000 }; /* files of a folder */

static void
release(void *arena)
{
	arena_free(arena);
}

/* KIND.json is 1, KIND-2.json is 2; 0 for another kind's. */
static int64_t
number_of(const char *name, const char *kind)
{
	size_t length = strlen(kind), size = strlen(name);
	const size_t ending = strlen(".json");
	int64_t number = 0;
	if (size < length + ending || strncmp(name, kind, length) != 0 ||
	    strcmp(name + size - ending, ".json") != 0)
		return 0;
	if (size == length + ending)
		return 1;
	struct text digits = {name + length + 1, size - length - ending - 1};
	return name[length] == '-' && text_to_int64(digits, 0, INT32_MAX, &number) ? number : 0;
}

/* Pages of one kind by their numbers: what is longer has a higher one. */
static int
compare_names(const void *a, const void *b)
{
	const char *one = *(char *const *)a, *other = *(char *const *)b;
	size_t size = strlen(one), other_size = strlen(other);
	if (size != other_size)
		return size < other_size ? -1 : 1;
	return strcmp(one, other);
}

static bool
add_name(struct import_reader *reader, const char *name, struct err *err)
{
	size_t count = reader->name_count;
	if (count == NAMES_MAX)
		return err_set(err, ERR_LIMIT, "\"%s\" has more than %d files", reader->place,
		               NAMES_MAX);
	if ((count & (count - 1)) == 0) { /* a power of two is full */
		char **longer = arena_grow(reader->arena, reader->names, count * sizeof *longer,
		                           (count == 0 ? 1 : 2 * count) * sizeof *longer, err);
		if (longer == NULL)
			return false;
		reader->names = longer;
	}
	reader->names[count] = arena_copy(reader->arena, name, strlen(name), err);
	reader->name_count += reader->names[count] != NULL;
	return reader->names[count] != NULL;
}

static bool
open_folder(struct import_reader *reader, struct err *err)
{
	DIR *folder = opendir(reader->place);
	const struct dirent *entry;
	bool good = true;
	if (folder == NULL)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", reader->place,
		               strerror(errno));
	while (good && (errno = 0, entry = readdir(folder)) != NULL)
		good = add_name(reader, entry->d_name, err);
	if (good && errno != 0)
		good = err_set(err, ERR_INPUT, "cannot read \"%s\": %s", reader->place,
		               strerror(errno));
	closedir(folder);
	if (good && reader->name_count > 0)
		qsort(reader->names, reader->name_count, sizeof *reader->names, compare_names);
	return good;
}

static bool
open_place(struct import_reader *reader, const char *token, struct err *err)
{
	struct web_address address;
	struct stat stat_of;
	if (web_address_read(text_of(reader->place), &address))
		return import_reader_web_open(reader, token, err);
	if (stat(reader->place, &stat_of) != 0)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", reader->place,
		               strerror(errno));
	return !S_ISDIR(stat_of.st_mode) || open_folder(reader, err);
}

struct import_reader *
import_reader_new(const struct import_source *source, const char *place, const char *token,
                  struct arena *arena, struct err *err)
{
	struct import_reader *reader = arena_alloc(arena, sizeof *reader, err);
	if (reader == NULL)
		return NULL;
	*reader = (struct import_reader){.source = source, .place = place, .arena = arena};
	reader->page = arena_new(IMPORT_READER_MEMORY);
	if (reader->page == NULL) {
		err_set(err, ERR_SYSTEM, "no memory");
		return NULL;
	}
	if (!arena_defer(arena, release, reader->page, err) || !open_place(reader, token, err))
		return NULL;
	return reader;
}

bool
import_reader_is_live(const struct import_reader *reader)
{
	return reader->fetch != NULL;
}

bool
import_reader_page(struct import_reading *reading, const char *file, struct text bytes,
                   struct import_page *page, struct err *err)
{
	if (!import_page_read(bytes, reading->reader->page, page, err))
		return err_prefix(err, "%s", file);
	reading->pages++;
	reading->elements += page->count;
	if (page->total >= 0)
		reading->total = page->total;
	return reading->take(reading->context, file, page, err);
}

static bool
read_file(struct import_reading *reading, const char *path, const char *name, struct err *err)
{
	struct import_reader *reader = reading->reader;
	struct import_page page;
	struct text bytes;
	arena_reset(reader->page);
	if (!file_read(path, IMPORT_PAGE_SIZE, reader->page, &bytes, err)) {
		if (err->code != ERR_LIMIT)
			return false;
		return err_set(err, ERR_LIMIT,
		               "%s: it is larger than %d MiB; save it in pages, as %s-2.json", name,
		               IMPORT_PAGE_SIZE / 1024 / 1024, reading->document->kind);
	}
	return import_reader_page(reading, name, bytes, &page, err);
}

/* The pages say how many elements there are in all. */
static bool
check_total(const struct import_reading *reading, struct err *err)
{
	const char *kind = reading->document->kind;
	if (reading->total < 0 || reading->elements >= (size_t)reading->total)
		return true;
	return err_set(err, ERR_INPUT,
	               "%s.json: it says there are %" PRId64
	               ", and only %zu are there; save the other pages as %s-2.json ...",
	               kind, reading->total, reading->elements, kind);
}

static bool
read_folder(struct import_reading *reading, struct err *err)
{
	struct import_reader *reader = reading->reader;
	for (size_t i = 0; i < reader->name_count; i++) {
		const char *name = reader->names[i];
		if (number_of(name, reading->document->kind) == 0)
			continue;
		const char *path = arena_format(reader->arena, err, "%s/%s", reader->place, name);
		if (path == NULL || !read_file(reading, path, name, err))
			return false;
	}
	return check_total(reading, err);
}

bool
import_reader_read(struct import_reader *reader, const struct import_document *document,
                   import_take_page *take, void *context, size_t *pages, struct err *err)
{
	struct import_reading reading = {
	    .reader = reader, .document = document, .take = take, .context = context, .total = -1};
	const char *single = reader->source->single_kind;
	bool good = true;
	if (reader->fetch != NULL)
		good = import_reader_web_read(&reading, err);
	else if (reader->names != NULL)
		good = read_folder(&reading, err);
	else if (single != NULL && strcmp(single, document->kind) == 0)
		good = import_reader_csv_is(reader->place)
		           ? import_reader_csv_read(&reading, reader->place, err)
		           : read_file(&reading, reader->place, reader->place, err);
	else if (single == NULL)
		good = err_set(err, ERR_INPUT, "\"%s\" is no folder", reader->place);
	arena_reset(reader->page);
	if (good)
		*pages = reading.pages;
	return good;
}
