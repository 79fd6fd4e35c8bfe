/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_import.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/document.h"

#include "actions.h"
#include "csv_options.h"
#include "output.h"
#include "progress.h"

enum {
	FAULTS_SHOWN = 100,
	VALUE_SHOWN = 60 /* bytes of a cell in a message */
};

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

/* A cell's value may be anything; what a terminal would obey is not shown. */
static void
tell_fault(const char *place, const struct csv_fault *fault)
{
	struct text value = text_cut(fault->value, VALUE_SHOWN);
	fprintf(stderr, "%s:%" PRId64 ": %.*s", place, fault->line, (int)fault->column.size,
	        fault->column.bytes);
	if (value.size > 0 && !text_has_control(value))
		fprintf(stderr, " \"%.*s%s\"", (int)value.size, value.bytes,
		        value.size < fault->value.size ? "..." : "");
	fprintf(stderr, ": %.*s\n", (int)fault->sentence.size, fault->sentence.bytes);
}

static void
tell_faults(const char *place, const struct csv_import_report *report)
{
	int64_t more = report->all_faults - (int64_t)report->fault_count;
	for (size_t i = 0; i < report->fault_count; i++)
		tell_fault(place, &report->faults[i]);
	if (more > 0)
		fprintf(stderr, "%s: and %" PRId64 " more\n", place, more);
}

static struct document *
faults_document(const struct csv_import_report *report)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < report->fault_count; i++) {
		const struct csv_fault *fault = &report->faults[i];
		struct document *object = document_object();
		bool good = document_add_number(object, "line", fault->line) &&
		            document_add_text(object, "column", fault->column) &&
		            document_add_text(object, "value", fault->value) &&
		            document_add_text(object, "problem", fault->sentence);
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
write_json(const struct csv_table *table, const struct csv_import_report *report,
           struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool good = document_add_string(object, "table", table->name) &&
	            document_add_bool(object, "stored", report->stored) &&
	            document_add_number(object, "rows", report->rows) &&
	            document_add_number(object, "made", report->made) &&
	            document_add_number(object, "changed", report->changed) &&
	            document_add_number(object, "unchanged", report->unchanged) &&
	            document_add_number(object, "rejected", report->rejected) &&
	            document_add_number(object, "categories_made", report->named[CSV_CATEGORIES]) &&
	            document_add_number(object, "templates_made", report->named[CSV_TEMPLATES]) &&
	            document_add_number(object, "suppliers_made", report->named[CSV_SUPPLIERS]) &&
	            document_add_number(object, "faults_found", report->all_faults) &&
	            document_add(object, "faults", faults_document(report));
	if (!good) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static void
write_lines(const struct csv_table *table, const struct csv_import_report *report)
{
	static const char *const words[CSV_MADE] = {"category", "template", "supplier"};
	printf("%s: %" PRId64 " made, %" PRId64 " changed, %" PRId64 " unchanged", table->name,
	       report->made, report->changed, report->unchanged);
	if (report->rejected > 0)
		printf(", %" PRId64 " rejected", report->rejected);
	printf("%s\n", report->stored ? "" : "; nothing was stored");
	for (int i = 0; i < CSV_MADE; i++)
		if (report->named[i] > 0)
			printf("%s: %" PRId64 " made for these\n", words[i], report->named[i]);
}

static bool
tell(const struct csv_import_order *order, bool json, const struct csv_import_report *report,
     struct arena *arena, struct err *err)
{
	bool counted = report->stored || order->dry_run;
	if (json && !write_json(order->table, report, arena, err))
		return false;
	if (!json && counted)
		write_lines(order->table, report);
	if (!json)
		tell_faults(order->in->name, report);
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
	    .faults = FAULTS_SHOWN,
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

static const struct command csv_command = {
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

const struct command import_command = {
    .name = "import",
    .summary = "make and change the catalogue from files",
    .group = (const struct command *const[]){&csv_command, NULL},
};
