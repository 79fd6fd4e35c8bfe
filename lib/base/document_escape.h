/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_escape: what the escapes in JSON's strings mean (RFC 8259, 7).
 */
#ifndef KIDEPOT_BASE_DOCUMENT_ESCAPE_H
#define KIDEPOT_BASE_DOCUMENT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/*
 * How many bytes the escape takes that begins at `at`, a backslash before `end`, and
 * the character it spells; 0 when JSON has no such escape. Two halves of a surrogate
 * pair are one escape; a half alone spells itself, 0xd800 to 0xdfff.
 */
size_t document_escape_at(const char *at, const char *end, uint32_t *character);

/*
 * The text that is meant by `spelt`, the inside of a string in which every escape is
 * good and no half of a pair alone. It is `spelt` itself where there are none, else
 * lies in the arena. Only ERR_LIMIT.
 */
bool document_escape_resolve(struct text spelt, struct arena *arena, struct text *meant,
                             struct err *err);

#endif
