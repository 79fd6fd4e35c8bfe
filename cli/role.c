/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/dblib_role.h"

#include <stdio.h>

#include "actions.h"
#include "catalogue/dblib.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

/* With the password, when it is set. */
static struct document *
role_document(const struct dblib_role *role, struct text password)
{
	struct document *object = document_object();
	if (document_add_id(object, "id", role->id) &&
	    document_add_text(object, "name", role->name) &&
	    document_add_bool(object, "can_login", role->can_login) &&
	    (!text_is_set(password) || document_add_text(object, "password", password)))
		return object;
	document_free(object);
	return NULL;
}

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct dblib_role role = {.name = text_of(words[0]), .can_login = true};
	struct text password;
	bool kept;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !dblib_is_kept(db, cli->arena, &kept, err) ||
	    !dblib_role_make(db, role.name, cli->arena, &role.id, &password, err))
		return false;
	bool written = true;
	if (cli->json)
		written = output_document(role_document(&role, password), cli->arena, err);
	else
		printf("%s\n", password.bytes);
	if (!written || !output_finish(err)) {
		/* Nobody has seen the password. */
		struct err other = {.code = ERR_NONE};
		if (dblib_role_remove(db, role.name, cli->arena, &role.id, &other))
			err_prefix(err, "the role was removed again");
		return false;
	}
	if (!cli->json)
		fprintf(stderr,
		        "kidepot: this password is shown only now; \"kidepot dblib\" writes "
		        "the file for KiCad with it\n");
	if (!cli->json && !kept)
		fprintf(stderr, "kidepot: there is nothing to read yet; \"kidepot settings set "
		                "database_library yes\" has the tables made\n");
	return true;
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a login for a database library and write its password to stdout",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Makes a role of PostgreSQL called NAME that may log in, read the tables that KiCad's\n"
	"database libraries read, and do nothing else, and writes its password, alone, to\n"
	"stdout. It is shown this once, and neither the database nor its log has it. It takes a\n"
	"superuser, or a login with CREATEROLE that may grant kidepot_dblib.\n\n"
	"example: kidepot role add anna >password",
    .json = true,
    .run = add,
};

static bool
list_json(const struct dblib_role *roles, size_t count, struct arena *arena, struct err *err)
{
	struct document *array = document_array();
	for (size_t i = 0; i < count; i++)
		if (!document_append(array, role_document(&roles[i], text_of(NULL)))) {
			document_free(array);
			array = NULL;
		}
	return output_document(array, arena, err);
}

static bool
list_table(const struct dblib_role *roles, size_t count, struct arena *arena, struct err *err)
{
	enum { COLUMNS = 2 };
	struct text *cells = arena_alloc(arena, (count + 1) * COLUMNS * sizeof *cells, err);
	if (cells == NULL)
		return false;
	cells[0] = text_of("name");
	cells[1] = text_of("can_login");
	for (size_t i = 0; i < count; i++) {
		cells[(i + 1) * COLUMNS] = roles[i].name;
		cells[(i + 1) * COLUMNS + 1] = text_of(roles[i].can_login ? "yes" : "no");
	}
	return output_table(cells, COLUMNS, count + 1, arena, err);
}

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	struct dblib_role *roles;
	size_t count;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !dblib_role_list(db, cli->arena, &roles, &count, err))
		return false;
	return cli->json ? list_json(roles, count, cli->arena, err)
	                 : list_table(roles, count, cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list the logins for database libraries",
    .words = "",
    .help = "Lists the roles that may read the tables of database libraries and nothing else.\n\n"
	    "example: kidepot role list --json",
    .json = true,
    .run = list,
};

static bool
remove_role(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct text id, name = text_of(words[0]);
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !dblib_role_remove(db, name, cli->arena, &id, err))
		return false;
	if (cli->json)
		return output_removed(id, cli->arena, err);
	printf("removed role %.*s\n", (int)name.size, name.bytes);
	return true;
}

static const struct command remove_command = {
    .name = "remove",
    .summary = "remove a login for a database library",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Removes a role that \"kidepot role add\" made. A connection that it has goes on until\n"
	"it ends.\n\n"
	"example: kidepot role remove anna",
    .json = true,
    .run = remove_role,
};

const struct command role_command = {
    .name = "role",
    .summary = "make, list and remove the logins of database libraries",
    .group = (const struct command *const[]){&add_command, &list_command, &remove_command, NULL},
};
