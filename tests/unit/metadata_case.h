/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_case: what the tests of metadata share: a good package, another one with one
 * member changed, and what was said of it.
 */
#ifndef KIDEPOT_METADATA_CASE_H
#define KIDEPOT_METADATA_CASE_H

#include "pcm/metadata.h"
#include "tap.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* One member of a good document. */
struct member {
	const char *key, *json;
};

static const struct member metadata_case_package[] = {
    {"name", "\"Parts\""},
    {"description", "\"Symbols\""},
    {"description_full", "\"Symbols of ours\\nand footprints\""},
    {"identifier", "\"com.example.parts\""},
    {"type", "\"library\""},
    {"author", "{\"name\":\"Ann\",\"contact\":{}}"},
    {"license", "\"CC0-1.0\""},
    {"resources", "{}"},
    {"versions", "[{\"version\":\"1.0\",\"status\":\"stable\",\"kicad_version\":\"8.0\"}]"},
};

/* The good document, with one member another (or left out: NULL). */
static inline const struct document *
metadata_case_with(struct arena *arena, const struct member *members, size_t count, const char *key,
                   const char *json)
{
	struct buf out = {.arena = arena};
	const struct document *document = NULL;
	struct err err = {.code = ERR_NONE};
	const char *separator = "{";
	bool is_there = false;
	for (size_t i = 0; i < count; i++) {
		bool is_it = key != NULL && strcmp(members[i].key, key) == 0;
		const char *value = is_it ? json : members[i].json;
		is_there |= is_it;
		if (value != NULL) {
			buf_append_format(&out, "%s\"%s\":%s", separator, members[i].key, value);
			separator = ",";
		}
	}
	if (key != NULL && !is_there)
		buf_append_format(&out, "%s\"%s\":%s", separator, key, json);
	buf_append_string(&out, out.size == 0 ? "{}" : "}");
	if (!metadata_parse(buf_text(&out), METADATA_PACKAGES_MAX, arena, &document, &err))
		tap_ok(false, "%s is JSON: %s", key, err.message);
	return document;
}

/* "field: rule (who); mend", one a line. */
static inline struct text
metadata_case_said(const struct metadata_faults *faults)
{
	struct buf out = {.arena = faults->arena};
	size_t all = 0;
	for (int i = 0; i < METADATA_SEVERITIES; i++)
		all += faults->of_severity[i];
	tap_ok(metadata_fault_check(faults, NULL) && all == faults->count, "all of it is kept");
	for (size_t i = 0; i < faults->count; i++) {
		const struct metadata_fault *fault = &faults->items[i];
		const char *whose = metadata_fault_whose(fault, METADATA_EVERY);
		if (i > 0)
			buf_append_string(&out, "\n");
		if (fault->source != METADATA_OF_SCHEMA)
			buf_append_format(&out, "%s: ", metadata_fault_severity(fault->severity));
		buf_append_text(&out, fault->field);
		buf_append_string(&out, ": ");
		buf_append_text(&out, fault->rule);
		if (whose != NULL)
			buf_append_format(&out, " (%s)", whose);
		buf_append_string(&out, "; ");
		buf_append_text(&out, fault->mend);
	}
	return out.size == 0 ? text_of("") : buf_text(&out);
}

#endif
