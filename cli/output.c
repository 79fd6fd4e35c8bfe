/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

bool
output_buf(const struct buf *buf, struct err *err)
{
	struct text text = buf_text(buf);
	if (!buf_check(buf, err))
		return false;
	fwrite(text.bytes, 1, text.size, stdout);
	return true;
}

bool
output_document(struct document *document, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	bool ok = document_write_pretty(document, &out, err) && output_buf(&out, err);
	document_free(document);
	return ok;
}

bool
output_removed(struct text id, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	if (!document_add_id(object, "removed", id)) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

/* How long the control character is that the text has there; 0 when it has none. */
static size_t
control_size(struct text text, size_t at)
{
	unsigned char byte = (unsigned char)text.bytes[at];
	unsigned char next = at + 1 < text.size ? (unsigned char)text.bytes[at + 1] : 0;
	if (byte < ' ' || byte == 0x7f)
		return 1;
	return byte == 0xc2 && next >= 0x80 && next <= 0x9f ? 2 : 0;
}

static void
append_control(struct buf *out, unsigned char byte)
{
	if (byte == '\n')
		buf_append_string(out, "\\n");
	else if (byte == '\t')
		buf_append_string(out, "\\t");
	else
		buf_append_format(out, "\\u%04x", byte);
}

bool
output_one_line(struct text cell, struct arena *arena, struct text *line, struct err *err)
{
	struct buf out = {.arena = arena};
	size_t plain = 0;
	for (size_t i = 0; i < cell.size; i++) {
		size_t size = control_size(cell, i);
		if (size == 0)
			continue;
		buf_append(&out, cell.bytes + plain, i - plain);
		i += size - 1;
		append_control(&out, (unsigned char)cell.bytes[i]);
		plain = i + 1;
	}
	*line = cell;
	if (plain == 0)
		return true;
	buf_append(&out, cell.bytes + plain, cell.size - plain);
	*line = buf_text(&out);
	return buf_check(&out, err);
}

/* Characters, not bytes: those that do not continue a UTF-8 sequence. */
static size_t
width(struct text text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return count;
}

static size_t
column_width(const struct text *cells, size_t columns, size_t rows, size_t column)
{
	size_t widest = 0;
	for (size_t row = 0; row < rows; row++) {
		size_t here = width(cells[row * columns + column]);
		widest = here > widest ? here : widest;
	}
	return widest;
}

bool
output_table(const struct text *given, size_t columns, size_t rows, struct arena *arena,
             struct err *err)
{
	struct buf out = {.arena = arena};
	size_t *widths = arena_alloc(arena, columns * sizeof *widths, err);
	struct text *cells = arena_alloc(arena, columns * rows * sizeof *cells, err);
	if (widths == NULL || cells == NULL)
		return false;
	for (size_t i = 0; i < columns * rows; i++)
		if (!output_one_line(given[i], arena, &cells[i], err))
			return false;
	for (size_t column = 0; column < columns; column++)
		widths[column] = column_width(cells, columns, rows, column);
	for (size_t row = 0; row < rows; row++) {
		size_t blanks = 0; /* owed before the next cell that has something in it */
		for (size_t column = 0; column < columns; column++) {
			struct text cell = cells[row * columns + column];
			if (cell.size > 0) {
				buf_append_format(&out, "%*s", (int)blanks, "");
				buf_append_text(&out, cell);
				blanks = 0;
			}
			blanks += widths[column] - width(cell) + 2;
		}
		buf_append_string(&out, "\n");
	}
	return output_buf(&out, err);
}

bool
output_secret(const struct buf *buf, const char *file, struct err *err)
{
	if (file[0] == '\0')
		return output_buf(buf, err);
	return buf_check(buf, err) && file_write(file, 0600, buf_text(buf), err);
}

bool
output_finish(struct err *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return err_set(err, ERR_OUTPUT, "cannot write to the standard output: %s", strerror(errno));
}
