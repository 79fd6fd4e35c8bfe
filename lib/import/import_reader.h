/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_reader: the pages of a system's documents, one at a time, so that memory does not
 * grow with their number: from a folder of files, from one file, which may be CSV, or over the
 * web.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_READER_H
#define KIDEPOT_IMPORT_IMPORT_READER_H

#include "import/import_page.h"
#include "import/import_source.h"

struct import_reader;

/*
 * `place` is a folder, a file, or the URL of a server, without what a document's address
 * adds; `token` may be "". Nothing is asked for yet. NULL with ERR_INPUT: there is none, or a
 * URL that is none; ERR_LIMIT, ERR_SYSTEM.
 */
struct import_reader *import_reader_new(const struct import_source *source, const char *place,
                                        const char *token, struct arena *arena, struct err *err);

bool import_reader_is_live(const struct import_reader *reader);

/* Takes one page, which is gone when it returns; `file` is what messages call it. */
typedef bool import_take_page(void *context, const char *file, const struct import_page *page,
                              struct err *err);

/*
 * Gives all pages of one document to `take`, whose errors it hands on. *pages is how many there
 * were: 0 when the folder has no such file, or the server no such address. ERR_INPUT, with
 * the file or the URL before it: what import_page_read refuses, a page that is missing, a
 * server that cannot be reached or refuses (the token: its status is 401 or 403), and a next
 * page without end; ERR_LIMIT.
 */
bool import_reader_read(struct import_reader *reader, const struct import_document *document,
                        import_take_page *take, void *context, size_t *pages, struct err *err);

#endif
