/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kicad_chooser: what KiCad 10 asks when its symbol chooser opens. It reads no more
 * of the documents than that needs: ids, and whether a row has "fields".
 */
#ifndef KIDEPOT_KICAD_CHOOSER_H
#define KIDEPOT_KICAD_CHOOSER_H

#include <stdbool.h>

#include "http_client.h"

/*
 * Prints how many requests it took, bytes (on the wire, and bodies unpacked) and
 * milliseconds, all of them and those spent on unpacking and reading. False, with a
 * line on standard error, when an answer is not what KiCad can use.
 */
bool kicad_chooser_open(struct http_client *client, const char *prefix);

#endif
