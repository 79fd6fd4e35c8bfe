/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "pcm/metadata_check.h"
#include "pcm/metadata_published.h"
#include "pcm/metadata_rule.h"
#include "pcm/validate_inside.h"

/* What a document of each kind is. */
static const struct {
	const struct metadata_shape *shape;
	size_t size_max;
	const char *too_large;
} kinds[VALIDATE_KINDS] = {
    [VALIDATE_PACKAGE] = {&metadata_shape_package, METADATA_PACKAGE_MAX,
                          "shorten the description, or leave out old versions"},
    [VALIDATE_PACKAGES] = {&metadata_shape_packages, METADATA_PACKAGES_MAX,
                           "withdraw old versions, or divide the repository"},
    [VALIDATE_REPOSITORY] = {&metadata_shape_repository, METADATA_REPOSITORY_MAX,
                             "leave out what KiCad does not know"},
};

/* "packages" is an array in packages.json, an object in repository.json, not in others. */
static enum validate_kind
kind_of(const struct document *document)
{
	const struct document *packages = NULL, *value = NULL;
	bool is_package = document_find(document, text_of("identifier"), &value) ||
	                  document_find(document, text_of("versions"), &value);
	if (is_package || !document_find(document, text_of("packages"), &packages))
		return VALIDATE_PACKAGE;
	return document_kind(packages) == DOCUMENT_OBJECT ? VALIDATE_REPOSITORY : VALIDATE_PACKAGES;
}

static const struct metadata_package *
find_published(const struct validate_published *published, struct text identifier)
{
	for (size_t i = 0; i < published->count; i++)
		if (text_is_set(identifier) &&
		    text_equal(published->packages[i].identifier, identifier))
			return &published->packages[i];
	return NULL;
}

static bool
check_package(const struct validate *validate, const struct document *document,
              enum metadata_form form, struct validate_report *report, struct err *err)
{
	struct metadata_package package;
	if (!metadata_read(document, validate->arena, &package, err))
		return false;
	form = form != 0 ? form : validate->options->form;
	form = form != 0 ? form : metadata_rule_form(&package);
	metadata_rule_package(&package, form, NULL, &report->faults);
	const struct metadata_package *published = find_published(&validate->options->published,
	                                                          package.identifier);
	if (published != NULL && form == METADATA_IN_REPOSITORY)
		metadata_published_check(published, &package, NULL, &report->faults);
	return true;
}

static bool
check_packages(const struct validate *validate, const struct document *document,
               struct validate_report *report, struct err *err)
{
	const struct metadata_path array = metadata_path_member(NULL, "packages");
	struct metadata_package *packages;
	size_t count;
	if (!metadata_read_packages(document, validate->arena, &packages, &count, err))
		return false;
	metadata_rule_packages(packages, count, &report->faults);
	for (size_t i = 0; i < count; i++) {
		const struct metadata_path element = metadata_path_element(&array, i);
		const struct metadata_package *published = find_published(
		    &validate->options->published, packages[i].identifier);
		if (published != NULL)
			metadata_published_check(published, &packages[i], &element,
			                         &report->faults);
	}
	return true;
}

static bool
check_document(const struct validate *validate, const struct document *document,
               enum metadata_form form, struct validate_report *report, struct err *err)
{
	metadata_check_document(document, kinds[report->kind].shape, &report->faults);
	if (report->kind == VALIDATE_PACKAGES)
		return check_packages(validate, document, report, err);
	if (report->kind == VALIDATE_PACKAGE)
		return check_package(validate, document, form, report, err);
	metadata_rule_repository(document, &report->faults);
	return true;
}

bool
validate_document(struct validate *validate, const char *name, struct text bytes,
                  enum validate_kind *kind, enum metadata_form form,
                  const struct validate_expected *expected, const struct document **document,
                  struct err *err)
{
	struct validate_report report = validate_report_of(validate, name, *kind);
	struct err why = {.code = ERR_NONE};
	*document = NULL;
	if (expected != NULL)
		validate_compare(expected, bytes, &report);
	if (!metadata_parse(bytes, METADATA_PACKAGES_MAX, validate->arena, document, &why)) {
		validate_complain(&report, METADATA_ERROR, METADATA_OF_CLIENT, "",
		                  "write JSON as RFC 8259 has it", "cannot be read: %s",
		                  why.message);
		return validate_report_tell(validate, &report, err);
	}
	if (*kind == VALIDATE_UNKNOWN)
		*kind = kind_of(*document);
	report.kind = *kind;
	if (bytes.size > kinds[*kind].size_max)
		validate_complain(&report, METADATA_ERROR, METADATA_OF_CLIENT, "",
		                  kinds[*kind].too_large,
		                  "has %zu bytes, more than the %zu that are read", bytes.size,
		                  kinds[*kind].size_max);
	return check_document(validate, *document, form, &report, err) &&
	       validate_report_tell(validate, &report, err);
}
