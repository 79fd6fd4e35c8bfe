/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_published.h"

#include <inttypes.h>

#include "pcm/metadata_index.h"

#define LITERAL(string)                      \
	{                                    \
		(string), sizeof(string) - 1 \
	}

static const struct metadata_fault changed = {
    .severity = METADATA_ERROR,
    .source = METADATA_OF_PUBLISHED,
    .mend = LITERAL("write what was published, and publish a version with a larger number"),
};

static const struct metadata_fault status_changed = {
    .severity = METADATA_ERROR,
    .source = METADATA_OF_PUBLISHED,
    .mend = LITERAL("write what was published, or deprecated"),
};

static const struct metadata_fault gone = {
    .severity = METADATA_HINT,
    .source = METADATA_OF_PUBLISHED,
    .mend = LITERAL("keep it, with status deprecated if nobody should take it"),
};

static void
check_number(const char *key, int64_t before, int64_t now, const struct metadata_path *element,
             struct metadata_faults *faults)
{
	const struct metadata_path path = metadata_path_member(element, key);
	if (before >= 0 && now >= 0 && before != now)
		metadata_fault_add(faults, &changed, &path,
		                   "is %" PRId64 ", was published as %" PRId64, now, before);
}

static void
check_sha256(const struct metadata_version *before, const struct metadata_version *now,
             const struct metadata_path *element, struct metadata_faults *faults)
{
	const struct metadata_path path = metadata_path_member(element, "download_sha256");
	char quoted[METADATA_QUOTED];
	if (!text_is_set(before->download_sha256) || !text_is_set(now->download_sha256) ||
	    text_equal(before->download_sha256, now->download_sha256))
		return;
	metadata_fault_quote(before->download_sha256, quoted);
	metadata_fault_add(faults, &changed, &path, "was published as \"%s\"", quoted);
}

/* stable may only become deprecated, which stays so; before that all is open. */
static void
check_status(const struct metadata_version *before, const struct metadata_version *now,
             const struct metadata_path *element, struct metadata_faults *faults)
{
	const struct metadata_path path = metadata_path_member(element, "status");
	bool is_final = text_is_one_of(before->status, "stable deprecated");
	char was[METADATA_QUOTED], is[METADATA_QUOTED];
	if (!is_final || !text_is_set(now->status) || text_equal(before->status, now->status) ||
	    text_equal(now->status, text_of("deprecated")))
		return;
	metadata_fault_quote(before->status, was);
	metadata_fault_quote(now->status, is);
	metadata_fault_add(faults, &status_changed, &path, "is \"%s\", was published as \"%s\"", is,
	                   was);
}

static void
check_version(const struct metadata_version *before, const struct metadata_version *now,
              const struct metadata_path *element, struct metadata_faults *faults)
{
	check_number("version_epoch", before->version_epoch, now->version_epoch, element, faults);
	check_sha256(before, now, element, faults);
	check_number("download_size", before->download_size, now->download_size, element, faults);
	check_number("install_size", before->install_size, now->install_size, element, faults);
	check_status(before, now, element, faults);
}

void
metadata_published_check(const struct metadata_package *published,
                         const struct metadata_package *package, const struct metadata_path *path,
                         struct metadata_faults *faults)
{
	const struct metadata_path versions = metadata_path_member(path, "versions");
	struct metadata_index index;
	if (!metadata_index_new(package->version_count, faults->arena, &index, NULL)) {
		faults->failed = true;
		return;
	}
	for (size_t i = 0; i < package->version_count; i++)
		metadata_index_add(&index, package->versions[i].version, i);
	metadata_index_sort(&index);
	for (size_t i = 0; i < published->version_count; i++) {
		const struct metadata_version *before = &published->versions[i];
		char quoted[METADATA_QUOTED];
		size_t at;
		if (!text_is_set(before->version))
			continue;
		if (metadata_index_find(&index, before->version, &at)) {
			const struct metadata_path element = metadata_path_element(&versions, at);
			check_version(before, &package->versions[at], &element, faults);
			continue;
		}
		metadata_fault_quote(before->version, quoted);
		metadata_fault_add(faults, &gone, &versions,
		                   "has \"%s\" no more, which was published", quoted);
	}
}
