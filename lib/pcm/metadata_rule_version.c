/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "pcm/metadata_pattern.h"
#include "pcm/metadata_rule_inside.h"
#include "pcm/web_address.h"

enum {
	NONE = METADATA_RULE_NONE,
	ARCHIVE = METADATA_IN_ARCHIVE,
	REPOSITORY = METADATA_IN_REPOSITORY,
	BOTH = METADATA_RULE_BOTH,
	DOWNLOAD_MAX = 100 << 20 /* bytes, of the official repository */
};

static bool
is_missing(const struct metadata_version *version, const char *key, const char *so, char *rule)
{
	const struct document *value = NULL;
	return !document_find(version->document, text_of(key), &value) &&
	       metadata_rule_broken(rule, "is missing%s", so);
}

static bool
has_no_download_url(const struct metadata_rule_subject *subject, char *rule)
{
	return is_missing(subject->version, "download_url", "; KiCad asks for it unseen", rule);
}

static bool
has_no_download_sha256(const struct metadata_rule_subject *subject, char *rule)
{
	return is_missing(subject->version, "download_sha256",
	                  ", so that KiCad installs whatever comes", rule);
}

static bool
has_no_download_size(const struct metadata_rule_subject *subject, char *rule)
{
	return is_missing(subject->version, "download_size", "", rule);
}

static bool
has_no_install_size(const struct metadata_rule_subject *subject, char *rule)
{
	return is_missing(subject->version, "install_size", "", rule);
}

static bool
stands_in_archive(const struct metadata_version *version, const char *key, char *rule)
{
	char ignored[METADATA_RULE_SIZE];
	return !is_missing(version, key, "", ignored) &&
	       metadata_rule_broken(rule, "stands in an archive, which cannot know it");
}

static bool
has_download_url(const struct metadata_rule_subject *subject, char *rule)
{
	return stands_in_archive(subject->version, "download_url", rule);
}

static bool
has_download_sha256(const struct metadata_rule_subject *subject, char *rule)
{
	return stands_in_archive(subject->version, "download_sha256", rule);
}

static bool
has_download_size(const struct metadata_rule_subject *subject, char *rule)
{
	return stands_in_archive(subject->version, "download_size", rule);
}

static bool
has_url_not_fetched(const struct metadata_rule_subject *subject, char *rule)
{
	struct text url = subject->version->download_url;
	struct web_address address;
	char quoted[WEB_ADDRESS_QUOTED];
	if (!metadata_pattern_url(url) || web_address_read(url, &address))
		return false;
	web_address_quote(url, quoted);
	return metadata_rule_broken(
	    rule, "\"%s\" cannot be fetched: KiCad does so by http and https only", quoted);
}

static bool
has_private_url(const struct metadata_rule_subject *subject, char *rule)
{
	struct web_address address;
	char quoted[WEB_ADDRESS_QUOTED];
	if (!web_address_read(subject->version->download_url, &address))
		return false;
	web_address_quote(subject->version->download_url, quoted);
	if (text_is_set(address.user))
		return metadata_rule_broken(rule, "\"%s\" has credentials in it", quoted);
	return web_address_is_private(&address) &&
	       metadata_rule_broken(rule, "\"%s\" is not reachable for everybody", quoted);
}

static bool
has_large_download(const struct metadata_rule_subject *subject, char *rule)
{
	int64_t size = subject->version->download_size;
	return size > DOWNLOAD_MAX &&
	       metadata_rule_broken(
		   rule, "is %" PRId64 " bytes, more than 100 MiB; KiCad itself has no limit",
		   size);
}

static bool
has_platforms(const struct metadata_rule_subject *subject, char *rule)
{
	char ignored[METADATA_RULE_SIZE];
	return !text_equal(subject->package->type, text_of("plugin")) &&
	       !is_missing(subject->version, "platforms", "", ignored) &&
	       metadata_rule_broken(rule, "is for plugins only");
}

static bool
has_runtime(const struct metadata_rule_subject *subject, char *rule)
{
	char ignored[METADATA_RULE_SIZE];
	return !text_equal(subject->package->type, text_of("plugin")) &&
	       !is_missing(subject->version, "runtime", "", ignored) &&
	       metadata_rule_broken(rule, "is for plugins only");
}

/* Three numbers; those that are missing are `missing`. */
static bool
read_kicad_version(struct text text, int missing, int numbers[3])
{
	size_t at = 0;
	if (!metadata_pattern_kicad_version(text))
		return false;
	for (int i = 0; i < 3; i++) {
		numbers[i] = at < text.size ? 0 : missing;
		for (; at < text.size && text.bytes[at] != '.'; at++)
			numbers[i] = numbers[i] * 10 + (text.bytes[at] - '0');
		at++;
	}
	return true;
}

static bool
has_no_kicad(const struct metadata_rule_subject *subject, char *rule)
{
	int from[3], to[3], order = 0;
	if (!read_kicad_version(subject->version->kicad_version, 0, from) ||
	    !read_kicad_version(subject->version->kicad_version_max, 999, to))
		return false;
	for (int i = 0; i < 3 && order == 0; i++)
		order = (to[i] > from[i]) - (to[i] < from[i]);
	return order < 0 &&
	       metadata_rule_broken(rule, "is before kicad_version, so that no KiCad offers it");
}

static bool
has_bad_keep_on_update_here(const struct metadata_rule_subject *subject, char *rule)
{
	return metadata_rule_has_bad_expression(&subject->version->keep_on_update, rule);
}

static const char of_the_zip[] = "write the number of bytes of the zip";
static const char leave_it_out[] = "leave it out";
static const char leave_to_repository[] = "leave it out; it belongs into the repository's metadata";

const struct metadata_rule metadata_rule_version_table[] = {
    {"download_url", REPOSITORY, METADATA_ERROR, METADATA_ERROR, METADATA_OF_CLIENT,
     "write the address of the zip", has_no_download_url},
    {"download_url", REPOSITORY, METADATA_ERROR, METADATA_ERROR, METADATA_OF_CLIENT,
     "put it on a web server, and escape blanks as %20", has_url_not_fetched},
    {"download_url", REPOSITORY, NONE, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "give an address that anybody can fetch", has_private_url},
    {"download_sha256", REPOSITORY, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "write what sha256sum says of the zip", has_no_download_sha256},
    {"download_size", REPOSITORY, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     of_the_zip, has_no_download_size},
    {"download_size", REPOSITORY, NONE, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "divide the package", has_large_download},
    {"install_size", REPOSITORY, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "write the number of bytes of all its files, metadata.json too", has_no_install_size},
    {"download_url", ARCHIVE, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_PROSE,
     leave_to_repository, has_download_url},
    {"download_sha256", ARCHIVE, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_PROSE,
     leave_to_repository, has_download_sha256},
    {"download_size", ARCHIVE, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_PROSE,
     leave_to_repository, has_download_size},
    {"platforms", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_OFFICIAL, leave_it_out, has_platforms},
    {"runtime", BOTH, METADATA_HINT, METADATA_HINT, METADATA_OF_CLIENT, leave_it_out, has_runtime},
    {"kicad_version_max", BOTH, METADATA_ERROR, METADATA_ERROR, METADATA_OF_CLIENT,
     "write a later one, or leave it out", has_no_kicad},
    {"keep_on_update", BOTH, METADATA_HINT, METADATA_HINT, METADATA_OF_CLIENT,
     "mend it, or nothing is kept by it", has_bad_keep_on_update_here},
};

const size_t metadata_rule_version_count = sizeof metadata_rule_version_table /
                                           sizeof metadata_rule_version_table[0];
