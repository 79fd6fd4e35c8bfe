/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_password.h"

#include <libpq-fe.h>
#include <string.h>

#include "store/db_err.h"
#include "store/db_inside.h"

bool
db_password_verifier(struct db *db, const char *role, const char *password, struct arena *arena,
                     struct text *verifier, struct err *err)
{
	if (!db_connect(db, err))
		return false;
	char *made = PQencryptPasswordConn(db->connection, password, role, "scram-sha-256");
	if (made == NULL)
		return db_err_libpq(err, ERR_SYSTEM, "cannot make the password's verifier",
		                    PQerrorMessage(db->connection));
	size_t size = strlen(made);
	const char *copy = arena_copy(arena, made, size, err);
	PQfreemem(made);
	if (copy == NULL)
		return false;
	*verifier = (struct text){copy, size};
	return true;
}
