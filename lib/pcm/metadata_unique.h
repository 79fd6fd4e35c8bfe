/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_unique: whether an array has equal elements, as JSON Schema has it (draft-07,
 * uniqueItems): objects are equal in any order of their members, and 1 is 1.0.
 */
#ifndef KIDEPOT_PCM_METADATA_UNIQUE_H
#define KIDEPOT_PCM_METADATA_UNIQUE_H

#include "base/arena.h"
#include "base/document_read.h"

/*
 * Finds two equal elements: *twice says whether there are any, *first and *second which,
 * from 0. Takes n log n steps of n elements, and memory as large as the array. ERR_LIMIT.
 */
bool metadata_unique_check(const struct document *array, struct arena *arena, bool *twice,
                           size_t *first, size_t *second, struct err *err);

#endif
