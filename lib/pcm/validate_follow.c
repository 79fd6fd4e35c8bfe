/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "pcm/validate_inside.h"
#include "pcm/web_address.h"

static const struct validate_expected nothing_expected = {.size = -1};

static struct text
text_member(const struct document *object, const char *key)
{
	const struct document *value = NULL;
	struct text text = {NULL, 0};
	document_find(object, text_of(key), &value);
	document_text(value, &text);
	return text;
}

/* Fetches it; when that fails, tells so and gives a body that is not set. */
static bool
fetch_or_tell(struct validate *validate, struct text url, enum validate_kind kind,
              const char **name, struct text *body, struct err *err)
{
	struct err why = {.code = ERR_NONE};
	char quoted[WEB_ADDRESS_QUOTED];
	web_address_quote(url, quoted);
	*body = text_of(NULL);
	*name = arena_copy(validate->arena, quoted, strlen(quoted), err);
	if (*name == NULL)
		return false;
	if (validate_fetch(validate, url, body, &why))
		return true;
	struct validate_report report = validate_report_of(validate, *name, kind);
	validate_complain(&report, METADATA_ERROR, METADATA_OF_CLIENT, "",
	                  "see that the web server serves it to everybody who has the repository",
	                  "%s", why.message);
	return validate_report_tell(validate, &report, err);
}

static bool
follow_version(struct validate *validate, const struct metadata_package *package,
               const struct metadata_version *version, struct err *err)
{
	const struct validate_expected expected = {
	    .sha256 = version->download_sha256,
	    .size = version->download_size,
	    .package = package,
	    .version = version,
	};
	const char *name;
	struct text body;
	if (!text_is_set(version->download_url))
		return true;
	return fetch_or_tell(validate, version->download_url, VALIDATE_ARCHIVE, &name, &body,
	                     err) &&
	       (!text_is_set(body) || validate_archive(validate, name, NULL, body, &expected, err));
}

/* Each archive has an arena of its own: a repository may have thousands. */
static bool
follow_archives(struct validate *validate, const struct document *document, struct err *err)
{
	struct metadata_package *packages;
	size_t count;
	bool ok = true;
	if (!metadata_read_packages(document, validate->arena, &packages, &count, err))
		return false;
	struct validate inner = *validate;
	inner.arena = arena_new((size_t)4 * VALIDATE_SIZE_MAX);
	if (inner.arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	for (size_t i = 0; i < count && ok; i++)
		for (size_t j = 0; j < packages[i].version_count && ok; j++) {
			ok = follow_version(&inner, &packages[i], &packages[i].versions[j], err);
			arena_reset(inner.arena);
		}
	arena_free(inner.arena);
	return ok;
}

static bool
follow_packages(struct validate *validate, const struct document *resource, struct err *err)
{
	struct validate_expected expected = nothing_expected;
	enum validate_kind kind = VALIDATE_PACKAGES;
	const struct document *document = NULL;
	const char *name;
	struct text body;
	expected.sha256 = text_member(resource, "sha256");
	if (!fetch_or_tell(validate, text_member(resource, "url"), kind, &name, &body, err))
		return false;
	if (!text_is_set(body))
		return true;
	return validate_document(validate, name, body, &kind, METADATA_IN_REPOSITORY, &expected,
	                         &document, err) &&
	       (!validate->options->archives || follow_archives(validate, document, err));
}

static bool
follow_resources(struct validate *validate, const struct document *resource, struct err *err)
{
	struct validate_expected expected = nothing_expected;
	const char *name;
	struct text body;
	expected.sha256 = text_member(resource, "sha256");
	return fetch_or_tell(validate, text_member(resource, "url"), VALIDATE_RESOURCES, &name,
	                     &body, err) &&
	       (!text_is_set(body) ||
	        validate_archive_of_icons(validate, name, body, &expected, err));
}

bool
validate_follow(struct validate *validate, const struct document *repository, struct err *err)
{
	const struct document *packages = NULL, *resources = NULL;
	document_find(repository, text_of("packages"), &packages);
	document_find(repository, text_of("resources"), &resources);
	return (!text_is_set(text_member(packages, "url")) ||
	        follow_packages(validate, packages, err)) &&
	       (!text_is_set(text_member(resources, "url")) ||
	        follow_resources(validate, resources, err));
}
