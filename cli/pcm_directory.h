/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pcm_directory: where the repository of packages is, as commands take it.
 */
#ifndef KIDEPOT_CLI_PCM_DIRECTORY_H
#define KIDEPOT_CLI_PCM_DIRECTORY_H

#define PCM_DIRECTORY "/var/lib/kidepot/pcm"

/* The row of the option, whose struct has `const char *directory`. */
#define PCM_DIRECTORY_ROW(options_struct)                                                   \
	{                                                                                   \
		.name = "directory", .type = SETTING_TEXT,                                  \
		.offset = offsetof(options_struct, directory), .unit = " DIR",              \
		.help = "the repository's; else KIDEPOT_PCM_DIRECTORY, else " PCM_DIRECTORY \
	}

/* Whoever publishes at the same time is waited for. */
enum { PCM_DIRECTORY_TIMEOUT = 0 };

/* The option when it is given, else as the row says. */
const char *pcm_directory(const char *option);

#endif
