/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <time.h>

int64_t
clock_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
clock_ms(void)
{
	return clock_us() / 1000;
}

void
clock_today(char day[CLOCK_DAY])
{
	time_t now = time(NULL);
	struct tm local;
	if (localtime_r(&now, &local) == NULL || strftime(day, CLOCK_DAY, "%Y-%m-%d", &local) == 0)
		day[0] = '\0';
}
