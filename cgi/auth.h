/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * auth: lets a request pass or makes its 401.
 */
#ifndef KIDEPOT_CGI_AUTH_H
#define KIDEPOT_CGI_AUTH_H

#include "catalogue/token.h"
#include "route.h"

/*
 * *passed says whether the token is good; if not, the reply says why in words
 * for the person in front of KiCad. False when the database could not be asked.
 */
bool auth_check(struct call *call, struct token *token, bool *passed, struct err *err);

#endif
