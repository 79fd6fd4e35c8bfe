/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_pattern: the patterns of KiCad's PCM schemas, by hand: they are ECMAScript's,
 * which POSIX has no functions for. KiCad 7 to 10 run them by std::regex over bytes: \d and \s
 * are ASCII's, and $ is the very end, before which no line feed is forgiven.
 */
#ifndef KIDEPOT_PCM_METADATA_PATTERN_H
#define KIDEPOT_PCM_METADATA_PATTERN_H

#include <stdbool.h>

#include "base/text.h"

typedef bool metadata_pattern(struct text text);

/* ^[a-zA-Z][-a-zA-Z0-9.]{0,98}[a-zA-Z0-9]$ */
bool metadata_pattern_identifier(struct text text);
/* ^[a-z][-a-z0-9]{0,48}[a-z0-9]$ */
bool metadata_pattern_word(struct text text);
/* ^[a-z][-a-z0-9 ]{0,48}[a-z0-9]$ */
bool metadata_pattern_contact(struct text text);
/* ^[a-zA-Z][-a-zA-Z0-9 ]{0,48}[a-zA-Z0-9]$ */
bool metadata_pattern_resource(struct text text);
/* ^\d{1,4}(\.\d{1,4}(\.\d{1,6})?)?$ */
bool metadata_pattern_version(struct text text);
/* ^\d{1,2}(\.\d{1,2}(\.\d{1,2})?)?$ */
bool metadata_pattern_kicad_version(struct text text);
/* ^[a-f0-9]{64}$ */
bool metadata_pattern_sha256(struct text text);
/* ^2\d\d\d-\d\d-\d\d \d\d:\d\d:\d\d$ */
bool metadata_pattern_time(struct text text);
/*
 * ^(https?:\/\/[^\s\/$.?#].[^\s]*)|(file:\/\/([a-zA-Z]:|\/)[^\x00]+)$
 * As it stands: ^ binds the first half alone, which any rest may follow, and $ the second,
 * which anything may precede.
 */
bool metadata_pattern_url(struct text text);

#endif
