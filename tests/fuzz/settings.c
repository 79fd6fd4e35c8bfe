/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A configuration file, with one setting of each type. */
#define _GNU_SOURCE
#include "base/settings.h"

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

struct target {
	const char *text;
	int64_t number;
	int64_t mode;
	const char *choice;
	bool truth;
};

static const struct setting table[] = {
    {"text", SETTING_TEXT, offsetof(struct target, text), "a", 0, 0, NULL, NULL, "text"},
    {"number", SETTING_NUMBER, offsetof(struct target, number), "7", -5, 900, NULL, "ms", "number"},
    {"mode", SETTING_MODE, offsetof(struct target, mode), "0660", 0, 0777, NULL, NULL, "mode"},
    {"choice", SETTING_CHOICE, offsetof(struct target, choice), "plain", 0, 0, "plain json", NULL,
     "choice"},
    {"truth", SETTING_BOOL, offsetof(struct target, truth), "no", 0, 0, NULL, NULL, "truth"},
};

static void
check_target(const struct target *target)
{
	FUZZ_CHECK(text_is_utf8(text_of(target->text)) && !text_has_control(text_of(target->text)));
	FUZZ_CHECK(target->number >= -5 && target->number <= 900);
	FUZZ_CHECK(target->mode >= 0 && target->mode <= 0777);
	FUZZ_CHECK(strcmp(target->choice, "plain") == 0 || strcmp(target->choice, "json") == 0);
}

/* A file in memory; settings_read_file takes a path. */
static void
write_file(int fd, const uint8_t *data, size_t size)
{
	FUZZ_CHECK(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	static char path[64];
	if (fd < 0) {
		fd = memfd_create("settings", 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	struct arena *arena = arena_new(1024 * 1024);
	struct target target;
	struct settings settings = {table, sizeof table / sizeof table[0], &target, arena};
	struct err err = {.code = ERR_NONE};
	FUZZ_CHECK(settings_reset(&settings, &err));
	write_file(fd, data, size);
	bool ok = settings_read_file(&settings, path, &err);
	FUZZ_CHECK(ok || err.code == ERR_INPUT || err.code == ERR_LIMIT);
	FUZZ_CHECK(ok || err.message[0] != '\0');
	check_target(&target);
	settings_find_option(&settings, (struct text){(const char *)data, size});
	arena_free(arena);
	return 0;
}
