/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

bool
stream_open(struct stream_in *in, const char *path, struct err *err)
{
	bool standard = is_standard(path);
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	if (fd < 0)
		return err_set(err, ERR_INPUT, "cannot open \"%s\": %s", path, strerror(errno));
	bool sized = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	*in = (struct stream_in){
	    .name = standard ? "standard input" : path,
	    .size = sized ? (int64_t)about.st_size : -1,
	    .fd = fd,
	};
	return true;
}

bool
stream_read(struct stream_in *in, char *bytes, size_t room, size_t *size, struct err *err)
{
	ssize_t got;
	if (in->read != NULL)
		return in->read(in->context, bytes, room, size, err);
	do
		got = read(in->fd, bytes, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_INPUT, "cannot read \"%s\": %s", in->name, strerror(errno));
	*size = (size_t)got;
	return true;
}

void
stream_close(struct stream_in *in)
{
	if (in->read == NULL && in->fd != STDIN_FILENO)
		close(in->fd);
}

static bool
refuse(const struct stream_out *out, int problem, struct err *err)
{
	if (out->temporary[0] == '\0')
		return err_set(err, ERR_OUTPUT, "cannot write to the standard output: %s",
		               strerror(problem));
	return err_set(err, ERR_OUTPUT, "cannot write \"%s\": %s", out->path, strerror(problem));
}

bool
stream_create(struct stream_out *out, const char *path, unsigned mode, struct err *err)
{
	struct stat there;
	out->path = path;
	out->temporary[0] = '\0';
	out->fd = STDOUT_FILENO;
	if (is_standard(path))
		return true;
	if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return err_set(err, ERR_OUTPUT, "cannot write \"%s\": it is no regular file", path);
	int length = snprintf(out->temporary, sizeof out->temporary, "%s.XXXXXX", path);
	if (length < 0 || (size_t)length >= sizeof out->temporary)
		return err_set(err, ERR_OUTPUT, "cannot write \"%s\": the path is too long", path);
	out->fd = mkstemp(out->temporary);
	if (out->fd < 0)
		return refuse(out, errno, err);
	if (fchmod(out->fd, (mode_t)mode) == 0)
		return true;
	refuse(out, errno, err);
	stream_abandon(out);
	return false;
}

bool
stream_write(struct stream_out *out, struct text piece, struct err *err)
{
	while (piece.size > 0) {
		ssize_t put = write(out->fd, piece.bytes, piece.size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return refuse(out, errno, err);
		piece.bytes += put;
		piece.size -= (size_t)put;
	}
	return true;
}

void
stream_abandon(struct stream_out *out)
{
	if (out->temporary[0] == '\0')
		return;
	close(out->fd);
	unlink(out->temporary);
}

bool
stream_finish(struct stream_out *out, struct err *err)
{
	if (out->temporary[0] == '\0')
		return true;
	int problem = fsync(out->fd) == 0 ? 0 : errno;
	if (close(out->fd) != 0 && problem == 0)
		problem = errno;
	if (problem == 0 && rename(out->temporary, out->path) != 0)
		problem = errno;
	if (problem == 0)
		return true;
	unlink(out->temporary);
	return refuse(out, problem, err);
}
