/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

/* zlib's own choice of level, and its largest window; 16 more asks for gzip's head
 * (zlib.h, deflateInit2), which zlib writes without a time. */
enum { LEVEL = Z_DEFAULT_COMPRESSION, WINDOW = 15 + 16, MEMORY = 8 };

/* zlib counts what it is given at once in an unsigned int. */
static bool
deflate_all(z_stream *stream, struct text plain, size_t room)
{
	int status = Z_OK;
	while (status == Z_OK) {
		size_t in = plain.size > UINT_MAX ? UINT_MAX : plain.size;
		size_t out = room > UINT_MAX ? UINT_MAX : room;
		stream->next_in = (unsigned char *)(size_t)plain.bytes;
		stream->avail_in = (unsigned)in;
		stream->avail_out = (unsigned)out;
		status = deflate(stream, in == plain.size ? Z_FINISH : Z_NO_FLUSH);
		plain.bytes += in - stream->avail_in;
		plain.size -= in - stream->avail_in;
		room -= out - stream->avail_out;
	}
	return status == Z_STREAM_END;
}

bool
gzip_pack(struct text plain, char **packed, size_t *size, struct err *err)
{
	z_stream stream = {0};
	if (deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return err_set(err, ERR_LIMIT, "no memory for packing an answer");
	size_t room = deflateBound(&stream, plain.size);
	char *bytes = malloc(room);
	stream.next_out = (unsigned char *)bytes;
	bool packs = bytes != NULL && deflate_all(&stream, plain, room);
	size_t used = stream.total_out;
	deflateEnd(&stream);
	char *exact = packs ? realloc(bytes, used) : NULL;
	if (exact == NULL) {
		free(bytes);
		return err_set(err, ERR_LIMIT, "no memory for packing an answer");
	}
	*packed = exact;
	*size = used;
	return true;
}
