/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_reader: rows of cells from a file of RFC 4180 or what spreadsheets take for it, read
 * one at a time; memory is that of the longest row. Lines end in LF, CRLF or CR; a quote
 * within a cell that does not begin with one is a character like others.
 */
#ifndef KIDEPOT_BASE_CSV_READER_H
#define KIDEPOT_BASE_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stream.h"

enum {
	CSV_READER_CELLS_MAX = 4096,
	CSV_READER_ROW_MAX = 1024 * 1024, /* bytes of a row */
	CSV_READER_PIECE = 64 * 1024
};

struct csv_reader {
	struct stream_in *in;
	const char *place; /* for messages */
	char delimiter;
	int64_t line;  /* of the next byte, from 1 */
	int64_t bytes; /* read so far */
	struct buf row;
	size_t count, ends[CSV_READER_CELLS_MAX];
	struct text cells[CSV_READER_CELLS_MAX];
	bool after_cr;
	size_t next, filled; /* of piece */
	char piece[CSV_READER_PIECE];
};

/* A row, until the next call. */
struct csv_reader_row {
	const struct text *cells; /* without their quotes, UTF-8 without NUL */
	size_t count;             /* at least 1 */
	int64_t line;             /* on which it begins */
};

/*
 * Reads ahead to find what stands between cells (csv_find_delimiter); a byte order mark is
 * passed over.
 * ERR_INPUT for UTF-16, and stream_read's. The arena is for one row.
 */
bool csv_reader_start(struct csv_reader *reader, struct stream_in *in, struct arena *arena,
                      struct err *err);

/*
 * The next row that has anything in it; *more is false at the end. ERR_INPUT with
 * "place:line: " for what is no UTF-8, with the encoding that it may be, a NUL, a quoted cell
 * that never ends or is followed by something; ERR_LIMIT for more than the above.
 */
bool csv_reader_next(struct csv_reader *reader, struct csv_reader_row *row, bool *more,
                     struct err *err);

#endif
