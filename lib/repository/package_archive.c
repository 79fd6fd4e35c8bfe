/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/package_archive.h"

#include "pcm/archive_write.h"
#include "pcm/package_icon.h"
#include "pcm/validate.h"
#include "repository/repository_files.h"

enum { FILE_MODE = 0644 };

#define METADATA "metadata.json"
#define ICON "resources/icon.png"

/* One bad value, and KiCad refuses the whole repository. */
static bool
refuse_fault(void *context, const struct validate_report *report, struct err *err)
{
	(void)context;
	for (size_t i = 0; i < report->faults.count; i++) {
		const struct metadata_fault *fault = &report->faults.items[i];
		struct text field = fault->field.size > 0              ? fault->field
		                    : report->kind == VALIDATE_ARCHIVE ? text_of("the archive")
		                                                       : text_of(METADATA);
		if (fault->severity == METADATA_ERROR)
			return err_set(err, ERR_INPUT, "%.*s %.*s; %.*s", (int)field.size,
			               field.bytes, (int)fault->rule.size, fault->rule.bytes,
			               (int)fault->mend.size, fault->mend.bytes);
	}
	return true;
}

static bool
check(const char *path, struct arena *arena, struct err *err)
{
	const struct validate_options options = {.schemas = METADATA_V1 | METADATA_V1_AS_KICAD_9,
	                                         .form = METADATA_IN_ARCHIVE};
	return validate_input(path, &options, refuse_fault, NULL, arena, err);
}

static bool
read_metadata(struct archive *archive, struct arena *arena, struct text *json, struct err *err)
{
	const struct archive_entry *entry = archive_find(archive, text_of(METADATA));
	if (entry == NULL)
		return err_set(err, ERR_INPUT,
		               "there is no " METADATA " in it; \"kidepot pcm build\" makes "
		               "archives that have one");
	return archive_read(archive, entry, METADATA_PACKAGE_MAX, arena, json, err);
}

static bool
read_icon(struct archive *archive, struct arena *arena, struct text *icon, struct err *err)
{
	const struct archive_entry *entry = archive_find(archive, text_of(ICON));
	if (entry == NULL)
		return true;
	if (entry->size > PACKAGE_ICON_SIZE_MAX)
		return err_set(err, ERR_LIMIT, ICON " is larger than %d bytes; make it smaller",
		               PACKAGE_ICON_SIZE_MAX);
	return archive_read(archive, entry, PACKAGE_ICON_SIZE_MAX, arena, icon, err);
}

bool
package_archive_read(const char *path, struct arena *arena, struct package_archive *package,
                     struct err *err)
{
	struct archive_limits limits = archive_limits_usual();
	struct package_archive read = {.archive = archive_open(path, &limits, arena, err)};
	struct text json = text_of("");
	if (read.archive == NULL || !read_metadata(read.archive, arena, &json, err) ||
	    !check(path, arena, err) || !package_entry_read(json, arena, &read.metadata, err) ||
	    !read_icon(read.archive, arena, &read.icon, err) ||
	    !repository_files_sum(path, read.sha256, &read.download_size, err))
		return false;
	read.install_size = (int64_t)archive_size(read.archive);
	*package = read;
	return true;
}

/* An entry as it is copied from one archive into another. */
struct copied {
	struct archive *archive;
	const struct archive_entry *entry;
	struct archive_stream stream;
};

static bool
copied_open(void *context, struct err *err)
{
	struct copied *copied = context;
	return archive_stream_open(&copied->stream, copied->archive, copied->entry, err) ||
	       archive_name_prefix(copied->entry->name, err);
}

static bool
copied_read(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct copied *copied = context;
	return archive_stream_read(&copied->stream, bytes, room, size, err) ||
	       archive_name_prefix(copied->entry->name, err);
}

static void
copied_close(void *context)
{
	struct copied *copied = context;
	archive_stream_close(&copied->stream);
}

static bool
copy_entry(struct archive *from, const struct archive_entry *entry, struct archive_write *to,
           struct arena *arena, struct err *err)
{
	struct copied *copied = arena_alloc(arena, sizeof *copied, err);
	if (copied == NULL)
		return false;
	copied->archive = from;
	copied->entry = entry;
	const struct archive_write_content content = {copied_open, copied_read, copied_close,
	                                              copied, entry->size};
	return archive_write_add(to, entry->name, &content, err);
}

bool
package_archive_renumber(const struct package_archive *package, struct text version,
                         const char *path, struct arena *arena, struct err *err)
{
	struct archive *from = package->archive;
	struct archive_write *to = archive_write_new(arena, err);
	struct text json = text_of(""), renumbered = text_of("");
	if (to == NULL || !read_metadata(from, arena, &json, err) ||
	    !package_entry_renumber(json, version, archive_size(from) - json.size, arena,
	                            &renumbered, err) ||
	    !archive_write_text(to, text_of(METADATA), renumbered, err))
		return false;
	for (size_t i = 0; i < archive_count(from); i++) {
		const struct archive_entry *entry = archive_entry(from, i);
		if (!entry->is_folder && !text_equal(entry->name, text_of(METADATA)) &&
		    !copy_entry(from, entry, to, arena, err))
			return false;
	}
	return archive_write_finish(to, path, FILE_MODE, err);
}
