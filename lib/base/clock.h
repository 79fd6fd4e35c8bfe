/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock: time that only goes forward, for measuring and for deadlines, and the day. Not
 * the time of day.
 */
#ifndef KIDEPOT_BASE_CLOCK_H
#define KIDEPOT_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds and microseconds since a moment that stays the same until a reboot. */
int64_t clock_ms(void);
int64_t clock_us(void);

/* The day here and now, as ISO 8601 has it: "2026-11-20". */
enum { CLOCK_DAY = 16 };
void clock_today(char day[CLOCK_DAY]);

#endif
