/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/archive_write.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "pcm/archive.h"

/* Of MS-DOS: 1980-01-01 00:00. */
enum { DOS_TIME = 0, DOS_DATE = 0x0021, ENTRIES_FIRST = 64 };
#define MODE ((zip_uint32_t)0100644 << 16)

/* One entry, as libzip reads it. */
struct entry {
	struct text name;
	struct archive_write_content content;
	struct text text; /* what is left of an entry in memory */
	struct err *err;  /* where a failure goes */
	zip_error_t problem;
};

struct archive_write {
	struct arena *arena;
	struct entry **entries;
	size_t count, room;
	uint64_t size;
};

/* The file, as libzip writes it. */
struct target {
	struct stream_out *out;
	struct err *err;
	zip_error_t problem;
};

struct archive_write *
archive_write_new(struct arena *arena, struct err *err)
{
	struct archive_write *archive = arena_alloc(arena, sizeof *archive, err);
	if (archive != NULL)
		archive->arena = arena;
	return archive;
}

uint64_t
archive_write_size(const struct archive_write *archive)
{
	return archive->size;
}

static bool
make_room(struct archive_write *archive, struct err *err)
{
	size_t room = archive->room == 0 ? ENTRIES_FIRST : 2 * archive->room;
	if (archive->count < archive->room)
		return true;
	struct entry **entries = arena_grow(archive->arena, archive->entries,
	                                    archive->room * sizeof(struct entry *),
	                                    room * sizeof(struct entry *), err);
	if (entries == NULL)
		return false;
	archive->entries = entries;
	archive->room = room;
	return true;
}

static bool
add(struct archive_write *archive, const struct entry *model, struct err *err)
{
	if (!archive_name_check(model->name, err))
		return false;
	if (archive->count == ARCHIVE_ENTRIES_MAX)
		return err_set(err, ERR_LIMIT, "a package has more than %d files",
		               ARCHIVE_ENTRIES_MAX);
	if (model->content.size > ARCHIVE_SIZE_MAX - archive->size)
		return err_set(err, ERR_LIMIT, "a package has more than %" PRIu64 " bytes",
		               ARCHIVE_SIZE_MAX);
	struct entry *entry = arena_alloc(archive->arena, sizeof *entry, err);
	if (entry == NULL || !make_room(archive, err))
		return false;
	*entry = *model;
	archive->entries[archive->count++] = entry;
	archive->size += entry->content.size;
	return true;
}

bool
archive_write_text(struct archive_write *archive, struct text name, struct text content,
                   struct err *err)
{
	const struct entry entry = {
	    .name = name, .content = {.size = content.size}, .text = content};
	return add(archive, &entry, err);
}

bool
archive_write_add(struct archive_write *archive, struct text name,
                  const struct archive_write_content *content, struct err *err)
{
	const struct entry entry = {.name = name, .content = *content};
	return add(archive, &entry, err);
}

/* --- what libzip asks of an entry */

static zip_int64_t
failed(zip_error_t *problem, int code)
{
	zip_error_set(problem, code, EIO);
	return -1;
}

static zip_int64_t
answer_supports(zip_int64_t commands)
{
	return commands | ZIP_SOURCE_MAKE_COMMAND_BITMASK(ZIP_SOURCE_SUPPORTS);
}

static zip_int64_t
read_entry(struct entry *entry, char *bytes, zip_uint64_t room)
{
	size_t size = 0;
	if (entry->content.read != NULL) {
		if (!entry->content.read(entry->content.context, bytes, (size_t)room, &size,
		                         entry->err))
			return failed(&entry->problem, ZIP_ER_READ);
		return (zip_int64_t)size;
	}
	size = entry->text.size < room ? entry->text.size : (size_t)room;
	if (size > 0)
		memcpy(bytes, entry->text.bytes, size);
	entry->text.bytes += size;
	entry->text.size -= size;
	return (zip_int64_t)size;
}

static zip_int64_t
stat_entry(const struct entry *entry, zip_stat_t *about)
{
	zip_stat_init(about);
	about->size = about->comp_size = entry->content.size;
	about->comp_method = ZIP_CM_STORE;
	about->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
	return sizeof *about;
}

static zip_int64_t
serve_entry(void *context, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
	struct entry *entry = context;
	const struct archive_write_content *content = &entry->content;
	switch (command) {
	case ZIP_SOURCE_OPEN:
		return content->open == NULL || content->open(content->context, entry->err)
		           ? 0
		           : failed(&entry->problem, ZIP_ER_OPEN);
	case ZIP_SOURCE_READ:
		return read_entry(entry, data, size);
	case ZIP_SOURCE_CLOSE:
		if (content->close != NULL)
			content->close(content->context);
		return 0;
	case ZIP_SOURCE_STAT:
		return stat_entry(entry, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&entry->problem, data, size);
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return answer_supports(ZIP_SOURCE_SUPPORTS_READABLE);
	default:
		return failed(&entry->problem, ZIP_ER_OPNOTSUPP);
	}
}

/* --- what libzip asks of the file */

static zip_int64_t
seek(struct target *target, const zip_source_args_seek_t *to)
{
	if (to != NULL && lseek(target->out->fd, (off_t)to->offset, to->whence) >= 0)
		return 0;
	err_set(target->err, ERR_OUTPUT, "cannot write \"%s\": %s", target->out->path,
	        strerror(errno));
	return failed(&target->problem, ZIP_ER_SEEK);
}

static zip_int64_t
write_target(struct target *target, const char *bytes, zip_uint64_t size)
{
	if (!stream_write(target->out, (struct text){bytes, (size_t)size}, target->err))
		return failed(&target->problem, ZIP_ER_WRITE);
	return (zip_int64_t)size;
}

static zip_int64_t
serve_target(void *context, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
	struct target *target = context;
	switch (command) {
	case ZIP_SOURCE_STAT: /* there is nothing yet */
		zip_error_set(&target->problem, ZIP_ER_READ, ENOENT);
		return -1;
	case ZIP_SOURCE_WRITE:
		return write_target(target, data, size);
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(target, ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, size,
		                                        &target->problem));
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)lseek(target->out->fd, 0, SEEK_CUR);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&target->problem, data, size);
	case ZIP_SOURCE_SUPPORTS:
		return answer_supports(ZIP_SOURCE_SUPPORTS_WRITABLE);
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		return failed(&target->problem, ZIP_ER_OPNOTSUPP);
	}
}

/* --- writing */

static int
compare(const void *a, const void *b)
{
	struct text one = (*(struct entry *const *)a)->name;
	struct text other = (*(struct entry *const *)b)->name;
	size_t size = one.size < other.size ? one.size : other.size;
	int order = memcmp(one.bytes, other.bytes, size);
	return order != 0 ? order : (one.size > other.size) - (one.size < other.size);
}

/* Failures of ours stand in err already; what is left is libzip's. */
static bool
of_libzip(const char *path, zip_error_t *problem, struct err *err)
{
	if (err != NULL && err->code != ERR_NONE)
		return false;
	return err_set(err, ERR_OUTPUT, "cannot write \"%s\": %s", path,
	               zip_error_strerror(problem));
}

/* From 1.11 on libzip marks a name in ASCII too as UTF-8 when told so, which makes other bytes. */
static zip_flags_t
encoding_of(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if ((unsigned char)name.bytes[i] > 0x7f)
			return ZIP_FL_ENC_UTF_8;
	return ZIP_FL_ENC_GUESS;
}

static bool
put_entry(zip_t *zip, struct entry *entry, struct arena *arena, struct err *err)
{
	entry->err = err;
	zip_error_init(&entry->problem);
	const char *name = arena_copy(arena, entry->name.bytes, entry->name.size, err);
	if (name == NULL)
		return false;
	zip_source_t *source = zip_source_function(zip, serve_entry, entry);
	zip_int64_t index = source == NULL
	                        ? -1
	                        : zip_file_add(zip, name, source, encoding_of(entry->name));
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	zip_uint64_t at = (zip_uint64_t)index;
	return zip_set_file_compression(zip, at, ZIP_CM_STORE, 0) == 0 &&
	       zip_file_set_dostime(zip, at, DOS_TIME, DOS_DATE, 0) == 0 &&
	       zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX, MODE) == 0;
}

/* `problem` holds what libzip says when err says nothing. */
static bool
put_all(const struct archive_write *archive, struct target *target, zip_error_t *problem)
{
	zip_source_t *source = zip_source_function_create(serve_target, target, problem);
	if (source == NULL)
		return false;
	zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, problem);
	if (zip == NULL) {
		zip_source_free(source);
		return false;
	}
	bool ok = true;
	for (size_t i = 0; ok && i < archive->count; i++)
		ok = put_entry(zip, archive->entries[i], archive->arena, target->err);
	if (ok && zip_close(zip) == 0)
		return true;
	zip_error_set(problem, zip_error_code_zip(zip_get_error(zip)),
	              zip_error_code_system(zip_get_error(zip)));
	zip_discard(zip);
	return false;
}

static bool
check_names(const struct archive_write *archive, struct err *err)
{
	struct text *names = arena_alloc(archive->arena, archive->count * sizeof *names, err);
	if (names == NULL)
		return false;
	for (size_t i = 0; i < archive->count; i++)
		names[i] = archive->entries[i]->name;
	return archive_name_check_unique(names, archive->count, archive->arena, err);
}

bool
archive_write_finish(struct archive_write *archive, const char *path, unsigned mode,
                     struct err *err)
{
	struct stream_out out;
	struct err own = {.code = ERR_NONE};
	if (archive->count == 0)
		return err_set(err, ERR_INPUT, "a package has no files");
	if (strcmp(path, "-") == 0)
		return err_set(err, ERR_INPUT, "a package is not written to the standard output");
	if (!check_names(archive, err) || !stream_create(&out, path, mode, err))
		return false;
	qsort(archive->entries, archive->count, sizeof(struct entry *), compare);
	struct target target = {.out = &out, .err = &own};
	zip_error_t problem;
	zip_error_init(&target.problem);
	zip_error_init(&problem);
	bool ok = put_all(archive, &target, &problem);
	if (!ok) {
		of_libzip(path, &problem, &own);
		stream_abandon(&out);
		if (err != NULL)
			*err = own;
	}
	zip_error_fini(&problem);
	zip_error_fini(&target.problem);
	return ok && stream_finish(&out, err);
}
