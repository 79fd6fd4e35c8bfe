/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "actions.h"
#include "catalogue/overview.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

static struct document *
schema_document(const struct migrate_version *schema)
{
	struct document *object = document_object();
	if (document_add_number(object, "program", schema->program) &&
	    document_add_number(object, "database", schema->database))
		return object;
	document_free(object);
	return NULL;
}

static struct document *
own_views_document(const struct overview *overview)
{
	struct document *array = document_array();
	for (size_t i = 0; i < overview->own_view_count; i++)
		if (!document_append_text(array, overview->own_views[i])) {
			document_free(array);
			return NULL;
		}
	return array;
}

static struct document *
other_views_document(struct db_array views)
{
	struct document *array = document_array();
	struct text view;
	while (db_array_text(&views, &view))
		if (!document_append_text(array, view)) {
			document_free(array);
			return NULL;
		}
	return array;
}

static bool
write_json(const struct overview *overview, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool ok = document_add_text(object, "database", overview->database) &&
	          document_add_text(object, "role", overview->role) &&
	          document_add_text(object, "server", overview->server) &&
	          document_add(object, "schema", schema_document(&overview->schema)) &&
	          document_add(object, "own_views", own_views_document(overview)) &&
	          document_add_bool(object, "kept", overview->kept) &&
	          document_add(object, "other_views",
	                       other_views_document(overview->other_views)) &&
	          document_add_number(object, "categories", overview->categories) &&
	          document_add_number(object, "categories_exposed", overview->exposed) &&
	          document_add_number(object, "parts", overview->parts) &&
	          document_add_number(object, "parts_active", overview->active) &&
	          document_add_number(object, "parameters", overview->parameters) &&
	          document_add_number(object, "tokens", overview->tokens) &&
	          document_add_number(object, "tokens_valid", overview->valid);
	if (!ok) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static struct text
own_views_text(const struct overview *overview, struct arena *arena)
{
	struct buf out = {.arena = arena};
	for (size_t i = 0; i < overview->own_view_count; i++) {
		buf_append_string(&out, i == 0 ? "" : ", ");
		buf_append_text(&out, overview->own_views[i]);
	}
	return overview->own_view_count == 0 ? text_of("none") : buf_text(&out);
}

/* May the web program keep what it has answered, and if not, which views forbid it. */
static struct text
kept_text(const struct overview *overview, struct arena *arena)
{
	struct buf out = {.arena = arena};
	struct db_array views = overview->other_views;
	struct text view;
	buf_append_string(&out, overview->kept ? "yes" : "no");
	for (const char *before = "; not as made by \"kidepot migrate\": ";
	     db_array_text(&views, &view); before = ", ") {
		buf_append_string(&out, before);
		buf_append_text(&out, view);
	}
	return buf_text(&out);
}

/* "1583, 1550 active". */
static struct text
share_text(struct arena *arena, int64_t all, int64_t some, const char *what)
{
	return text_of(arena_format(arena, NULL, "%" PRId64 ", %" PRId64 " %s", all, some, what));
}

static struct text
schema_text(const struct migrate_version *schema, struct arena *arena)
{
	return text_of(arena_format(
	    arena, NULL, "%" PRId64 " of %" PRId64 "%s", schema->database, schema->program,
	    schema->database < schema->program ? "; run \"kidepot migrate\"" : ""));
}

static bool
write_table(const struct overview *overview, struct arena *arena, struct err *err)
{
	const struct text cells[] = {
	    text_of("database"),
	    overview->database,
	    text_of("role"),
	    overview->role,
	    text_of("server"),
	    overview->server,
	    text_of("schema"),
	    schema_text(&overview->schema, arena),
	    text_of("own views"),
	    own_views_text(overview, arena),
	    text_of("kept"),
	    kept_text(overview, arena),
	    text_of("categories"),
	    share_text(arena, overview->categories, overview->exposed, "shown in KiCad"),
	    text_of("parts"),
	    share_text(arena, overview->parts, overview->active, "active"),
	    text_of("parameters"),
	    text_of(arena_format(arena, NULL, "%" PRId64, overview->parameters)),
	    text_of("tokens"),
	    share_text(arena, overview->tokens, overview->valid, "valid"),
	};
	return output_table(cells, 2, sizeof cells / sizeof cells[0] / 2, arena, err);
}

static bool
status(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)words;
	(void)options;
	struct overview overview;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !overview_read(db, cli->arena, &overview, err))
		return false;
	return cli->json ? write_json(&overview, cli->arena, err)
	                 : write_table(&overview, cli->arena, err);
}

const struct command status_command = {
    .name = "status",
    .summary = "say what the database is and holds",
    .words = "",
    .help = "Says which database is asked, how far its schema is, which views are the site's own,\n"
	    "whether answers may be kept, and how much it holds.\n\n"
	    "example: kidepot status --json",
    .json = true,
    .run = status,
};
