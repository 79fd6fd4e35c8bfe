/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_rule: what no schema says of the PCM's documents, but KiCad, its official
 * repository or its text for authors (https://dev-docs.kicad.org/en/addons/) do.
 *
 * Only what the schemas allow is looked at: a member of the wrong type is none here.
 */
#ifndef KIDEPOT_PCM_METADATA_RULE_H
#define KIDEPOT_PCM_METADATA_RULE_H

#include "pcm/metadata.h"

/*
 * Adds what is wrong with a package; `path` is where it stands (NULL: it is the document).
 * faults->official says whether the official repository's rules are held too.
 */
void metadata_rule_package(const struct metadata_package *package, enum metadata_form form,
                           const struct metadata_path *path, struct metadata_faults *faults);

/* The packages of a packages.json, each by itself and all together. */
void metadata_rule_packages(const struct metadata_package *packages, size_t count,
                            struct metadata_faults *faults);

/* A repository.json. */
void metadata_rule_repository(const struct document *document, struct metadata_faults *faults);

/*
 * Which form a metadata.json that stands alone has: METADATA_IN_ARCHIVE when it has one
 * version without any "download_...", else METADATA_IN_REPOSITORY.
 */
enum metadata_form metadata_rule_form(const struct metadata_package *package);

#endif
