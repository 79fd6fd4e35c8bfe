/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/publish.h"

#include <inttypes.h>
#include <stdio.h>

#include "repository/package_archive.h"
#include "repository/package_library.h"
#include "repository/repository.h"

enum { NUMBER_SIZE = 24 };

/* The columns of package_version_find.sql. */
enum { FOUND_ID, FOUND_VERSION, FOUND_SHA256, FOUND_STATUS, FOUND_WITHDRAWN, FOUND_REMOVED };

struct publication {
	const struct publish_order *order;
	struct package_archive package;
	const char *draft; /* the archive's copy */
	char *name;        /* of the archive in its place */
	bool is_placed;
	enum publish_outcome outcome;
	struct package_library_misfit misfit;
};

static struct text
number_text(int64_t number, char digits[NUMBER_SIZE])
{
	snprintf(digits, NUMBER_SIZE, "%" PRId64, number);
	return text_of(digits);
}

static struct text
status_of(const struct publication *publication)
{
	return text_is_set(publication->order->status) ? publication->order->status
	                                               : publication->package.metadata.status;
}

static bool
put_icon(struct db *db, struct text package_id, struct text icon, struct arena *arena,
         struct err *err)
{
	struct text params[] = {package_id, text_of(NULL)};
	if (text_is_set(icon)) {
		char *hex = arena_alloc(arena, 2 * icon.size + 1, err);
		if (hex == NULL)
			return false;
		secret_hex((const unsigned char *)icon.bytes, icon.size, hex);
		params[1] = text_of(hex);
	}
	return db_query(db, &query_package_icon_put, params, 2, arena, NULL, err);
}

static bool
insert_version(struct db *db, struct publication *publication, struct text package_id,
               struct arena *arena, struct err *err)
{
	const struct package_archive *package = &publication->package;
	const struct package_entry *metadata = &package->metadata;
	char epoch[NUMBER_SIZE], download[NUMBER_SIZE], install[NUMBER_SIZE];
	const struct text params[] = {package_id,
	                              metadata->identifier,
	                              metadata->version,
	                              number_text(metadata->version_epoch, epoch),
	                              status_of(publication),
	                              metadata->kicad_version,
	                              metadata->kicad_version_max,
	                              metadata->version_json,
	                              text_of(package->sha256),
	                              number_text(package->download_size, download),
	                              number_text(package->install_size, install)};
	struct db_rows rows;
	return db_query(db, &query_package_version_insert, params, sizeof params / sizeof params[0],
	                arena, &rows, err) &&
	       package_library_put(db, package->archive, db_rows_text(&rows, 0, 0), arena,
	                           &publication->misfit, err);
}

static bool
insert(struct db *db, struct publication *publication, struct arena *arena, struct err *err)
{
	const struct package_entry *metadata = &publication->package.metadata;
	const struct text params[] = {metadata->identifier, metadata->type, metadata->name,
	                              metadata->package_json};
	struct db_rows rows;
	if (!db_query(db, &query_package_put, params, 4, arena, &rows, err))
		return false;
	struct text package_id = db_rows_text(&rows, 0, 0);
	return put_icon(db, package_id, publication->package.icon, arena, err) &&
	       insert_version(db, publication, package_id, arena, err);
}

/* A version of that number is there. */
static bool
publish_again(struct db *db, const struct db_rows *rows, struct publication *publication,
              struct arena *arena, struct err *err)
{
	const struct package_entry *metadata = &publication->package.metadata;
	struct text status = db_rows_text(rows, 0, FOUND_STATUS);
	if (!text_equal(db_rows_text(rows, 0, FOUND_SHA256), text_of(publication->package.sha256)))
		return err_set(err, ERR_CONFLICT,
		               "version %.*s of \"%.*s\" is published with other contents, and "
		               "what was published never changes; give a higher version, or --next",
		               (int)metadata->version.size, metadata->version.bytes,
		               (int)metadata->identifier.size, metadata->identifier.bytes);
	bool is_changed = text_is_set(publication->order->status) &&
	                  !text_equal(publication->order->status, status);
	if (is_changed)
		return err_set(err, ERR_CONFLICT,
		               "version %.*s of \"%.*s\" is published as %.*s; \"kidepot pcm set "
		               "--status\" changes that",
		               (int)metadata->version.size, metadata->version.bytes,
		               (int)metadata->identifier.size, metadata->identifier.bytes,
		               (int)status.size, status.bytes);
	publication->outcome = db_rows_bool(rows, 0, FOUND_WITHDRAWN, false) ? PUBLISH_AGAIN
	                                                                     : PUBLISH_NOTHING;
	const struct text params[] = {db_rows_text(rows, 0, FOUND_ID), text_of(""),
	                              text_of("offered"), text_of("kept")};
	return publication->outcome == PUBLISH_NOTHING ||
	       db_query(db, &query_package_version_set, params, 4, arena, NULL, err);
}

static bool
step(void *context, struct db *db, const struct repository_files *files, struct arena *arena,
     struct err *err)
{
	struct publication *publication = context;
	const struct package_entry *metadata = &publication->package.metadata;
	const struct text params[] = {metadata->identifier, metadata->version};
	struct db_rows rows;
	if (!db_query(db, &query_package_version_find, params, 2, arena, &rows, err) ||
	    (rows.count > 0 ? !publish_again(db, &rows, publication, arena, err)
	                    : !insert(db, publication, arena, err)) ||
	    !repository_files_place(files, publication->draft, publication->name, arena, err))
		return false;
	publication->is_placed = publication->outcome == PUBLISH_NEW;
	return true;
}

/*
 * The package under the next number, in another draft; under the newest number that there
 * is, when that gives the archive that is published.
 */
static bool
renumber(struct db *db, const struct repository_files *files, struct arena *arena,
         struct publication *publication, struct err *err)
{
	struct package_archive *package = &publication->package;
	char epoch[NUMBER_SIZE];
	const struct text params[] = {package->metadata.identifier,
	                              number_text(package->metadata.version_epoch, epoch)};
	struct package_archive renumbered;
	struct db_rows numbers, found;
	char *draft = repository_files_draft(files, "renumbered.zip", arena, err);
	if (draft == NULL ||
	    !db_query(db, &query_package_version_next, params, 2, arena, &numbers, err))
		return false;
	publication->draft = draft;
	struct text last = db_rows_text(&numbers, 0, 0), next = db_rows_text(&numbers, 0, 1);
	if (text_is_set(last)) {
		const struct text version[] = {package->metadata.identifier, last};
		if (!package_archive_renumber(package, last, draft, arena, err) ||
		    !package_archive_read(draft, arena, &renumbered, err) ||
		    !db_query(db, &query_package_version_find, version, 2, arena, &found, err))
			return false;
		if (found.count > 0 &&
		    text_equal(db_rows_text(&found, 0, FOUND_SHA256), text_of(renumbered.sha256))) {
			*package = renumbered;
			return true;
		}
	}
	return package_archive_renumber(package, next, draft, arena, err) &&
	       package_archive_read(draft, arena, package, err);
}

static bool
prepare(struct db *db, const struct repository_files *files, struct arena *arena,
        struct publication *publication, struct err *err)
{
	const char *archive = publication->order->archive;
	char *draft = repository_files_draft(files, "archive.zip", arena, err);
	publication->draft = draft;
	/* What is looked at is the copy, which nobody changes meanwhile. */
	if (draft == NULL || !repository_files_copy(archive, draft, err))
		return false;
	if (!package_archive_read(draft, arena, &publication->package, err) ||
	    (publication->order->next && !renumber(db, files, arena, publication, err)))
		return err_prefix(err, "%s", archive);
	publication->name = arena_format(arena, err, "archive/%s.zip", publication->package.sha256);
	return publication->name != NULL;
}

/* Who publishes it anew finds its place free. When the commit's outcome is not known it stays:
 * a version without its archive would be worse. */
static void
take_back(struct db *db, const struct repository_files *files, struct arena *arena,
          const struct publication *publication)
{
	const struct package_entry *metadata = &publication->package.metadata;
	const struct text params[] = {metadata->identifier, metadata->version};
	struct db_rows rows;
	struct err ignored;
	if (db_query(db, &query_package_version_find, params, 2, arena, &rows, &ignored) &&
	    rows.count == 0)
		repository_files_remove(files, publication->name, arena, &ignored);
}

static bool
publish(struct db *db, const struct repository_files *files, struct arena *arena,
        struct publication *publication, struct err *err)
{
	if (!prepare(db, files, arena, publication, err))
		return false;
	if (repository_change(db, files, step, publication, arena, err))
		return true;
	if (publication->is_placed)
		take_back(db, files, arena, publication);
	return false;
}

bool
publish_archive(struct db *db, const struct publish_order *order, struct arena *arena,
                struct published *published, struct err *err)
{
	struct publication publication = {.order = order};
	struct repository_files files;
	if (!repository_files_open(&files, order->directory, arena, err))
		return false;
	bool ok = publish(db, &files, arena, &publication, err);
	repository_files_close(&files);
	if (ok)
		*published = (struct published){publication.package.metadata.identifier,
		                                publication.package.metadata.version,
		                                publication.outcome, publication.misfit};
	return ok;
}
