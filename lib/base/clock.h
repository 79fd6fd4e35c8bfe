/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock: time that only goes forward, for measuring and for deadlines. Not the
 * time of day.
 */
#ifndef KIDEPOT_BASE_CLOCK_H
#define KIDEPOT_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds and microseconds since a moment that stays the same until a reboot. */
int64_t clock_ms(void);
int64_t clock_us(void);

#endif
