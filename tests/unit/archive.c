/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zip archives: what is written is the same each time, and what is hostile is not opened. */
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "pcm/archive.h"
#include "pcm/archive_write.h"
#include "tap.h"

static struct arena *arena;
static char folder[] = "/tmp/kidepot-archive-XXXXXX";
static char path[64];

/* A content that is read in pieces, or not at all. */
struct pieces {
	size_t left, opened, closed;
	bool breaks;
};

static bool
open_pieces(void *context, struct err *err)
{
	struct pieces *pieces = context;
	(void)err;
	pieces->opened++;
	return true;
}

static bool
read_pieces(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct pieces *pieces = context;
	if (pieces->breaks && pieces->left < 50000)
		return err_set(err, ERR_INPUT, "it broke");
	*size = pieces->left < room ? pieces->left : room;
	memset(bytes, 'x', *size);
	pieces->left -= *size;
	return true;
}

static void
close_pieces(void *context)
{
	((struct pieces *)context)->closed++;
}

static bool
write_archive(const char *const *names, size_t count, const char *content, struct err *err)
{
	struct archive_write *archive = archive_write_new(arena, err);
	for (size_t i = 0; i < count; i++)
		if (!archive_write_text(archive, text_of(names[i]), text_of(content), err))
			return false;
	return archive_write_finish(archive, path, 0640, err);
}

static struct text
bytes_of_file(void)
{
	struct text bytes = {NULL, 0};
	file_read(path, 1 << 24, arena, &bytes, NULL);
	return bytes;
}

static void
test_writing(void)
{
	static const char *const names[] = {"symbols/b", "resources/\u00fc.txt", "a"},
				 *const turned[] = {"a", "symbols/b", "resources/\u00fc.txt"};
	struct err err = {.code = ERR_NONE};
	struct stat about;
	tap_ok(write_archive(names, 3, "hello", &err), "an archive is written");
	struct text first = bytes_of_file();
	tap_ok(stat(path, &about) == 0 && (about.st_mode & 07777) == 0640, "with its mode");
	umask(077);
	tap_ok(write_archive(turned, 3, "hello", &err), "and again, in another order");
	umask(022);
	tap_ok(first.size > 0 && text_equal(first, bytes_of_file()), "it has the same bytes");
	/* Stored, 1980-01-01 00:00, the first name in the first header. */
	static const unsigned char head[] = {'P', 'K', 3, 4, 10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0};
	tap_ok(first.size > 40 && memcmp(first.bytes, head, sizeof head) == 0 &&
	           first.bytes[30] == 'a',
	       "its first header");

	struct archive_limits limits = archive_limits_usual();
	struct archive *archive = archive_open(path, &limits, arena, &err);
	struct text content;
	tap_ok(archive != NULL, "it is opened");
	tap_is_number((long long)archive_count(archive), 3, "all entries");
	tap_is_number((long long)archive_size(archive), 15, "all bytes");
	tap_is(archive_entry(archive, 1)->name, names[1], "sorted, and in UTF-8");
	const struct archive_entry *entry = archive_find(archive, text_of("symbols/b"));
	tap_ok(entry != NULL && archive_read(archive, entry, 5, arena, &content, &err),
	       "one is read");
	tap_is(content, "hello", "its content");
	tap_ok(!archive_read(archive, entry, 4, arena, &content, &err) && err.code == ERR_LIMIT,
	       "not beyond its limit");
	tap_ok(archive_find(archive, text_of("symbols")) == NULL, "one that is not there");
}

static void
test_pieces(void)
{
	struct err err = {.code = ERR_NONE};
	struct pieces pieces = {.left = 100000}, broken = {.left = 100000, .breaks = true};
	struct archive_write_content content = {open_pieces, read_pieces, close_pieces, &pieces,
	                                        100000};
	struct archive_write *archive = archive_write_new(arena, &err);
	tap_ok(archive_write_add(archive, text_of("large"), &content, &err) &&
	           archive_write_size(archive) == 100000 &&
	           archive_write_finish(archive, path, 0644, &err),
	       "a content in pieces");
	tap_ok(pieces.opened == 1 && pieces.closed == 1, "is opened and closed once");
	struct text whole = bytes_of_file();
	tap_ok(whole.size > 100000, "and is there whole");

	content.context = &broken;
	archive = archive_write_new(arena, &err);
	tap_ok(archive_write_add(archive, text_of("large"), &content, &err) &&
	           !archive_write_finish(archive, path, 0644, &err),
	       "one that cannot be read to its end");
	tap_is(text_of(err.message), "it broke", "says so itself");
	tap_ok(broken.closed == 1 && text_equal(whole, bytes_of_file()),
	       "and the file of before is there");
}

static void
is_refused(bool good, const struct err *err, const char *wanted)
{
	tap_ok(!good, "refused: %s", wanted);
	tap_is(text_of(err->message), wanted, "in these words");
}

static void
test_refused_writing(void)
{
	static const char *const twice[] = {"symbols/\u00c4.x", "symbols/\u00e4.X"},
				 *const plain[] = {"a"};
	struct err err = {.code = ERR_NONE};
	is_refused(write_archive(twice, 2, "x", &err), &err,
	           "\"symbols/\u00c4.x\" and \"symbols/\u00e4.X\" are one file where case does not "
	           "count");
	is_refused(write_archive(plain, 0, "x", &err), &err, "a package has no files");
	struct archive_write *archive = archive_write_new(arena, &err);
	archive_write_text(archive, text_of("a"), text_of("x"), &err);
	is_refused(archive_write_finish(archive, "-", 0644, &err), &err,
	           "a package is not written to the standard output");
	is_refused(archive_write_finish(archive, "/dev/full", 0644, &err), &err,
	           "cannot write \"/dev/full\": it is no regular file");
	struct archive_write_content huge = {.size = ARCHIVE_SIZE_MAX};
	is_refused(archive_write_add(archive, text_of("b"), &huge, &err), &err,
	           "a package has more than 4026531840 bytes");
	for (int i = 1; i < ARCHIVE_ENTRIES_MAX; i++) {
		char *name = arena_format(arena, NULL, "n%d", i);
		archive_write_text(archive, text_of(name), text_of(""), &err);
	}
	is_refused(archive_write_text(archive, text_of("one"), text_of(""), &err), &err,
	           "a package has more than 65534 files");
	tap_ok(archive_write_finish(archive, path, 0644, &err), "so many are written");
	struct archive_limits limits = archive_limits_usual();
	struct archive *read = archive_open(path, &limits, arena, &err);
	tap_ok(read != NULL && archive_count(read) == ARCHIVE_ENTRIES_MAX, "and read");
	limits.entries = ARCHIVE_ENTRIES_MAX - 1;
	read = archive_open(path, &limits, arena, &err);
	is_refused(read != NULL, &err, "it has more than 65533 entries");
}

/* A disk that is full in the midst of it: files may not grow beyond 100 KiB. */
static void
test_full_disk(void)
{
	struct err err = {.code = ERR_NONE};
	struct rlimit before, small;
	struct pieces pieces = {.left = 200000};
	const struct archive_write_content content = {open_pieces, read_pieces, close_pieces,
	                                              &pieces, 200000};
	struct archive_write *archive = archive_write_new(arena, &err);
	archive_write_add(archive, text_of("large"), &content, &err);
	unlink(path);
	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){102400, before.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	bool good = archive_write_finish(archive, path, 0644, &err);
	setrlimit(RLIMIT_FSIZE, &before);
	is_refused(good, &err,
	           arena_format(arena, NULL, "cannot write \"%s\": File too large", path));
	tap_ok(err.code == ERR_OUTPUT, "as an output that cannot be written");
	tap_ok(access(path, F_OK) != 0, "nothing is left behind");
}

static void
test_names(void)
{
	static const char *const good[] = {
	    "a",      "symbols/ACME.kicad_sym", "COM",    "COM10", "console/nulls.txt", " x",
	    "..a/.b", "a b/c-d_e+f,g#h",        "\u6284",
	};
	static const struct {
		const char *name, *reason;
	} bad[] = {
	    {"", "it is empty"},
	    {"/a", "it is absolute"},
	    {"a//b", "a part of it is empty"},
	    {"a/", "a part of it is empty"},
	    {"../a", "it has \".\" or \"..\" as a part"},
	    {"a/..", "it has \".\" or \"..\" as a part"},
	    {"./a", "it has \".\" or \"..\" as a part"},
	    {"a\\b", "Windows has no \\ : * ? \" < > | in names"},
	    {"C:/a", "Windows has no \\ : * ? \" < > | in names"},
	    {"a*", "Windows has no \\ : * ? \" < > | in names"},
	    {"a?", "Windows has no \\ : * ? \" < > | in names"},
	    {"a\"", "Windows has no \\ : * ? \" < > | in names"},
	    {"a<", "Windows has no \\ : * ? \" < > | in names"},
	    {"a>", "Windows has no \\ : * ? \" < > | in names"},
	    {"a|b", "Windows has no \\ : * ? \" < > | in names"},
	    {"a\nb", "it has control characters"},
	    {"a\x7f", "it has control characters"},
	    {"a\xc2\x85", "it has control characters"},
	    {"a /b", "Windows cuts off a blank or dot at the end of a name"},
	    {"a/b.", "Windows cuts off a blank or dot at the end of a name"},
	    {"a/con", "Windows has a device of that name"},
	    {"NUL.kicad_mod/x", "Windows has a device of that name"},
	    {"aux .x", "Windows has a device of that name"},
	    {"Com1.step", "Windows has a device of that name"},
	    {"LPT\u00b9", "Windows has a device of that name"},
	    {"conin$", "Windows has a device of that name"},
	    {"a\xff", "it is not UTF-8"},
	};
	struct err err = {.code = ERR_NONE};
	char shown[ARCHIVE_NAME_SHOWN];
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		tap_ok(archive_name_check(text_of(good[i]), &err), "\"%s\" is fine", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		archive_name_shown(text_of(bad[i].name), shown);
		is_refused(archive_name_check(text_of(bad[i].name), &err), &err,
		           arena_format(arena, NULL, "\"%s\" cannot be a name in a package: %s",
		                        shown, bad[i].reason));
	}
	static char longer[ARCHIVE_NAME_MAX + 2];
	memset(longer, 'x', sizeof longer - 1);
	tap_ok(!archive_name_check(text_of(longer), &err), "a name that is too long");
	tap_is(text_of(strstr(err.message, "...\" ")),
	       "...\" cannot be a name in a package: it is longer than 1024 bytes", "is cut");
	longer[ARCHIVE_NAME_PART_MAX + 1] = '\0';
	tap_ok(!archive_name_check(text_of(longer), &err) &&
	           strstr(err.message, "a part of it is longer than 255 bytes") != NULL,
	       "a part that is too long");
	longer[ARCHIVE_NAME_PART_MAX] = '\0';
	tap_ok(archive_name_check(text_of(longer), &err), "one that is not");
	tap_is(text_of(archive_name_shown(text_of("a\xff\x01"), shown)), "a??", "bytes are shown");
}

/* --- archives that others made: a good one, with bytes changed */

struct change {
	const char *where; /* after this signature */
	size_t offset;
	const char *bytes;
	size_t size;
	const char *wanted; /* behind the path */
};

/* The message may go on with words that libzip has in some versions only. */
static void
test_change(const struct change *change, bool goes_on)
{
	static const char *const names[] = {"symbols/one", "symbols/two"};
	struct err err = {.code = ERR_NONE};
	struct archive_limits limits = archive_limits_usual();
	write_archive(names, 2, "hello", &err);
	struct text bytes = bytes_of_file();
	char *copy = arena_copy(arena, bytes.bytes, bytes.size, &err);
	for (size_t i = 0; i + 4 < bytes.size; i++)
		if (memcmp(copy + i, change->where, strlen(change->where)) == 0 &&
		    i + change->offset + change->size <= bytes.size)
			memcpy(copy + i + change->offset, change->bytes, change->size);
	file_write(path, 0644, (struct text){copy, bytes.size}, &err);
	struct archive *archive = archive_open(path, &limits, arena, &err);
	struct text content;
	bool good = archive != NULL &&
	            archive_read(archive, archive_entry(archive, 0), 100, arena, &content, &err);
	const char *wanted = change->wanted;
	if (goes_on && strlen(err.message) > strlen(wanted))
		err.message[strlen(wanted)] = '\0';
	is_refused(good, &err, wanted);
}

static void
test_hostile(void)
{
	static const struct change changes[] = {
	    {"one", 0, "two", 3, "it cannot be read as a zip archive: two entries have one name"},
	    {"one", 0, "TWO", 3,
	     "\"symbols/TWO\" and \"symbols/two\" are one file where case does not count"},
	    {"symbols/o", 0, "../../../", 9,
	     "\"../../../ne\" cannot be a name in a package: it has \".\" or \"..\" as a part"},
	    {"symbols/o", 0, "/", 1,
	     "\"/ymbols/one\" cannot be a name in a package: it is absolute"},
	    {"symbols/o", 0, "\xff", 1,
	     "\"?ymbols/one\" cannot be a name in a package: it is not UTF-8"},
	    {"PK\1\2", 40, "\xff\xa1", 2, "\"symbols/one\" is a link or a device, not a file"},
	    {"PK\5\6", 12, "\0\0\0\x10", 4, "its directory is larger than 67108864 bytes"},
	    {"symbols/oneh", 12, "j", 1, "\"symbols/one\": it is damaged: CRC error"},
	    {"PK\5\6", 0, "PK\6\7", 4, "it is a zip64 archive, which KiCad's packages are not"},
	};
	static const struct change of_libzip[] = {
	    {"PK\5\6", 8, "\3\0\3\0", 4,
	     "it cannot be read as a zip archive: Zip archive inconsistent"},
	    {"PK\5\6", 0, "none", 4, "it cannot be read as a zip archive: "},
	};
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		test_change(&changes[i], false);
	for (size_t i = 0; i < sizeof of_libzip / sizeof of_libzip[0]; i++)
		test_change(&of_libzip[i], true);
	struct err err = {.code = ERR_NONE};
	struct archive_limits limits = archive_limits_usual();
	is_refused(archive_open(folder, &limits, arena, &err) != NULL, &err,
	           arena_format(arena, NULL, "\"%s\" is no file", folder));
	is_refused(archive_open("/none", &limits, arena, &err) != NULL, &err,
	           "cannot open \"/none\": No such file or directory");
}

static void
test_limits(void)
{
	static const char *const names[] = {"a", "b"};
	struct err err = {.code = ERR_NONE};
	struct archive_limits limits = {10, 9, 1};
	write_archive(names, 2, "hello", &err);
	is_refused(archive_open(path, &limits, arena, &err) != NULL, &err,
	           "it holds more than 9 bytes");
	limits.size = 10;
	tap_ok(archive_open(path, &limits, arena, &err) != NULL, "as many bytes as allowed");
}

int
main(void)
{
	arena = arena_new((size_t)512 * 1024 * 1024);
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/x.zip", folder);
	signal(SIGXFSZ, SIG_IGN);
	test_writing();
	test_pieces();
	test_refused_writing();
	test_full_disk();
	test_names();
	test_hostile();
	test_limits();
	arena_free(arena);
	unlink(path);
	rmdir(folder);
	return tap_done();
}
