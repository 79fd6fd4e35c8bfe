/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_out.h"

#include <string.h>

bool
export_out_flush(struct export_out *out)
{
	struct text gathered = {out->bytes, out->used};
	out->used = 0;
	if (!out->failed)
		out->failed = !stream_write(out->stream, gathered, out->err);
	return !out->failed;
}

void
export_out_bytes(struct export_out *out, struct text text)
{
	while (text.size > 0 && !out->failed) {
		size_t room = sizeof out->bytes - out->used;
		size_t size = text.size < room ? text.size : room;
		memcpy(out->bytes + out->used, text.bytes, size);
		out->used += size;
		text.bytes += size;
		text.size -= size;
		if (out->used == sizeof out->bytes)
			export_out_flush(out);
	}
}

void
export_out_texts(struct export_out *out, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		export_out_bytes(out, text_of(texts[i]));
}

void
export_out_joined(struct export_out *out, const char *text)
{
	while (text != NULL && *text != '\0') {
		size_t size = strcspn(text, " ");
		export_out_bytes(out, (struct text){text, size});
		text += size;
		if (*text == ' ') {
			export_out_bytes(out, (struct text){"_", 1});
			text++;
		}
	}
}
