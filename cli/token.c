/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/token.h"

#include <stdio.h>

#include "actions.h"
#include "listing.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

struct add_options {
	const char *scope;
	struct setting_list categories;
	const char *expires;
};

static const struct setting add_settings[] = {
    {.name = "scope",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct add_options, scope),
     .fallback = "read",
     .choices = "read admin",
     .unit = " SCOPE",
     .help = "what the token allows"},
    {.name = "category",
     .type = SETTING_LIST,
     .offset = offsetof(struct add_options, categories),
     .unit = " PATH|ID",
     .help = "good for this category and all below it; else for all there are"},
    {.name = "expires",
     .type = SETTING_TEXT,
     .offset = offsetof(struct add_options, expires),
     .fallback = "",
     .unit = " WHEN",
     .help = "a day, 2030-12-31 (at 00:00 UTC), or days from now, 90d; else never"},
};

/* The token of that id; with the secret, when it is set. */
static bool
write_json(struct db *db, struct text id, struct text secret, struct arena *arena, struct err *err)
{
	struct token_info *token;
	size_t count;
	if (!token_list(db, id, arena, &token, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_CONFLICT, "the token was removed just now");
	struct document *object = token_document(token);
	if (text_is_set(secret) && !document_add_text(object, "secret", secret)) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static bool
add(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct add_options *wanted = options;
	const struct token_terms terms = {
	    .name = text_of(words[0]),
	    .scope = text_of(wanted->scope),
	    .expires = text_of(wanted->expires),
	    .categories = command_texts(&wanted->categories, cli->arena, err),
	    .category_count = wanted->categories.count,
	};
	struct text id, secret;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || terms.categories == NULL ||
	    !token_make(db, &terms, cli->arena, &id, &secret, err))
		return false;
	bool written = true;
	if (cli->json)
		written = write_json(db, id, secret, cli->arena, err);
	else
		printf("%s\n", secret.bytes);
	if (!written || !output_finish(err)) {
		/* Nobody has seen it, so nobody could revoke it. */
		if (token_revoke(db, id, cli->arena, NULL))
			err_prefix(err, "the token was revoked again");
		return false;
	}
	if (!cli->json)
		fprintf(stderr,
		        "kidepot: this token is shown only now; \"kidepot httplib\" writes the "
		        "file for KiCad with it\n");
	return true;
}

static const struct command add_command = {
    .name = "add",
    .summary = "make a token and write it to stdout",
    .words = "NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Makes a token called NAME and writes it, alone, to stdout. It is shown this once:\n"
	    "the database keeps a digest of it. With --category KiCad is shown the parts of these\n"
	    "categories and no other; such a token has scope read.\n\n"
	    "example: kidepot token add \"Anna's laptop\" --expires 365d >token",
    COMMAND_OPTIONS(add_settings, struct add_options),
    .json = true,
    .run = add,
};

static bool
list_json(const struct token_info *tokens, size_t count, struct arena *arena, struct err *err)
{
	struct document *array = document_array();
	for (size_t i = 0; i < count; i++)
		if (!document_append(array, token_document(&tokens[i]))) {
			document_free(array);
			array = NULL;
		}
	return output_document(array, arena, err);
}

/* "all", "none" when those it had are gone, or the paths. */
static bool
categories_cell(const struct token_info *token, struct arena *arena, struct text *cell,
                struct err *err)
{
	struct db_array categories = token->categories;
	struct buf joined = {.arena = arena};
	struct text path;
	while (token->restricted && db_array_text(&categories, &path)) {
		buf_append_string(&joined, joined.size > 0 ? ", " : "");
		buf_append_text(&joined, path);
	}
	*cell = joined.size > 0 ? buf_text(&joined) : text_of(token->restricted ? "none" : "all");
	return buf_check(&joined, err);
}

static bool
list_table(const struct token_info *tokens, size_t count, struct arena *arena, struct err *err)
{
	enum { COLUMNS = 9 };
	struct text *cells = arena_alloc(arena, (count + 1) * COLUMNS * sizeof *cells, err);
	static const char *const head[COLUMNS] = {"prefix",  "state",     "scope",
	                                          "created", "expires",   "revoked",
	                                          "name",    "last_used", "categories"};
	if (cells == NULL)
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = text_of(head[i]);
	for (size_t i = 0; i < count; i++) {
		const struct token_info *token = &tokens[i];
		struct text row[COLUMNS] = {token->prefix,  token->state,    token->scope,
		                            token->created, token->expires,  token->revoked,
		                            token->name,    token->last_used};
		if (!categories_cell(token, arena, &row[COLUMNS - 1], err))
			return false;
		for (size_t column = 0; column < COLUMNS; column++)
			cells[(i + 1) * COLUMNS + column] = row[column];
	}
	return output_table(cells, COLUMNS, count + 1, arena, err);
}

static bool
list(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	(void)words;
	struct token_info *tokens;
	size_t count;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !token_list(db, text_of(NULL), cli->arena, &tokens, &count, err))
		return false;
	return cli->json ? list_json(tokens, count, cli->arena, err)
	                 : list_table(tokens, count, cli->arena, err);
}

static const struct command list_command = {
    .name = "list",
    .summary = "list all tokens, without their secrets",
    .words = "",
    .help = "Lists all tokens, oldest first, with their prefixes; the secrets are not known.\n"
	    "Days and times are those of UTC.\n\n"
	    "example: kidepot token list --json",
    .json = true,
    .run = list,
};

static bool
revoke(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct text id, prefix;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !token_find(db, text_of(words[0]), cli->arena, &id, &prefix, err) ||
	    !token_revoke(db, id, cli->arena, err))
		return false;
	if (cli->json)
		return write_json(db, id, text_of(NULL), cli->arena, err);
	printf("revoked token %.*s\n", (int)prefix.size, prefix.bytes);
	return true;
}

static const struct command revoke_command = {
    .name = "revoke",
    .summary = "make a token worthless",
    .words = "PREFIX|NAME",
    .words_min = 1,
    .words_max = 1,
    .help = "Revokes one token: by its prefix, or by its name when no other has it.\n\n"
	    "example: kidepot token revoke 1f0c9a2e",
    .json = true,
    .run = revoke,
};

const struct command token_command = {
    .name = "token",
    .summary = "make, list and revoke the tokens that KiCad asks with",
    .group = (const struct command *const[]){&add_command, &list_command, &revoke_command, NULL},
};
