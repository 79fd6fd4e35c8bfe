/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_reader_inside: what the ways of import_reader have in common.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_READER_INSIDE_H
#define KIDEPOT_IMPORT_IMPORT_READER_INSIDE_H

#include "import/import_reader.h"
#include "pcm/fetch.h"

enum { IMPORT_READER_MEMORY = 1024 * 1024 * 1024 }; /* bytes, for a page and what is read of it */

struct import_reader {
	const struct import_source *source;
	const char *place;
	struct arena *page;  /* emptied with each page */
	struct arena *arena; /* the caller's */
	/* Over the web: */
	struct fetch *fetch;
	const char *headers[3]; /* NULL at the end */
	/* Of a folder: */
	char **names; /* sorted; NULL for a file */
	size_t name_count;
};

/* One document that is being read. */
struct import_reading {
	struct import_reader *reader;
	const struct import_document *document;
	import_take_page *take;
	void *context;
	size_t pages, elements;
	int64_t total; /* as the pages say; -1 when they do not */
};

/* A page's bytes, called `file`: reads it and gives it away. *page stays good until the arena
 * of pages is emptied. */
bool import_reader_page(struct import_reading *reading, const char *file, struct text bytes,
                        struct import_page *page, struct err *err);

/* import_reader_csv.c: whether a file is one by its name; its rows as pages of elements.
 * csv_reader's errors, ERR_INPUT for a header without ids. */
bool import_reader_csv_is(const char *path);
bool import_reader_csv_read(struct import_reading *reading, const char *path, struct err *err);

/* import_reader_web.c */
bool import_reader_web_open(struct import_reader *reader, const char *token, struct err *err);
bool import_reader_web_read(struct import_reading *reading, struct err *err);

#endif
