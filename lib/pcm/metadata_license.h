/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_license: the licenses that KiCad 7 to 9 know (schema v1), spelt as Debian does and
 * not as SPDX: GPL-3.0, not GPL-3.0-or-later.
 */
#ifndef KIDEPOT_PCM_METADATA_LICENSE_H
#define KIDEPOT_PCM_METADATA_LICENSE_H

/* NULL at the end. */
extern const char *const metadata_license_words[];

#endif
