/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kicad_release: which release of KiCad is the first to read a format of its files. An older
 * one refuses the file. From the headers of KiCad 6 to 9, and what 10.0.7 writes.
 */
#ifndef KIDEPOT_KICAD_KICAD_RELEASE_H
#define KIDEPOT_KICAD_KICAD_RELEASE_H

#include <stdint.h>

/* The first with a Plugin and Content Manager, and the last whose formats are known. */
enum { KICAD_RELEASE_FIRST = 6, KICAD_RELEASE_LAST = 10 };

/*
 * The major release for the number in "(version N)", at least KICAD_RELEASE_FIRST;
 * KICAD_RELEASE_LAST + 1 when none that is known reads it.
 */
int kicad_release_of_symbols(int64_t version);
int kicad_release_of_footprint(int64_t version);

#endif
