/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"

#include "base/secret.h"
#include "basic.h"
#include "repository/repository_document.h"

enum { USER_MAX = 64 }; /* bytes */

/* The client's own "user:token@"; NULL when the reply is a refusal. */
static bool
read_userinfo(struct call *call, char **userinfo, struct err *err)
{
	struct basic basic;
	*userinfo = NULL;
	if (!basic_read(call->request->basic, call->arena, &basic, err))
		return false;
	if (basic.user.size > USER_MAX) {
		reply_problem(call->reply, 400,
		              "The user in the repository's address is longer than %d bytes; any "
		              "name will do.",
		              USER_MAX);
		return true;
	}
	*userinfo = basic_userinfo(&basic, call->arena, err);
	return *userinfo != NULL;
}

/* The current one, or the one of these packages. */
static bool
read_repository(struct call *call, struct text packages_sha256, struct repository *repository,
                bool *found, struct err *err)
{
	struct db_rows rows;
	if (!db_query(call->db, &query_repository_get, &packages_sha256, 1, call->arena, &rows,
	              err))
		return false;
	*found = rows.count > 0;
	if (*found)
		*repository = (struct repository){
		    .name = db_rows_text(&rows, 0, 0),
		    .url = db_rows_text(&rows, 0, 1),
		    .packages = db_rows_text(&rows, 0, 2),
		    .packages_sha256 = db_rows_text(&rows, 0, 3),
		    .packages_at = db_rows_int64(&rows, 0, 4, 0),
		    .resources_sha256 = db_rows_text(&rows, 0, 5),
		    .resources_at = db_rows_int64(&rows, 0, 6, 0),
		};
	return true;
}

bool
pcm_repository(struct call *call, struct err *err)
{
	struct buf packages = {.arena = call->arena};
	char sha256[SECRET_SHA256_HEX], *userinfo;
	struct repository repository;
	bool found;
	if (!read_userinfo(call, &userinfo, err))
		return false;
	if (userinfo == NULL)
		return true;
	if (!read_repository(call, text_of(NULL), &repository, &found, err))
		return false;
	if (!found) {
		reply_problem(call->reply, 404,
		              "No package was published here yet; ask %s for one.",
		              call->settings->contact);
		return true;
	}
	return repository_document_own(&repository, text_of(userinfo), &packages, err) &&
	       secret_sha256_hex(buf_text(&packages), sha256, err) &&
	       repository_document_index(&repository, text_of(userinfo), sha256, &call->reply->body,
	                                 err);
}

bool
pcm_packages(struct call *call, struct err *err)
{
	struct repository repository;
	char *userinfo;
	bool found;
	if (!read_userinfo(call, &userinfo, err))
		return false;
	if (userinfo == NULL)
		return true;
	if (!read_repository(call, call->ids[0], &repository, &found, err))
		return false;
	if (found)
		return repository_document_own(&repository, text_of(userinfo), &call->reply->body,
		                               err);
	reply_problem(call->reply, 404, "These packages are not listed any more; refresh.");
	return true;
}

bool
pcm_check(struct call *call, struct err *err)
{
	(void)err;
	struct text file = call->request->file;
	if (!text_is_set(file)) {
		call->reply->status = 204;
		return true;
	}
	if (file.size == 0 || file.bytes[0] != '/' || text_has_control(file)) {
		reply_no_such_address(call->reply, REPLY_PCM);
		return true;
	}
	call->reply->type = "application/zip";
	call->reply->file = file;
	return true;
}
