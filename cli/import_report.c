/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_report.h"

#include <inttypes.h>
#include <stdio.h>

enum { VALUE_SHOWN = 60 }; /* bytes of a cell in a message */

/* A cell's value may be anything; what a terminal would obey is not shown. */
static void
tell_fault(const char *place, const struct csv_fault *fault)
{
	struct text value = text_cut(fault->value, VALUE_SHOWN);
	if (text_is_set(fault->place))
		fprintf(stderr, "%.*s", (int)fault->place.size, fault->place.bytes);
	else
		fprintf(stderr, "%s:%" PRId64, place, fault->line);
	fprintf(stderr, ": %.*s", (int)fault->column.size, fault->column.bytes);
	if (value.size > 0 && !text_has_control(value))
		fprintf(stderr, " \"%.*s%s\"", (int)value.size, value.bytes,
		        value.size < fault->value.size ? "..." : "");
	fprintf(stderr, ": %.*s\n", (int)fault->sentence.size, fault->sentence.bytes);
}

void
import_report_faults(const char *place, const struct csv_import_report *report)
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
		bool good = (text_is_set(fault->place)
		                 ? document_add_text(object, "place", fault->place)
		                 : document_add_number(object, "line", fault->line)) &&
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

struct document *
import_report_document(const struct csv_table *table, const struct csv_import_report *report)
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
	return object;
}

void
import_report_lines(const struct csv_table *table, const struct csv_import_report *report,
                    bool stored)
{
	static const char *const words[CSV_MADE] = {"category", "template", "supplier"};
	printf("%s: %" PRId64 " made, %" PRId64 " changed, %" PRId64 " unchanged", table->name,
	       report->made, report->changed, report->unchanged);
	if (report->rejected > 0)
		printf(", %" PRId64 " rejected", report->rejected);
	printf("%s\n", stored ? "" : "; nothing was stored");
	for (int i = 0; i < CSV_MADE; i++)
		if (report->named[i] > 0)
			printf("%s: %" PRId64 " made for these\n", words[i], report->named[i]);
}
