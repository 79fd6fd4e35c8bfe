/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package_icon: the picture of a package, resources/icon.png: a PNG of at most 64 x 64 pixels
 * (https://dev-docs.kicad.org/en/addons/) and 20480 bytes (the official repository).
 */
#ifndef KIDEPOT_PCM_PACKAGE_ICON_H
#define KIDEPOT_PCM_PACKAGE_ICON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum {
	PACKAGE_ICON_SIDE_MAX = 64,    /* pixels */
	PACKAGE_ICON_SIZE_MAX = 20480, /* bytes */
	PACKAGE_ICON_HEAD = 24         /* bytes that are looked at */
};

/* An icon of `size` bytes, of which `start` has the first PACKAGE_ICON_HEAD, or all. ERR_INPUT
 * with what is wrong: "it is no PNG image". */
bool package_icon_check(struct text start, uint64_t size, struct err *err);

#endif
