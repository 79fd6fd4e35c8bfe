/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/repository_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stream.h"

enum { FILE_MODE = 0644, FOLDER_MODE = 0755, LOCK_MODE = 0664, MODE_BITS = 07777 };
enum { HEX_DIGITS = 64 };

#define DRAFT ".new."

static bool
cannot_write(const char *path, struct err *err)
{
	return err_set(err, ERR_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
}

static char *
path_of(const struct repository_files *files, const char *name, struct arena *arena,
        struct err *err)
{
	return arena_format(arena, err, "%s/%s", files->path, name);
}

/* Waits for whoever has it. */
static bool
lock_directory(const char *path, int *lock, struct err *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int got, fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, LOCK_MODE);
	if (fd < 0)
		return cannot_write(path, err);
	do
		got = fcntl(fd, F_SETLKW, &whole);
	while (got != 0 && errno == EINTR);
	if (got != 0) {
		cannot_write(path, err);
		close(fd);
		return false;
	}
	*lock = fd;
	return true;
}

static bool
cannot_read(const char *path, struct err *err)
{
	return err_set(err, ERR_INPUT,
	               "cannot read the directory \"%s\": %s; the option --directory or "
	               "KIDEPOT_PCM_DIRECTORY names another",
	               path, strerror(errno));
}

/* Only who holds the lock makes drafts, so that those there are nobody's. */
static bool
remove_drafts(const struct repository_files *files, struct err *err)
{
	DIR *directory = opendir(files->path);
	const struct dirent *entry;
	if (directory == NULL)
		return cannot_read(files->path, err);
	while ((entry = readdir(directory)) != NULL)
		if (strncmp(entry->d_name, DRAFT, sizeof DRAFT - 1) == 0)
			unlinkat(dirfd(directory), entry->d_name, 0);
	closedir(directory);
	return true;
}

/* For the web server to read, whatever the umask is, as the files are. */
static bool
make_folder(const char *path, struct err *err)
{
	struct stat made;
	if (mkdir(path, FOLDER_MODE) != 0)
		return errno == EEXIST || cannot_write(path, err);
	return (stat(path, &made) == 0 &&
	        chmod(path, (made.st_mode & MODE_BITS) | FOLDER_MODE) == 0) ||
	       cannot_write(path, err);
}

bool
repository_files_open(struct repository_files *files, const char *path, struct arena *arena,
                      struct err *err)
{
	struct repository_files opened = {.path = path};
	struct stat about;
	if (stat(path, &about) != 0)
		return cannot_read(path, err);
	char *lock = path_of(&opened, ".lock", arena, err);
	char *folder = path_of(&opened, "archive", arena, err);
	if (lock == NULL || folder == NULL || !lock_directory(lock, &opened.lock, err))
		return false;
	if (!make_folder(folder, err) || !remove_drafts(&opened, err)) {
		close(opened.lock);
		return false;
	}
	*files = opened;
	return true;
}

void
repository_files_close(struct repository_files *files)
{
	struct err ignored;
	remove_drafts(files, &ignored);
	close(files->lock);
}

char *
repository_files_draft(const struct repository_files *files, const char *name, struct arena *arena,
                       struct err *err)
{
	return arena_format(arena, err, "%s/" DRAFT "%s", files->path, name);
}

static bool
copy_stream(struct stream_in *in, struct stream_out *out, struct err *err)
{
	char piece[65536];
	size_t got;
	do {
		if (!stream_read(in, piece, sizeof piece, &got, err) ||
		    !stream_write(out, (struct text){piece, got}, err))
			return false;
	} while (got > 0);
	return true;
}

bool
repository_files_copy(const char *from, const char *to, struct err *err)
{
	struct stream_in in;
	struct stream_out out;
	if (!stream_open(&in, from, err))
		return false;
	bool ok = stream_create(&out, to, FILE_MODE, err);
	if (ok) {
		ok = copy_stream(&in, &out, err);
		if (ok)
			ok = stream_finish(&out, err);
		else
			stream_abandon(&out);
	}
	stream_close(&in);
	return ok;
}

bool
repository_files_sum(const char *path, char sha256[SECRET_SHA256_HEX], int64_t *size,
                     struct err *err)
{
	unsigned char digest[SECRET_SHA256_SIZE];
	struct stream_in in;
	if (!stream_open(&in, path, err))
		return false;
	bool ok = secret_sha256_stream(&in, digest, size, err);
	stream_close(&in);
	if (ok)
		secret_hex(digest, sizeof digest, sha256);
	return ok;
}

/* So that the file's name is there after a power failure. */
static bool
sync_folder(char *path, struct err *err)
{
	*strrchr(path, '/') = '\0';
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		cannot_write(path, err);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool
repository_files_place(const struct repository_files *files, const char *draft, const char *name,
                       struct arena *arena, struct err *err)
{
	char *path = path_of(files, name, arena, err);
	if (path == NULL)
		return false;
	if (rename(draft, path) != 0)
		return cannot_write(path, err);
	return sync_folder(path, err);
}

bool
repository_files_remove(const struct repository_files *files, const char *name, struct arena *arena,
                        struct err *err)
{
	char *path = path_of(files, name, arena, err);
	return path != NULL &&
	       (unlink(path) == 0 || errno == ENOENT ||
	        err_set(err, ERR_OUTPUT, "cannot remove \"%s\": %s", path, strerror(errno)));
}

/* The digits in "<before><sha256><after>"; not set when the name has another form. */
static struct text
sum_in(const char *name, const char *before, const char *after)
{
	size_t start = strlen(before);
	struct text sum = {name + start, HEX_DIGITS};
	if (strlen(name) != start + HEX_DIGITS + strlen(after) ||
	    strncmp(name, before, start) != 0 || strcmp(sum.bytes + HEX_DIGITS, after) != 0 ||
	    strspn(sum.bytes, "0123456789abcdef") != HEX_DIGITS)
		return text_of(NULL);
	return sum;
}

bool
repository_files_each(const struct repository_files *files, repository_files_take *take,
                      void *context, struct err *err)
{
	DIR *directory = opendir(files->path);
	const struct dirent *entry;
	bool ok = true;
	if (directory == NULL)
		return cannot_read(files->path, err);
	while (ok && (entry = readdir(directory)) != NULL) {
		struct text sum = sum_in(entry->d_name, "packages-", ".json");
		if (!text_is_set(sum))
			sum = sum_in(entry->d_name, "resources-", ".zip");
		ok = !text_is_set(sum) || take(context, entry->d_name, sum, err);
	}
	closedir(directory);
	return ok;
}
