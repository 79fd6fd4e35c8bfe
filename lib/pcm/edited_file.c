/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/edited_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { EDITS_FIRST = 8 };

struct edited_file
edited_file_of(const char *path, const struct stat *about)
{
	return (struct edited_file){
	    .path = path,
	    .size = (uint64_t)about->st_size,
	    .changed = about->st_mtim,
	    .fd = -1,
	};
}

bool
edited_file_add(struct edited_file *file, const struct file_edit *edit, struct arena *arena,
                struct err *err)
{
	if (file->count == file->room) {
		size_t room = file->room == 0 ? EDITS_FIRST : 2 * file->room;
		struct file_edit *edits = arena_grow(arena, file->edits, file->room * sizeof *edits,
		                                     room * sizeof *edits, err);
		if (edits == NULL)
			return false;
		file->edits = edits;
		file->room = room;
	}
	file->edits[file->count++] = *edit;
	return true;
}

static bool
is_other(const struct edited_file *file, struct err *err)
{
	return err_set(err, ERR_INPUT, "\"%s\" was changed while it was packed; pack it again",
	               file->path);
}

bool
edited_file_open(void *context, struct err *err)
{
	struct edited_file *file = context;
	struct stat about;
	file->at = 0;
	file->edit = file->put = 0;
	file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file->fd < 0)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", file->path,
		               strerror(errno));
	if (fstat(file->fd, &about) == 0 && S_ISREG(about.st_mode) &&
	    (uint64_t)about.st_size == file->size && about.st_mtim.tv_sec == file->changed.tv_sec &&
	    about.st_mtim.tv_nsec == file->changed.tv_nsec)
		return true;
	edited_file_close(file);
	return is_other(file, err);
}

/* Bytes of the edit that begins here; none left: what it is for is passed over. */
static bool
read_edit(struct edited_file *file, char *bytes, size_t room, size_t *size, struct err *err)
{
	const struct file_edit *edit = &file->edits[file->edit];
	*size = edit->with.size - file->put < room ? edit->with.size - file->put : room;
	if (*size > 0)
		memcpy(bytes, edit->with.bytes + file->put, *size);
	file->put += *size;
	if (file->put < edit->with.size)
		return true;
	file->put = 0;
	file->edit++;
	file->at += edit->size;
	return lseek(file->fd, (off_t)file->at, SEEK_SET) >= 0 ||
	       err_set(err, ERR_INPUT, "cannot read \"%s\": %s", file->path, strerror(errno));
}

static bool
read_bytes(struct edited_file *file, char *bytes, size_t room, size_t *size, struct err *err)
{
	ssize_t got;
	do
		got = read(file->fd, bytes, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_INPUT, "cannot read \"%s\": %s", file->path,
		               strerror(errno));
	file->at += (uint64_t)got;
	if (file->at > file->size || (got == 0 && file->at < file->size))
		return is_other(file, err);
	*size = (size_t)got;
	return true;
}

bool
edited_file_read(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct edited_file *file = context;
	*size = 0;
	while (file->edit < file->count && file->edits[file->edit].offset == file->at) {
		if (!read_edit(file, bytes, room, size, err))
			return false;
		if (*size > 0)
			return true;
	}
	if (file->edit < file->count && file->edits[file->edit].offset - file->at < room)
		room = (size_t)(file->edits[file->edit].offset - file->at);
	return read_bytes(file, bytes, room, size, err);
}

void
edited_file_close(void *context)
{
	struct edited_file *file = context;
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}

struct archive_write_content
edited_file_content(struct edited_file *file)
{
	uint64_t size = file->size;
	for (size_t i = 0; i < file->count; i++)
		size = size - file->edits[i].size + file->edits[i].with.size;
	return (struct archive_write_content){edited_file_open, edited_file_read, edited_file_close,
	                                      file, size};
}
