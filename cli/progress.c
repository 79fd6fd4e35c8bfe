/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum {
	PROGRESS_AFTER = 1000,     /* ms */
	PROGRESS_EVERY = 200,      /* ms */
	PROGRESS_SIZE = 128 * 1024 /* bytes that take seconds to store, and none to read */
};

struct progress
progress_start(int64_t size)
{
	return (struct progress){.size = size, .bytes = -1, .started = clock_ms()};
}

bool
progress_is_seen(void)
{
	return isatty(STDERR_FILENO);
}

void
progress_show(void *context, int64_t bytes)
{
	struct progress *progress = context;
	int64_t now = clock_ms(), time = now - progress->started;
	bool all = bytes == progress->bytes;
	progress->bytes = bytes;
	if (time < PROGRESS_AFTER && !(all && bytes > PROGRESS_SIZE))
		return;
	if (!all && now - progress->told < PROGRESS_EVERY)
		return;
	progress->told = now;
	progress->shown = true;
	fprintf(stderr, "\r\033[Kkidepot: %.1f MB read", (double)bytes / 1e6);
	if (all)
		fprintf(stderr, ", storing them");
	else if (progress->size > 0)
		fprintf(stderr, ", %" PRId64 " %%", bytes * 100 / progress->size);
	if (!all && time > 0)
		fprintf(stderr, ", %.1f MB/s", (double)bytes / 1e3 / (double)time);
}

void
progress_end(const struct progress *progress)
{
	if (progress->shown)
		fprintf(stderr, "\r\033[K");
}
