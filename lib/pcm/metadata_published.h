/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_published: what of a package may not change any more once it was published: KiCad
 * takes a version for the same when its number is, whatever its bytes are.
 */
#ifndef KIDEPOT_PCM_METADATA_PUBLISHED_H
#define KIDEPOT_PCM_METADATA_PUBLISHED_H

#include "pcm/metadata.h"

/*
 * Adds how `package` differs from the same package as it was published before:
 * METADATA_OF_PUBLISHED. `path` is where the package stands (NULL: it is the document).
 */
void metadata_published_check(const struct metadata_package *published,
                              const struct metadata_package *package,
                              const struct metadata_path *path, struct metadata_faults *faults);

#endif
