/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_shape.h"

#include "pcm/metadata_license.h"

enum { V1 = METADATA_V1, V1_9 = METADATA_V1_AS_KICAD_9, V2 = METADATA_V2, EVERY = METADATA_EVERY };

#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static const char write_it_in_quotes[] = "write a text in double quotes";

static const struct metadata_shape any_text = {
    .kind = DOCUMENT_TEXT,
    .mend = write_it_in_quotes,
};

static const struct metadata_shape url = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a whole address, such as https://parts.example.com/pcm/packages.json",
    .form = "an absolute address",
    .pattern = metadata_pattern_url,
    .is_url = true,
};

static const struct metadata_shape sha256 = {
    .kind = DOCUMENT_TEXT,
    .mend = "write what sha256sum says of the file",
    .form = "64 digits of lower-case hexadecimal",
    .pattern = metadata_pattern_sha256,
};

static const struct metadata_shape bytes = {
    .kind = DOCUMENT_NUMBER,
    .mend = "write the number of bytes",
};

/* --- author, maintainer, resources */

static const struct metadata_shape contact_value = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a text of at most 500 characters",
    .characters_max = 500,
};

static const struct metadata_shape contact_ways = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object of ways to reach them, such as {\"web\":\"https://example.com\"}, "
	    "or {}",
    .key_pattern = metadata_pattern_contact,
    .key_form = "2 to 50 lower-case letters, digits, blanks and \"-\", a letter first",
    .member = &contact_value,
};

static const struct metadata_shape contact_name = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a name of at most 500 characters",
    .characters_max = 500,
};

static const struct metadata_field contact_fields[] = {
    {"name", &contact_name, EVERY, true},
    {"contact", &contact_ways, EVERY, true},
    {.key = NULL},
};

static const struct metadata_shape contact = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object such as {\"name\":\"Example Ltd\",\"contact\":{}}",
    .fields = contact_fields,
};

static const struct metadata_shape resource = {
    .kind = DOCUMENT_TEXT,
    .mend = "write an address of at most 500 characters",
    .characters_max = 500,
};

static const struct metadata_shape resources = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object of links, such as {\"homepage\":\"https://example.com\"}, or {}",
    .key_pattern = metadata_pattern_resource,
    .key_form = "2 to 50 letters, digits, blanks and \"-\", a letter first",
    .member = &resource,
};

/* --- a version */

static const struct metadata_shape version = {
    .kind = DOCUMENT_TEXT,
    .mend = "write major.minor.patch, such as \"1.4.2\"; only patch may have 6 digits",
    .form = "one to three numbers of at most 4, 4 and 6 digits",
    .pattern = metadata_pattern_version,
};

static const struct metadata_shape version_epoch = {
    .kind = DOCUMENT_NUMBER,
    .mend = "write 0, or 1 and more to come after all versions of the epoch before",
};

static const struct metadata_shape kicad_version = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a version of KiCad, such as \"8.0\"",
    .form = "one to three numbers of at most 2 digits",
    .pattern = metadata_pattern_kicad_version,
};

static const struct metadata_shape status = {
    .kind = DOCUMENT_TEXT,
    .mend = "write one of them",
    .form = "stable, testing, development or deprecated",
    .words = WORDS("stable", "testing", "development", "deprecated"),
};

static const struct metadata_shape platform = {
    .kind = DOCUMENT_TEXT,
    .mend = "write one of them",
    .form = "windows, macos or linux",
    .words = WORDS("windows", "macos", "linux"),
};

static const struct metadata_shape platforms = {
    .kind = DOCUMENT_ARRAY,
    .mend = "write each platform once, or leave it out where all are meant",
    .element = &platform,
    .not_empty = true,
    .unique = true,
};

static const struct metadata_shape runtime = {
    .kind = DOCUMENT_TEXT,
    .mend = "write one of them, or leave it out where it is swig",
    .form = "swig or ipc",
    .words = WORDS("swig", "ipc"),
};

static const struct metadata_shape keep_on_update = {
    .kind = DOCUMENT_ARRAY,
    .mend = "write an array of different regular expressions",
    .element = &any_text,
    .unique = true,
};

static const struct metadata_field version_fields[] = {
    {"version", &version, EVERY, true},
    {"version_epoch", &version_epoch, EVERY, false},
    {"download_url", &url, EVERY, false},
    {"download_sha256", &sha256, EVERY, false},
    {"download_size", &bytes, EVERY, false},
    {"install_size", &bytes, EVERY, false},
    {"status", &status, EVERY, true},
    {"platforms", &platforms, EVERY, false},
    {"runtime", &runtime, EVERY, false},
    {"kicad_version", &kicad_version, EVERY, true},
    {"kicad_version_max", &kicad_version, EVERY, false},
    {"keep_on_update", &keep_on_update, EVERY, false},
    {.key = NULL},
};

static const struct metadata_shape package_version = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object with version, status and kicad_version",
    .fields = version_fields,
};

/* --- a package */

static const struct metadata_shape name = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a name of at most 200 characters",
    .characters_max = 200,
};

static const struct metadata_shape description = {
    .kind = DOCUMENT_TEXT,
    .mend = "write one sentence of at most 150 characters; the rest belongs into "
	    "description_full",
    .characters_max = 500,
};

static const struct metadata_shape description_full = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a text of at most 5000 characters, it may have line breaks",
    .characters_max = 5000,
};

static const struct metadata_shape identifier = {
    .kind = DOCUMENT_TEXT,
    .mend = "write it as com.example.team-parts",
    .form = "2 to 100 letters, digits, \".\" and \"-\", a letter first, a letter or digit last",
    .pattern = metadata_pattern_identifier,
};

static const char a_type[] = "plugin, library or colortheme";
static const char choose_a_type[] = "write library for symbols, footprints and 3D models";

static const struct metadata_shape type = {
    .kind = DOCUMENT_TEXT,
    .mend = choose_a_type,
    .form = a_type,
    .words = WORDS("plugin", "library", "colortheme"),
};

static const struct metadata_shape type_of_kicad_9 = {
    .kind = DOCUMENT_TEXT,
    .mend = choose_a_type,
    .form = a_type,
    .words = WORDS("plugin", "library", "fab", "colortheme"),
};

static const struct metadata_shape type_of_v2 = {
    .kind = DOCUMENT_TEXT,
    .mend = choose_a_type,
    .form = "2 to 50 lower-case letters, digits and \"-\", a letter first",
    .pattern = metadata_pattern_word,
};

static const struct metadata_shape category = {
    .kind = DOCUMENT_TEXT,
    .mend = "leave it out",
};

static const struct metadata_shape category_of_kicad_9 = {
    .kind = DOCUMENT_TEXT,
    .mend = "leave it out",
    .form = "general or fab",
    .words = WORDS("general", "fab"),
};

static const struct metadata_shape category_of_v2 = {
    .kind = DOCUMENT_TEXT,
    .mend = "leave it out",
    .form = "2 to 50 lower-case letters, digits and \"-\", a letter first",
    .pattern = metadata_pattern_word,
};

static const char choose_a_license[] =
    "write one of schema v1, such as CC-BY-SA-4.0; unrestricted for what no other fits";

static const struct metadata_shape license = {
    .kind = DOCUMENT_TEXT,
    .mend = choose_a_license,
    .form = "a license that KiCad knows",
    .words = metadata_license_words,
};

static const struct metadata_shape license_of_v2 = {
    .kind = DOCUMENT_TEXT,
    .mend = choose_a_license,
};

static const struct metadata_shape tag = {
    .kind = DOCUMENT_TEXT,
    .mend = "write it as smd-resistor",
    .form = "2 to 50 lower-case letters, digits and \"-\", a letter first",
    .pattern = metadata_pattern_word,
};

static const struct metadata_shape tags = {
    .kind = DOCUMENT_ARRAY,
    .mend = "write each tag once, or leave them out",
    .element = &tag,
    .not_empty = true,
    .unique = true,
};

static const struct metadata_shape versions = {
    .kind = DOCUMENT_ARRAY,
    .mend = "write an array with each version once",
    .element = &package_version,
    .unique = true,
};

static const struct metadata_field package_fields[] = {
    {"name", &name, EVERY, true},
    {"description", &description, EVERY, true},
    {"description_full", &description_full, EVERY, true},
    {"identifier", &identifier, EVERY, true},
    {"type", &type, V1, true},
    {"type", &type_of_kicad_9, V1_9, true},
    {"type", &type_of_v2, V2, true},
    {"author", &contact, EVERY, true},
    {"maintainer", &contact, EVERY, false},
    {"category", &category, V1, false},
    {"category", &category_of_kicad_9, V1_9, false},
    {"category", &category_of_v2, V2, false},
    {"license", &license, V1 | V1_9, true},
    {"license", &license_of_v2, V2, true},
    {"resources", &resources, EVERY, true},
    {"tags", &tags, EVERY, false},
    {"keep_on_update", &keep_on_update, EVERY, false},
    {"versions", &versions, EVERY, true},
    {.key = NULL},
};

const struct metadata_shape metadata_shape_package = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object with name, identifier, versions and so on",
    .fields = package_fields,
};

/* --- packages.json */

static const struct metadata_shape package_array = {
    .kind = DOCUMENT_ARRAY,
    .mend = "write an array of packages",
    .element = &metadata_shape_package,
};

static const struct metadata_field packages_fields[] = {
    {"packages", &package_array, EVERY, true},
    {.key = NULL},
};

const struct metadata_shape metadata_shape_packages = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object with an array \"packages\"",
    .fields = packages_fields,
};

/* --- repository.json */

static const struct metadata_shape update_timestamp = {
    .kind = DOCUMENT_NUMBER,
    .mend = "write seconds since 1970 as a whole number",
    .min = INT64_MIN,
};

static const struct metadata_shape update_time_utc = {
    .kind = DOCUMENT_TEXT,
    .mend = "write it as \"2026-11-20 08:30:00\", or leave it out",
    .form = "a time since 2000, by day and second",
    .pattern = metadata_pattern_time,
};

static const struct metadata_field repository_resource_fields[] = {
    {"url", &url, EVERY, true},
    {"sha256", &sha256, EVERY, false},
    {"update_timestamp", &update_timestamp, EVERY, true},
    {"update_time_utc", &update_time_utc, EVERY, false},
    {.key = NULL},
};

static const struct metadata_shape repository_resource = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object with url, sha256 and update_timestamp",
    .fields = repository_resource_fields,
};

static const struct metadata_shape repository_name = {
    .kind = DOCUMENT_TEXT,
    .mend = "write a name of at most 500 characters",
    .characters_max = 500,
};

static const struct metadata_shape schema_version = {
    .kind = DOCUMENT_NUMBER,
    .mend = "leave it out, so that KiCad 7 to 10 read the repository in one way",
    .min = 1,
};

static const struct metadata_field repository_fields[] = {
    {"name", &repository_name, EVERY, true},
    {"packages", &repository_resource, EVERY, true},
    {"resources", &repository_resource, EVERY, false},
    {"manifests", &repository_resource, EVERY, false},
    {"maintainer", &contact, EVERY, false},
    {"$schema", &url, EVERY, false},
    {"schema_version", &schema_version, V2, false},
    {.key = NULL},
};

const struct metadata_shape metadata_shape_repository = {
    .kind = DOCUMENT_OBJECT,
    .mend = "write an object with name and packages",
    .fields = repository_fields,
};
