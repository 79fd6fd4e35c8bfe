/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum {
	RATIO_USUAL = 200,
	DIRECTORY_MAX = 64 * 1024 * 1024, /* bytes of the directory, which libzip keeps */
	END_SIZE = 22,                    /* of the record an archive ends with */
	TAIL_MAX = 65535 + END_SIZE + 20  /* with a comment, and zip64's locator before it */
};
#define RATIO_FREE UINT64_C(1048576)

struct archive {
	zip_t *zip;
	struct archive_entry *entries;
	size_t count;
	uint64_t size;
};

struct archive_limits
archive_limits_usual(void)
{
	return (struct archive_limits){ARCHIVE_ENTRIES_MAX, ARCHIVE_SIZE_MAX, RATIO_USUAL};
}

static uint32_t
number_at(const unsigned char *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

/*
 * Before libzip reads the directory, for it keeps all of it: without zip64 there are at
 * most 65,535 entries.
 */
static bool
check_tail(int fd, const char *path, off_t size, struct arena *arena, struct err *err)
{
	size_t wanted = size < TAIL_MAX ? (size_t)size : TAIL_MAX;
	unsigned char *tail = arena_alloc(arena, TAIL_MAX, err);
	if (tail == NULL)
		return false;
	ssize_t got = pread(fd, tail, wanted, size - (off_t)wanted);
	if (got < 0)
		return err_set(err, ERR_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
	for (size_t i = 0; i + 4 <= (size_t)got; i++) {
		if (memcmp(tail + i, "PK\6\7", 4) == 0)
			return err_set(err, ERR_INPUT,
			               "it is a zip64 archive, which KiCad's packages are not");
		if (i + END_SIZE <= (size_t)got && memcmp(tail + i, "PK\5\6", 4) == 0 &&
		    number_at(tail + i + 12) > DIRECTORY_MAX)
			return err_set(err, ERR_LIMIT, "its directory is larger than %d bytes",
			               DIRECTORY_MAX);
	}
	return true;
}

static void
release(void *zip)
{
	zip_discard(zip);
}

static zip_t *
open_zip(int fd, struct err *err)
{
	int code = 0;
	zip_t *zip = zip_fdopen(fd, ZIP_CHECKCONS, &code);
	if (zip != NULL)
		return zip;
	zip_error_t problem;
	zip_error_init_with_code(&problem, code);
	const char *words = code == ZIP_ER_EXISTS ? "two entries have one name"
	                                          : zip_error_strerror(&problem);
	err_set(err, ERR_INPUT, "it cannot be read as a zip archive: %s", words);
	zip_error_fini(&problem);
	close(fd);
	return NULL;
}

/* Given back with the arena. */
static zip_t *
open_file(const char *path, struct arena *arena, off_t *size, struct err *err)
{
	struct stat about;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
		return NULL;
	}
	bool ok = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	if (!ok)
		err_set(err, ERR_INPUT, "\"%s\" is no file", path);
	if (!ok || !check_tail(fd, path, about.st_size, arena, err)) {
		close(fd);
		return NULL;
	}
	zip_t *zip = open_zip(fd, err);
	*size = about.st_size;
	return zip != NULL && arena_defer(arena, release, zip, err) ? zip : NULL;
}

static bool
refuse(struct text name, const char *what, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	return err_set(err, ERR_INPUT, "\"%s\" %s", archive_name_shown(name, shown), what);
}

/* Neither links nor devices, as Unix and macOS note them. */
static bool
is_plain(zip_t *zip, size_t index)
{
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;
	if (zip_file_get_external_attributes(zip, index, 0, &system, &attributes) != 0)
		return false;
	if (system != ZIP_OPSYS_UNIX && system != ZIP_OPSYS_OS_X)
		return true;
	mode_t mode = (mode_t)(attributes >> 16) & S_IFMT;
	return mode == 0 || mode == S_IFREG || mode == S_IFDIR;
}

static bool
take_entry(struct archive *archive, size_t index, struct arena *arena, struct err *err)
{
	struct archive_entry *entry = &archive->entries[index];
	zip_stat_t about;
	const char *name = zip_get_name(archive->zip, index, ZIP_FL_ENC_RAW);
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD |
	                            ZIP_STAT_ENCRYPTION_METHOD;
	if (name == NULL || zip_stat_index(archive->zip, index, 0, &about) != 0 ||
	    (about.valid & needed) != needed)
		return err_set(err, ERR_INPUT, "an entry of it cannot be read");
	struct text text = text_of(name);
	entry->index = index;
	entry->size = about.size;
	entry->is_folder = text.size > 0 && name[text.size - 1] == '/';
	text.size -= entry->is_folder ? 1 : 0;
	if (!archive_name_check(text, err))
		return false;
	if (about.encryption_method != ZIP_EM_NONE)
		return refuse(text, "is encrypted, which KiCad does not read", err);
	if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
		return refuse(text, "is neither stored nor deflated, which is all that KiCad reads",
		              err);
	if (!is_plain(archive->zip, index))
		return refuse(text, "is a link or a device, not a file", err);
	const char *copy = arena_copy(arena, text.bytes, text.size, err);
	entry->name = (struct text){copy, text.size};
	return copy != NULL;
}

static bool
check_size(const struct archive *archive, const struct archive_limits *limits, off_t file,
           struct err *err)
{
	uint64_t bytes = (uint64_t)file;
	if (archive->size > limits->size)
		return err_set(err, ERR_LIMIT, "it holds more than %" PRIu64 " bytes",
		               limits->size);
	if (archive->size > RATIO_FREE && (archive->size - RATIO_FREE) / limits->ratio > bytes)
		return err_set(err, ERR_LIMIT,
		               "it becomes %" PRIu64 " times larger, which no package does",
		               archive->size / bytes);
	return true;
}

static bool
take_all(struct archive *archive, const struct archive_limits *limits, off_t file,
         struct arena *arena, struct err *err)
{
	struct text *names = arena_alloc(arena, archive->count * sizeof *names, err);
	archive->entries = arena_alloc(arena, archive->count * sizeof *archive->entries, err);
	if (names == NULL || archive->entries == NULL)
		return false;
	for (size_t i = 0; i < archive->count; i++) {
		if (!take_entry(archive, i, arena, err))
			return false;
		names[i] = archive->entries[i].name;
		uint64_t size = archive->entries[i].size;
		archive->size = size > UINT64_MAX - archive->size ? UINT64_MAX
		                                                  : archive->size + size;
	}
	return check_size(archive, limits, file, err) &&
	       archive_name_check_unique(names, archive->count, arena, err);
}

struct archive *
archive_open(const char *path, const struct archive_limits *limits, struct arena *arena,
             struct err *err)
{
	off_t size = 0;
	struct archive *archive = arena_alloc(arena, sizeof *archive, err);
	if (archive == NULL)
		return NULL;
	archive->zip = open_file(path, arena, &size, err);
	if (archive->zip == NULL)
		return NULL;
	archive->count = (size_t)zip_get_num_entries(archive->zip, 0);
	if (archive->count > limits->entries) {
		err_set(err, ERR_LIMIT, "it has more than %zu entries", limits->entries);
		return NULL;
	}
	return take_all(archive, limits, size, arena, err) ? archive : NULL;
}

size_t
archive_count(const struct archive *archive)
{
	return archive->count;
}

uint64_t
archive_size(const struct archive *archive)
{
	return archive->size;
}

const struct archive_entry *
archive_entry(const struct archive *archive, size_t index)
{
	return &archive->entries[index];
}

const struct archive_entry *
archive_find(const struct archive *archive, struct text name)
{
	for (size_t i = 0; i < archive->count; i++)
		if (!archive->entries[i].is_folder && text_equal(archive->entries[i].name, name))
			return &archive->entries[i];
	return NULL;
}

/* --- what entries hold */

static bool
is_damaged(const char *how, struct err *err)
{
	return err_set(err, ERR_INPUT, "it is damaged: %s", how);
}

bool
archive_stream_open(struct archive_stream *stream, struct archive *archive,
                    const struct archive_entry *entry, struct err *err)
{
	zip_file_t *file = zip_fopen_index(archive->zip, entry->index, 0);
	if (file == NULL)
		return is_damaged(zip_strerror(archive->zip), err);
	*stream = (struct archive_stream){file, entry->size};
	return true;
}

/* At the end one byte more is asked for, so that libzip compares sum and size. */
bool
archive_stream_read(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct archive_stream *stream = context;
	zip_int64_t got = zip_fread(stream->file, bytes, room);
	if (got < 0)
		return is_damaged(zip_file_strerror(stream->file), err);
	if ((uint64_t)got > stream->left)
		return is_damaged("it is longer than it says", err);
	if (got == 0 && room > 0 && stream->left > 0)
		return is_damaged("it is shorter than it says", err);
	stream->left -= (uint64_t)got;
	*size = (size_t)got;
	return true;
}

void
archive_stream_close(struct archive_stream *stream)
{
	zip_fclose(stream->file);
}

static bool
read_all(struct archive_stream *stream, char *bytes, size_t room, struct err *err)
{
	size_t size = 0, got = 1;
	while (got > 0) {
		if (!archive_stream_read(stream, bytes + size, room - size, &got, err))
			return false;
		size += got;
	}
	bytes[size] = '\0';
	return true;
}

bool
archive_read(struct archive *archive, const struct archive_entry *entry, size_t limit,
             struct arena *arena, struct text *content, struct err *err)
{
	char shown[ARCHIVE_NAME_SHOWN];
	struct archive_stream stream = {.file = NULL};
	if (entry->size > limit)
		return err_set(err, ERR_LIMIT, "\"%s\" is larger than %zu bytes",
		               archive_name_shown(entry->name, shown), limit);
	size_t size = (size_t)entry->size;
	char *bytes = arena_alloc(arena, size + 1, err);
	if (bytes == NULL)
		return false;
	bool is_open = archive_stream_open(&stream, archive, entry, err);
	bool ok = is_open && read_all(&stream, bytes, size + 1, err);
	if (is_open)
		archive_stream_close(&stream);
	if (ok)
		*content = (struct text){bytes, size};
	return ok || archive_name_prefix(entry->name, err);
}
