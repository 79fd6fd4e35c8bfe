/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/dblib_role.h"

#include <string.h>

#include "base/secret.h"
#include "store/db_password.h"

enum { RANDOM_SIZE = 20 };

static bool
starts_with(struct text text, const char *start)
{
	size_t size = strlen(start);
	return text.size >= size && memcmp(text.bytes, start, size) == 0;
}

static bool
check_name(struct text name, struct err *err)
{
	if (name.size == 0)
		return err_set(err, ERR_INPUT, "the role needs a name");
	if (name.size > DBLIB_ROLE_NAME_MAX)
		return err_set(err, ERR_INPUT, "the role's name is longer than %d bytes",
		               DBLIB_ROLE_NAME_MAX);
	if (!text_is_utf8(name) || text_has_control(name))
		return err_set(err, ERR_INPUT,
		               "the role's name has a control character or is not UTF-8");
	if (starts_with(name, "pg_") || starts_with(name, "kidepot_"))
		return err_set(
		    err, ERR_INPUT,
		    "the role's name \"%.*s\" begins with \"pg_\" or \"kidepot_\", which are "
		    "kept for others; give it another",
		    (int)name.size, name.bytes);
	return true;
}

/* What whoever may not make or remove roles can do. */
static bool
denied(struct err *err, const char *verb, struct text name)
{
	struct err cause = *err;
	if (err->code != ERR_DENIED)
		return false;
	return err_set(err, ERR_DENIED,
	               "cannot %s role \"%.*s\": %.200s; ask as a superuser, or as a role with "
	               "CREATEROLE that may grant kidepot_dblib",
	               verb, (int)name.size, name.bytes, cause.message);
}

static bool
draw(struct arena *arena, struct text *password, struct err *err)
{
	unsigned char random[RANDOM_SIZE];
	char *digits = arena_alloc(arena, 2 * sizeof random + 1, err);
	if (digits == NULL || !secret_random(random, sizeof random, err))
		return false;
	secret_hex(random, sizeof random, digits);
	secret_wipe(random, sizeof random);
	*password = (struct text){digits, 2 * sizeof random};
	return true;
}

/* *id is not set when there is none; *is_ours: it is for database libraries alone. */
static bool
find(struct db *db, struct text name, struct arena *arena, struct text *id, bool *is_ours,
     struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_dblib_role_find, &name, 1, arena, &rows, err))
		return false;
	*id = rows.count > 0 ? db_rows_text(&rows, 0, 0) : text_of(NULL);
	*is_ours = rows.count > 0 && db_rows_bool(&rows, 0, 1, false);
	return true;
}

bool
dblib_role_make(struct db *db, struct text name, struct arena *arena, struct text *id,
                struct text *password, struct err *err)
{
	struct text present, drawn, params[2] = {name};
	struct db_rows rows;
	bool is_ours;
	if (!check_name(name, err) || !find(db, name, arena, &present, &is_ours, err))
		return false;
	if (text_is_set(present))
		return err_set(err, ERR_CONFLICT,
		               "there is a role \"%.*s\" already; give another name%s",
		               (int)name.size, name.bytes, is_ours ? ", or remove it first" : "");
	const char *role = arena_copy(arena, name.bytes, name.size, err);
	if (role == NULL || !draw(arena, &drawn, err) ||
	    !db_password_verifier(db, role, drawn.bytes, arena, &params[1], err))
		return false;
	if (!db_query(db, &query_dblib_role_insert, params, 2, arena, &rows, err))
		return denied(err, "make", name);
	*id = db_rows_text(&rows, 0, 0);
	*password = drawn;
	return true;
}

bool
dblib_role_list(struct db *db, struct arena *arena, struct dblib_role **roles, size_t *count,
                struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_dblib_role_list, NULL, 0, arena, &rows, err))
		return false;
	struct dblib_role *list = arena_alloc(arena, (rows.count + 1) * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t row = 0; row < rows.count; row++)
		list[row] = (struct dblib_role){
		    .id = db_rows_text(&rows, row, 0),
		    .name = db_rows_text(&rows, row, 1),
		    .can_login = db_rows_bool(&rows, row, 2, false),
		};
	*roles = list;
	*count = rows.count;
	return true;
}

bool
dblib_role_remove(struct db *db, struct text name, struct arena *arena, struct text *id,
                  struct err *err)
{
	struct text found;
	bool is_ours;
	if (!check_name(name, err) || !find(db, name, arena, &found, &is_ours, err))
		return false;
	if (!text_is_set(found))
		return err_set(err, ERR_INPUT,
		               "there is no role \"%.*s\"; \"kidepot role list\" shows them",
		               (int)name.size, name.bytes);
	if (!is_ours)
		return err_set(err, ERR_CONFLICT,
		               "the role \"%.*s\" is not for database libraries alone; let who "
		               "made it remove it",
		               (int)name.size, name.bytes);
	if (!db_query(db, &query_dblib_role_delete, &name, 1, arena, NULL, err))
		return denied(err, "remove", name);
	*id = found;
	return true;
}
