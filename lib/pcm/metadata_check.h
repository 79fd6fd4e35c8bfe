/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_check: a document of the PCM against KiCad's schemas, by the tables of
 * metadata_shape. Knows only what the schemas say; metadata_rule knows the rest.
 */
#ifndef KIDEPOT_PCM_METADATA_CHECK_H
#define KIDEPOT_PCM_METADATA_CHECK_H

#include "pcm/metadata_shape.h"

/*
 * Adds what is wrong with `document`, in the order of the tables: METADATA_ERROR of
 * METADATA_OF_SCHEMA. A document is valid by the schemas wanted iff nothing is added. As in
 * KiCad's validator, 1.0 is no whole number.
 */
void metadata_check_document(const struct document *document, const struct metadata_shape *shape,
                             struct metadata_faults *faults);

#endif
