/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>

#include "output.h"
#include "pcm.h"
#include "pcm/package_build.h"

struct build_options {
	const char *metadata, *output, *prefix, *package_version;
	bool strip;
};

#define MEMBER(member) .offset = offsetof(struct build_options, member)

static const struct setting build_settings[] = {
    {.name = "metadata",
     .type = SETTING_TEXT,
     MEMBER(metadata),
     .unit = " FILE",
     .help = "what KiCad is told of the package; without it DIR/metadata.json"},
    {.name = "output",
     .type = SETTING_TEXT,
     MEMBER(output),
     .unit = " FILE",
     .help = "the archive"},
    {.name = "strip",
     .type = SETTING_BOOL,
     MEMBER(strip),
     .fallback = "no",
     .help = "leave out files that such a package may not have"},
    {.name = "prefix",
     .type = SETTING_TEXT,
     MEMBER(prefix),
     .fallback = "PCM_",
     .max = 40,
     .help = "what KiCad puts before the names of libraries that it installs"},
    {.name = "package_version",
     .type = SETTING_TEXT,
     MEMBER(package_version),
     .unit = " VERSION",
     .help = "which of the metadata's versions it is, when there are several"},
};

/* What is no reason to stop goes where errors go, so that the output stays the output. */
static void
tell(void *context, const char *message)
{
	(void)context;
	fprintf(stderr, "kidepot: note: %s\n", message);
}

static bool
write_json(const struct package_built *built, struct arena *arena, struct err *err)
{
	struct document *object = document_object();
	bool ok = document_add_text(object, "identifier", built->identifier) &&
	          document_add_text(object, "version", built->version) &&
	          document_add_set(object, "kicad_version", built->kicad_version) &&
	          document_add_number(object, "files", (int64_t)built->files) &&
	          document_add_number(object, "install_size", (int64_t)built->size) &&
	          document_add_number(object, "libraries", (int64_t)built->libraries) &&
	          document_add_number(object, "symbols", (int64_t)built->symbols) &&
	          document_add_number(object, "footprints", (int64_t)built->footprints) &&
	          document_add_number(object, "models", (int64_t)built->models);
	if (!ok) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

static void
append_count(struct buf *out, uint64_t count, const char *one, const char *many)
{
	if (count > 0)
		buf_append_format(out, ", %" PRIu64 " %s", count, count == 1 ? one : many);
}

static bool
write_line(const struct package_built *built, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	buf_append_text(&out, built->identifier);
	buf_append_string(&out, " ");
	buf_append_text(&out, built->version);
	buf_append_string(&out, " for KiCad ");
	buf_append_text(&out, built->kicad_version);
	buf_append_string(&out, " and later");
	append_count(&out, built->libraries, "library", "libraries");
	append_count(&out, built->symbols, "symbol", "symbols");
	append_count(&out, built->footprints, "footprint", "footprints");
	append_count(&out, built->models, "3D model", "3D models");
	buf_append_format(&out, ", %" PRIu64 " files, %" PRIu64 " bytes\n", built->files,
	                  built->size);
	return output_buf(&out, err);
}

static bool
build_package(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct build_options *wanted = options;
	struct package_built built;
	struct package_build build = {
	    .folder = words[0],
	    .metadata = wanted->metadata,
	    .archive = wanted->output,
	    .version = text_of(wanted->package_version),
	    .prefix = text_of(wanted->prefix),
	    .strip = wanted->strip,
	    .tell = tell,
	};
	if (wanted->output == NULL)
		return command_misused(cli, err, "--output is missing");
	if (build.metadata == NULL)
		build.metadata = arena_format(cli->arena, err, "%s/metadata.json", words[0]);
	if (build.metadata == NULL || !package_build(&build, cli->arena, &built, err))
		return false;
	return cli->json ? write_json(&built, cli->arena, err)
	                 : write_line(&built, cli->arena, err);
}

const struct command pcm_build_command = {
    .name = "build",
    .summary = "make a package of a folder of symbols, footprints and 3D models",
    .words = "DIR",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Makes of a folder a package that KiCad 8, 9 and 10 install. The folder is laid out as the\n"
	"package (symbols/, footprints/, 3dmodels/, resources/icon.png), or has *.kicad_sym, *.pretty\n"
	"and *.3dshapes at its top. Footprint fields and paths of 3D models that mean something in\n"
	"the package are rewritten so that they resolve once it is installed. The same folder gives\n"
	"the same bytes. Also for packages of type plugin and colortheme. No database is asked.\n\n"
	"example: kidepot pcm build acme-libraries --metadata metadata.json -o acme-1.2.zip",
    COMMAND_OPTIONS(build_settings, struct build_options),
    .letters = "-o---",
    .json = true,
    .run = build_package,
};
