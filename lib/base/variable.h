/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * variable: texts with KiCad's text variables in them, ${NAME}. Knows how they are
 * written; what a name stands for is its caller's to say.
 *
 * As KiCad 10 does it:
 * - names may hold references, ${${WHICH}}, which are replaced first;
 * - what a reference is replaced by is a text with references of its own;
 * - one that stands for nothing stays as it is, only the references in its name are
 *   replaced;
 * - ${} and names that begin with ERC_WARNING or ERC_ERROR leave nothing;
 * - one that is not closed ends with the text;
 * - \${ is a plain ${.
 * Where KiCad 9 differs: there names hold no references and \ is a letter like others.
 * KiCad 10's @{...}, to calculate, is text here.
 *
 * A reference that stands, over however many others, within what it stands for stays as
 * it is, where KiCad repeats it some times, by version. So does what is beyond a limit:
 * VARIABLE_DEPTH references in one another, VARIABLE_STEPS of them, VARIABLE_SIZE bytes of
 * text before them.
 */
#ifndef KIDEPOT_BASE_VARIABLE_H
#define KIDEPOT_BASE_VARIABLE_H

#include "base/arena.h"
#include "base/text.h"

enum { VARIABLE_DEPTH = 32, VARIABLE_STEPS = 1000, VARIABLE_SIZE = 64 * 1024 };

struct variable_value {
	struct text text;  /* not set: the name stands for nothing */
	const void *scope; /* of the references in it */
};

/*
 * Says what `name` stands for where it is read in `scope`, which is the caller's own. To
 * give the same bytes for the same value is how repetition is found. `arena` is for texts
 * that have to be made. False with err filled ends the expansion.
 */
typedef bool variable_resolve(void *context, const void *scope, struct text name,
                              struct arena *arena, struct variable_value *value, struct err *err);

/*
 * The text with its references replaced: in the arena, and followed by NUL, or `text` itself
 * when it has none. ERR_LIMIT when the arena is full, and what `resolve` gives.
 */
bool variable_expand(struct text text, variable_resolve *resolve, void *context, const void *scope,
                     struct arena *arena, struct text *expanded, struct err *err);

#endif
