/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_icon.h"

#include <inttypes.h>
#include <string.h>

static uint32_t
number_at(const char *start)
{
	const unsigned char *bytes = (const unsigned char *)start;
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* The signature and the header chunk (PNG, 5.2 and 11.2.2). */
bool
package_icon_check(struct text start, uint64_t size, struct err *err)
{
	static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	enum { WIDTH = sizeof head - 1, HEIGHT = WIDTH + 4 };
	if (start.size < PACKAGE_ICON_HEAD || memcmp(start.bytes, head, WIDTH) != 0)
		return err_set(err, ERR_INPUT, "it is no PNG image");
	uint32_t width = number_at(start.bytes + WIDTH);
	uint32_t height = number_at(start.bytes + HEIGHT);
	if (width == 0 || height == 0 || width > PACKAGE_ICON_SIDE_MAX ||
	    height > PACKAGE_ICON_SIDE_MAX)
		return err_set(err, ERR_INPUT,
		               "it is %" PRIu32 " x %" PRIu32
		               " pixels; an icon has at most %d x %d",
		               width, height, PACKAGE_ICON_SIDE_MAX, PACKAGE_ICON_SIDE_MAX);
	return size <= PACKAGE_ICON_SIZE_MAX ||
	       err_set(err, ERR_INPUT, "it has %" PRIu64 " bytes; an icon has at most %d", size,
	               PACKAGE_ICON_SIZE_MAX);
}
