/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * output: what the program writes to stdout: lines, aligned tables for people,
 * JSON for programs. Writing is checked once, by output_finish.
 */
#ifndef KIDEPOT_CLI_OUTPUT_H
#define KIDEPOT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/document.h"

/* Writes the text; ERR_LIMIT when the buf has failed. */
bool output_buf(const struct buf *buf, struct err *err);

/* Writes the document for people to read, and frees it. ERR_LIMIT when it is NULL. */
bool output_document(struct document *document, struct arena *arena, struct err *err);

/* Writes {"removed":<id>}: what a row with `json` that removes says. ERR_LIMIT. */
bool output_removed(struct text id, struct arena *arena, struct err *err);

/* The text on one line, and without what a terminal would act on: control characters are
 * written as JSON would, "\n". It lies in the arena or is the text itself. ERR_LIMIT. */
bool output_one_line(struct text cell, struct arena *arena, struct text *line, struct err *err);

/*
 * Writes `rows` of `columns` cells, one after the other, with columns as wide as
 * their widest cell, counted in characters. A cell that is not set is empty.
 * Each is put on one line.
 */
bool output_table(const struct text *cells, size_t columns, size_t rows, struct arena *arena,
                  struct err *err);

/* Writes a text with a secret in it: to the file, readable by its owner alone, or to stdout when
 * `file` is "". ERR_LIMIT when the buf has failed; file_write's errors. */
bool output_secret(const struct buf *buf, const char *file, struct err *err);

/* Everything written has reached its place; else ERR_OUTPUT. */
bool output_finish(struct err *err);

#endif
