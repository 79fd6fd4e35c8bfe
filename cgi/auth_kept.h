/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * auth_kept: tokens that the database need not be asked for again: good ones, until
 * they expire or their generation is another.
 */
#ifndef KIDEPOT_CGI_AUTH_KEPT_H
#define KIDEPOT_CGI_AUTH_KEPT_H

#include "catalogue/token.h"
#include "changes.h"

/* The texts of *row are copies in the arena. */
bool auth_kept_find(const struct changes *changes, struct text prefix, struct arena *arena,
                    struct token_row *row);

/* Keeps the row, unless it is not of a good token or nobody can tell when it expires. */
void auth_kept_add(struct changes *changes, struct text prefix, const struct token_row *row,
                   struct arena *arena);

#endif
