/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * who: the person that called this program, for the history of the catalogue. A note
 * and no proof: whoever may write to the database can say anything there.
 */
#ifndef KIDEPOT_CLI_WHO_H
#define KIDEPOT_CLI_WHO_H

#include "base/arena.h"

/*
 * "user NAME": the login name of the real user, or of the one that called sudo
 * (SUDO_UID in the environment); the user's number when it has no name. In the arena;
 * NULL with ERR_LIMIT.
 */
const char *who_calls(struct arena *arena, struct err *err);

#endif
