/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/package_metadata.h"

#include <string.h>

#include "base/document.h"
#include "base/file.h"
#include "pcm/metadata_check.h"
#include "pcm/metadata_rule.h"

static bool
pick_version(const struct metadata_package *package, struct text wanted,
             const struct metadata_version **version, struct err *err)
{
	char quoted[METADATA_QUOTED];
	if (!text_is_set(wanted) && package->version_count == 1) {
		*version = &package->versions[0];
		return true;
	}
	if (!text_is_set(wanted) && package->version_count == 0)
		return err_set(err, ERR_INPUT, "it has no versions; write one");
	if (!text_is_set(wanted))
		return err_set(err, ERR_INPUT,
		               "it has %zu versions; say which with --package-version",
		               package->version_count);
	for (size_t i = 0; i < package->version_count; i++)
		if (text_equal(package->versions[i].version, wanted)) {
			*version = &package->versions[i];
			return true;
		}
	metadata_fault_quote(wanted, quoted);
	return err_set(err, ERR_INPUT, "it has no version \"%s\"", quoted);
}

static bool
read_metadata(struct text bytes, struct text version, struct arena *arena,
              struct package_metadata *metadata, struct err *err)
{
	const struct document *document;
	struct package_metadata found;
	char quoted[METADATA_QUOTED];
	if (!metadata_parse(bytes, METADATA_PACKAGE_MAX, arena, &document, err) ||
	    !metadata_read(document, arena, &found.package, err))
		return false;
	if (!text_is_set(found.package.identifier))
		return err_set(err, ERR_INPUT, "it has no identifier");
	found.type = package_layout_type(found.package.type);
	metadata_fault_quote(found.package.type, quoted);
	if (found.type == PACKAGE_TYPE_UNKNOWN)
		return err_set(err, ERR_INPUT,
		               "its type is \"%s\"; a package is a library, plugin or colortheme",
		               quoted);
	if (!pick_version(&found.package, version, &found.version, err))
		return false;
	*metadata = found;
	return true;
}

bool
package_metadata_read(const char *path, struct text version, struct arena *arena,
                      struct package_metadata *metadata, struct err *err)
{
	struct text bytes;
	if (!file_read(path, METADATA_PACKAGE_MAX, arena, &bytes, err))
		return false;
	return read_metadata(bytes, version, arena, metadata, err) ||
	       err_prefix(err, "\"%s\"", path);
}

/* --- the archive's */

/* A copy of the member; null says nothing, as if it were not there. */
static bool
add_copy(struct document *object, const struct document_walk *walk)
{
	return walk->value == NULL ||
	       document_add_keyed(object, walk->key, document_copy(walk->value));
}

static bool
is_of_download(struct text key)
{
	static const char start[] = "download_";
	return key.size >= sizeof start - 1 && memcmp(key.bytes, start, sizeof start - 1) == 0;
}

static struct document *
version_document(const struct metadata_version *version, struct text kicad_version, uint64_t size)
{
	struct document *object = document_object();
	struct document_walk walk = document_walk(version->document);
	bool ok = object != NULL;
	while (ok && document_next(&walk))
		if (!is_of_download(walk.key) && !text_equal(walk.key, text_of("kicad_version")) &&
		    !text_equal(walk.key, text_of("install_size")))
			ok = add_copy(object, &walk);
	if (ok && text_is_set(kicad_version))
		ok = document_add_text(object, "kicad_version", kicad_version);
	if (ok && document_add_number(object, "install_size", (int64_t)size))
		return object;
	document_free(object);
	return NULL;
}

static bool
add_version(struct document *object, const struct package_metadata *metadata,
            struct text kicad_version, uint64_t size)
{
	struct document *versions = document_array();
	if (document_append(versions, version_document(metadata->version, kicad_version, size)))
		return document_add(object, "versions", versions);
	document_free(versions);
	return false;
}

static bool
write_json(const struct package_metadata *metadata, struct text kicad_version, uint64_t size,
           struct arena *arena, struct text *json, struct err *err)
{
	struct document *object = document_object();
	struct document_walk walk = document_walk(metadata->package.document);
	struct buf out = {.arena = arena};
	bool ok = object != NULL;
	while (ok && document_next(&walk))
		ok = text_equal(walk.key, text_of("versions"))
		         ? add_version(object, metadata, kicad_version, size)
		         : add_copy(object, &walk);
	if (!ok)
		err_set(err, ERR_LIMIT, "no memory for metadata.json");
	ok = ok && document_write(object, &out, err);
	document_free(object);
	buf_append_string(&out, "\n");
	if (!ok || !buf_check(&out, err))
		return false;
	*json = buf_text(&out);
	return true;
}

/* The first thing that KiCad would not take. */
static bool
check(struct text json, struct arena *arena, struct err *err)
{
	const struct document *document;
	struct metadata_package package;
	struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
	if (!metadata_parse(json, METADATA_PACKAGE_MAX, arena, &document, err) ||
	    !metadata_read(document, arena, &package, err))
		return false;
	metadata_check_document(document, &metadata_shape_package, &faults);
	metadata_rule_package(&package, METADATA_IN_ARCHIVE, NULL, &faults);
	if (!metadata_fault_check(&faults, err))
		return false;
	for (size_t i = 0; i < faults.count; i++) {
		const struct metadata_fault *fault = &faults.items[i];
		if (fault->severity != METADATA_ERROR)
			continue;
		return err_set(err, ERR_INPUT, "metadata: \"%.*s\" %.*s; %.*s",
		               (int)fault->field.size, fault->field.bytes, (int)fault->rule.size,
		               fault->rule.bytes, (int)fault->mend.size, fault->mend.bytes);
	}
	return true;
}

bool
package_metadata_write(const struct package_metadata *metadata, struct text kicad_version,
                       uint64_t size_of_others, struct arena *arena, struct text *json,
                       struct err *err)
{
	uint64_t size = size_of_others;
	struct text written;
	/* Its own size is in it: more digits may make it larger, but not for ever. */
	for (;;) {
		if (!write_json(metadata, kicad_version, size, arena, &written, err))
			return false;
		if (size_of_others + written.size == size)
			break;
		size = size_of_others + written.size;
	}
	if (!check(written, arena, err))
		return false;
	*json = written;
	return true;
}
