/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edited_file: a file in which some bytes stand for others, read piece by piece; the file
 * itself and all other bytes stay as they are. Memory is that of the edits.
 */
#ifndef KIDEPOT_PCM_EDITED_FILE_H
#define KIDEPOT_PCM_EDITED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/text.h"
#include "pcm/archive_write.h"

struct file_edit {
	uint64_t offset, size; /* the bytes of the file that go; size 0 only puts some in */
	struct text with;
};

struct edited_file {
	const char *path;
	uint64_t size; /* on disk */
	struct timespec changed;
	struct file_edit *edits;
	size_t count, room;
	/* Private: while it is open. */
	int fd;
	uint64_t at;
	size_t edit, put;
};

/* The file as lstat saw it, without edits. Nothing is opened. `path` is borrowed. */
struct edited_file edited_file_of(const char *path, const struct stat *about);

/* Adds an edit behind the last one. ERR_LIMIT. Its text is borrowed. */
bool edited_file_add(struct edited_file *file, const struct file_edit *edit, struct arena *arena,
                     struct err *err);

/*
 * To read it: as it is on disk when it has no edits yet. ERR_INPUT when it cannot be read, or
 * is not what it was when edited_file_of was called. The context is the struct edited_file.
 */
bool edited_file_open(void *file, struct err *err);
bool edited_file_read(void *file, char *bytes, size_t room, size_t *size, struct err *err);
void edited_file_close(void *file);

/* All of that, for archive_write_add, with its edits. */
struct archive_write_content edited_file_content(struct edited_file *file);

#endif
