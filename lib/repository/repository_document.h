/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * repository_document: the documents that KiCad's Plugin and Content Manager reads,
 * repository.json and packages.json (schema v1, which KiCad 7 to 10 take).
 *
 * All addresses in them are absolute. For a client that sends user and token, which KiCad
 * does when they are in the address it was given, they are put into the addresses inside
 * as well, for it asks for each by its own address alone (9.0.8, 10.0.7).
 */
#ifndef KIDEPOT_REPOSITORY_REPOSITORY_DOCUMENT_H
#define KIDEPOT_REPOSITORY_REPOSITORY_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "store/db_rows.h"

/* What KiCad reads at most (9.0.8, 10.0.7), in bytes, and how much longer user and token
 * make one address. */
enum {
	REPOSITORY_INDEX_MAX = 20480,
	REPOSITORY_PACKAGES_MAX = 10 * 1024 * 1024,
	REPOSITORY_RESOURCES_MAX = 100 * 1024 * 1024,
	REPOSITORY_USERINFO_MAX = 280
};

/* A row of kidepot.repository. */
struct repository {
	struct text name;
	struct text url;              /* what all lies below; without '/' at the end */
	struct text packages;         /* packages.json as whoever sends no token gets it */
	struct text packages_sha256;  /* hexadecimal digits, of those */
	int64_t packages_at;          /* seconds since 1970 */
	struct text resources_sha256; /* of the icons' archive; not set without */
	int64_t resources_at;
};

/*
 * Appends packages.json, {"packages": [...]}. The rows are those of repository_offer.sql.
 * ERR_LIMIT, also when it is larger than KiCad reads, with room for user and token in each
 * address.
 */
bool repository_document_packages(const struct db_rows *rows, struct text url, struct buf *out,
                                  struct err *err);

/* Appends packages.json with "user:token@" in the addresses of archives. ERR_LIMIT. */
bool repository_document_own(const struct repository *repository, struct text userinfo,
                             struct buf *out, struct err *err);

/*
 * Appends repository.json, which says packages.json has the SHA-256 `packages_sha256`, with
 * "user:token@" in the addresses unless that is empty. ERR_LIMIT.
 */
bool repository_document_index(const struct repository *repository, struct text userinfo,
                               const char *packages_sha256, struct buf *out, struct err *err);

#endif
