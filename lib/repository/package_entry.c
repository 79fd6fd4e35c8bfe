/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/package_entry.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/document.h"
#include "pcm/metadata.h"

/* What is served, in the order of the schema. */
static const char *const package_keys[] = {
    "name",   "description", "description_full", "identifier", "type", "category",
    "author", "maintainer",  "license",          "resources",  "tags", "keep_on_update",
    NULL};
static const char *const version_keys[] = {
    "version",   "version_epoch", "kicad_version",  "kicad_version_max",
    "platforms", "runtime",       "keep_on_update", NULL};

static bool
append_string(struct buf *out, struct text text, struct err *err)
{
	struct buf list = {.arena = out->arena};
	struct document *array = document_array();
	bool ok = (document_append_text(array, text) ||
	           err_set(err, ERR_LIMIT, "no memory for a JSON document")) &&
	          document_write(array, &list, err);
	document_free(array);
	if (ok)
		buf_append(out, list.bytes + 1, list.size - 2);
	return ok;
}

/* An object of the members that have these keys. */
static bool
write_members(const struct document *object, const char *const *keys, struct arena *arena,
              struct text *json, struct err *err)
{
	struct buf out = {.arena = arena};
	const struct document *value;
	for (; *keys != NULL; keys++) {
		if (!document_find(object, text_of(*keys), &value))
			continue;
		buf_append_format(&out, "%s\"%s\":", out.size == 0 ? "{" : ",", *keys);
		if (!document_write(value, &out, err))
			return false;
	}
	buf_append_string(&out, "}");
	*json = buf_text(&out);
	return buf_check(&out, err);
}

bool
package_entry_read(struct text json, struct arena *arena, struct package_entry *entry,
                   struct err *err)
{
	const struct document *document;
	struct metadata_package package;
	if (!metadata_parse(json, METADATA_PACKAGE_MAX, arena, &document, err))
		return err_prefix(err, "metadata.json");
	if (!metadata_read(document, arena, &package, err))
		return false;
	if (package.version_count != 1)
		return err_set(err, ERR_INPUT,
		               "metadata.json: \"versions\" has %zu versions; leave the one that "
		               "is published",
		               package.version_count);
	const struct metadata_version *version = &package.versions[0];
	struct package_entry read = {.identifier = package.identifier,
	                             .type = package.type,
	                             .name = package.name,
	                             .version = version->version,
	                             .status = version->status,
	                             .kicad_version = version->kicad_version,
	                             .kicad_version_max = version->kicad_version_max,
	                             .version_epoch = version->version_epoch};
	if (!write_members(document, package_keys, arena, &read.package_json, err) ||
	    !write_members(version->document, version_keys, arena, &read.version_json, err))
		return false;
	*entry = read;
	return true;
}

/* What the version of a renumbered package says. */
struct renumbering {
	struct text version;
	uint64_t install_size;
};

typedef bool write_member(const struct document_walk *member, const struct renumbering *with,
                          struct buf *out, struct err *err);

static bool
write_object(const struct document *object, write_member *write, const struct renumbering *with,
             struct buf *out, struct err *err)
{
	const char *before = "{";
	struct document_walk walk = document_walk(object);
	while (document_next(&walk)) {
		buf_append_string(out, before);
		before = ",";
		if (!append_string(out, walk.key, err))
			return false;
		buf_append_string(out, ":");
		if (!write(&walk, with, out, err))
			return false;
	}
	buf_append_string(out, "}");
	return buf_check(out, err);
}

static bool
write_of_version(const struct document_walk *member, const struct renumbering *with,
                 struct buf *out, struct err *err)
{
	if (text_equal(member->key, text_of("version")))
		return append_string(out, with->version, err);
	if (!text_equal(member->key, text_of("install_size")))
		return document_write(member->value, out, err);
	buf_append_format(out, "%" PRIu64, with->install_size);
	return buf_check(out, err);
}

static bool
write_of_package(const struct document_walk *member, const struct renumbering *with,
                 struct buf *out, struct err *err)
{
	if (!text_equal(member->key, text_of("versions")))
		return document_write(member->value, out, err);
	buf_append_string(out, "[");
	if (!write_object(document_element(member->value, 0), write_of_version, with, out, err))
		return false;
	buf_append_string(out, "]");
	return buf_check(out, err);
}

bool
package_entry_renumber(struct text json, struct text version, uint64_t size_of_others,
                       struct arena *arena, struct text *renumbered, struct err *err)
{
	const struct document *package;
	struct renumbering with = {.version = version, .install_size = size_of_others};
	if (!metadata_parse(json, METADATA_PACKAGE_MAX, arena, &package, err))
		return err_prefix(err, "metadata.json");
	/* Its own size is in it, as in pcm/package_metadata.c. */
	for (;;) {
		struct buf out = {.arena = arena};
		if (!write_object(package, write_of_package, &with, &out, err))
			return false;
		uint64_t size = size_of_others + out.size;
		if (size == with.install_size) {
			*renumbered = buf_text(&out);
			return true;
		}
		with.install_size = size;
	}
}
