/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/symbol_import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "import.h"
#include "import_set.h"
#include "progress.h"

struct symbols_options {
	const char *library, *category;
	bool skip, dry_run;
};

static const struct setting symbols_settings[] = {
    {.name = "library",
     .type = SETTING_TEXT,
     .offset = offsetof(struct symbols_options, library),
     .unit = " NAME",
     .help = "what KiCad calls the library; else as the file"},
    {.name = "category",
     .type = SETTING_TEXT,
     .offset = offsetof(struct symbols_options, category),
     .unit = " PATH",
     .help = "the category of the parts; else one called as the library"},
    {.name = "skip",
     .type = SETTING_BOOL,
     .fallback = "no",
     .offset = offsetof(struct symbols_options, skip),
     .help = "leave out parts that do not fit, and store the others"},
    {.name = "dry_run",
     .type = SETTING_BOOL,
     .fallback = "no",
     .offset = offsetof(struct symbols_options, dry_run),
     .help = "do everything, tell of it, and undo it"},
};

static void
tell_skipped(const char *place, const struct symbol_import_report *report)
{
	int64_t more = report->all_skipped - (int64_t)report->skipped_count;
	for (size_t i = 0; i < report->skipped_count; i++) {
		const struct symbol_import_skipped *skipped = &report->skipped[i];
		bool clean = text_is_utf8(skipped->name) && !text_has_control(skipped->name);
		struct text name = clean ? skipped->name : text_of("?");
		fprintf(stderr, "%s:%" PRId64 ": symbol \"%.*s\" is passed over: %s\n", place,
		        skipped->line, (int)name.size, name.bytes, skipped->why);
	}
	if (more > 0)
		fprintf(stderr, "%s: and %" PRId64 " more\n", place, more);
}

/* The file's name without its folder and ".kicad_sym". */
static const char *
library_of(const char *path, struct arena *arena, struct err *err)
{
	static const char suffix[] = ".kicad_sym";
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
	size_t size = strlen(name);
	if (size <= sizeof suffix - 1 || strcmp(name + size - (sizeof suffix - 1), suffix) != 0) {
		err_set(
		    err, ERR_INPUT,
		    "\"%s\" is called after no library; --library NAME says what KiCad calls it",
		    path);
		return NULL;
	}
	return arena_copy(arena, name, size - (sizeof suffix - 1), err);
}

static bool
import_from(struct cli *cli, const struct symbols_options *wanted, const char *library,
            struct stream_in *in, struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct symbol_import_order order = {
	    .in = in,
	    .library = library,
	    .category = wanted->category,
	    .set = import_set_order(wanted->skip, wanted->dry_run, &progress),
	};
	struct symbol_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = symbol_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	if (!good)
		return false;
	tell_skipped(in->name, &report);
	return import_set_tell(&report.set, "; --skip leaves them out", cli->json, cli->arena, err);
}

static bool
import_symbols(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct symbols_options *wanted = options;
	const char *library = wanted->library;
	struct stream_in in;
	if (library == NULL)
		library = library_of(words[0], cli->arena, err);
	if (library == NULL || !stream_open(&in, words[0], err))
		return false;
	bool good = import_from(cli, wanted, library, &in, err);
	stream_close(&in);
	return good;
}

const struct command import_symbols_command = {
    .name = "kicad-sym",
    .summary = "make and change parts from a library of symbols that are parts",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a .kicad_sym file of KiCad 6 or later whose symbols are parts, each with its own\n"
	"footprint. A part is called as its symbol and has its value, description, keywords\n"
	"and datasheet; MPN, manufacturer, IPN and suppliers' numbers are known by the names of\n"
	"fields, others become parameters. Symbols without footprint and power symbols are\n"
	"passed over and told of. Parts that are there are changed, what is missing besides is\n"
	"made. Everything is stored, or nothing.\n\n"
	"example: kidepot import kicad-sym Company.kicad_sym --dry-run\n"
	"example: kidepot import kicad-sym Company.kicad_sym --category Parts/Old",
    COMMAND_OPTIONS(symbols_settings, struct symbols_options),
    .json = true,
    .run = import_symbols,
};
