/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes the repository: its directory and what of packages is offered. */
#include "pcm.h"

#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "repository/package.h"
#include "repository/publish.h"
#include "repository/repository.h"

enum { STATEMENT_TIMEOUT = 0 }; /* whoever publishes at the same time is waited for */

#define DIRECTORY "/var/lib/kidepot/pcm"

#define DIRECTORY_ROW(options_struct)                                                   \
	{                                                                               \
		.name = "directory", .type = SETTING_TEXT,                              \
		.offset = offsetof(options_struct, directory), .unit = " DIR",          \
		.help = "the repository's; else KIDEPOT_PCM_DIRECTORY, else " DIRECTORY \
	}

static const char *
directory_of(const char *option)
{
	const char *variable = getenv("KIDEPOT_PCM_DIRECTORY");
	if (option != NULL)
		return option;
	return variable != NULL ? variable : DIRECTORY;
}

struct publish_options {
	const char *directory, *status;
	bool next;
};

static const struct setting publish_settings[] = {
    DIRECTORY_ROW(struct publish_options),
    {.name = "status",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct publish_options, status),
     .choices = "stable testing development deprecated",
     .help = "what it is offered as; else what its metadata.json says"},
    {.name = "next",
     .type = SETTING_BOOL,
     .offset = offsetof(struct publish_options, next),
     .fallback = "no",
     .help = "under a new version number, the time; nothing when nothing else is new"},
};

static bool
write_published(const struct published *published, bool json, struct arena *arena, struct err *err)
{
	static const char *const words[] = {
	    [PUBLISH_NEW] = "published", [PUBLISH_AGAIN] = "again", [PUBLISH_NOTHING] = "nothing"};
	if (!json) {
		printf("%s%.*s %.*s\n",
		       published->outcome == PUBLISH_NOTHING ? "nothing to publish, there is " : "",
		       (int)published->identifier.size, published->identifier.bytes,
		       (int)published->version.size, published->version.bytes);
		return true;
	}
	struct document *object = document_object();
	if (document_add_text(object, "identifier", published->identifier) &&
	    document_add_text(object, "version", published->version) &&
	    document_add_string(object, "outcome", words[published->outcome]))
		return output_document(object, arena, err);
	document_free(object);
	return output_document(NULL, arena, err);
}

static bool
publish(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct publish_options *said = options;
	const struct publish_order order = {words[0], directory_of(said->directory),
	                                    text_of(said->status), said->next};
	struct published published;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && publish_archive(db, &order, cli->arena, &published, err) &&
	       write_published(&published, cli->json, cli->arena, err);
}

const struct command pcm_publish_command = {
    .name = "publish",
    .summary = "put a package into the repository",
    .words = "ZIP",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Puts an archive, as \"kidepot pcm build\" makes it, into the repository, as a version\n"
	"of its package. What was published never changes: each change is a new version.\n\n"
	"example: kidepot pcm publish --next ACME-parts.zip",
    COMMAND_OPTIONS(publish_settings, struct publish_options),
    .json = true,
    .run = publish,
};

struct withdraw_options {
	const char *directory;
	bool remove_archive;
};

static const struct setting withdraw_settings[] = {
    DIRECTORY_ROW(struct withdraw_options),
    {.name = "remove_archive",
     .type = SETTING_BOOL,
     .offset = offsetof(struct withdraw_options, remove_archive),
     .fallback = "no",
     .help = "remove its archive from the directory as well"},
};

static bool
withdraw(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct withdraw_options *said = options;
	const struct package_change change = {.identifier = text_of(words[0]),
	                                      .version = text_of(words[1]),
	                                      .withdraw = true,
	                                      .remove = said->remove_archive};
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       package_version_set(db, &change, directory_of(said->directory), cli->arena, err);
}

const struct command pcm_withdraw_command = {
    .name = "withdraw",
    .summary = "offer a version of a package no more",
    .words = "IDENTIFIER VERSION",
    .words_min = 2,
    .words_max = 2,
    .help = "Offers a version no more. Whoever has it installed keeps it; publishing the same\n"
	    "archive offers it again.\n\n"
	    "example: kidepot pcm withdraw org.example.parts 2026.1129.101500",
    COMMAND_OPTIONS(withdraw_settings, struct withdraw_options),
    .run = withdraw,
};

struct set_options {
	const char *directory, *status;
};

static const struct setting set_settings[] = {
    DIRECTORY_ROW(struct set_options),
    {.name = "status",
     .type = SETTING_CHOICE,
     .offset = offsetof(struct set_options, status),
     .choices = "stable testing development deprecated",
     .help = "what it is offered as"},
};

static bool
set(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct set_options *said = options;
	if (said->status == NULL)
		return command_misused(cli, err, "nothing to set is given");
	const struct package_change change = {.identifier = text_of(words[0]),
	                                      .version = text_of(words[1]),
	                                      .status = text_of(said->status)};
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL &&
	       package_version_set(db, &change, directory_of(said->directory), cli->arena, err);
}

const struct command pcm_set_command = {
    .name = "set",
    .summary = "change what a version is offered as",
    .words = "IDENTIFIER VERSION",
    .words_min = 2,
    .words_max = 2,
    .help = "Changes the status of a version that is published.\n\n"
	    "example: kidepot pcm set org.example.parts 1.2.0 --status stable",
    COMMAND_OPTIONS(set_settings, struct set_options),
    .run = set,
};

struct refresh_options {
	const char *directory;
};

static const struct setting refresh_settings[] = {DIRECTORY_ROW(struct refresh_options)};

static bool
refresh(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct refresh_options *said = options;
	(void)words;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	return db != NULL && repository_refresh(db, directory_of(said->directory), cli->arena, err);
}

const struct command pcm_refresh_command = {
    .name = "refresh",
    .summary = "write the repository's documents anew",
    .words = "",
    .help =
	"Writes the documents of the repository anew: after a change of the settings pcm_url\n"
	"and pcm_name, and in a directory that has none yet.\n\n"
	"example: kidepot settings set pcm_url https://parts.example.org/pcm && kidepot pcm refresh",
    COMMAND_OPTIONS(refresh_settings, struct refresh_options),
    .run = refresh,
};
