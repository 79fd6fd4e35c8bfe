/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kicad_load: many requests, by several clients at once, each waiting for its answer
 * before it asks again.
 */
#ifndef KIDEPOT_KICAD_LOAD_H
#define KIDEPOT_KICAD_LOAD_H

#include <stdbool.h>

#include "http_client.h"

struct kicad_load {
	long clients, requests;
	long patience; /* ms */
	bool check;    /* bodies of a path against each other */
};

/*
 * Prints how many requests there were, how many failed (no answer, another status)
 * or brought another body than before, the seconds, and the latencies' p50, p99 and
 * longest in microseconds. False when one failed or differed.
 */
bool kicad_load_run(const struct kicad_load *load, const struct http_client *client,
                    const char *file);

#endif
