/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repository/repository_document.h"

#include <inttypes.h>
#include <string.h>

#include "base/document.h"

/* The columns of repository_offer.sql. */
enum {
	OFFER_PACKAGE_ID,
	OFFER_PACKAGE,
	OFFER_ENTRY,
	OFFER_STATUS,
	OFFER_SHA256,
	OFFER_DOWNLOAD_SIZE,
	OFFER_INSTALL_SIZE
};

/* A JSON object without its end, so that it can be gone on with. */
static void
append_open(struct buf *out, struct text object)
{
	buf_append(out, object.bytes, object.size > 0 ? object.size - 1 : 0);
}

static void
append_version(struct buf *out, const struct db_rows *rows, size_t row, struct text url)
{
	struct text sha256 = db_rows_text(rows, row, OFFER_SHA256);
	append_open(out, db_rows_text(rows, row, OFFER_ENTRY));
	buf_append_string(out, ",\"status\":\"");
	buf_append_text(out, db_rows_text(rows, row, OFFER_STATUS));
	buf_append_string(out, "\",\"download_sha256\":\"");
	buf_append_text(out, sha256);
	buf_append_format(out, "\",\"download_size\":%" PRId64 ",\"install_size\":%" PRId64,
	                  db_rows_int64(rows, row, OFFER_DOWNLOAD_SIZE, 0),
	                  db_rows_int64(rows, row, OFFER_INSTALL_SIZE, 0));
	buf_append_string(out, ",\"download_url\":\"");
	buf_append_text(out, url);
	buf_append_string(out, "/archive/");
	buf_append_text(out, sha256);
	buf_append_string(out, ".zip\"}");
}

bool
repository_document_packages(const struct db_rows *rows, struct text url, struct buf *out,
                             struct err *err)
{
	size_t start = out->size;
	struct text package = text_of(NULL);
	buf_append_string(out, "{\"packages\":[");
	for (size_t row = 0; row < rows->count; row++) {
		struct text id = db_rows_text(rows, row, OFFER_PACKAGE_ID);
		bool is_next = !text_is_set(package) || !text_equal(id, package);
		if (is_next) {
			buf_append_string(out, row > 0 ? "]},\n" : "\n");
			append_open(out, db_rows_text(rows, row, OFFER_PACKAGE));
			buf_append_string(out, ",\"versions\":[");
		}
		buf_append_string(out, is_next ? "\n" : ",\n");
		append_version(out, rows, row, url);
		package = id;
	}
	buf_append_string(out, rows->count > 0 ? "]}\n]}\n" : "]}\n");
	size_t size = out->size - start + rows->count * REPOSITORY_USERINFO_MAX;
	if (size > REPOSITORY_PACKAGES_MAX)
		return err_set(err, ERR_LIMIT,
		               "the list of packages would have %zu bytes, and KiCad reads at most "
		               "%d; withdraw old versions, or shorten descriptions",
		               size, REPOSITORY_PACKAGES_MAX);
	return buf_check(out, err);
}

/* The address with "user:token@" behind its "://". */
static void
append_address(struct buf *out, struct text url, struct text userinfo)
{
	static const char mark[] = "://";
	size_t scheme = 0;
	while (scheme < url.size && url.bytes[scheme] != ':')
		scheme++;
	scheme += sizeof mark - 1;
	if (scheme > url.size)
		scheme = url.size;
	buf_append(out, url.bytes, scheme);
	buf_append_text(out, userinfo);
	buf_append(out, url.bytes + scheme, url.size - scheme);
}

bool
repository_document_own(const struct repository *repository, struct text userinfo, struct buf *out,
                        struct err *err)
{
	/* Only a member's name and value have quotes that are not escaped. */
	static const char key[] = "\"download_url\":\"";
	const size_t size = sizeof key - 1;
	struct text rest = repository->packages, url = repository->url;
	while (rest.size > 0) {
		const char *quote = memchr(rest.bytes, '"', rest.size);
		size_t before = quote == NULL ? rest.size : (size_t)(quote - rest.bytes);
		buf_append(out, rest.bytes, before);
		rest = (struct text){rest.bytes + before, rest.size - before};
		if (rest.size >= size + url.size && memcmp(rest.bytes, key, size) == 0 &&
		    memcmp(rest.bytes + size, url.bytes, url.size) == 0) {
			buf_append(out, key, size);
			append_address(out, url, userinfo);
			before = size + url.size;
		} else {
			before = rest.size > 0;
			buf_append(out, rest.bytes, before);
		}
		rest = (struct text){rest.bytes + before, rest.size - before};
	}
	return buf_check(out, err);
}

static bool
add_resource(struct document *index, const char *key, const struct repository *repository,
             struct text userinfo, const char *path, struct text sha256, int64_t at,
             struct arena *arena)
{
	struct buf url = {.arena = arena};
	append_address(&url, repository->url, userinfo);
	buf_append_string(&url, path);
	struct document *resource = document_object();
	if (!url.failed && document_add_text(resource, "url", buf_text(&url)) &&
	    document_add_text(resource, "sha256", sha256) &&
	    document_add_number(resource, "update_timestamp", at))
		return document_add(index, key, resource);
	document_free(resource);
	return false;
}

bool
repository_document_index(const struct repository *repository, struct text userinfo,
                          const char *packages_sha256, struct buf *out, struct err *err)
{
	struct arena *arena = out->arena;
	struct text resources = repository->resources_sha256;
	struct document *index = document_object();
	/* packages.json is found by the SHA-256 that it has without user and token. */
	char *path = arena_format(arena, err, "/packages-%.*s.json",
	                          (int)repository->packages_sha256.size,
	                          repository->packages_sha256.bytes);
	char *resources_path = arena_format(arena, err, "/resources-%.*s.zip", (int)resources.size,
	                                    text_is_set(resources) ? resources.bytes : "");
	bool ok = path != NULL && resources_path != NULL &&
	          document_add_text(index, "name", repository->name) &&
	          add_resource(index, "packages", repository, userinfo, path,
	                       text_of(packages_sha256), repository->packages_at, arena) &&
	          (!text_is_set(resources) ||
	           add_resource(index, "resources", repository, userinfo, resources_path, resources,
	                        repository->resources_at, arena));
	ok = ok ? document_write_pretty(index, out, err)
	        : err_set(err, ERR_LIMIT, "no memory for a JSON document");
	document_free(index);
	return ok;
}
