/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * auth: lets a request pass or makes its 401 or 403.
 */
#ifndef KIDEPOT_CGI_AUTH_H
#define KIDEPOT_CGI_AUTH_H

#include "catalogue/token.h"
#include "route.h"

/*
 * Good tokens are kept as answers are (kept.h), by their prefix and with the SHA-256 of
 * the secret; others are asked for each time.
 *
 * *passed says whether the token is good; if not, the reply says why in words
 * for the person in front of KiCad. False when the database could not be asked.
 */
bool auth_check(struct call *call, struct token *token, bool *passed, struct err *err);

/*
 * Keeps that a good token was used, at most once a minute for each. For after the
 * answer: it may wait for the database. A failure is logged at level debug.
 */
void auth_note_use(struct db *db, const struct token *token, struct arena *arena);

/* Whether the good token may change the catalogue; if not, the reply is a 403. */
bool auth_check_admin(struct call *call);

#endif
