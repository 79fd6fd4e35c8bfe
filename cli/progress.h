/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress: how far a file is read, on the terminal: a line that is written over and at
 * last taken away. It appears when the reading takes over a second.
 */
#ifndef KIDEPOT_CLI_PROGRESS_H
#define KIDEPOT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	int64_t size, bytes; /* of the file, -1 when not known; read so far */
	int64_t started, told;
	bool shown;
};

/* For a file of that size, -1 when it is not known. */
struct progress progress_start(int64_t size);

/* True when standard error is a terminal. */
bool progress_is_seen(void);

/* `context` is the progress: so many bytes were read; as many as before: all were. */
void progress_show(void *context, int64_t bytes);

void progress_end(const struct progress *progress);

#endif
