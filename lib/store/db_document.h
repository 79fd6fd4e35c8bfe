/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_document: rows of an answer as JSON. A row is an object whose keys are the
 * columns' names, in their order: a text or null, a truth or null, a number or null, a
 * list of texts. For what programs read; KiCad's documents are written by
 * catalogue/part_document.h.
 */
#ifndef KIDEPOT_STORE_DB_DOCUMENT_H
#define KIDEPOT_STORE_DB_DOCUMENT_H

#include "base/document.h"
#include "store/db_rows.h"

/* The caller owns the document and frees it before the rows' arena is reset. NULL
 * without memory. Shape y is not written. */
struct document *db_document_row(const struct db_rows *rows, size_t row);

/* The same of the columns from `first` on. */
struct document *db_document_row_from(const struct db_rows *rows, size_t row, int first);

/* The first `count` rows, at most all, as a list. */
struct document *db_document_rows(const struct db_rows *rows, size_t count);

#endif
