/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What KiCad's schemas say, with the words for it; tests/pcm holds the verdicts against the
 * schemas themselves. */
#include "pcm/metadata_check.h"

#include "metadata_case.h"

static struct arena *arena;

static const struct member repository[] = {
    {"name", "\"Parts\""},
    {"packages", "{\"url\":\"https://example.com/packages.json\",\"update_timestamp\":1}"},
};

static const struct member packages[] = {{"packages", "[]"}};

static const struct document *
document_with(const struct member *members, size_t count, const char *key, const char *json)
{
	return metadata_case_with(arena, members, count, key, json);
}

static struct text
said(const struct document *document, const struct metadata_shape *shape, unsigned schemas)
{
	struct metadata_faults faults = {.arena = arena, .schemas = schemas};
	metadata_check_document(document, shape, &faults);
	return metadata_case_said(&faults);
}

#define VERSION(members) \
	"[{\"version\":\"1.0\",\"status\":\"stable\",\"kicad_version\":\"8.0\"," members "}]"
#define TEN "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN
#define HUNDRED FIFTY FIFTY
#define OHMS "\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9\xce\xa9"
#define SHA16 "0123456789abcdef"
#define MEND_LICENSE \
	"write one of schema v1, such as CC-BY-SA-4.0; unrestricted for what no other fits"
#define MEND_IDENTIFIER "write it as com.example.team-parts"
#define FORM_IDENTIFIER \
	"2 to 100 letters, digits, \".\" and \"-\", a letter first, a letter or digit last"
#define FORM_WORD "2 to 50 lower-case letters, digits and \"-\", a letter first"
#define MEND_URL "write a whole address, such as https://parts.example.com/pcm/packages.json"
#define MEND_VERSION "write major.minor.patch, such as \"1.4.2\"; only patch may have 6 digits"
#define MEND_PLATFORMS "write each platform once, or leave it out where all are meant"
#define BUT_KICAD_10                                                                      \
	"(KiCad 7 to 9 refuse it, and KiCad 10 except in a repository of schema_version " \
	"2)"

struct row {
	const char *key, *json, *said;
};

static const struct row of_package[] = {
    {NULL, NULL, ""},
    {"name", NULL, "name: is missing; write a name of at most 200 characters"},
    {"name", "null", "name: is null, not a string; write a name of at most 200 characters"},
    {"name", "\"" HUNDRED HUNDRED "\"", ""},
    {"name", "\"" HUNDRED HUNDRED "a\"",
     "name: has 201 characters, more than 200; write a name of at most 200 characters"},
    {"description", "\"" OHMS OHMS OHMS OHMS OHMS OHMS OHMS OHMS OHMS OHMS "\"", ""},
    {"description", "7",
     "description: is a whole number, not a string; write one sentence of at most 150 "
     "characters; the rest belongs into description_full"},
    {"description_full", "[]",
     "description_full: is an array, not a string; write a text of at most 5000 characters, it "
     "may have line breaks"},
    {"identifier", "\"a1\"", ""},
    {"identifier", "\"" FIFTY ".-" TEN TEN TEN TEN "abcdefg1\"", ""},
    {"identifier", "\"" FIFTY FIFTY "a\"",
     "identifier: \"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdef"
     "ghijabcdefghijabcdef...\" is not " FORM_IDENTIFIER "; " MEND_IDENTIFIER},
    {"identifier", "\"a\"", "identifier: \"a\" is not " FORM_IDENTIFIER "; " MEND_IDENTIFIER},
    {"identifier", "\"a_b\"", "identifier: \"a_b\" is not " FORM_IDENTIFIER "; " MEND_IDENTIFIER},
    {"identifier", "\"com.example.\"",
     "identifier: \"com.example.\" is not " FORM_IDENTIFIER "; " MEND_IDENTIFIER},
    {"identifier", "\"ab\\n\"", "identifier: \"ab?\" is not " FORM_IDENTIFIER "; " MEND_IDENTIFIER},
    {"type", "\"fab\"",
     "type: \"fab\" is not plugin, library or colortheme (KiCad 7 and 8 refuse it, and KiCad 10 "
     "except in a repository of schema_version 2); write library for symbols, footprints and "
     "3D models"},
    {"type", "\"datasource\"",
     "type: \"datasource\" is not plugin, library or colortheme " BUT_KICAD_10
     "; write library for symbols, footprints and 3D models"},
    {"type", "\"A\"",
     "type: \"A\" is not plugin, library or colortheme " BUT_KICAD_10
     "; write library for symbols, footprints and 3D models\n"
     "type: \"A\" is not " FORM_WORD " (KiCad 10 refuses it in a repository of schema_version 2)"
     "; write library for symbols, footprints and 3D models"},
    {"type", NULL, "type: is missing; write library for symbols, footprints and 3D models"},
    {"category", "\"General things\"",
     "category: \"General things\" is not general or fab (KiCad 9 refuses it, KiCad 7, 8 and 10 "
     "do not); leave it out\n"
     "category: \"General things\" is not " FORM_WORD
     " (KiCad 10 refuses it in a repository of schema_version 2); leave it out"},
    {"category", "1", "category: is a whole number, not a string; leave it out"},
    {"category", "\"general\"", ""},
    {"license", "\"GPL-3.0-or-later\"",
     "license: \"GPL-3.0-or-later\" is not a license that KiCad knows " BUT_KICAD_10
     "; " MEND_LICENSE},
    {"license", "\"proprietary\"",
     "license: \"proprietary\" is not a license that KiCad knows " BUT_KICAD_10 "; " MEND_LICENSE},
    {"license", NULL, "license: is missing; " MEND_LICENSE},
    {"license", "\"CC-BY-SA-4.0\"", ""},
    {"author", "\"Ann\"",
     "author: is a string, not an object; write an object such as "
     "{\"name\":\"Example Ltd\",\"contact\":{}}"},
    {"author", "{\"name\":\"Ann\"}",
     "author.contact: is missing; write an object of ways to reach them, such as "
     "{\"web\":\"https://example.com\"}, or {}"},
    {"maintainer", "{\"contact\":{\"Web\":\"x\",\"web\":3}}",
     "maintainer.name: is missing; write a name of at most 500 characters\n"
     "maintainer.contact.Web: the key is not 2 to 50 lower-case letters, digits, blanks and "
     "\"-\", a letter first; rename it\n"
     "maintainer.contact.web: is a whole number, not a string; write a text of at most 500 "
     "characters"},
    {"resources", NULL,
     "resources: is missing; write an object of links, such as "
     "{\"homepage\":\"https://example.com\"}, or {}"},
    {"resources", "{\"Home page\":\"x\",\"a_\\u0007b\":\"y\"}",
     "resources.a_?b: the key is not 2 to 50 letters, digits, blanks and \"-\", a letter first; "
     "rename it"},
    {"resources", "{\"homepage\":false}",
     "resources.homepage: is a boolean, not a string; write an address of at most 500 "
     "characters"},
    {"tags", "[]", "tags: is empty; write each tag once, or leave them out"},
    {"tags", "[\"smd\",\"smd\",\"Smd\"]",
     "tags: has two equal elements, [0] and [1]; write each tag once, or leave them out\n"
     "tags[2]: \"Smd\" is not " FORM_WORD "; write it as smd-resistor"},
    {"keep_on_update", "[\"a\",1]",
     "keep_on_update[1]: is a whole number, not a string; write a text in double quotes"},
    {"keep_on_update", "[\"a\",\"a\"]",
     "keep_on_update: has two equal elements, [0] and [1]; write an array of different regular "
     "expressions"},
    {"versions", NULL, "versions: is missing; write an array with each version once"},
    {"versions", "[]", ""},
    {"versions", "[[]]",
     "versions[0]: is an array, not an object; write an object with version, status and "
     "kicad_version"},
    {"versions",
     "[{\"version\":\"1\",\"status\":\"stable\",\"kicad_version\":\"8.0\"},"
     "{\"kicad_version\":\"8.0\",\"version\":\"1\",\"status\":\"stable\"}]",
     "versions: has two equal elements, [0] and [1]; write an array with each version once"},
    {"versions", "[{\"version\":\"1.0.1234567\",\"status\":\"beta\",\"kicad_version\":\"100\"}]",
     "versions[0].version: \"1.0.1234567\" is not one to three numbers of at most 4, 4 and 6 "
     "digits; " MEND_VERSION "\n"
     "versions[0].status: \"beta\" is not stable, testing, development or deprecated; write one "
     "of them\n"
     "versions[0].kicad_version: \"100\" is not one to three numbers of at most 2 digits; write "
     "a version of KiCad, such as \"8.0\""},
    {"versions", VERSION("\"version_epoch\":-1"),
     "versions[0].version_epoch: is -1, less than 0; write 0, or 1 and more to come after all "
     "versions of the epoch before"},
    {"versions", VERSION("\"install_size\":1.0"),
     "versions[0].install_size: is a decimal number, not a whole number; write the number of "
     "bytes"},
    {"versions", VERSION("\"download_size\":\"1\""),
     "versions[0].download_size: is a string, not a whole number; write the number of bytes"},
    {"versions", VERSION("\"download_sha256\":\"" SHA16 SHA16 SHA16 SHA16 "\""), ""},
    {"versions", VERSION("\"download_sha256\":\"" SHA16 SHA16 SHA16 "0123456789ABCDEF\""),
     "versions[0].download_sha256: \"" SHA16 SHA16 SHA16
     "0123456789ABCDEF\" is not 64 digits of lower-case hexadecimal; write what sha256sum says "
     "of the file"},
    {"versions", VERSION("\"download_url\":\"ftp://tok:secret@example.com/a?key=secret\""),
     "versions[0].download_url: \"ftp://***@example.com/a?***\" is not an absolute "
     "address; " MEND_URL},
    {"versions", VERSION("\"platforms\":[]"), "versions[0].platforms: is empty; " MEND_PLATFORMS},
    {"versions", VERSION("\"platforms\":[\"linux\",\"bsd\"]"),
     "versions[0].platforms[1]: \"bsd\" is not windows, macos or linux; write one of them"},
    {"versions", VERSION("\"runtime\":\"python\""),
     "versions[0].runtime: \"python\" is not swig or ipc; write one of them, or leave it out "
     "where it is swig"},
    {"unknown", "{\"a\":[1,2]}", ""},
};

static const struct row of_repository[] = {
    {NULL, NULL, ""},
    {"packages", NULL,
     "packages: is missing; write an object with url, sha256 and update_timestamp"},
    {"packages", "{\"url\":\"packages.json\",\"update_timestamp\":1.0}",
     "packages.url: \"packages.json\" is not an absolute address; " MEND_URL "\n"
     "packages.update_timestamp: is a decimal number, not a whole number; write seconds since "
     "1970 as a whole number"},
    {"resources",
     "{\"url\":\"https://example.com/a\",\"update_timestamp\":-5,"
     "\"update_time_utc\":\"2026-11-20 08:30:00\"}",
     ""},
    {"resources",
     "{\"url\":\"https://example.com/a\",\"update_timestamp\":5,"
     "\"update_time_utc\":\"1999-12-31 08:30:00\"}",
     "resources.update_time_utc: \"1999-12-31 08:30:00\" is not a time since 2000, by day and "
     "second; write it as \"2026-11-20 08:30:00\", or leave it out"},
    {"schema_version", "2", ""},
    {"schema_version", "0",
     "schema_version: is 0, less than 1 (KiCad 10 refuses it in a repository of schema_version "
     "2); leave it out, so that KiCad 7 to 10 read the repository in one way"},
};

static const struct row of_packages[] = {
    {NULL, NULL, ""},
    {"packages", NULL, "packages: is missing; write an array of packages"},
    {"packages", "{}", "packages: is an object, not an array; write an array of packages"},
    {"packages", "[1]",
     "packages[0]: is a whole number, not an object; write an object with name, identifier, "
     "versions and so on"},
};

static void
test_rows(const struct row *rows, size_t count, const struct member *members, size_t member_count,
          const struct metadata_shape *shape)
{
	for (size_t i = 0; i < count; i++) {
		const struct document *document = document_with(members, member_count, rows[i].key,
		                                                rows[i].json);
		const char *name = rows[i].key == NULL ? "a good document" : rows[i].key;
		tap_is(said(document, shape, METADATA_EVERY), rows[i].said, name);
	}
}

/* Documents that are no objects. */
static void
test_top(void)
{
	const struct document *array = NULL;
	metadata_parse(text_of("[]"), 10, arena, &array, NULL);
	tap_is(said(array, &metadata_shape_package, METADATA_EVERY),
	       ": is an array, not an object; write an object with name, identifier, versions and "
	       "so on",
	       "no package");
	tap_is(said(array, &metadata_shape_packages, METADATA_EVERY),
	       ": is an array, not an object; write an object with an array \"packages\"",
	       "no packages.json");
	tap_is(said(array, &metadata_shape_repository, METADATA_EVERY),
	       ": is an array, not an object; write an object with name and packages",
	       "no repository.json");
}

/* Each schema by itself. */
static void
test_schemas(void)
{
	const struct document *document = document_with(
	    metadata_case_package, LENGTH(metadata_case_package), "license", "\"proprietary\"");
	tap_is(said(document, &metadata_shape_package, METADATA_V2), "",
	       "any license by schema v2");
	document = document_with(metadata_case_package, LENGTH(metadata_case_package), "type",
	                         "\"fab\"");
	tap_is(said(document, &metadata_shape_package, METADATA_V1_AS_KICAD_9), "",
	       "what KiCad 9 takes");
	document = document_with(repository, LENGTH(repository), "schema_version", "\"x\"");
	tap_is(said(document, &metadata_shape_repository, METADATA_V1), "",
	       "schema v1 knows no schema_version");
}

static void
test_many(void)
{
	struct buf out = {.arena = arena};
	struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
	const struct document *document = NULL;
	buf_append_string(&out, "{\"packages\":[0");
	for (int i = 1; i < 1000; i++)
		buf_append_string(&out, ",0");
	buf_append_string(&out, "]}");
	metadata_parse(buf_text(&out), METADATA_PACKAGES_MAX, arena, &document, NULL);
	metadata_check_document(document, &metadata_shape_packages, &faults);
	tap_is_number((long long)faults.count, METADATA_FAULTS_MAX, "so many are kept");
	tap_is_number((long long)faults.of_severity[METADATA_ERROR], 1000, "and all counted");
}

/* With growing limits: each failure is one, and at the end it is done. */
static void
test_memory(void)
{
	const struct document *document = document_with(metadata_case_package,
	                                                LENGTH(metadata_case_package), "tags",
	                                                "[\"a\",\"a\",1,{\"b\":1}]");
	struct err err = {.code = ERR_NONE};
	size_t failed = 0;
	for (size_t limit = 0; limit < 200000; limit += 1000) {
		struct arena *small = arena_new(limit);
		struct metadata_faults faults = {.arena = small, .schemas = METADATA_EVERY};
		metadata_check_document(document, &metadata_shape_package, &faults);
		bool ok = metadata_fault_check(&faults, &err);
		bool fine = ok ? faults.count == 5 : err.code == ERR_LIMIT;
		arena_free(small);
		if (!fine)
			tap_ok(false, "a memory of %zu bytes: %zu faults", limit, faults.count);
		if (ok)
			break;
		failed++;
	}
	tap_ok(failed > 0 && failed < 100, "checked as soon as memory is enough");
	tap_is(text_of(err.message), "no memory for what is wrong", "what it says before");
}

int
main(void)
{
	arena = arena_new(64 << 20);
	test_rows(of_package, LENGTH(of_package), metadata_case_package,
	          LENGTH(metadata_case_package), &metadata_shape_package);
	test_rows(of_repository, LENGTH(of_repository), repository, LENGTH(repository),
	          &metadata_shape_repository);
	test_rows(of_packages, LENGTH(of_packages), packages, LENGTH(packages),
	          &metadata_shape_packages);
	test_top();
	test_schemas();
	test_many();
	test_memory();
	arena_free(arena);
	return tap_done();
}
