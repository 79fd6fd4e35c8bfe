/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_writer.h"

#include <string.h>

#include "base/document.h"

/* Whether a comma is due. What ends in one of these has begun something, for a text ends
 * in a quote. */
static bool
is_behind_value(const struct buf *out)
{
	char last = out->size == 0 ? '[' : out->bytes[out->size - 1];
	return last != '[' && last != '{' && last != ',' && last != ':';
}

static void
begin(struct buf *out, const char *key)
{
	if (is_behind_value(out))
		buf_append(out, ",", 1);
	if (key == NULL)
		return;
	struct text name = text_of(key);
	char *to = buf_extend(out, name.size + 3);
	if (to == NULL)
		return;
	to[0] = '"';
	memcpy(to + 1, name.bytes, name.size);
	to[name.size + 1] = '"';
	to[name.size + 2] = ':';
}

void
document_writer_object(struct buf *out, const char *key)
{
	begin(out, key);
	buf_append(out, "{", 1);
}

void
document_writer_end_object(struct buf *out)
{
	buf_append(out, "}", 1);
}

void
document_writer_array(struct buf *out, const char *key)
{
	begin(out, key);
	buf_append(out, "[", 1);
}

void
document_writer_end_array(struct buf *out)
{
	buf_append(out, "]", 1);
}

void
document_writer_name(struct buf *out, struct text name)
{
	begin(out, NULL);
	document_write_text(name, out);
	buf_append(out, ":", 1);
}

void
document_writer_text(struct buf *out, const char *key, struct text value)
{
	begin(out, key);
	document_write_text(value, out);
}

void
document_writer_string(struct buf *out, const char *key, const char *value)
{
	document_writer_text(out, key, text_of(value));
}
