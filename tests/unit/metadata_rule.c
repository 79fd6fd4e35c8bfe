/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no schema says: each rule broken, in each form, and as the official repository has it. */
#include "pcm/metadata_rule.h"

#include "metadata_case.h"
#include "pcm/metadata_published.h"
#include "pcm/regular_expression.h"
#include "pcm/web_address.h"

static struct arena *arena;

#define TEN "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN
#define SHA16 "0123456789abcdef"
#define SHA SHA16 SHA16 SHA16 SHA16
#define SHA_MEMBER "\"download_sha256\":\"" SHA "\","
#define DOWNLOAD                                                                          \
	SHA_MEMBER "\"download_url\":\"https://example.com/a.zip\",\"download_size\":10," \
		   "\"install_size\":20"
#define VERSION(members) \
	"{\"version\":\"1.0\",\"status\":\"stable\",\"kicad_version\":\"8.0\"," members "}"
#define VERSIONS(members) "[" VERSION(members) "]"
#define OMEGA "\xce\xa9\xd0\xb9"
#define AND_RESOURCES                                                                      \
	"hint: resources: says nowhere where issues are reported; add the address of the " \
	"project, such as {\"homepage\":\"https://github.com/user/package\"}"
#define TO_REPOSITORY "leave it out; it belongs into the repository's metadata"
#define PRIVATE "give an address that anybody can fetch"

#define ARCHIVE METADATA_IN_ARCHIVE
#define REPOSITORY METADATA_IN_REPOSITORY

struct row {
	const char *key, *json;
	enum metadata_form form;
	bool official;
	const char *said;
};

static const struct row rows[] = {
    {NULL, NULL, ARCHIVE, false, ""},
    {NULL, NULL, ARCHIVE, true, AND_RESOURCES},
    {NULL, NULL, REPOSITORY, false,
     "error: versions[0].download_url: is missing; KiCad asks for it unseen; write the address "
     "of the zip\n"
     "hint: versions[0].download_sha256: is missing, so that KiCad installs whatever comes; "
     "write what sha256sum says of the zip\n"
     "hint: versions[0].download_size: is missing; write the number of bytes of the zip\n"
     "hint: versions[0].install_size: is missing; write the number of bytes of all its files, "
     "metadata.json too"},
    {NULL, NULL, REPOSITORY, true,
     AND_RESOURCES
     "\n"
     "error: versions[0].download_url: is missing; KiCad asks for it unseen; write the "
     "address of the zip\n"
     "official: versions[0].download_sha256: is missing, so that KiCad installs "
     "whatever comes; write what sha256sum says of the zip\n"
     "official: versions[0].download_size: is missing; write the number of bytes of "
     "the zip\n"
     "official: versions[0].install_size: is missing; write the number of bytes of all "
     "its files, metadata.json too"},
    {"versions", VERSIONS(DOWNLOAD), REPOSITORY, false, ""},
    {"versions", VERSIONS(DOWNLOAD), REPOSITORY, true, AND_RESOURCES},
    {"versions", VERSIONS(DOWNLOAD), ARCHIVE, false,
     "hint: versions[0].download_url: stands in an archive, which cannot know it; " TO_REPOSITORY
     "\n"
     "hint: versions[0].download_sha256: stands in an archive, which cannot know it; " TO_REPOSITORY
     "\n"
     "hint: versions[0].download_size: stands in an archive, which cannot know it; " TO_REPOSITORY},
    {"versions", VERSIONS("\"download_url\":\"https://example.com/a.zip\""), ARCHIVE, true,
     AND_RESOURCES "\n"
                   "official: versions[0].download_url: stands in an archive, which cannot know "
                   "it; " TO_REPOSITORY},
    {"versions", "[]", ARCHIVE, false,
     "error: versions: has 0 versions; in an archive KiCad takes exactly one; leave the one that "
     "the archive is"},
    {"versions", "[{\"version\":\"1\"},{\"version\":\"2\"}]", ARCHIVE, false,
     "error: versions: has 2 versions; in an archive KiCad takes exactly one; leave the one that "
     "the archive is"},
    {"versions", "[]", REPOSITORY, false,
     "hint: versions: is empty, so that there is nothing to install; add a version"},
    {"versions", "[]", REPOSITORY, true,
     AND_RESOURCES
     "\n"
     "official: versions: is empty, so that there is nothing to install; add a version"},
    {"versions", "[" VERSION(DOWNLOAD) "," VERSION("\"version_epoch\":1," DOWNLOAD) "]", REPOSITORY,
     true,
     AND_RESOURCES
     "\n"
     "official: versions[1].version: \"1.0\" is versions[0] too; give each version its "
     "own number"},
    {"identifier", "\"com.parts\"", ARCHIVE, true,
     "official: identifier: \"com.parts\" is not of a namespace; write it in reverse-DNS form, "
     "as com.github.user.package\n" AND_RESOURCES},
    {"identifier", "\"com..example.parts\"", ARCHIVE, true,
     "official: identifier: \"com..example.parts\" is not of a namespace; write it in "
     "reverse-DNS form, as com.github.user.package\n" AND_RESOURCES},
    {"identifier", "\"com.parts\"", ARCHIVE, false, ""},
    {"identifier", "\"com.example." FIFTY "\"", ARCHIVE, true,
     "hint: identifier: has 62 characters, more than 50; KiCad itself takes 100; a shorter one "
     "is safe\n" AND_RESOURCES},
    {"description", "\"" FIFTY FIFTY FIFTY "\"", ARCHIVE, true, AND_RESOURCES},
    {"description", "\"" FIFTY FIFTY FIFTY "a\"", ARCHIVE, true,
     "official: description: has 151 characters, more than 150; KiCad itself takes 500; shorten "
     "it; the rest belongs into description_full\n" AND_RESOURCES},
    {"description", "\"" FIFTY FIFTY FIFTY "a\"", ARCHIVE, false, ""},
    {"description", "\"" OMEGA OMEGA " ab\"", ARCHIVE, true,
     "hint: description: does not seem to be in English; describe it in English, and say which "
     "language its contents are\n" AND_RESOURCES},
    {"description", "\"" OMEGA " abcde \xe2\x80\x94\xe2\x80\x94 \xc3\xa4\xc3\xb6\"", ARCHIVE, true,
     AND_RESOURCES},
    {"description_full",
     "\"" FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY
         FIFTY FIFTY FIFTY FIFTY FIFTY "a\"",
     ARCHIVE, true,
     "official: description_full: has 1001 characters, more than 1000; KiCad itself takes 5000; "
     "shorten it\n" AND_RESOURCES},
    {"description_full", "\"" OMEGA "\"", ARCHIVE, true,
     "hint: description_full: does not seem to be in English; describe it in English, and say "
     "which language its contents are\n" AND_RESOURCES},
    {"license", "\"CC-BY-NC-SA-4.0\"", ARCHIVE, true,
     "hint: license: \"CC-BY-NC-SA-4.0\" is no open-source license, as the official "
     "repository has it; choose "
     "another, or ask the KiCad team before\n" AND_RESOURCES},
    {"license", "\"CC-BY-NC-SA-4.0\"", ARCHIVE, false, ""},
    {"$schema", "\"https://go.kicad.org/pcm/schemas/v2\"", ARCHIVE, true, AND_RESOURCES},
    {"$schema", "\"https://example.com/schema\"", ARCHIVE, true,
     "official: $schema: is not the address of KiCad's schema; KiCad itself does not look at it; "
     "write https://go.kicad.org/pcm/schemas/v1, or leave it out\n" AND_RESOURCES},
    {"resources", "{\"homepage\":\"https://example.com\"}", ARCHIVE, true, ""},
    {"keep_on_update", "[\"a\",\"(a\"]", ARCHIVE, false,
     "hint: keep_on_update: \"(a\" is no extended regular expression of POSIX; mend it, or "
     "nothing is kept by it"},
    {"versions", VERSIONS("\"keep_on_update\":[\"*\"]"), ARCHIVE, false,
     "hint: versions[0].keep_on_update: \"*\" is no extended regular expression of POSIX; mend "
     "it, or nothing is kept by it"},
    {"versions", VERSIONS("\"platforms\":[\"linux\"],\"runtime\":\"ipc\""), ARCHIVE, false,
     "hint: versions[0].runtime: is for plugins only; leave it out"},
    {"versions", VERSIONS("\"platforms\":[\"linux\"],\"runtime\":\"ipc\""), ARCHIVE, true,
     AND_RESOURCES "\n"
                   "official: versions[0].platforms: is for plugins only; leave it out\n"
                   "hint: versions[0].runtime: is for plugins only; leave it out"},
    {"versions", VERSIONS("\"kicad_version_max\":\"8\""), ARCHIVE, false, ""},
    {"versions", VERSIONS("\"kicad_version_max\":\"7.0\""), ARCHIVE, false,
     "error: versions[0].kicad_version_max: is before kicad_version, so that no KiCad offers it; "
     "write a later one, or leave it out"},
    {"versions",
     VERSIONS(SHA_MEMBER "\"install_size\":1,\"download_size\":104857601,\"download_url\":"
                         "\"https://u:p@example.com/a?b\""),
     REPOSITORY, true,
     AND_RESOURCES
     "\n"
     "official: versions[0].download_url: \"https://***@example.com/a?***\" has "
     "credentials in it; " PRIVATE "\n"
     "official: versions[0].download_size: is 104857601 bytes, more than 100 MiB; KiCad "
     "itself has no limit; divide the package"},
    {"versions",
     VERSIONS(SHA_MEMBER "\"install_size\":1,\"download_size\":1,\"download_url\":"
                         "\"http://10.1.2.3/a\""),
     REPOSITORY, true,
     AND_RESOURCES "\n"
                   "official: versions[0].download_url: \"http://10.1.2.3/a\" is not reachable for "
                   "everybody; " PRIVATE},
    {"versions",
     VERSIONS(SHA_MEMBER "\"install_size\":1,\"download_size\":1,\"download_url\":"
                         "\"file:///a/b.zip\""),
     REPOSITORY, false,
     "error: versions[0].download_url: \"file:///a/b.zip\" cannot be fetched: KiCad does so by "
     "http and https only; put it on a web server, and escape blanks as %20"},
    {"versions",
     VERSIONS(SHA_MEMBER "\"install_size\":1,\"download_size\":1,\"download_url\":"
                         "\"http://example.com/a b\""),
     REPOSITORY, false,
     "error: versions[0].download_url: \"http://example.com/a b\" cannot be fetched: KiCad does "
     "so by http and https only; put it on a web server, and escape blanks as %20"},
};

static const struct document *
package_with(const char *key, const char *json)
{
	return metadata_case_with(arena, metadata_case_package, LENGTH(metadata_case_package), key,
	                          json);
}

static const struct document *
parsed(const char *json)
{
	const struct document *document = NULL;
	struct err err = {.code = ERR_NONE};
	if (!metadata_parse(text_of(json), METADATA_PACKAGES_MAX, arena, &document, &err))
		tap_ok(false, "%s", err.message);
	return document;
}

static void
test_rows(void)
{
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct metadata_faults faults = {
		    .arena = arena, .schemas = METADATA_EVERY, .official = rows[i].official};
		struct metadata_package package;
		tap_ok(
		    metadata_read(package_with(rows[i].key, rows[i].json), arena, &package, NULL),
		    "%s is read", rows[i].key);
		metadata_rule_package(&package, rows[i].form, NULL, &faults);
		tap_is(metadata_case_said(&faults), rows[i].said,
		       rows[i].key == NULL ? "a good package" : rows[i].key);
	}
}

/* By schema v2 alone any license is one, but not for the official repository. */
static void
test_license(void)
{
	struct metadata_faults faults = {.arena = arena, .schemas = METADATA_V2, .official = true};
	struct metadata_package package;
	metadata_read(package_with("license", "\"proprietary\""), arena, &package, NULL);
	metadata_rule_package(&package, METADATA_IN_ARCHIVE, NULL, &faults);
	tap_is(metadata_case_said(&faults),
	       "official: license: \"proprietary\" is not on the list of the official "
	       "repository; write one of schema v1, such "
	       "as CC-BY-SA-4.0\n" AND_RESOURCES,
	       "a license of one's own");
}

static void
test_forms(void)
{
	struct metadata_package package;
	metadata_read(package_with(NULL, NULL), arena, &package, NULL);
	tap_ok(metadata_rule_form(&package) == METADATA_IN_ARCHIVE, "of an archive");
	metadata_read(package_with("versions", VERSIONS("\"download_size\":1")), arena, &package,
	              NULL);
	tap_ok(metadata_rule_form(&package) == METADATA_IN_REPOSITORY, "of a repository");
	metadata_read(package_with("versions", "[]"), arena, &package, NULL);
	tap_ok(metadata_rule_form(&package) == METADATA_IN_REPOSITORY, "of none");
}

static void
test_packages(void)
{
	struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
	struct metadata_package *packages;
	size_t count;
	const struct document *document = parsed(
	    "{\"packages\":[{\"identifier\":\"ab.c\"},{\"identifier\":\"AB.C\"},{},{},"
	    "{\"versions\":[1,{\"kicad_version\":\"9\",\"kicad_version_max\":\"8\"}]},2]}");
	tap_ok(metadata_read_packages(document, arena, &packages, &count, NULL) && count == 6,
	       "packages are read");
	metadata_rule_packages(packages, count, &faults);
	tap_ok(faults.count > 5, "they are looked at");
	const struct metadata_fault *last = &faults.items[faults.count - 1];
	tap_is(last->rule, "\"AB.C\" is packages[0] too, which is installed into the same folder",
	       "two of one identifier");
	tap_is(last->field, "packages[1].identifier", "... where");
	tap_is(last->mend, "give each package its own, or make one of them with two versions",
	       "... and the way out");
}

static void
test_repository(void)
{
	struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
	metadata_rule_repository(
	    parsed("{\"packages\":{\"url\":\"file:///a\",\"update_timestamp\":1},"
	           "\"resources\":{\"url\":\"http://b\",\"sha256\":\"\",\"update_timestamp\":1}}"),
	    &faults);
	tap_is(metadata_case_said(&faults),
	       "error: packages.url: \"file:///a\" cannot be fetched: KiCad does so by http and "
	       "https only; put it on a web server, and escape blanks as %20\n"
	       "hint: packages.sha256: is missing, so that KiCad takes whatever comes; write what "
	       "sha256sum says of the file\n"
	       "hint: resources.update_timestamp: is no time of these days, so that icons do not "
	       "come anew; write the seconds since 1970 at which the file was made",
	       "a repository");
}

/* --- what was published */

#define CHANGED "write what was published, and publish a version with a larger number"
#define OTHER_SHA "f" SHA16 SHA16 SHA16 "123456789abcdef"

static const struct {
	const char *before, *now, *said;
} changes[] = {
    {DOWNLOAD, DOWNLOAD, ""},
    {"\"status\":\"stable\"", "\"status\":\"deprecated\"", ""},
    {"\"status\":\"testing\"", "\"status\":\"development\"", ""},
    {"\"status\":\"stable\"", "\"status\":\"testing\"",
     "error: versions[1].status: is \"testing\", was published as \"stable\"; write what was "
     "published, or deprecated"},
    {"\"status\":\"deprecated\"", "\"status\":\"stable\"",
     "error: versions[1].status: is \"stable\", was published as \"deprecated\"; write what was "
     "published, or deprecated"},
    {"\"download_sha256\":\"" SHA "\"", "\"download_sha256\":\"" OTHER_SHA "\"",
     "error: versions[1].download_sha256: was published as \"" SHA "\"; " CHANGED},
    {"\"download_size\":1", "\"download_size\":2",
     "error: versions[1].download_size: is 2, was published as 1; " CHANGED},
    {"\"install_size\":1", "\"install_size\":2",
     "error: versions[1].install_size: is 2, was published as 1; " CHANGED},
    {"\"a\":1", "\"version_epoch\":2",
     "error: versions[1].version_epoch: is 2, was published as 0; " CHANGED},
    {"\"a\":1", NULL,
     "hint: versions: has \"1.0\" no more, which was published; keep it, with status deprecated "
     "if nobody should take it"},
};

static void
test_published(void)
{
	for (size_t i = 0; i < LENGTH(changes); i++) {
		struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
		struct metadata_package before, now;
		const char *old = arena_format(arena, NULL, "[{\"version\":\"1.0\",%s}]",
		                               changes[i].before);
		const char *new = changes[i].now == NULL
		                      ? "[]"
		                      : arena_format(arena, NULL,
		                                     "[{\"version\":\"2.0\"},{\"version\":\"1.0\","
		                                     "%s}]",
		                                     changes[i].now);
		metadata_read(package_with("versions", old), arena, &before, NULL);
		metadata_read(package_with("versions", new), arena, &now, NULL);
		metadata_published_check(&before, &now, NULL, &faults);
		tap_is(metadata_case_said(&faults), changes[i].said, changes[i].before);
	}
}

/* --- the texts in it */

static void
test_expressions(void)
{
	static const char *const good[] = {
	    "",        "a",      "^/3dmodels/.*\\.step$", ".*(\\.ini|\\.bkp)$", "[]a]",    "[^]a]",
	    "[a-z]*",  "a{2}",   "a{2,}b{0,255}",         "[[:alpha:]]+",       "(a(b)c)", "a|b",
	    "\\(\\[*", "[[.-.]]"};
	static const char *const bad[] = {"*",
	                                  "+a",
	                                  "(",
	                                  ")",
	                                  "(a",
	                                  "a)",
	                                  "[",
	                                  "[a",
	                                  "[]",
	                                  "a\\",
	                                  "a{",
	                                  "a{1",
	                                  "a{2,1}",
	                                  "a{256}",
	                                  "{1}",
	                                  "a|*",
	                                  "(*a)",
	                                  "[[:alpha:]",
	                                  "a{99999999999}",
	                                  "[[:"};
	for (size_t i = 0; i < LENGTH(good); i++)
		tap_ok(regular_expression_check(text_of(good[i])), "\"%s\" is one", good[i]);
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!regular_expression_check(text_of(bad[i])), "\"%s\" is none", bad[i]);
}

static void
test_addresses(void)
{
	static const struct {
		const char *url, *shown;
		bool is_good, is_private;
	} urls[] = {
	    {"https://example.com", "https://example.com", true, false},
	    {"HTTP://Example.com:80/a#b", "HTTP://Example.com:80/a#***", true, false},
	    {"http://u:p@example.com/?t=1", "http://***@example.com/?***", true, false},
	    {"http://u:p@q@example.com", "http://***@example.com", true, false},
	    {"u:p@example.com", "***@example.com", false, false},
	    {"http://u:p/q@example.com", "http://***@example.com", true, true},
	    {"https://u:p@parts.example.org/pcm/archive/" SHA ".zip",
	     "https://***@parts.example.org/pcm/archive/" SHA ".zip", true, false},
	    {"http:///a", "http:///a", false, false},
	    {"http://:80", "http://:80", false, false},
	    {"ftp://example.com", "ftp://example.com", false, false},
	    {"http://a.b/\x01", "http://a.b/?", false, false},
	    {"http://[::1]:8080/", "http://[::1]:8080/", true, true},
	    {"http://[2001:db8::1]", "http://[2001:db8::1]", true, false},
	    {"http://[fd00::1]", "http://[fd00::1]", true, true},
	    {"http://[fe80::1]", "http://[fe80::1]", true, true},
	    {"http://[::1", "http://[::1", false, false},
	    {"http://[::1]x", "http://[::1]x", false, false},
	    {"http://localhost/", "http://localhost/", true, true},
	    {"http://parts.LAN/", "http://parts.LAN/", true, true},
	    {"http://172.15.0.1", "http://172.15.0.1", true, false},
	    {"http://172.16.0.1", "http://172.16.0.1", true, true},
	    {"http://192.168.0.1", "http://192.168.0.1", true, true},
	    {"http://100.64.0.1", "http://100.64.0.1", true, true},
	    {"http://169.254.0.1", "http://169.254.0.1", true, true},
	    {"http://127.0.0.1", "http://127.0.0.1", true, true},
	    {"http://8.8.8.8", "http://8.8.8.8", true, false},
	    {"http://1.2.3.4.example.com", "http://1.2.3.4.example.com", true, false},
	};
	struct web_address none;
	tap_ok(!web_address_read(text_of(NULL), &none), "a URL that is not set is none");
	for (size_t i = 0; i < LENGTH(urls); i++) {
		struct web_address address;
		char quoted[WEB_ADDRESS_QUOTED];
		bool good = web_address_read(text_of(urls[i].url), &address);
		tap_ok(good == urls[i].is_good, "%s is %s", urls[i].url,
		       urls[i].is_good ? "one" : "none");
		if (good)
			tap_ok(web_address_is_private(&address) == urls[i].is_private,
			       "... private or not");
		web_address_quote(text_of(urls[i].url), quoted);
		tap_is(text_of(quoted), urls[i].shown, "... as it is shown");
	}
}

int
main(void)
{
	arena = arena_new(64 << 20);
	test_rows();
	test_license();
	test_forms();
	test_packages();
	test_repository();
	test_published();
	test_expressions();
	test_addresses();
	arena_free(arena);
	return tap_done();
}
