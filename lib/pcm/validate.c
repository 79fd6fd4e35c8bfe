/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/validate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/secret.h"
#include "pcm/metadata_pattern.h"
#include "pcm/validate_inside.h"
#include "pcm/web_address.h"

const char *
validate_kind_word(enum validate_kind kind)
{
	static const char *const words[VALIDATE_KINDS] = {
	    [VALIDATE_UNKNOWN] = "unknown",   [VALIDATE_PACKAGE] = "package",
	    [VALIDATE_PACKAGES] = "packages", [VALIDATE_REPOSITORY] = "repository",
	    [VALIDATE_ARCHIVE] = "archive",   [VALIDATE_RESOURCES] = "resources",
	};
	return words[kind];
}

struct validate_report
validate_report_of(const struct validate *validate, const char *name, enum validate_kind kind)
{
	const struct validate_options *options = validate->options;
	return (struct validate_report){
	    .name = name,
	    .kind = kind,
	    .faults = {.arena = validate->arena,
	               .schemas = options->schemas,
	               .official = options->official},
	};
}

void
validate_complain(struct validate_report *report, enum metadata_severity severity,
                  enum metadata_source source, const char *field, const char *mend,
                  const char *format, ...)
{
	const struct metadata_path path = metadata_path_member(NULL, field);
	const struct metadata_fault kind = {
	    .severity = severity, .source = source, .mend = text_of(mend)};
	char rule[sizeof((struct err *)NULL)->message + 100];
	va_list args;
	va_start(args, format);
	vsnprintf(rule, sizeof rule, format, args);
	va_end(args);
	metadata_fault_add(&report->faults, &kind, field[0] == '\0' ? NULL : &path, "%s", rule);
}

bool
validate_report_tell(const struct validate *validate, const struct validate_report *report,
                     struct err *err)
{
	return metadata_fault_check(&report->faults, err) &&
	       validate->tell(validate->context, report, err);
}

bool
validate_fetch(struct validate *validate, struct text url, struct text *body, struct err *err)
{
	if (validate->fetch == NULL)
		validate->fetch = fetch_new(validate->arena, err);
	return validate->fetch != NULL &&
	       fetch_get(validate->fetch, url, VALIDATE_SIZE_MAX, validate->arena, body, err);
}

void
validate_compare(const struct validate_expected *expected, struct text bytes,
                 struct validate_report *report)
{
	static const char mend[] = "publish again, so that file and index come from one moment";
	unsigned char digest[SECRET_SHA256_SIZE];
	char hex[2 * SECRET_SHA256_SIZE + 1];
	if (expected->size >= 0 && (uint64_t)expected->size != bytes.size)
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, "", mend,
		                  "has %zu bytes, download_size says %" PRId64, bytes.size,
		                  expected->size);
	if (!metadata_pattern_sha256(expected->sha256))
		return;
	if (!secret_sha256(bytes, digest, NULL)) {
		report->faults.failed = true;
		return;
	}
	secret_hex(digest, sizeof digest, hex);
	if (!text_equal(text_of(hex), expected->sha256))
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, "", mend,
		                  "has the SHA-256 %s, not the %.*s of the document that names it",
		                  hex, (int)expected->sha256.size, expected->sha256.bytes);
}

static bool
is_url(const char *input)
{
	return strncmp(input, "http://", 7) == 0 || strncmp(input, "https://", 8) == 0;
}

/* The zip's first bytes: of a file in it, or of its end when it has none. */
static bool
is_zip(struct text bytes)
{
	return bytes.size >= 4 &&
	       (memcmp(bytes.bytes, "PK\3\4", 4) == 0 || memcmp(bytes.bytes, "PK\5\6", 4) == 0);
}

/* The name of an input in messages. */
static const char *
shown(const char *input, struct arena *arena, struct err *err)
{
	char quoted[WEB_ADDRESS_QUOTED];
	if (!is_url(input))
		return input;
	web_address_quote(text_of(input), quoted);
	return arena_copy(arena, quoted, strlen(quoted), err);
}

static bool
read_input(struct validate *validate, const char *input, struct text *bytes, struct err *err)
{
	if (is_url(input))
		return validate_fetch(validate, text_of(input), bytes, err);
	return file_read(input, VALIDATE_SIZE_MAX, validate->arena, bytes, err);
}

bool
validate_input(const char *input, const struct validate_options *options, validate_tell *tell,
               void *context, struct arena *arena, struct err *err)
{
	struct validate validate = {options, tell, context, arena, NULL};
	enum validate_kind kind = options->kind;
	const struct document *document = NULL;
	const char *name = shown(input, arena, err);
	struct err why = {.code = ERR_NONE};
	struct text bytes;
	if (name == NULL)
		return false;
	if (!read_input(&validate, input, &bytes, &why)) {
		struct validate_report report = validate_report_of(&validate, name,
		                                                   VALIDATE_UNKNOWN);
		validate_complain(&report, METADATA_ERROR, METADATA_OF_CLIENT, "",
		                  "give what can be read", "%s", why.message);
		return validate_report_tell(&validate, &report, err);
	}
	if (is_zip(bytes))
		return validate_archive(&validate, name, is_url(input) ? NULL : input, bytes, NULL,
		                        err);
	if (!validate_document(&validate, name, bytes, &kind, 0, NULL, &document, err))
		return false;
	return !is_url(input) || kind != VALIDATE_REPOSITORY ||
	       validate_follow(&validate, document, err);
}

bool
validate_read_published(const char *input, struct arena *arena,
                        struct validate_published *published, struct err *err)
{
	const struct validate_options options = {.schemas = METADATA_EVERY};
	struct validate validate = {.options = &options, .arena = arena};
	const struct document *document = NULL, *packages = NULL, *identifier = NULL;
	const char *name = shown(input, arena, err);
	struct validate_published read = {NULL, 1};
	struct text bytes;
	if (name == NULL || !read_input(&validate, input, &bytes, err))
		return false;
	if (!metadata_parse(bytes, METADATA_PACKAGES_MAX, arena, &document, err))
		return err_prefix(err, "\"%s\"", name);
	document_find(document, text_of("packages"), &packages);
	if (document_kind(packages) == DOCUMENT_ARRAY) {
		if (!metadata_read_packages(document, arena, &read.packages, &read.count, err))
			return false;
	} else if (document_find(document, text_of("identifier"), &identifier)) {
		read.packages = arena_alloc(arena, sizeof *read.packages, err);
		if (read.packages == NULL || !metadata_read(document, arena, read.packages, err))
			return false;
	} else {
		return err_set(err, ERR_INPUT,
		               "\"%s\" is neither a packages.json nor a package's metadata", name);
	}
	*published = read;
	return true;
}
