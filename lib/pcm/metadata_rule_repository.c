/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_rule.h"

#include <string.h>

#include "pcm/metadata_pattern.h"
#include "pcm/web_address.h"

#define LITERAL(string)                      \
	{                                    \
		(string), sizeof(string) - 1 \
	}

static void
check_url(const struct document *resource, const struct metadata_path *path,
          struct metadata_faults *faults)
{
	static const struct metadata_fault kind = {
	    .severity = METADATA_ERROR,
	    .source = METADATA_OF_CLIENT,
	    .mend = LITERAL("put it on a web server, and escape blanks as %20"),
	};
	const struct metadata_path field = metadata_path_member(path, "url");
	const struct document *value = NULL;
	struct text url = {NULL, 0};
	struct web_address address;
	char quoted[WEB_ADDRESS_QUOTED];
	document_find(resource, text_of("url"), &value);
	if (!document_text(value, &url) || !metadata_pattern_url(url) ||
	    web_address_read(url, &address))
		return;
	web_address_quote(url, quoted);
	metadata_fault_add(faults, &kind, &field,
	                   "\"%s\" cannot be fetched: KiCad does so by http and https only",
	                   quoted);
}

static void
check_sha256(const struct document *resource, const struct metadata_path *path,
             struct metadata_faults *faults)
{
	static const struct metadata_fault kind = {
	    .severity = METADATA_HINT,
	    .source = METADATA_OF_CLIENT,
	    .mend = LITERAL("write what sha256sum says of the file"),
	};
	const struct metadata_path field = metadata_path_member(path, "sha256");
	const struct document *value = NULL;
	if (!document_find(resource, text_of("sha256"), &value))
		metadata_fault_add(faults, &kind, &field,
		                   "is missing, so that KiCad takes whatever comes");
}

/* KiCad compares it with the time of its own file. */
static void
check_timestamp(const struct document *resource, const struct metadata_path *path,
                struct metadata_faults *faults)
{
	static const struct metadata_fault kind = {
	    .severity = METADATA_HINT,
	    .source = METADATA_OF_CLIENT,
	    .mend = LITERAL("write the seconds since 1970 at which the file was made"),
	};
	enum { YEAR_2010 = 1262304000 };
	const struct metadata_path field = metadata_path_member(path, "update_timestamp");
	const struct document *value = NULL;
	int64_t number = 0;
	if (document_find(resource, text_of("update_timestamp"), &value) &&
	    document_number(value, &number) && (number < YEAR_2010 || number > UINT32_MAX))
		metadata_fault_add(faults, &kind, &field,
		                   "is no time of these days, so that icons do not come anew");
}

void
metadata_rule_repository(const struct document *document, struct metadata_faults *faults)
{
	static const char *const keys[] = {"packages", "resources"};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const struct metadata_path path = metadata_path_member(NULL, keys[i]);
		const struct document *resource = NULL;
		document_find(document, text_of(keys[i]), &resource);
		if (document_kind(resource) != DOCUMENT_OBJECT)
			continue;
		check_url(resource, &path, faults);
		check_sha256(resource, &path, faults);
		if (strcmp(keys[i], "resources") == 0)
			check_timestamp(resource, &path, faults);
	}
}
