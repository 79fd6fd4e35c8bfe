/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kidepot import inventree and partdb: the parts of another system. */
#include "import/import_system.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "import.h"
#include "import_report.h"
#include "output.h"
#include "progress.h"
#include "secret_file.h"

struct system_options {
	const char *token_file, *map, *system;
	bool skip, dry_run;
};

#define MEMBER(member) .offset = offsetof(struct system_options, member)
#define SETTINGS(fallback_system)                                                                  \
	{                                                                                          \
		{.name = "token_file",                                                             \
		 .type = SETTING_TEXT,                                                             \
		 MEMBER(token_file),                                                               \
		 .unit = " FILE",                                                                  \
		 .help = "the token for a server is in FILE"},                                     \
		    {.name = "map",                                                                \
		     .type = SETTING_TEXT,                                                         \
		     MEMBER(map),                                                                  \
		     .unit = " FILE",                                                              \
		     .help = "FILE says what else is to be known, \"name = value\" on each line"}, \
		    {.name = "system",                                                             \
		     .type = SETTING_TEXT,                                                         \
		     MEMBER(system),                                                               \
		     .unit = " NAME",                                                              \
		     .fallback = (fallback_system),                                                \
		     .max = 200,                                                                   \
		     .help = "what the system is called here, when there are two of a kind"},      \
		    {.name = "skip",                                                               \
		     .type = SETTING_BOOL,                                                         \
		     MEMBER(skip),                                                                 \
		     .fallback = "no",                                                             \
		     .help = "leave out what does not fit, and store the rest"},                   \
		    {.name = "dry_run",                                                            \
		     .type = SETTING_BOOL,                                                         \
		     MEMBER(dry_run),                                                              \
		     .fallback = "no",                                                             \
		     .help = "do everything, tell of it, and undo it"},                            \
	}

static const struct setting inventree_settings[] = SETTINGS("inventree");
static const struct setting partdb_settings[] = SETTINGS("partdb");

/* --- the report */

static struct document *
tables_document(const struct import_report *report)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < report->table_count; i++)
		if (!document_append(
			array, import_report_document(report->tables[i], &report->reports[i]))) {
			document_free(array);
			return NULL;
		}
	return array;
}

static struct document *
skips_document(const struct import_report *report)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < report->skip_count; i++) {
		const struct import_skip *skip = &report->skips[i];
		struct document *object = document_object();
		bool good = document_add_text(object, "reason", skip->reason) &&
		            document_add_text(object, "first", skip->place) &&
		            document_add_number(object, "count", skip->count);
		if (!good)
			document_free(object);
		if (!good || !document_append(array, object)) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

static bool
write_json(const struct import_order *order, const struct import_report *report,
           struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool good = document_add_string(object, "system", order->system) &&
	            document_add_bool(object, "stored", report->stored) &&
	            document_add_number(object, "records", report->records) &&
	            document_add_number(object, "rejected", report->rejected) &&
	            document_add(object, "tables", tables_document(report)) &&
	            document_add(object, "skipped", skips_document(report));
	if (!good) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static void
write_lines(const struct import_report *report)
{
	for (size_t i = 0; i < report->table_count; i++)
		import_report_lines(report->tables[i], &report->reports[i], report->stored);
	for (size_t i = 0; i < report->skip_count; i++) {
		const struct import_skip *skip = &report->skips[i];
		printf("skipped: %" PRId64 ", %.*s (%.*s%s)\n", skip->count, (int)skip->reason.size,
		       skip->reason.bytes, (int)skip->place.size, skip->place.bytes,
		       skip->count > 1 ? ", ..." : "");
	}
	for (size_t i = 0; i < report->table_count; i++)
		import_report_faults(report->tables[i]->name, &report->reports[i]);
}

static bool
tell(const struct import_order *order, bool json, const struct import_report *report,
     struct arena *arena, struct err *err)
{
	if (!json)
		write_lines(report);
	else if (!write_json(order, report, arena, err))
		return false;
	return report->rejected == 0 || order->skip ||
	       err_set(err, ERR_INPUT,
	               "%s: %" PRId64
	               " rows do not fit, so nothing is stored; --skip leaves them out",
	               order->place, report->rejected);
}

/* --- what was asked for */

static bool
read_token(const char *path, struct arena *arena, const char **token, struct err *err)
{
	struct text secret;
	if (path == NULL || path[0] == '\0') {
		*token = "";
		return true;
	}
	if (!secret_file_read(path, "token", arena, &secret, err))
		return false;
	const char *whole = arena_copy(arena, secret.bytes, secret.size, err);
	if (whole == NULL)
		return false;
	size_t size = strcspn(whole, " \t\r\n");
	if (size == 0)
		return err_set(err, ERR_INPUT, "\"%s\" begins with no token", path);
	*token = arena_copy(arena, whole, size, err);
	return *token != NULL;
}

static bool
read_map(const struct import_source *source, const char *path, struct arena *arena,
         const char **keys, struct err *err)
{
	const struct settings settings = {source->keys, source->key_count, keys, arena};
	return settings_reset(&settings, err) &&
	       (path == NULL || path[0] == '\0' || settings_read_file(&settings, path, err));
}

static bool
run(struct cli *cli, const struct import_source *source, const struct system_options *options,
    const char *place, struct err *err)
{
	struct progress progress = progress_start(-1);
	const char *keys[IMPORT_KEYS_MAX] = {NULL};
	struct import_order order = {
	    .source = source,
	    .place = place,
	    .system = options->system,
	    .keys = keys,
	    .skip = options->skip,
	    .dry_run = options->dry_run,
	    .faults = IMPORT_FAULTS_SHOWN,
	    .progress = {&progress, progress_is_seen() ? progress_show : NULL},
	};
	struct import_report report;
	if (!read_token(options->token_file, cli->arena, &order.token, err) ||
	    !read_map(source, options->map, cli->arena, keys, err))
		return false;
	/* No time-out: how long it takes is a matter of the system. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = import_system(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	return good && tell(&order, cli->json, &report, cli->arena, err);
}

static bool
import_inventree(struct cli *cli, const void *options, char **words, struct err *err)
{
	return run(cli, &import_source_inventree, options, words[0], err);
}

const struct command import_system_inventree_command = {
    .name = "inventree",
    .summary = "take over an InvenTree server and its KiCad plugin",
    .words = "FOLDER|URL",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Takes categories with the plugin's defaults, parts, parameters, manufacturers' and\n"
	"suppliers' numbers, stock and datasheets from a server, or from a folder with what its\n"
	"interface answers, as curl saves it: category.json, template.json, setting.json,\n"
	"kicad-category.json, footprint-mapping.json, part.json, parameter.json, company.json,\n"
	"manufacturer-part.json, supplier-part.json, location.json, stock.json and\n"
	"attachment.json, further pages as part-2.json; category and part are needed.\n\n"
	"What InvenTree says is taken, what it does not say is left, nothing is removed. Again\n"
	"is as good as once: parts and categories are known by their ids there. Everything is\n"
	"stored in one transaction, or nothing.\n\n"
	"lines of --map FILE:\n"
	"  part_name = name | ipn | full_name   what parts are called here\n"
	"  server = https://...                 where datasheets that are files can be had\n"
	"  location = NAME                      for stock that has none\n"
	"  symbol_parameter, footprint_parameter, reference_parameter, value_parameter,\n"
	"  exclude_from_bom_parameter, exclude_from_board_parameter,\n"
	"  exclude_from_sim_parameter, visible_parameter = NAME\n"
	"  visible_parameters = NAME, NAME ...  what setting.json else says\n\n"
	"example: kidepot import inventree https://inventree.example.org --token-file token\n"
	"example: kidepot import inventree saved --map inventree.map --dry-run",
    COMMAND_OPTIONS(inventree_settings, struct system_options),
    .json = true,
    .run = import_inventree,
};

static bool
import_partdb(struct cli *cli, const void *options, char **words, struct err *err)
{
	return run(cli, &import_source_partdb, options, words[0], err);
}

const struct command import_system_partdb_command = {
    .name = "partdb",
    .summary = "take over a Part-DB server",
    .words = "FILE|FOLDER|URL",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Takes categories and parts with their EDA information, parameters, order details, stock\n"
	"and datasheets from a server, from a FILE that Part-DB exported as JSON or CSV at the\n"
	"level \"full\", or from a folder with what its interface answers, as curl saves it:\n"
	"category.json, footprint.json and part.json, further pages as part-2.json; part is\n"
	"needed.\n\n"
	"What Part-DB says is taken, what it does not say is left, nothing is removed. Again is\n"
	"as good as once: parts and categories are known by their ids there. Everything is\n"
	"stored in one transaction, or nothing.\n\n"
	"lines of --map FILE:\n"
	"  part_name = name | ipn    what parts are called here\n"
	"  server = https://...      where datasheets that are files can be had\n"
	"  location = NAME           for stock that has none\n\n"
	"example: kidepot import partdb https://partdb.example.org --token-file token\n"
	"example: kidepot import partdb export.json --dry-run",
    COMMAND_OPTIONS(partdb_settings, struct system_options),
    .json = true,
    .run = import_partdb,
};
