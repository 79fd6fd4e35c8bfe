/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "output.h"
#include "pcm.h"
#include "pcm/validate.h"

enum { INPUTS_MAX = 10000 };
static const size_t INPUT_MEMORY = (size_t)2 << 30; /* bytes */

struct validate_words {
	const char *schema, *as, *published;
	bool official, archives;
};

#define MEMBER(member) .offset = offsetof(struct validate_words, member)

static const struct setting validate_settings[] = {
    {.name = "official",
     .type = SETTING_BOOL,
     MEMBER(official),
     .fallback = "no",
     .help = "hold the rules of KiCad's official repository too"},
    {.name = "schema",
     .type = SETTING_CHOICE,
     MEMBER(schema),
     .fallback = "every",
     .choices = "every 1 2",
     .unit = " WHICH",
     .help = "hold these schemas; 2 is KiCad 10's alone"},
    {.name = "as",
     .type = SETTING_CHOICE,
     MEMBER(as),
     .choices = "archive package packages repository",
     .unit = " KIND",
     .help = "what the JSON is, instead of a guess: archive is the metadata.json of a zip"},
    {.name = "published",
     .type = SETTING_TEXT,
     MEMBER(published),
     .unit = " FILE|URL",
     .help = "the packages.json or metadata.json as published before; it may not change"},
    {.name = "archives",
     .type = SETTING_BOOL,
     MEMBER(archives),
     .fallback = "no",
     .help = "of a repository's URL: fetch and check each version's zip too"},
};

/* What was told so far. */
struct telling {
	bool json, any;
	size_t of_severity[METADATA_SEVERITIES];
};

/* A path may be of any bytes. */
static struct text
name_of(const struct validate_report *report)
{
	struct text name = text_of(report->name);
	return text_is_utf8(name) ? name : text_of("(not UTF-8)");
}

static void
append_fault(const struct metadata_fault *fault, unsigned schemas, struct text name,
             struct buf *out)
{
	const char *whose = metadata_fault_whose(fault, schemas);
	buf_append_text(out, name);
	buf_append_format(out, ": %s: ", metadata_fault_severity(fault->severity));
	if (fault->field.size > 0) {
		buf_append_text(out, fault->field);
		buf_append_string(out, ": ");
	}
	buf_append_text(out, fault->rule);
	if (whose != NULL)
		buf_append_format(out, " (%s)", whose);
	buf_append_string(out, "; ");
	buf_append_text(out, fault->mend);
	buf_append_string(out, "\n");
}

static bool
write_lines(const struct validate_report *report, struct err *err)
{
	const struct metadata_faults *faults = &report->faults;
	struct buf out = {.arena = faults->arena};
	struct text name = name_of(report);
	size_t all = 0;
	for (size_t i = 0; i < faults->count; i++)
		append_fault(&faults->items[i], faults->schemas, name, &out);
	for (int i = 0; i < METADATA_SEVERITIES; i++)
		all += faults->of_severity[i];
	if (all > faults->count) {
		buf_append_text(&out, name);
		buf_append_format(&out, ": and %zu more\n", all - faults->count);
	}
	if (all == faults->of_severity[METADATA_HINT]) {
		buf_append_text(&out, name);
		buf_append_format(&out, ": good (%s)\n", validate_kind_word(report->kind));
	}
	return output_buf(&out, err);
}

static struct document *
schemas_document(unsigned schemas)
{
	static const struct {
		enum metadata_schema schema;
		const char *word;
	} words[] = {
	    {METADATA_V1, "v1"}, {METADATA_V1_AS_KICAD_9, "v1 of KiCad 9"}, {METADATA_V2, "v2"}};
	struct document *array = document_array();
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if ((schemas & words[i].schema) &&
		    !document_append_text(array, text_of(words[i].word))) {
			document_free(array);
			return NULL;
		}
	return array;
}

static struct document *
faults_document(const struct metadata_faults *faults)
{
	struct document *array = document_array();
	for (size_t i = 0; i < faults->count; i++) {
		const struct metadata_fault *fault = &faults->items[i];
		struct document *object = document_object();
		bool good = document_add_string(object, "severity",
		                                metadata_fault_severity(fault->severity)) &&
		            document_add_string(object, "source",
		                                metadata_fault_source(fault->source)) &&
		            document_add(object, "schemas", schemas_document(fault->schemas)) &&
		            document_add_text(object, "field", fault->field) &&
		            document_add_text(object, "rule", fault->rule) &&
		            document_add_text(object, "mend", fault->mend);
		if (!document_append(array, object) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

static bool
write_object(const struct validate_report *report, bool any, struct err *err)
{
	const struct metadata_faults *faults = &report->faults;
	struct buf out = {.arena = faults->arena};
	struct document *object = document_object();
	bool ok = document_add_text(object, "name", name_of(report)) &&
	          document_add_string(object, "kind", validate_kind_word(report->kind));
	for (int i = METADATA_SEVERITIES - 1; i >= 0; i--)
		ok = ok &&
		     document_add_number(object, metadata_fault_severity((enum metadata_severity)i),
		                         (int64_t)faults->of_severity[i]);
	ok = ok && document_add(object, "faults", faults_document(faults));
	buf_append_string(&out, any ? ",\n  " : "[\n  ");
	ok = ok ? document_write(object, &out, err) : err_set(err, ERR_LIMIT, "no memory");
	document_free(object);
	return ok && output_buf(&out, err);
}

static bool
tell(void *context, const struct validate_report *report, struct err *err)
{
	struct telling *telling = context;
	for (int i = 0; i < METADATA_SEVERITIES; i++)
		telling->of_severity[i] += report->faults.of_severity[i];
	bool ok = telling->json ? write_object(report, telling->any, err)
	                        : write_lines(report, err);
	telling->any = true;
	return ok;
}

/* What is wrong reaches its place before it is said to be too much. */
static bool
conclude(const struct telling *telling, struct err *err)
{
	size_t errors = telling->of_severity[METADATA_ERROR];
	size_t official = telling->of_severity[METADATA_OFFICIAL];
	if (telling->json)
		fputs("\n]\n", stdout);
	if (!output_finish(err))
		return false;
	if (errors + official == 0)
		return true;
	if (official == 0)
		return err_set(err, ERR_INPUT, "found %zu error%s", errors, errors == 1 ? "" : "s");
	return err_set(err, ERR_INPUT,
	               "found %zu error%s, and %zu fault%s for which only the official repository "
	               "refuses it",
	               errors, errors == 1 ? "" : "s", official, official == 1 ? "" : "s");
}

static void
read_as(struct text word, struct validate_options *options)
{
	options->kind = text_equal(word, text_of("packages"))     ? VALIDATE_PACKAGES
	                : text_equal(word, text_of("repository")) ? VALIDATE_REPOSITORY
	                                                          : VALIDATE_PACKAGE;
	options->form = text_equal(word, text_of("archive")) ? METADATA_IN_ARCHIVE
	                                                     : METADATA_IN_REPOSITORY;
}

static bool
read_options(const struct validate_words *words, struct arena *arena,
             struct validate_options *options, struct err *err)
{
	options->official = words->official;
	options->archives = words->archives;
	options->schemas = words->schema[0] == '1'   ? METADATA_V1 | METADATA_V1_AS_KICAD_9
	                   : words->schema[0] == '2' ? METADATA_V2
	                                             : METADATA_EVERY;
	if (words->as != NULL)
		read_as(text_of(words->as), options);
	/* What is submitted is what the repository has. */
	else if (words->official)
		options->form = METADATA_IN_REPOSITORY;
	return words->published == NULL ||
	       validate_read_published(words->published, arena, &options->published, err);
}

static bool
validate_all(char **words, const struct validate_options *options, struct telling *telling,
             struct err *err)
{
	struct arena *arena = arena_new(INPUT_MEMORY);
	bool ok = arena != NULL || err_set(err, ERR_SYSTEM, "no memory");
	for (; ok && *words != NULL; words++) {
		ok = validate_input(*words, options, tell, telling, arena, err);
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
}

static bool
validate(struct cli *cli, const void *words, char **inputs, struct err *err)
{
	struct validate_options options = {.schemas = METADATA_EVERY};
	struct telling telling = {.json = cli->json};
	return read_options(words, cli->arena, &options, err) &&
	       validate_all(inputs, &options, &telling, err) && conclude(&telling, err);
}

const struct command pcm_validate_command = {
    .name = "validate",
    .summary = "say what is wrong with packages and repositories",
    .words = "FILE|ZIP|URL ...",
    .words_min = 1,
    .words_max = INPUTS_MAX,
    .help =
	"Says what KiCad 7 to 10 would refuse in a package's metadata.json, a packages.json, a\n"
	"repository.json or the zip of a package, and how to mend it. The URL of a repository is\n"
	"followed to its packages and icons, whose sums are compared. No database is asked.\n\n"
	"Each line says which: error, KiCad refuses it or installs it wrong; official, only its\n"
	"official repository refuses it (--official); hint, it could be better.\n\n"
	"exit status: 0 nothing is refused, 2 something is, others as of all subcommands\n\n"
	"example: kidepot pcm validate --archives https://parts.example.com/pcm/repository.json",
    COMMAND_OPTIONS(validate_settings, struct validate_words),
    .json = true,
    .run = validate,
};
