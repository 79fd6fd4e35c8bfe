/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/kicad_release.h"

enum { RELEASES = KICAD_RELEASE_LAST - KICAD_RELEASE_FIRST + 1 };

/* The last format of each release. */
static const int64_t symbols[RELEASES] = {20211014, 20220914, 20231120, 20241209, 20251024};
static const int64_t footprint[RELEASES] = {20211014, 20221018, 20240108, 20241229, 20260206};

static int
release_of(const int64_t *last, int64_t version)
{
	int i = 0;
	while (i < RELEASES && last[i] < version)
		i++;
	return KICAD_RELEASE_FIRST + i;
}

int
kicad_release_of_symbols(int64_t version)
{
	return release_of(symbols, version);
}

int
kicad_release_of_footprint(int64_t version)
{
	return release_of(footprint, version);
}
