/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library_options: what "httplib" and "dblib" are told alike, as rows of a table of options.
 */
#ifndef KIDEPOT_CLI_LIBRARY_OPTIONS_H
#define KIDEPOT_CLI_LIBRARY_OPTIONS_H

#include "base/settings.h"

enum { LIBRARY_OPTIONS_AGE_MAX = 7 * 24 * 3600 }; /* s for which KiCad may keep something */

/* The struct has a member name. */
#define LIBRARY_OPTIONS_NAME(options)                                                    \
	{                                                                                \
		.name = "name", .type = SETTING_TEXT, .offset = offsetof(options, name), \
		.fallback = "KiDepot", .help = "what the library is called"              \
	}

/* The struct has a member output, for output_secret. */
#define LIBRARY_OPTIONS_OUTPUT(options)                                                      \
	{                                                                                    \
		.name = "output", .type = SETTING_TEXT, .offset = offsetof(options, output), \
		.fallback = "", .unit = " FILE",                                             \
		.help = "write to this file, readable by you alone; else to stdout"          \
	}

#endif
