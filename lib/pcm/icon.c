/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/icon.h"

#include <inttypes.h>
#include <string.h>

static uint32_t
number_at(struct text png, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)png.bytes + at;
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

bool
icon_check(struct text png, struct err *err)
{
	static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	enum { WIDTH = sizeof head - 1, HEIGHT = WIDTH + 4, END = HEIGHT + 4 };
	if (png.size < END || memcmp(png.bytes, head, WIDTH) != 0)
		return err_set(err, ERR_INPUT, "is no PNG");
	uint32_t width = number_at(png, WIDTH), height = number_at(png, HEIGHT);
	if (width > ICON_SIDE_MAX || height > ICON_SIDE_MAX)
		return err_set(err, ERR_INPUT,
		               "is %" PRIu32 " x %" PRIu32 " pixels, more than %d x %d", width,
		               height, ICON_SIDE_MAX, ICON_SIDE_MAX);
	if (width == 0 || height == 0)
		return err_set(err, ERR_INPUT, "has no pixels");
	return png.size <= ICON_SIZE_MAX ||
	       err_set(err, ERR_INPUT, "has %zu bytes, more than %d", png.size, ICON_SIZE_MAX);
}
