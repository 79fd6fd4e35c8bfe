/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive_write: zip archives being written, for KiCad's Plugin and Content Manager;
 * archive.h reads them. The two are the one door to libzip.
 *
 * The same names and contents give the same bytes, wherever, whenever and in whatever
 * order they were added: entries are sorted, stored, dated 1980-01-01, of mode 0644. As
 * KiCad wants it (ISO 21320-1): no encryption, names in UTF-8, no zip64.
 */
#ifndef KIDEPOT_PCM_ARCHIVE_WRITE_H
#define KIDEPOT_PCM_ARCHIVE_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stream.h"

struct archive_write;

/* An archive in memory, without entries, as long as the arena. NULL with ERR_LIMIT. */
struct archive_write *archive_write_new(struct arena *arena, struct err *err);

/*
 * What an entry holds, when it is too large for memory. It is opened, read to its end and
 * closed within archive_write_finish, one entry at a time; `size` must be right.
 */
struct archive_write_content {
	bool (*open)(void *context, struct err *err);
	stream_reader *read;
	void (*close)(void *context);
	void *context;
	uint64_t size; /* bytes */
};

/*
 * Adds an entry. Name and content are borrowed until archive_write_finish. ERR_INPUT for a
 * name that archive_name_check refuses; ERR_LIMIT for more than ARCHIVE_ENTRIES_MAX
 * entries, ARCHIVE_SIZE_MAX bytes (archive.h) and the arena's.
 */
bool archive_write_text(struct archive_write *archive, struct text name, struct text content,
                        struct err *err);
bool archive_write_add(struct archive_write *archive, struct text name,
                       const struct archive_write_content *content, struct err *err);

/* Bytes of all entries so far, as they will be extracted. */
uint64_t archive_write_size(const struct archive_write *archive);

/*
 * Writes the file with that mode; it appears whole or not at all (base/stream.h). The
 * standard output is none: it cannot be written to twice. ERR_INPUT when names are equal
 * but for case, and when there are no entries; ERR_OUTPUT; what `open` and `read` say.
 */
bool archive_write_finish(struct archive_write *archive, const char *path, unsigned mode,
                          struct err *err);

#endif
