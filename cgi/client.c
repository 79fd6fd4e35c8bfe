/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client.h"

#include <string.h>

/* The number before the first '.' of "KiCad/9.0.8"; 0 when it is none such. */
static int64_t
kicad_major(struct text agent)
{
	static const char word[] = "KiCad/";
	size_t size = sizeof word - 1;
	int64_t major = 0;
	if (agent.size <= size || memcmp(agent.bytes, word, size) != 0)
		return 0;
	const char *start = agent.bytes + size;
	const char *point = memchr(start, '.', agent.size - size);
	if (point != NULL)
		text_to_int64((struct text){start, (size_t)(point - start)}, 0, 999, &major);
	return major;
}

enum part_variant
client_row_variant(struct text agent, const char *stock_in_kicad_10)
{
	enum { FIRST_WITH_LIBRARIES = 7, FIRST_WITH_WHOLE_ROWS = 10 };
	int64_t major = kicad_major(agent);
	if (major < FIRST_WITH_LIBRARIES)
		return PART_WHOLE;
	if (major < FIRST_WITH_WHOLE_ROWS)
		return PART_ROW_KICAD_9;
	if (strcmp(stock_in_kicad_10, "description") == 0)
		return PART_ROW_KICAD_10_DESCRIPTION;
	return strcmp(stock_in_kicad_10, "keywords") == 0 ? PART_ROW_KICAD_10_KEYWORDS
	                                                  : PART_ROW_KICAD_10;
}
