/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/package.h"

#include "repository/repository.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

bool
package_list(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
             struct err *err)
{
	return db_query(db, &query_package_list, &id, 1, arena, rows, err);
}

bool
package_version_list(struct db *db, struct text package_id, struct arena *arena,
                     struct db_rows *rows, struct err *err)
{
	const struct text params[] = {package_id, text_of(NULL)};
	return db_query(db, &query_package_version_list, params, 2, arena, rows, err);
}

bool
package_version_get(struct db *db, struct text id, struct arena *arena, struct db_rows *rows,
                    struct err *err)
{
	const struct text params[] = {text_of(NULL), id};
	return db_query(db, &query_package_version_list, params, 2, arena, rows, err);
}

bool
package_metadata_get(struct db *db, struct text id, struct arena *arena, struct text *metadata,
                     struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_package_metadata_get, &id, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT, "the package was removed just now; look again");
	*metadata = db_rows_text(&rows, 0, 0);
	return true;
}

bool
package_find(struct db *db, struct text identifier, struct arena *arena, struct text *id,
             struct err *err)
{
	bool clean = text_is_utf8(identifier) && !text_has_control(identifier);
	struct text shown = clean ? text_cut(identifier, SHOWN_MAX) : text_of("?");
	struct db_rows rows = {.count = 0};
	if (clean && !db_query(db, &query_package_find, &identifier, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_INPUT,
		               "no package \"%.*s\" is published; \"kidepot pcm list\" shows those "
		               "that are",
		               (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

struct setting_version {
	const struct package_change *change;
	struct text id;
	char *removed; /* the archive's name, when its file is to go */
};

static bool
find_version(struct db *db, const struct package_change *change, struct arena *arena,
             struct db_rows *rows, struct err *err)
{
	const struct text params[] = {change->identifier, change->version};
	struct text shown = text_cut(change->version, SHOWN_MAX), id;
	if (!package_find(db, change->identifier, arena, &id, err) ||
	    !db_query(db, &query_package_version_find, params, 2, arena, rows, err))
		return false;
	return rows->count > 0 ||
	       err_set(err, ERR_INPUT,
	               "\"%.*s\" has no version \"%.*s\"; \"kidepot pcm show\" shows those that it "
	               "has",
	               (int)change->identifier.size, change->identifier.bytes, (int)shown.size,
	               shown.bytes);
}

static bool
step(void *context, struct db *db, const struct repository_files *files, struct arena *arena,
     struct err *err)
{
	struct setting_version *setting = context;
	const struct package_change *change = setting->change;
	struct db_rows rows;
	(void)files;
	if (!find_version(db, change, arena, &rows, err))
		return false;
	struct text sha256 = db_rows_text(&rows, 0, 2);
	setting->id = db_rows_text(&rows, 0, 0);
	const struct text params[] = {
	    setting->id, text_is_set(change->status) ? change->status : text_of(""),
	    text_of(change->withdraw ? "withdrawn" : ""), text_of(change->remove ? "removed" : "")};
	if (change->remove) {
		setting->removed = arena_format(arena, err, "archive/%.*s.zip", (int)sha256.size,
		                                sha256.bytes);
		if (setting->removed == NULL)
			return false;
	}
	return db_query(db, &query_package_version_set, params, 4, arena, NULL, err);
}

bool
package_version_set(struct db *db, const struct package_change *change, const char *directory,
                    struct arena *arena, struct text *id, struct err *err)
{
	struct setting_version setting = {.change = change};
	struct repository_files files;
	if (!repository_files_open(&files, directory, arena, err))
		return false;
	/* What nobody is told of any more goes last. */
	bool ok = repository_change(db, &files, step, &setting, arena, err) &&
	          (setting.removed == NULL ||
	           repository_files_remove(&files, setting.removed, arena, err));
	repository_files_close(&files);
	if (ok)
		*id = setting.id;
	return ok;
}
