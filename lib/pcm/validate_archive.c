/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "pcm/archive.h"
#include "pcm/metadata_pattern.h"
#include "pcm/package_icon.h"
#include "pcm/package_layout.h"
#include "pcm/validate_inside.h"

enum { SIZE_SLACK = 1024 /* bytes, by which the official repository lets sizes differ */ };

static const char metadata_name[] = "metadata.json";

/* What breaks no rule of KiCad's, but of its official repository. */
static enum metadata_severity
official(const struct validate_report *report)
{
	return report->faults.official ? METADATA_OFFICIAL : METADATA_HINT;
}

static void
remove_file(void *path)
{
	unlink(path);
}

/* A file of the bytes, as long as the arena: libzip wants one. */
static char *
make_file(struct text bytes, struct arena *arena, struct err *err)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_format(arena, err, "%s/kidepot-XXXXXX",
	                          folder == NULL || folder[0] == '\0' ? "/tmp" : folder);
	int fd = path == NULL ? -1 : mkstemp(path);
	if (fd < 0) {
		if (path != NULL)
			err_set(err, ERR_OUTPUT, "cannot make a file like \"%s\"", path);
		return NULL;
	}
	close(fd);
	return arena_defer(arena, remove_file, path, err) && file_write(path, 0600, bytes, err)
	           ? path
	           : NULL;
}

/* NULL when it cannot be opened, which the report says then. False: not our zip's fault. */
static bool
open_archive(const struct validate *validate, const char *path, struct text bytes,
             struct validate_report *report, struct archive **archive, struct err *err)
{
	const struct archive_limits limits = archive_limits_usual();
	struct err why = {.code = ERR_NONE};
	if (path == NULL)
		path = make_file(bytes, validate->arena, err);
	if (path == NULL)
		return false;
	*archive = archive_open(path, &limits, validate->arena, &why);
	if (*archive == NULL)
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, "",
		                  "pack it again, as \"kidepot pcm build\" does",
		                  "is no archive that is installed alike everywhere: %s",
		                  why.message);
	return true;
}

/* --- what is in it */

static bool
check_metadata(struct validate *validate, struct archive *archive, const char *name,
               struct validate_report *report, struct metadata_package *package, struct err *err)
{
	const struct archive_entry *entry = archive_find(archive, text_of(metadata_name));
	enum validate_kind kind = VALIDATE_PACKAGE;
	const struct document *document = NULL;
	struct err why = {.code = ERR_NONE};
	struct text bytes;
	if (entry == NULL) {
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, metadata_name,
		                  "add it at the top of the archive",
		                  "is missing, so that KiCad does not install it from a file");
		return true;
	}
	if (!archive_read(archive, entry, METADATA_PACKAGE_MAX, validate->arena, &bytes, &why)) {
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, metadata_name,
		                  "pack it again", "cannot be read: %s", why.message);
		return true;
	}
	name = arena_format(validate->arena, err, "%s/%s", name, metadata_name);
	return name != NULL &&
	       validate_document(validate, name, bytes, &kind, METADATA_IN_ARCHIVE, NULL, &document,
	                         err) &&
	       (document == NULL || metadata_read(document, validate->arena, package, err));
}

static void
check_icon(const struct validate *validate, struct archive *archive,
           const struct archive_entry *entry, struct validate_report *report)
{
	struct err why = {.code = ERR_NONE};
	struct text png;
	if (archive_read(archive, entry, VALIDATE_SIZE_MAX, validate->arena, &png, &why) &&
	    package_icon_check(png, png.size, &why))
		return;
	validate_complain(report, official(report), METADATA_OF_PROSE, "resources/icon.png",
	                  "make it a PNG of 64 x 64 pixels and at most 20 KiB", "%s", why.message);
}

/* Whether KiCad 9 extracts files of that folder (PCM_PACKAGE_DIRECTORIES in pcm.h). */
static bool
is_extracted(struct text name)
{
	const char *slash = memchr(name.bytes, '/', name.size);
	return slash != NULL &&
	       text_is_one_of((struct text){name.bytes, (size_t)(slash - name.bytes)},
	                      "plugins footprints 3dmodels symbols resources colors templates "
	                      "scripts");
}

static void
check_place(const struct archive_entry *entry, enum package_part part, enum package_type type,
            struct validate_report *report)
{
	char shown[ARCHIVE_NAME_SHOWN];
	if (type == PACKAGE_TYPE_UNKNOWN || package_layout_has(type, part))
		return;
	archive_name_shown(entry->name, shown);
	validate_complain(report, official(report), METADATA_OF_OFFICIAL, shown,
	                  "leave it out of the archive",
	                  is_extracted(entry->name)
	                      ? "is no file of a package of this type"
	                      : "is no file of a package of this type, and KiCad passes over it");
}

/* What a package of each type is for. */
static void
check_purpose(const bool *has, enum package_type type, struct validate_report *report)
{
	enum metadata_severity severity = official(report);
	if (type == PACKAGE_TYPE_LIBRARY && !has[PACKAGE_SYMBOLS] && !has[PACKAGE_FOOTPRINT] &&
	    !has[PACKAGE_MODEL])
		validate_complain(report, severity, METADATA_OF_PROSE, "",
		                  "add symbols/X.kicad_sym, footprints/X.pretty or "
		                  "3dmodels/X.3dshapes",
		                  "has no symbols, footprints or 3D models");
	if (type == PACKAGE_TYPE_PLUGIN && !has[PACKAGE_PLUGIN])
		validate_complain(report, severity, METADATA_OF_PROSE, "",
		                  "add plugins/__init__.py or plugins/plugin.json",
		                  "has nothing below plugins");
	if (type == PACKAGE_TYPE_COLORTHEME && !has[PACKAGE_COLORS])
		validate_complain(report, severity, METADATA_OF_PROSE, "", "add colors/X.json",
		                  "has no colors");
}

static void
check_entries(const struct validate *validate, struct archive *archive, enum package_type type,
              struct validate_report *report)
{
	bool has[PACKAGE_COLORS + 1] = {false};
	for (size_t i = 0; i < archive_count(archive); i++) {
		const struct archive_entry *entry = archive_entry(archive, i);
		if (entry->is_folder)
			continue;
		enum package_part part = package_layout_place(entry->name).part;
		has[part] = true;
		check_place(entry, part, type, report);
		if (part == PACKAGE_ICON)
			check_icon(validate, archive, entry, report);
	}
	check_purpose(has, type, report);
}

/* --- what is said of it */

static void
check_install_size(int64_t said, uint64_t size, struct validate_report *report)
{
	uint64_t wanted = (uint64_t)said;
	uint64_t difference = wanted > size ? wanted - size : size - wanted;
	if (said >= 0 && difference > 0)
		validate_complain(
		    report, difference < SIZE_SLACK ? METADATA_HINT : official(report),
		    METADATA_OF_OFFICIAL, "", "write that number as install_size",
		    "has files of %" PRIu64 " bytes, install_size says %" PRId64, size, said);
}

static void
check_same(struct text inside, struct text outside, const char *key, struct validate_report *report)
{
	char in[METADATA_QUOTED], out[METADATA_QUOTED];
	if (!text_is_set(inside) || !text_is_set(outside) || text_equal(inside, outside))
		return;
	metadata_fault_quote(inside, in);
	metadata_fault_quote(outside, out);
	validate_complain(report, official(report), METADATA_OF_OFFICIAL, metadata_name,
	                  "publish the archive again", "has %s \"%s\", the repository says \"%s\"",
	                  key, in, out);
}

static void
check_expected(const struct metadata_package *package, const struct validate_expected *expected,
               struct archive *archive, struct validate_report *report)
{
	const struct metadata_version *outside = expected->version;
	check_install_size(outside->install_size, archive_size(archive), report);
	check_same(package->identifier, expected->package->identifier, "identifier", report);
	if (package->version_count != 1)
		return;
	const struct metadata_version *inside = package->versions;
	check_same(inside->version, outside->version, "version", report);
	check_same(inside->status, outside->status, "status", report);
	check_same(inside->kicad_version, outside->kicad_version, "kicad_version", report);
	check_same(inside->kicad_version_max, outside->kicad_version_max, "kicad_version_max",
	           report);
}

bool
validate_archive(struct validate *validate, const char *name, const char *path, struct text bytes,
                 const struct validate_expected *expected, struct err *err)
{
	struct validate_report report = validate_report_of(validate, name, VALIDATE_ARCHIVE);
	struct metadata_package package = {.version_count = 0};
	struct archive *archive = NULL;
	if (expected != NULL)
		validate_compare(expected, bytes, &report);
	if (!open_archive(validate, path, bytes, &report, &archive, err))
		return false;
	if (archive == NULL)
		return validate_report_tell(validate, &report, err);
	if (!check_metadata(validate, archive, name, &report, &package, err))
		return false;
	check_entries(validate, archive, package_layout_type(package.type), &report);
	validate_contents(
	    archive, package.version_count == 1 ? package.versions[0].kicad_version : text_of(NULL),
	    &report);
	if (package.version_count == 1)
		check_install_size(package.versions[0].install_size, archive_size(archive),
		                   &report);
	if (expected != NULL)
		check_expected(&package, expected, archive, &report);
	return validate_report_tell(validate, &report, err);
}

/* KiCad takes "<identifier>/icon.png" and nothing else. */
static bool
is_icon_of_package(struct text name)
{
	static const char end[] = "/icon.png";
	const char *slash = memchr(name.bytes, '/', name.size);
	size_t size = slash == NULL ? 0 : (size_t)(slash - name.bytes);
	return slash != NULL && text_equal((struct text){slash, name.size - size}, text_of(end)) &&
	       metadata_pattern_identifier((struct text){name.bytes, size});
}

bool
validate_archive_of_icons(struct validate *validate, const char *name, struct text bytes,
                          const struct validate_expected *expected, struct err *err)
{
	struct validate_report report = validate_report_of(validate, name, VALIDATE_RESOURCES);
	struct archive *archive = NULL;
	validate_compare(expected, bytes, &report);
	if (!open_archive(validate, NULL, bytes, &report, &archive, err))
		return false;
	for (size_t i = 0; archive != NULL && i < archive_count(archive); i++) {
		const struct archive_entry *entry = archive_entry(archive, i);
		char shown[ARCHIVE_NAME_SHOWN];
		if (entry->is_folder || is_icon_of_package(entry->name))
			continue;
		archive_name_shown(entry->name, shown);
		validate_complain(&report, METADATA_HINT, METADATA_OF_CLIENT, shown,
		                  "call it IDENTIFIER/icon.png, or leave it out",
		                  "is no icon of a package; KiCad passes over it");
	}
	return validate_report_tell(validate, &report, err);
}
