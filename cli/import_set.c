/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_set.h"

#include <inttypes.h>

#include "import_report.h"
#include "output.h"

struct csv_set_order
import_set_order(bool skip, bool dry_run, struct progress *progress)
{
	return (struct csv_set_order){
	    .make = {[CSV_CATEGORIES] = true, [CSV_TEMPLATES] = true, [CSV_SUPPLIERS] = true},
	    .skip = skip,
	    .dry_run = dry_run,
	    .faults = IMPORT_FAULTS_SHOWN,
	    .progress = {progress, progress_is_seen() ? progress_show : NULL},
	};
}

static struct document *
tables_document(const struct csv_set_report *report)
{
	struct document *tables = document_array();
	for (size_t i = 0; tables != NULL && i < report->count; i++) {
		struct csv_import_report one = report->tables[i].report;
		one.stored = report->stored;
		if (document_append(tables, import_report_document(report->tables[i].table, &one)))
			continue;
		document_free(tables);
		return NULL;
	}
	return tables;
}

static bool
write_json(const struct csv_set_report *report, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	if (!document_add_bool(object, "stored", report->stored) ||
	    !document_add(object, "tables", tables_document(report))) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

bool
import_set_tell(const struct csv_set_report *report, const char *way_out, bool json,
                struct arena *arena, struct err *err)
{
	bool rejected = csv_set_is_rejected(report);
	if (json && !write_json(report, arena, err))
		return false;
	for (size_t i = 0; !json && i < report->count; i++) {
		const struct csv_set_table *entry = &report->tables[i];
		if (!rejected)
			import_report_lines(entry->table, &entry->report, report->stored);
		import_report_faults(entry->place, &entry->report);
	}
	if (!rejected)
		return true;
	const struct csv_set_table *last = &report->tables[report->count - 1];
	return err_set(
	    err, ERR_INPUT,
	    "%s: %" PRId64 " of %" PRId64 " rows of table %s do not fit, so nothing is stored%s",
	    last->place, last->report.rejected, last->report.rows, last->table->name, way_out);
}
