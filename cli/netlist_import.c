/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import.h"

#include <inttypes.h>
#include <stdio.h>

#include "listing.h"
#include "netlist.h"
#include "output.h"
#include "progress.h"

struct import_options {
	const char *project, *revision;
	bool dry_run, json;
};

#define MEMBER(member) .offset = offsetof(struct import_options, member)

static const struct setting import_settings[] = {
    {.name = "project",
     .type = SETTING_TEXT,
     MEMBER(project),
     .unit = " NAME",
     .help = "the project; without it the name of the schematic's file"},
    {.name = "revision",
     .type = SETTING_TEXT,
     MEMBER(revision),
     .unit = " NAME",
     .help = "its revision; without it that of the root sheet's title block, or \"current\""},
    {.name = "dry_run",
     .type = SETTING_BOOL,
     MEMBER(dry_run),
     .fallback = "no",
     .help = "do everything, tell of it, and undo it"},
    {.name = "json",
     .type = SETTING_BOOL,
     MEMBER(json),
     .fallback = "no",
     .help = "write JSON, for programs"},
};

static const char *const outcome_words[] = {
    [NETLIST_IMPORT_MADE] = "made",
    [NETLIST_IMPORT_REPLACED] = "replaced",
    [NETLIST_IMPORT_SAME] = "unchanged",
};

static void
tell_warning(void *context, const char *message)
{
	(void)context;
	fprintf(stderr, "kidepot: warning: %s\n", message);
}

static struct document *
report_document(const struct netlist_import_report *report)
{
	const struct netlist_counts *counts = &report->counts;
	const struct {
		const char *key;
		uint64_t number;
	} numbers[] = {
	    {"textvars", counts->textvars},     {"sheets", counts->sheets},
	    {"components", counts->components}, {"libparts", counts->libparts},
	    {"libraries", counts->libraries},   {"nets", counts->nets},
	    {"nodes", counts->nodes},
	};
	struct document *object = document_object();
	bool good = document_add_text(object, "project", report->project) &&
	            document_add_text(object, "revision", report->revision) &&
	            document_add_string(object, "outcome", outcome_words[report->outcome]) &&
	            document_add_bool(object, "stored", report->stored);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		good = good &&
		       document_add_number(object, numbers[i].key, (int64_t)numbers[i].number);
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static bool
write_lines(const struct netlist_import_report *report, struct arena *arena, struct err *err)
{
	const struct netlist_counts *counts = &report->counts;
	struct buf out = {.arena = arena};
	buf_append_format(&out, "%.*s %.*s: %s", (int)report->project.size, report->project.bytes,
	                  (int)report->revision.size, report->revision.bytes,
	                  outcome_words[report->outcome]);
	buf_append_format(&out, "; %" PRIu64 " components, %" PRIu64 " nets, %" PRIu64 " nodes%s\n",
	                  counts->components, counts->nets, counts->nodes,
	                  report->stored ? "" : "; nothing was stored");
	return output_buf(&out, err);
}

static bool
import_from(struct cli *cli, const struct import_options *wanted, struct stream_in *in,
            struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct netlist_import_order order = {
	    .in = in,
	    .project = text_of(wanted->project),
	    .revision = text_of(wanted->revision),
	    .dry_run = wanted->dry_run,
	    .progress = {&progress, progress_is_seen() ? progress_show : NULL, tell_warning},
	};
	struct netlist_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = netlist_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	if (!good)
		return false;
	if (wanted->json)
		return output_document(report_document(&report), cli->arena, err);
	return write_lines(&report, cli->arena, err);
}

static bool
import(struct cli *cli, const void *options, char **words, struct err *err)
{
	struct stream_in in;
	if (!stream_open(&in, words[0], err))
		return false;
	bool good = import_from(cli, options, &in, err);
	stream_close(&in);
	return good;
}

const struct command netlist_import_command = {
    .name = "import",
    .summary = "keep a netlist as a revision of a project",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a netlist in KiCad's XML format, of KiCad 4 to 10, and keeps its sheets,\n"
	"components, fields, symbols, nets and nodes as a revision of a project, in the place of\n"
	"what that revision held. Everything is stored, or nothing. The same netlist again changes\n"
	"nothing.\n\n"
	"example: kidepot netlist import board.xml --project board --revision 1.2",
    COMMAND_OPTIONS(import_settings, struct import_options),
    .run = import,
};
