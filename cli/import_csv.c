/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_csv.h"

#include "catalogue/csv_table.h"
#include "csv_options.h"
#include "import.h"

#define TEXT(word, member, shown, says)                                                \
	{                                                                              \
		.name = (word), .type = SETTING_TEXT, .unit = (shown), .help = (says), \
		.offset = offsetof(struct import_csv_options, member)                  \
	}
#define FLAG(word, member, says)                                                      \
	{                                                                             \
		.name = (word), .type = SETTING_BOOL, .fallback = "no",               \
		.offset = offsetof(struct import_csv_options, member), .help = (says) \
	}

static const struct setting import_settings[] = {
    FLAG("dry_run", dry_run, "do everything, tell of it, and undo it"),
    TEXT("map", map, " FILE", "of a sheet: what the columns are; else their names say it"),
    TEXT("save_map", save_map, " FILE",
         "of a sheet: write to FILE what the columns were taken for"),
    FLAG("skip", skip, "of a sheet: leave out rows that do not fit, and store the others"),
    CSV_OPTIONS_DELIMITER(struct import_csv_options,
                          "of a table: what stands between two cells; else it is found"),
    FLAG("make_categories", make_categories, "of a table: make the categories that are missing"),
    FLAG("make_templates", make_templates, "of a table: make the parameters that are missing"),
    FLAG("make_suppliers", make_suppliers, "of a table: make the suppliers that are missing"),
    TEXT("reject", reject, " FILE",
         "of a table: write the rows that do not fit to FILE, and store the others"),
};

/* Whoever gives an option that says nothing of this file means another. */
static bool
check_use(struct cli *cli, const struct import_csv_options *options, bool is_table, struct err *err)
{
	const struct {
		const char *name;
		bool given, of_table;
	} rows[] = {
	    {"--map", options->map != NULL, false},
	    {"--save-map", options->save_map != NULL, false},
	    {"--skip", options->skip, false},
	    {"--delimiter", options->delimiter != NULL, true},
	    {"--make-categories", options->make_categories, true},
	    {"--make-templates", options->make_templates, true},
	    {"--make-suppliers", options->make_suppliers, true},
	    {"--reject", options->reject != NULL, true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].given && rows[i].of_table != is_table)
			return command_misused(cli, err, "%s is for \"import csv %sFILE\"",
			                       rows[i].name, is_table ? "" : "TABLE ");
	return true;
}

static bool
import_csv(struct cli *cli, const void *options, char **words, struct err *err)
{
	bool is_table = words[1] != NULL;
	if (!is_table && csv_table_find(words[0]) != NULL)
		return command_misused(cli, err,
		                       "\"%s\" is a table; say its file after it (a sheet "
		                       "of that name is \"./%s\")",
		                       words[0], words[0]);
	if (!check_use(cli, options, is_table, err))
		return false;
	return is_table ? import_table(cli, options, words[0], words[1], err)
	                : import_sheet(cli, options, words[0], err);
}

const struct command import_csv_command = {
    .name = "csv",
    .summary = "make and change parts from any sheet, or rows of one table, in CSV",
    .words = "[TABLE] FILE|-",
    .words_min = 1,
    .words_max = 2,
    .help =
	"With FILE alone: any sheet of parts in UTF-8, with comma, semicolon or tab between\n"
	"cells. Its first line names the columns, each other is a part. What the columns are is\n"
	"told by their names (MPN, Footprint, Hersteller, LCSC ...), others become parameters;\n"
	"a dry run shows it, --save-map writes it to a file, which can be corrected and given\n"
	"as --map. An empty cell says nothing; categories, parameters and suppliers that are\n"
	"missing are made. A map is CSV, with \"column,target\" as its first line; a target is a\n"
	"column of table part, \"parameter NAME\", \"supplier NAME\" or \"-\", for not taken; what\n"
	"begins with \"=\" in the place of a column is for all parts.\n\n"
	"With TABLE: that table in the form in which \"export csv\" writes it, with any of its\n"
	"columns in any order; comma, semicolon and tab are told apart here, too. A column that\n"
	"is not named is left as it is, an empty cell unsets. Parts are meant by name or by\n"
	"\"ipn:\" and IPN, categories by path.\n\n"
	"What is there already is changed, the rest made, none removed. Everything is stored, or\n"
	"nothing: unless all rows fit, those that do not are told with their lines.\n\n"
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
	"example: kidepot import csv parts.csv --dry-run --save-map map.csv\n"
	"example: kidepot import csv parts.csv --map map.csv\n"
	"example: kidepot import csv part parts.csv --make-categories --dry-run\n"
	"example: kidepot import csv parameter values.csv --make-templates",
    COMMAND_OPTIONS(import_settings, struct import_csv_options),
    .json = true,
    .run = import_csv,
};
