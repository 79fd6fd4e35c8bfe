/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_import.h"

#include <inttypes.h>
#include <stdio.h>

#include "csv_options.h"
#include "import_csv.h"
#include "import_report.h"
#include "output.h"
#include "progress.h"

static bool
write_json(const struct csv_table *table, const struct csv_import_report *report,
           struct arena *arena, struct err *err)
{
	struct document *object = import_report_document(table, report);
	if (!document_add_string(object, "delimiter",
	                         csv_options_delimiter_word(report->delimiter))) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static bool
tell(const struct csv_import_order *order, bool json, const struct csv_import_report *report,
     struct arena *arena, struct err *err)
{
	bool counted = report->stored || order->dry_run;
	if (json && !write_json(order->table, report, arena, err))
		return false;
	if (!json && counted)
		import_report_lines(order->table, report, report->stored);
	if (!json && order->dry_run && order->delimiter == '\0')
		printf("delimiter: %s\n", csv_options_delimiter_word(report->delimiter));
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
import_from(struct cli *cli, const struct import_csv_options *wanted, const struct csv_table *table,
            struct stream_in *in, struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct csv_import_order order = {
	    .table = table,
	    .in = in,
	    .delimiter = csv_options_delimiter(wanted->delimiter, '\0'),
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

bool
import_table(struct cli *cli, const struct import_csv_options *options, const char *table,
             const char *file, struct err *err)
{
	const struct csv_table *found = csv_options_table(cli, table, err);
	struct stream_in in;
	if (found == NULL || !stream_open(&in, file, err))
		return false;
	bool good = import_from(cli, options, found, &in, err);
	stream_close(&in);
	return good;
}
