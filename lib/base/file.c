/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static bool
write_all(int fd, struct text content)
{
	while (content.size > 0) {
		ssize_t put = write(fd, content.bytes, content.size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		content.bytes += put;
		content.size -= (size_t)put;
	}
	return true;
}

bool
file_write(const char *path, unsigned mode, struct text content, struct err *err)
{
	struct stat there;
	if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return err_set(err, ERR_OUTPUT, "cannot write \"%s\": it is no regular file", path);
	char temporary[PATH_MAX];
	int length = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
	if (length < 0 || (size_t)length >= sizeof temporary)
		return err_set(err, ERR_OUTPUT, "cannot write \"%s\": the path is too long", path);
	int fd = mkstemp(temporary);
	if (fd < 0)
		return err_set(err, ERR_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
	bool ok = fchmod(fd, (mode_t)mode) == 0 && write_all(fd, content) && fsync(fd) == 0;
	int problem = errno;
	if (close(fd) != 0 && ok) {
		problem = errno;
		ok = false;
	}
	if (ok && rename(temporary, path) != 0) {
		problem = errno;
		ok = false;
	}
	if (ok)
		return true;
	unlink(temporary);
	return err_set(err, ERR_OUTPUT, "cannot write \"%s\": %s", path, strerror(problem));
}
