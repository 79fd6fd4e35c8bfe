/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist_source.h"

#include <string.h>

#include "netlist/netlist_file.h"
#include "netlist/netlist_stored.h"

bool
netlist_source_choose(struct cli *cli, struct db *db, const char *word,
                      const struct netlist_source_options *options, struct netlist_source *source,
                      struct err *err)
{
	*source = (struct netlist_source){.file = word};
	if (options->project == NULL && options->revision != NULL)
		return command_misused(cli, err, "--revision without --project");
	if (word == NULL && options->project == NULL)
		return command_misused(cli, err, "a file or --project is missing");
	if (word != NULL && options->project != NULL)
		return command_misused(cli, err, "both a file and --project are given");
	return word != NULL ||
	       netlist_revision_find(db, text_of(options->project), text_of(options->revision),
	                             cli->arena, &source->revision, err);
}

bool
netlist_source_give(void *context, const struct netlist_sink *sink, struct err *err)
{
	const struct netlist_source_records *records = context;
	const struct netlist_source *source = records->source;
	struct stream_in in;
	struct netlist_stored stored = {records->db, source->revision.id};
	if (source->file == NULL)
		return netlist_stored_give(&stored, sink, err);
	if (!stream_open(&in, source->file, err))
		return false;
	bool good = netlist_file_give(&in, sink, err);
	stream_close(&in);
	return good;
}

bool
netlist_source_named(struct cli *cli, struct db *db, const char *word,
                     struct netlist_source *source, struct err *err)
{
	*source = (struct netlist_source){.file = word};
	if (word[0] != '@')
		return true;
	const char *project = word + 1, *at = strrchr(project, '@');
	size_t size = at == NULL || at == project ? strlen(project) : (size_t)(at - project);
	struct text revision = text_of(project[size] == '\0' ? NULL : at + 1);
	source->file = NULL;
	return netlist_revision_find(db, (struct text){project, size}, revision, cli->arena,
	                             &source->revision, err);
}

bool
netlist_source_read(struct cli *cli, struct db *db, const struct netlist_source *source,
                    unsigned wanted, struct netlist_model *model, struct err *err)
{
	struct stream_in in;
	if (source->file == NULL)
		return netlist_stored_model(db, source->revision.id, wanted, cli->arena, model,
		                            err);
	if (!stream_open(&in, source->file, err))
		return false;
	bool good = netlist_model_read(&in, wanted, cli->arena, model, err);
	stream_close(&in);
	return good;
}
