/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_import.h"

#include <inttypes.h>

#include "csv_options.h"
#include "import.h"
#include "import_report.h"
#include "output.h"
#include "progress.h"

struct import_options {
	const char *delimiter, *reject;
	bool make_categories, make_templates, make_suppliers, dry_run;
};

#define FLAG(word, member, says)                                                  \
	{                                                                         \
		.name = (word), .type = SETTING_BOOL, .fallback = "no",           \
		.offset = offsetof(struct import_options, member), .help = (says) \
	}

static const struct setting import_settings[] = {
    CSV_OPTIONS_DELIMITER(struct import_options),
    FLAG("make_categories", make_categories, "make the categories that are missing"),
    FLAG("make_templates", make_templates, "make the parameters that are missing"),
    FLAG("make_suppliers", make_suppliers, "make the suppliers that are missing"),
    {.name = "reject",
     .type = SETTING_TEXT,
     .offset = offsetof(struct import_options, reject),
     .unit = " FILE",
     .help = "write the rows that do not fit to FILE, and store the others"},
    FLAG("dry_run", dry_run, "do everything, tell of it, and undo it"),
};

static bool
tell(const struct csv_import_order *order, bool json, const struct csv_import_report *report,
     struct arena *arena, struct err *err)
{
	bool counted = report->stored || order->dry_run;
	if (json && !output_document(import_report_document(order->table, report), arena, err))
		return false;
	if (!json && counted)
		import_report_lines(order->table, report, report->stored);
	if (!json)
		import_report_faults(order->in->name, report);
	if (report->rejected == 0 || order->reject != NULL)
		return true;
	return err_set(err, ERR_INPUT,
	               "%s: %" PRId64 " of %" PRId64
	               " rows do not fit, so none is stored; --reject FILE stores the others",
	               order->in->name, report->rejected, report->rows);
}

static bool
import_from(struct cli *cli, const struct import_options *wanted, const struct csv_table *table,
            struct stream_in *in, struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct csv_import_order order = {
	    .table = table,
	    .in = in,
	    .delimiter = csv_options_delimiter(wanted->delimiter),
	    .make = {[CSV_CATEGORIES] = wanted->make_categories,
	             [CSV_TEMPLATES] = wanted->make_templates,
	             [CSV_SUPPLIERS] = wanted->make_suppliers},
	    .reject = wanted->reject,
	    .dry_run = wanted->dry_run,
	    .faults = IMPORT_FAULTS_SHOWN,
	    .progress = {&progress, progress_is_seen() ? progress_show : NULL},
	};
	struct csv_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = csv_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	return good && tell(&order, cli->json, &report, cli->arena, err);
}

static bool
import_csv(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct csv_table *table = csv_options_table(cli, words[0], err);
	struct stream_in in;
	if (table == NULL || !stream_open(&in, words[1], err))
		return false;
	bool good = import_from(cli, options, table, &in, err);
	stream_close(&in);
	return good;
}

const struct command import_csv_command = {
    .name = "csv",
    .summary = "make and change rows of one table from CSV",
    .words = "TABLE FILE|-",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Reads a CSV file in UTF-8 whose first line names columns, in any order. A row that is\n"
	"there already is changed, another is made, none is removed. A column that is not named\n"
	"is left as it is; an empty cell unsets. Everything is stored, or nothing: unless all\n"
	"rows fit, those that do not are told with their lines, and --reject FILE puts them\n"
	"aside. Parts are meant by name or by \"ipn:\" and IPN, categories by path.\n\n"
	"tables, in the order in which they build on one another:\n"
	"  setting         category_depth, uncategorized, value_style, stock_format,\n"
	"                  former_names, pcm_url, pcm_name, pcm_prefix, hold_unpublished,\n"
	"                  database_library\n"
	"  template        name, unit, field_name, visible, served, si_prefix\n"
	"  category        path, description, exposed, symbol, footprint, reference,\n"
	"                  value_template, value_parameter, footprint_parameter\n"
	"  category_field  category, parameter, field_name, visible, served\n"
	"  footprint_map   value, category, footprint\n"
	"  supplier        name, field_name\n"
	"  part            name, category, ipn, description, keywords, manufacturer, mpn,\n"
	"                  datasheet, symbol, footprint, reference, value, exclude_from_bom,\n"
	"                  exclude_from_board, exclude_from_sim, active, template,\n"
	"                  not_for_new_designs\n"
	"  former_name     part, name\n"
	"  parameter       part, parameter, value, field_name, visible, served\n"
	"  supplier_part   part, supplier, sku, url\n"
	"  alternate       part, position, footprint\n"
	"  pin_map         part, footprint, pin, pad\n"
	"  location        name, description\n"
	"  stock           part, location, quantity: how much there is\n\n"
	"example: kidepot import csv part parts.csv --make-categories --dry-run\n"
	"example: kidepot import csv parameter values.csv --delimiter semicolon --make-templates",
    COMMAND_OPTIONS(import_settings, struct import_options),
    .json = true,
    .run = import_csv,
};
