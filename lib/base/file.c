/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/stream.h"

static bool
read_all(int fd, const char *path, size_t limit, struct arena *arena, struct text *content,
         struct err *err)
{
	size_t size = 0, room = 4096;
	char *bytes = arena_alloc(arena, room, err);
	while (bytes != NULL) {
		ssize_t got = read(fd, bytes + size, room - size - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_INPUT, "cannot read \"%s\": %s", path,
			               strerror(errno));
		size += (size_t)got;
		if (size > limit)
			return err_set(err, ERR_LIMIT, "\"%s\" is larger than %zu bytes", path,
			               limit);
		if (got == 0) {
			bytes[size] = '\0';
			*content = (struct text){bytes, size};
			return true;
		}
		if (room - size > 1)
			continue;
		bytes = arena_grow(arena, bytes, size, room * 2, err);
		room *= 2;
	}
	return false;
}

bool
file_read(const char *path, size_t limit, struct arena *arena, struct text *content,
          struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	bool ok = read_all(fd, path, limit, arena, content, err);
	close(fd);
	return ok;
}

bool
file_write(const char *path, unsigned mode, struct text content, struct err *err)
{
	struct stream_out out;
	if (!stream_create(&out, path, mode, err))
		return false;
	if (stream_write(&out, content, err))
		return stream_finish(&out, err);
	stream_abandon(&out);
	return false;
}
