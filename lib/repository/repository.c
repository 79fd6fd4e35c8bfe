/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/repository.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/secret.h"
#include "pcm/archive_write.h"
#include "repository/repository_document.h"

enum { FILE_MODE = 0644 };

/* What is made of the database's rows, and what the database says of it. */
struct made {
	struct repository repository;
	char packages_sha256[SECRET_SHA256_HEX], resources_sha256[SECRET_SHA256_HEX];
	char *packages, *resources, *index; /* drafts; resources NULL without icons */
};

static bool
read_settings(struct db *db, struct arena *arena, struct repository *repository, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_repository_setting, NULL, 0, arena, &rows, err))
		return false;
	repository->name = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 0);
	repository->url = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 1);
	return text_is_set(repository->url) ||
	       err_set(err, ERR_INPUT,
	               "it is not known where KiCad finds the packages; say \"kidepot settings set "
	               "pcm_url https://HOST/pcm\"");
}

static bool
make_packages(struct db *db, const struct repository_files *files, struct arena *arena,
              struct made *made, struct err *err)
{
	struct buf packages = {.arena = arena};
	struct db_rows rows;
	if (!db_query(db, &query_repository_offer, NULL, 0, arena, &rows, err) ||
	    !repository_document_packages(&rows, made->repository.url, &packages, err))
		return false;
	made->repository.packages = buf_text(&packages);
	made->packages = repository_files_draft(files, "packages.json", arena, err);
	return made->packages != NULL &&
	       file_write(made->packages, FILE_MODE, buf_text(&packages), err) &&
	       secret_sha256_hex(buf_text(&packages), made->packages_sha256, err);
}

static bool
check_resources_size(int64_t size, struct err *err)
{
	return size <= REPOSITORY_RESOURCES_MAX ||
	       err_set(err, ERR_LIMIT,
	               "the icons of all packages would have %" PRId64
	               " bytes, and KiCad reads at most %d; make them smaller",
	               size, REPOSITORY_RESOURCES_MAX);
}

/* KiCad reads exactly <identifier>/icon.png (9.0.8). */
static bool
make_resources(struct db *db, const struct repository_files *files, struct arena *arena,
               struct made *made, struct err *err)
{
	struct archive_write *icons = archive_write_new(arena, err);
	struct db_rows rows;
	int64_t size;
	if (icons == NULL || !db_query(db, &query_repository_icon_list, NULL, 0, arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		struct text identifier = db_rows_text(&rows, i, 0);
		char *name = arena_format(arena, err, "%.*s/icon.png", (int)identifier.size,
		                          identifier.bytes);
		if (name == NULL ||
		    !archive_write_text(icons, text_of(name), db_rows_text(&rows, i, 1), err))
			return false;
	}
	if (rows.count == 0)
		return true;
	made->resources = repository_files_draft(files, "resources.zip", arena, err);
	return made->resources != NULL &&
	       archive_write_finish(icons, made->resources, FILE_MODE, err) &&
	       repository_files_sum(made->resources, made->resources_sha256, &size, err) &&
	       check_resources_size(size, err);
}

static bool
is_said_already(const struct db_rows *rows, const struct made *made)
{
	return rows->count > 0 && text_equal(db_rows_text(rows, 0, 0), made->repository.name) &&
	       text_equal(db_rows_text(rows, 0, 1), made->repository.url) &&
	       text_equal(db_rows_text(rows, 0, 3), text_of(made->packages_sha256)) &&
	       text_is_set(db_rows_text(rows, 0, 5)) == (made->resources != NULL) &&
	       (made->resources == NULL ||
	        text_equal(db_rows_text(rows, 0, 5), text_of(made->resources_sha256)));
}

/* Keeps what clients are told from now on, and learns the times that it has. */
static bool
keep(struct db *db, struct arena *arena, struct made *made, struct err *err)
{
	struct repository *repository = &made->repository;
	struct db_rows rows;
	if (!db_query(db, &query_repository_last, NULL, 0, arena, &rows, err))
		return false;
	repository->packages_sha256 = text_of(made->packages_sha256);
	if (made->resources != NULL)
		repository->resources_sha256 = text_of(made->resources_sha256);
	if (is_said_already(&rows, made)) {
		repository->packages_at = db_rows_int64(&rows, 0, 4, 0);
		repository->resources_at = db_rows_int64(&rows, 0, 6, 0);
		return true;
	}
	const struct text params[] = {repository->name, repository->url, repository->packages,
	                              repository->packages_sha256, text_of(made->resources_sha256)};
	if (!db_query(db, &query_repository_insert, params, 5, arena, &rows, err))
		return false;
	repository->packages_at = db_rows_int64(&rows, 0, 0, 0);
	repository->resources_at = db_rows_int64(&rows, 0, 1, 0);
	return true;
}

/* All but repository.json goes into its place, which needs room on the disk. */
static bool
place_addressed(const struct repository_files *files, struct arena *arena, struct made *made,
                struct err *err)
{
	struct buf index = {.arena = arena};
	char *packages = arena_format(arena, err, "packages-%s.json", made->packages_sha256);
	char *resources = arena_format(arena, err, "resources-%s.zip", made->resources_sha256);
	made->index = repository_files_draft(files, "repository.json", arena, err);
	return packages != NULL && resources != NULL && made->index != NULL &&
	       repository_document_index(&made->repository, text_of(""), made->packages_sha256,
	                                 &index, err) &&
	       file_write(made->index, FILE_MODE, buf_text(&index), err) &&
	       repository_files_place(files, made->packages, packages, arena, err) &&
	       (made->resources == NULL ||
	        repository_files_place(files, made->resources, resources, arena, err));
}

struct pruning {
	struct db *db;
	const struct repository_files *files;
	struct arena *arena;
};

static bool
prune_file(void *context, const char *name, struct text sha256, struct err *err)
{
	struct pruning *pruning = context;
	struct db_rows rows;
	return db_query(pruning->db, &query_repository_kept, &sha256, 1, pruning->arena, &rows,
	                err) &&
	       (db_rows_bool(&rows, 0, 0, true) ||
	        repository_files_remove(pruning->files, name, pruning->arena, err));
}

static bool
run(struct db *db, const struct repository_files *files, repository_step *step, void *context,
    struct arena *arena, struct made *made, struct err *err)
{
	return db_query(db, &query_package_lock, NULL, 0, arena, NULL, err) &&
	       (step == NULL || step(context, db, files, arena, err)) &&
	       read_settings(db, arena, &made->repository, err) &&
	       make_packages(db, files, arena, made, err) &&
	       make_resources(db, files, arena, made, err) && keep(db, arena, made, err) &&
	       db_query(db, &query_repository_prune, NULL, 0, arena, NULL, err) &&
	       place_addressed(files, arena, made, err);
}

bool
repository_change(struct db *db, const struct repository_files *files, repository_step *step,
                  void *context, struct arena *arena, struct err *err)
{
	struct made made = {.index = NULL};
	struct pruning pruning = {db, files, arena};
	if (!db_begin(db, err))
		return false;
	if (!run(db, files, step, context, arena, &made, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	return repository_files_place(files, made.index, "repository.json", arena, err) &&
	       repository_files_each(files, prune_file, &pruning, err);
}

bool
repository_refresh(struct db *db, const char *directory, struct arena *arena, struct err *err)
{
	struct repository_files files;
	if (!repository_files_open(&files, directory, arena, err))
		return false;
	bool ok = repository_change(db, &files, NULL, NULL, arena, err);
	repository_files_close(&files);
	return ok;
}
