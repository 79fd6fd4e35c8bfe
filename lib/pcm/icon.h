/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * icon: the picture of a package, resources/icon.png: a PNG of at most 64 x 64 pixels
 * (https://dev-docs.kicad.org/en/addons/) and 20480 bytes (the official repository).
 */
#ifndef KIDEPOT_PCM_ICON_H
#define KIDEPOT_PCM_ICON_H

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

enum { ICON_SIDE_MAX = 64 /* pixels */, ICON_SIZE_MAX = 20480 /* bytes */ };

/* ERR_INPUT with what is wrong, "is 65 x 64 pixels, more than 64 x 64"; only its head is
 * looked at (W3C PNG, 5.2 and 11.2.2). */
bool icon_check(struct text png, struct err *err);

#endif
