/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"

#include <stdio.h>

#include "listing.h"
#include "output.h"
#include "repository/package.h"
#include "store/db_document.h"

enum { STATEMENT_TIMEOUT = 60000 }; /* ms */

/* The metadata's object with the versions in it. */
static bool
write_json(const struct db_rows *package, const struct db_rows *versions, struct text metadata,
           struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	struct document *row = db_document_row(package, 0);
	struct document *list = db_document_rows(versions, versions->count);
	bool ok = document_write(row, &out, err);
	if (ok && out.size > 0)
		out.size--;
	buf_append_string(&out, ",\"metadata\":");
	buf_append_text(&out, metadata);
	buf_append_string(&out, ",\"version_list\":");
	ok = ok && document_write(list, &out, err);
	buf_append_string(&out, "}\n");
	document_free(list);
	document_free(row);
	return ok && output_buf(&out, err);
}

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct db_rows package, versions;
	struct text id, metadata;
	(void)options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL || !package_find(db, text_of(words[0]), cli->arena, &id, err) ||
	    !package_list(db, id, cli->arena, &package, err) ||
	    !package_version_list(db, id, cli->arena, &versions, err) ||
	    !package_metadata_get(db, id, cli->arena, &metadata, err))
		return false;
	if (cli->json)
		return write_json(&package, &versions, metadata, cli->arena, err);
	struct text identifier = db_rows_text(&package, 0, PACKAGE_IDENTIFIER);
	struct text name = db_rows_text(&package, 0, PACKAGE_NAME);
	struct text type = db_rows_text(&package, 0, PACKAGE_TYPE);
	printf("%.*s  %.*s  %.*s\n\n", (int)identifier.size, identifier.bytes, (int)type.size,
	       type.bytes, (int)name.size, name.bytes);
	return listing_write_rows(&versions, PACKAGE_VERSION_VERSION, false, cli->arena, err);
}

const struct command pcm_show_command = {
    .name = "show",
    .summary = "show a package and its versions",
    .words = "IDENTIFIER",
    .words_min = 1,
    .words_max = 1,
    .help = "Shows a package with all its versions, also those that are withdrawn.\n\n"
	    "example: kidepot pcm show org.example.parts",
    .json = true,
    .run = show,
};
