/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive: zip archives being read, of KiCad's Plugin and Content Manager; they may come
 * from anybody. archive_write.h writes them. The two are the one door to libzip. What the
 * entries mean is not known here.
 *
 * An archive that is open has only names that archive_name_check takes, none of them twice
 * or equal but for case; no links; only what KiCad reads (ISO 21320-1: stored or deflated,
 * not encrypted, one file); no zip64, which nothing of that size needs.
 */
#ifndef KIDEPOT_PCM_ARCHIVE_H
#define KIDEPOT_PCM_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "pcm/archive_name.h"

/* The most that is written, and read unless limits say less. */
enum { ARCHIVE_ENTRIES_MAX = 65534 };
#define ARCHIVE_SIZE_MAX UINT64_C(0xf0000000) /* bytes of all entries together */

struct archive_limits {
	size_t entries;
	uint64_t size;  /* bytes of all entries together, not compressed */
	uint64_t ratio; /* how often larger than the file these may be; a MiB always may */
};

/* ARCHIVE_ENTRIES_MAX, ARCHIVE_SIZE_MAX, and 200 times the size. */
struct archive_limits archive_limits_usual(void);

struct archive;

struct archive_entry {
	struct text name; /* of a folder without the '/' at the end */
	uint64_t size;    /* bytes, as the archive says; no more are ever read */
	size_t index;     /* from 0 */
	bool is_folder;
};

/*
 * Opens the file; it is closed with the arena. NULL with ERR_INPUT when it cannot be opened,
 * which names the path, or is not as above, and ERR_LIMIT when it is beyond a limit. What is
 * wrong with an archive, here and below, is said of "it" or of an entry: the caller knows
 * what it is called.
 */
struct archive *archive_open(const char *path, const struct archive_limits *limits,
                             struct arena *arena, struct err *err);

size_t archive_count(const struct archive *archive);
/* Bytes of all entries together. */
uint64_t archive_size(const struct archive *archive);
/* The entry at `index`, in the order of the archive; it must be below archive_count. */
const struct archive_entry *archive_entry(const struct archive *archive, size_t index);
/* The file of that name, or NULL. */
const struct archive_entry *archive_find(const struct archive *archive, struct text name);

/* All of an entry. ERR_LIMIT when it is larger than `limit`; ERR_INPUT when it is damaged. */
bool archive_read(struct archive *archive, const struct archive_entry *entry, size_t limit,
                  struct arena *arena, struct text *content, struct err *err);

/*
 * An entry piece by piece: archive_stream_read is a stream_reader (base/stream.h), whose
 * context is the struct archive_stream. ERR_INPUT when it is damaged, said of "it", the
 * entry. To be closed once it is open.
 */
struct archive_stream {
	void *file;
	uint64_t left;
};
bool archive_stream_open(struct archive_stream *stream, struct archive *archive,
                         const struct archive_entry *entry, struct err *err);
bool archive_stream_read(void *stream, char *bytes, size_t room, size_t *size, struct err *err);
void archive_stream_close(struct archive_stream *stream);

#endif
