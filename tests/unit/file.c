/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

static struct arena *arena;
static char dir[] = "/tmp/kidepot-file-XXXXXX";

static const char *
path_of(const char *name)
{
	return arena_format(arena, NULL, "%s/%s", dir, name);
}

static int
mode_of(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 ? (int)(info.st_mode & 07777) : -1;
}

/* How many names the directory has. */
static int
entries(void)
{
	int count = -2; /* "." and ".." */
	DIR *listing = opendir(dir);
	while (listing != NULL && readdir(listing) != NULL)
		count++;
	closedir(listing);
	return count;
}

static void
test_write(void)
{
	const char *path = path_of("a");
	struct text content;
	umask(077);
	tap_ok(file_write(path, 0644, text_of("one\n"), NULL), "a file is written");
	tap_is_number(mode_of(path), 0644, "its mode is not the umask's");
	tap_ok(file_read(path, 100, arena, &content, NULL), "and read");
	tap_is(content, "one\n", "as it was");
	tap_ok(content.bytes[content.size] == '\0', "with a NUL behind it");
	umask(0);
	tap_ok(file_write(path, 0600, text_of(""), NULL), "an empty one over it");
	tap_is_number(mode_of(path), 0600, "has its own mode");
	tap_ok(file_read(path, 0, arena, &content, NULL) && content.size == 0, "is read as empty");
	tap_is_number(entries(), 1, "no temporary file is left");
}

static void
test_large(void)
{
	enum { SIZE = 300000 };
	const char *path = path_of("a");
	struct err err = {0};
	struct text content;
	char *bytes = arena_alloc(arena, SIZE, NULL);
	memset(bytes, 'x', SIZE);
	tap_ok(file_write(path, 0600, (struct text){bytes, SIZE}, NULL), "a large file");
	tap_ok(file_read(path, SIZE, arena, &content, NULL) && content.size == SIZE &&
	           memcmp(content.bytes, bytes, SIZE) == 0,
	       "is read whole");
	content = text_of("untouched");
	tap_ok(!file_read(path, SIZE - 1, arena, &content, &err) && err.code == ERR_LIMIT,
	       "not when it is larger than allowed");
	tap_ok(strstr(err.message, "/a\" is larger than 299999 bytes") != NULL, "the message");
	tap_is(content, "untouched", "the output");
	struct arena *small = arena_new(10000);
	tap_ok(!file_read(path, SIZE, small, &content, &err) && err.code == ERR_LIMIT,
	       "nor when the arena is smaller");
	arena_free(small);
}

static void
test_failure(void)
{
	struct err err = {0};
	struct text content = text_of("untouched");
	char path[PATH_MAX + 2];
	tap_ok(!file_read(path_of("none"), 100, arena, &content, &err) && err.code == ERR_INPUT &&
	           strstr(err.message, "cannot open \"") != NULL,
	       "a file that is not there");
	tap_ok(!file_read(dir, 100, arena, &content, &err) && err.code == ERR_INPUT &&
	           strstr(err.message, "cannot read \"") != NULL,
	       "a directory");
	tap_ok(!file_write(path_of("none/x"), 0600, text_of("x"), &err) && err.code == ERR_OUTPUT &&
	           strstr(err.message, "cannot write \"") != NULL,
	       "no directory to write into");
	mkdir(path_of("taken"), 0700);
	int before = entries();
	tap_ok(!file_write(path_of("taken"), 0600, text_of("x"), &err) && err.code == ERR_OUTPUT,
	       "a directory in the way");
	tap_is_number(entries(), before, "leaves no temporary file");
	rmdir(path_of("taken"));
	mkfifo(path_of("pipe"), 0600);
	tap_ok(!file_write(path_of("pipe"), 0600, text_of("x"), &err) && err.code == ERR_OUTPUT &&
	           strstr(err.message, "/pipe\": it is no regular file") != NULL,
	       "a pipe, as little as a device, is not replaced by a file");
	unlink(path_of("pipe"));
	memset(path, 'x', sizeof path);
	path[sizeof path - 1] = '\0';
	tap_ok(!file_write(path, 0600, text_of("x"), &err) && err.code == ERR_OUTPUT,
	       "a path too long");
	tap_is(content, "untouched", "the output");
}

int
main(void)
{
	arena = arena_new(4 << 20);
	if (mkdtemp(dir) == NULL)
		return 1;
	test_write();
	test_large();
	test_failure();
	unlink(path_of("a"));
	rmdir(dir);
	arena_free(arena);
	return tap_done();
}
