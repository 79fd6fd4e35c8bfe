/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv_reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"

enum { END = -1 };

static bool
fail(const struct csv_reader *reader, enum err_code code, struct err *err, const char *what)
{
	return err_set(err, code, "%s:%" PRId64 ": %s", reader->place, reader->line, what);
}

static bool
fill(struct csv_reader *reader, struct err *err)
{
	size_t size;
	if (!stream_read(reader->in, reader->piece + reader->filled,
	                 sizeof reader->piece - reader->filled, &size, err))
		return false;
	reader->filled += size;
	reader->bytes += (int64_t)size;
	return true;
}

static bool
peek(struct csv_reader *reader, int *byte, struct err *err)
{
	if (reader->next == reader->filled) {
		reader->next = reader->filled = 0;
		if (!fill(reader, err))
			return false;
	}
	*byte = reader->filled == 0 ? END : (unsigned char)reader->piece[reader->next];
	return true;
}

/* Counts lines: CR LF is one end of a line, also where it lies in two pieces. */
static void
pass(struct csv_reader *reader)
{
	char c = reader->piece[reader->next++];
	reader->line += c == '\r' || (c == '\n' && !reader->after_cr);
	reader->after_cr = c == '\r';
}

/* --- the beginning */

/* As long as the first line is not whole and there is room. */
static bool
read_ahead(struct csv_reader *reader, struct err *err)
{
	size_t before;
	do {
		before = reader->filled;
		if (!fill(reader, err))
			return false;
	} while (reader->filled > before && reader->filled < sizeof reader->piece &&
	         memchr(reader->piece, '\n', reader->filled) == NULL &&
	         memchr(reader->piece, '\r', reader->filled) == NULL);
	return true;
}

bool
csv_reader_start(struct csv_reader *reader, struct stream_in *in, struct arena *arena,
                 struct err *err)
{
	*reader = (struct csv_reader){
	    .in = in, .place = in->name, .line = 1, .row = {.arena = arena}};
	if (!read_ahead(reader, err))
		return false;
	const char *bytes = reader->piece;
	if (reader->filled >= 2 &&
	    (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return fail(reader, ERR_INPUT, err, "the file is UTF-16; save it as UTF-8");
	if (reader->filled >= 4 && (bytes[1] == '\0' || bytes[0] == '\0'))
		return fail(reader, ERR_INPUT, err,
		            "the file is no text, or UTF-16; save it as UTF-8");
	if (reader->filled >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		reader->next = 3;
	reader->delimiter = csv_find_delimiter(
	    (struct text){bytes + reader->next, reader->filled - reader->next});
	return true;
}

/* --- a row */

static bool
put(struct csv_reader *reader, int byte, struct err *err)
{
	char c = (char)byte;
	if (c == '\0')
		return fail(reader, ERR_INPUT, err, "a NUL, which no text has");
	if (reader->row.size == CSV_READER_ROW_MAX)
		return fail(reader, ERR_LIMIT, err,
		            "the row is larger than 1 MiB; is a quote missing?");
	buf_append(&reader->row, &c, 1);
	return buf_check(&reader->row, err);
}

static bool
is_end(const struct csv_reader *reader, int byte)
{
	return byte == END || byte == '\n' || byte == '\r' || byte == reader->delimiter;
}

/* The rest of a cell that begins with a quote. */
static bool
read_quoted(struct csv_reader *reader, struct err *err)
{
	int64_t begun = reader->line;
	int byte;
	pass(reader);
	for (;;) {
		if (!peek(reader, &byte, err))
			return false;
		if (byte == END) {
			reader->line = begun;
			return fail(reader, ERR_INPUT, err,
			            "a quoted cell begins here and never ends");
		}
		pass(reader);
		if (byte == '"') {
			int after;
			if (!peek(reader, &after, err))
				return false;
			if (is_end(reader, after))
				return true;
			if (after != '"')
				return fail(
				    reader, ERR_INPUT, err,
				    "something follows a quoted cell; a quote within is doubled");
			pass(reader);
		}
		if (!put(reader, byte, err))
			return false;
	}
}

static bool
read_cell(struct csv_reader *reader, struct err *err)
{
	int byte;
	if (reader->count == CSV_READER_CELLS_MAX)
		return fail(reader, ERR_LIMIT, err, "the row has more than 4096 cells");
	if (!peek(reader, &byte, err))
		return false;
	if (byte == '"' && !read_quoted(reader, err))
		return false;
	for (;;) {
		if (!peek(reader, &byte, err))
			return false;
		if (is_end(reader, byte))
			break;
		if (!put(reader, byte, err))
			return false;
		pass(reader);
	}
	reader->ends[reader->count++] = reader->row.size;
	return true;
}

/* Passes over ends of lines before a row. */
static bool
skip_empty(struct csv_reader *reader, int *byte, struct err *err)
{
	for (;;) {
		if (!peek(reader, byte, err))
			return false;
		if (*byte != '\n' && *byte != '\r')
			return true;
		pass(reader);
	}
}

static const struct text *
cells_of(struct csv_reader *reader, bool *any)
{
	size_t start = 0;
	*any = reader->row.size > 0;
	for (size_t i = 0; i < reader->count; i++) {
		const char *bytes = reader->row.size == 0 ? "" : reader->row.bytes + start;
		reader->cells[i] = (struct text){bytes, reader->ends[i] - start};
		start = reader->ends[i];
	}
	return reader->cells;
}

/* Each by itself: a character may have been cut in two. */
static bool
check_cells(const struct csv_reader *reader, int64_t line, struct err *err)
{
	size_t i = 0;
	while (i < reader->count && text_is_utf8(reader->cells[i]))
		i++;
	if (i == reader->count)
		return true;
	return err_set(err, ERR_INPUT,
	               "%s:%" PRId64
	               ": it is not UTF-8, perhaps Latin-1 (Windows-1252); save it as "
	               "UTF-8, as \"iconv -f WINDOWS-1252 -t UTF-8\" does",
	               reader->place, line);
}

bool
csv_reader_next(struct csv_reader *reader, struct csv_reader_row *row, bool *more, struct err *err)
{
	bool any = false;
	while (!any) {
		int byte;
		if (!skip_empty(reader, &byte, err))
			return false;
		*more = byte != END;
		if (byte == END)
			return true;
		int64_t line = reader->line;
		reader->row.size = reader->count = 0;
		do {
			if (reader->count > 0)
				pass(reader);
			if (!read_cell(reader, err) || !peek(reader, &byte, err))
				return false;
		} while (byte == reader->delimiter);
		const struct text *cells = cells_of(reader, &any);
		if (!check_cells(reader, line, err))
			return false;
		*row = (struct csv_reader_row){cells, reader->count, line};
	}
	return true;
}
