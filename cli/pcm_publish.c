/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "output.h"
#include "pcm.h"
#include "pcm_directory.h"
#include "repository/publish.h"

struct publish_options {
	const char *directory, *status;
	bool next;
};

static const struct setting publish_settings[] = {
    PCM_DIRECTORY_ROW(struct publish_options),
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

/* It is published all the same: designers have to see to it, or the next version. */
static void
warn(const struct package_library_misfit *misfit)
{
	if (text_is_set(misfit->symbol))
		fprintf(
		    stderr,
		    "kidepot: warning: symbol \"%.*s\" has footprint \"%.*s\", which by the setting "
		    "pcm_prefix is \"%.*s\" once it is installed; build with --prefix as the "
		    "setting has it\n",
		    (int)misfit->symbol.size, misfit->symbol.bytes, (int)misfit->footprint.size,
		    misfit->footprint.bytes, (int)misfit->wanted.size, misfit->wanted.bytes);
}

static bool
publish(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct publish_options *said = options;
	const struct publish_order order = {words[0], pcm_directory(said->directory),
	                                    text_of(said->status), said->next};
	struct published published;
	struct db *db = command_database(cli, PCM_DIRECTORY_TIMEOUT, err);
	if (db == NULL || !publish_archive(db, &order, cli->arena, &published, err))
		return false;
	warn(&published.misfit);
	return write_published(&published, cli->json, cli->arena, err);
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
