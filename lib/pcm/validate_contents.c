/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/kicad_release.h"
#include "pcm/metadata_pattern.h"
#include "pcm/package_contents.h"
#include "pcm/validate_inside.h"

struct floor {
	int release; /* the newest that a library asks for */
	char library[METADATA_QUOTED];
};

static void
raise_floor(struct floor *floor, int release, struct text library)
{
	if (release <= floor->release)
		return;
	floor->release = release;
	metadata_fault_quote(library, floor->library);
}

static bool
take_symbols(void *context, struct text library, const struct symbol_set *symbols, struct err *err)
{
	(void)err;
	raise_floor(context, kicad_release_of_symbols(symbols->version), library);
	return true;
}

static bool
take_footprint(void *context, struct text library, struct text name,
               const struct footprint_file *footprint, struct err *err)
{
	(void)name;
	(void)err;
	raise_floor(context, kicad_release_of_footprint(footprint->version), library);
	return true;
}

/* The release that a version belongs to: 8.99 is what became 9.0. */
static int
release_of(struct text kicad_version)
{
	int numbers[2] = {0, 0}, which = 0;
	for (size_t i = 0; i < kicad_version.size && which < 2; i++) {
		if (kicad_version.bytes[i] == '.')
			which++;
		else
			numbers[which] = numbers[which] * 10 + (kicad_version.bytes[i] - '0');
	}
	return numbers[0] + (numbers[1] == 99);
}

void
validate_contents(struct archive *archive, struct text kicad_version,
                  struct validate_report *report)
{
	struct floor floor = {.release = 0};
	const struct package_contents_sink sink = {take_symbols, take_footprint, &floor};
	struct err why = {.code = ERR_NONE};
	if (!package_contents_read(archive, &sink, &why)) {
		validate_complain(report, METADATA_ERROR, METADATA_OF_CLIENT, "",
		                  "save the library with KiCad and pack it again",
		                  "has a library that cannot be read: %s", why.message);
		return;
	}
	if (floor.release > KICAD_RELEASE_LAST) {
		validate_complain(report, METADATA_HINT, METADATA_OF_CLIENT, "metadata.json",
		                  "see that kicad_version is right",
		                  "has library \"%s\" of a KiCad after %d, which is not known here",
		                  floor.library, KICAD_RELEASE_LAST);
		return;
	}
	if (metadata_pattern_kicad_version(kicad_version) &&
	    release_of(kicad_version) < floor.release)
		validate_complain(
		    report, METADATA_ERROR, METADATA_OF_CLIENT, "metadata.json",
		    "write that one as kicad_version",
		    "says kicad_version %.*s, but library \"%s\" is read by KiCad %d and "
		    "later",
		    (int)kicad_version.size, kicad_version.bytes, floor.library, floor.release);
}
