/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pcm/metadata_index.h"
#include "pcm/metadata_license.h"
#include "pcm/metadata_pattern.h"
#include "pcm/metadata_rule_inside.h"
#include "pcm/regular_expression.h"

enum {
	NONE = METADATA_RULE_NONE,
	ARCHIVE = METADATA_IN_ARCHIVE,
	REPOSITORY = METADATA_IN_REPOSITORY,
	BOTH = METADATA_RULE_BOTH
};

bool
metadata_rule_broken(char *rule, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(rule, METADATA_RULE_SIZE, format, args);
	va_end(args);
	return true;
}

static bool
has_characters(struct text text, size_t max, const char *but, char *rule)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return count > max && metadata_rule_broken(
				  rule, "has %zu characters, more than %zu; KiCad itself takes %s",
				  count, max, but);
}

/* --- of packages */

/* Three names at least, none of them empty. */
static bool
has_no_namespace(const struct metadata_rule_subject *subject, char *rule)
{
	struct text identifier = subject->package->identifier;
	size_t names = 1;
	char quoted[METADATA_QUOTED];
	if (!metadata_pattern_identifier(identifier))
		return false;
	for (size_t i = 1; i < identifier.size; i++)
		if (identifier.bytes[i] == '.')
			names = identifier.bytes[i - 1] == '.' ? 0 : names + (names > 0);
	metadata_fault_quote(identifier, quoted);
	return names < 3 && metadata_rule_broken(rule, "\"%s\" is not of a namespace", quoted);
}

static bool
has_long_identifier(const struct metadata_rule_subject *subject, char *rule)
{
	return has_characters(subject->package->identifier, 50, "100", rule);
}

static bool
has_long_description(const struct metadata_rule_subject *subject, char *rule)
{
	return has_characters(subject->package->description, 150, "500", rule);
}

static bool
has_long_description_full(const struct metadata_rule_subject *subject, char *rule)
{
	return has_characters(subject->package->description_full, 1000, "5000", rule);
}

/* Most letters are of no alphabet that English is written in. */
static bool
seems_not_english(struct text text)
{
	size_t ours = 0, others = 0;
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		ours += byte < 0x80 && ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
		others += byte >= 0xcd && byte != 0xe2; /* from U+0340 on, but punctuation */
	}
	return others > ours;
}

static bool
has_description_not_english(const struct metadata_rule_subject *subject, char *rule)
{
	return seems_not_english(subject->package->description) &&
	       metadata_rule_broken(rule, "does not seem to be in English");
}

static bool
has_description_full_not_english(const struct metadata_rule_subject *subject, char *rule)
{
	return seems_not_english(subject->package->description_full) &&
	       metadata_rule_broken(rule, "does not seem to be in English");
}

static bool
has_unknown_license(const struct metadata_rule_subject *subject, char *rule)
{
	struct text license = subject->package->license;
	char quoted[METADATA_QUOTED];
	if (!text_is_set(license) || (subject->schemas & (METADATA_V1 | METADATA_V1_AS_KICAD_9)))
		return false;
	for (const char *const *word = metadata_license_words; *word != NULL; word++)
		if (text_equal(license, text_of(*word)))
			return false;
	metadata_fault_quote(license, quoted);
	return metadata_rule_broken(rule, "\"%s\" is not on the list of the official repository",
	                            quoted);
}

static bool
has_no_open_license(const struct metadata_rule_subject *subject, char *rule)
{
	struct text license = subject->package->license;
	char quoted[METADATA_QUOTED];
	metadata_fault_quote(license, quoted);
	return (strncmp(quoted, "CC-BY-NC", 8) == 0 || strncmp(quoted, "CC-BY-ND", 8) == 0 ||
	        strcmp(quoted, "unrestricted") == 0) &&
	       metadata_rule_broken(
		   rule, "\"%s\" is no open-source license, as the official repository has it",
		   quoted);
}

static bool
has_other_schema(const struct metadata_rule_subject *subject, char *rule)
{
	const struct document *schema = NULL;
	struct text text = {NULL, 0};
	return document_find(subject->package->document, text_of("$schema"), &schema) &&
	       !(document_text(schema, &text) &&
	         (text_equal(text, text_of("https://go.kicad.org/pcm/schemas/v1")) ||
	          text_equal(text, text_of("https://go.kicad.org/pcm/schemas/v2")))) &&
	       metadata_rule_broken(
		   rule, "is not the address of KiCad's schema; KiCad itself does not look at it");
}

static bool
has_no_resources(const struct metadata_rule_subject *subject, char *rule)
{
	const struct document *resources = NULL;
	return document_find(subject->package->document, text_of("resources"), &resources) &&
	       document_kind(resources) == DOCUMENT_OBJECT && document_count(resources) == 0 &&
	       metadata_rule_broken(rule, "says nowhere where issues are reported");
}

bool
metadata_rule_has_bad_expression(const struct metadata_texts *texts, char *rule)
{
	char quoted[METADATA_QUOTED];
	for (size_t i = 0; i < texts->count; i++) {
		if (regular_expression_check(texts->items[i]))
			continue;
		metadata_fault_quote(texts->items[i], quoted);
		return metadata_rule_broken(
		    rule, "\"%s\" is no extended regular expression of POSIX", quoted);
	}
	return false;
}

static bool
has_bad_keep_on_update(const struct metadata_rule_subject *subject, char *rule)
{
	return metadata_rule_has_bad_expression(&subject->package->keep_on_update, rule);
}

static bool
has_not_one_version(const struct metadata_rule_subject *subject, char *rule)
{
	size_t count = subject->package->version_count;
	return count != 1 &&
	       metadata_rule_broken(rule, "has %zu versions; in an archive KiCad takes exactly one",
	                            count);
}

static bool
has_no_version(const struct metadata_rule_subject *subject, char *rule)
{
	return subject->package->version_count == 0 &&
	       metadata_rule_broken(rule, "is empty, so that there is nothing to install");
}

static const char a_namespace[] = "write it in reverse-DNS form, as com.github.user.package";
static const char in_english[] = "describe it in English, and say which language its contents are";

static const struct metadata_rule package_rules[] = {
    {"identifier", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_OFFICIAL, a_namespace,
     has_no_namespace},
    {"identifier", BOTH, NONE, METADATA_HINT, METADATA_OF_PROSE, "a shorter one is safe",
     has_long_identifier},
    {"description", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_PROSE,
     "shorten it; the rest belongs into description_full", has_long_description},
    {"description", BOTH, NONE, METADATA_HINT, METADATA_OF_OFFICIAL, in_english,
     has_description_not_english},
    {"description_full", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_PROSE, "shorten it",
     has_long_description_full},
    {"description_full", BOTH, NONE, METADATA_HINT, METADATA_OF_OFFICIAL, in_english,
     has_description_full_not_english},
    {"license", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "write one of schema v1, such as CC-BY-SA-4.0", has_unknown_license},
    {"license", BOTH, NONE, METADATA_HINT, METADATA_OF_PROSE,
     "choose another, or ask the KiCad team before", has_no_open_license},
    {"$schema", BOTH, NONE, METADATA_OFFICIAL, METADATA_OF_PROSE,
     "write https://go.kicad.org/pcm/schemas/v1, or leave it out", has_other_schema},
    {"resources", BOTH, NONE, METADATA_HINT, METADATA_OF_PROSE,
     "add the address of the project, such as {\"homepage\":\"https://github.com/user/package\"}",
     has_no_resources},
    {"keep_on_update", BOTH, METADATA_HINT, METADATA_HINT, METADATA_OF_CLIENT,
     "mend it, or nothing is kept by it", has_bad_keep_on_update},
    {"versions", ARCHIVE, METADATA_ERROR, METADATA_ERROR, METADATA_OF_CLIENT,
     "leave the one that the archive is", has_not_one_version},
    {"versions", REPOSITORY, METADATA_HINT, METADATA_OFFICIAL, METADATA_OF_OFFICIAL,
     "add a version", has_no_version},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
run_rules(const struct metadata_rule *rules, size_t count,
          const struct metadata_rule_subject *subject, enum metadata_form form,
          const struct metadata_path *path, struct metadata_faults *faults)
{
	for (const struct metadata_rule *rule = rules; rule < rules + count; rule++) {
		char words[METADATA_RULE_SIZE];
		int severity = faults->official ? rule->severity_official : rule->severity;
		if (severity == NONE || !(rule->forms & form) || !rule->is_broken(subject, words))
			continue;
		const struct metadata_path field = metadata_path_member(path, rule->field);
		const struct metadata_fault kind = {
		    .severity = (enum metadata_severity)severity,
		    .source = rule->source,
		    .mend = text_of(rule->mend),
		};
		metadata_fault_add(faults, &kind, &field, "%s", words);
	}
}

/* KiCad tells versions by their texts, whatever their epochs are. */
static void
check_versions_twice(const struct metadata_package *package, const struct metadata_path *versions,
                     struct metadata_faults *faults)
{
	static const struct metadata_fault kind = {
	    .severity = METADATA_OFFICIAL,
	    .source = METADATA_OF_OFFICIAL,
	    .mend = {"give each version its own number",
	             sizeof "give each version its own number" - 1},
	};
	struct metadata_index index;
	if (!metadata_index_new(package->version_count, faults->arena, &index, NULL)) {
		faults->failed = true;
		return;
	}
	for (size_t i = 0; i < package->version_count; i++)
		metadata_index_add(&index, package->versions[i].version, i);
	metadata_index_sort(&index);
	for (size_t i = 0; i < package->version_count; i++) {
		struct text version = package->versions[i].version;
		size_t first = i;
		const struct metadata_path element = metadata_path_element(versions, i);
		const struct metadata_path path = metadata_path_member(&element, "version");
		char quoted[METADATA_QUOTED];
		if (!text_is_set(version) || !metadata_index_find(&index, version, &first) ||
		    first == i)
			continue;
		metadata_fault_quote(version, quoted);
		metadata_fault_add(faults, &kind, &path, "\"%s\" is versions[%zu] too", quoted,
		                   first);
	}
}

void
metadata_rule_package(const struct metadata_package *package, enum metadata_form form,
                      const struct metadata_path *path, struct metadata_faults *faults)
{
	const struct metadata_path versions = metadata_path_member(path, "versions");
	struct metadata_rule_subject subject = {.package = package, .schemas = faults->schemas};
	if (document_kind(package->document) != DOCUMENT_OBJECT)
		return;
	run_rules(package_rules, COUNT(package_rules), &subject, form, path, faults);
	if (faults->official)
		check_versions_twice(package, &versions, faults);
	for (size_t i = 0; i < package->version_count; i++) {
		const struct metadata_path element = metadata_path_element(&versions, i);
		subject.version = &package->versions[i];
		if (document_kind(subject.version->document) == DOCUMENT_OBJECT)
			run_rules(metadata_rule_version_table, metadata_rule_version_count,
			          &subject, form, &element, faults);
	}
}

enum metadata_form
metadata_rule_form(const struct metadata_package *package)
{
	static const char *const keys[] = {"download_url", "download_sha256", "download_size"};
	const struct document *value = NULL;
	if (package->version_count != 1)
		return METADATA_IN_REPOSITORY;
	for (size_t i = 0; i < COUNT(keys); i++)
		if (document_find(package->versions[0].document, text_of(keys[i]), &value))
			return METADATA_IN_REPOSITORY;
	return METADATA_IN_ARCHIVE;
}
