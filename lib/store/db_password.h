/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_password: what PostgreSQL keeps of a role's password. Part of the door to libpq.
 */
#ifndef KIDEPOT_STORE_DB_PASSWORD_H
#define KIDEPOT_STORE_DB_PASSWORD_H

#include "store/db.h"

/*
 * The verifier of SCRAM-SHA-256, made here, so that the server and its logs never see the
 * password; in the arena. ERR_SYSTEM, ERR_LIMIT; db_connect's errors.
 */
bool db_password_verifier(struct db *db, const char *role, const char *password,
                          struct arena *arena, struct text *verifier, struct err *err);

#endif
