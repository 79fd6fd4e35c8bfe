/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a package are by their names, and what is in its libraries. */
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "pcm/archive_write.h"
#include "pcm/package_contents.h"
#include "pcm/package_layout.h"
#include "tap.h"

static struct arena *arena;
static char folder[] = "/tmp/kidepot-package-XXXXXX";
static char path[64];

static void
test_places(void)
{
	static const char *const words[] = {"other",     "metadata", "icon",   "symbols",
	                                    "footprint", "model",    "plugin", "colors"};
	static const struct {
		const char *name, *wanted;
	} cases[] = {
	    {"metadata.json", "metadata"},
	    {"resources/icon.png", "icon"},
	    {"symbols/A.B.kicad_sym", "symbols A.B"},
	    {"footprints/A.pretty/R_1.kicad_mod", "footprint A R_1"},
	    {"3dmodels/A.3dshapes/b.step", "model A b.step"},
	    {"3dmodels/A.3dshapes/b.STEP", "model A b.STEP"},
	    {"3dmodels/A.3dshapes/b.stp.gz", "model A b.stp.gz"},
	    {"3dmodels/A.3dshapes/b.wrl", "model A b.wrl"},
	    {"3dmodels/A.3dshapes/b.igs", "model A b.igs"},
	    {"plugins/__init__.py", "plugin"},
	    {"plugins/a/b/c", "plugin"},
	    {"colors/dark.json", "colors"},
	    {"", "other"},
	    {"x", "other"},
	    {"metadata.json/x", "other"},
	    {"a/metadata.json", "other"},
	    {"resources/icon.jpg", "other"},
	    {"symbols", "other"},
	    {"symbols/.kicad_sym", "other"},
	    {"symbols/A.kicad_sym.bak", "other"},
	    {"symbols/A.lib", "other"},
	    {"symbols/a/A.kicad_sym", "other"},
	    {"footprints/A.kicad_mod", "other"},
	    {"footprints/A/R.kicad_mod", "other"},
	    {"footprints/.pretty/R.kicad_mod", "other"},
	    {"footprints/A.pretty/.kicad_mod", "other"},
	    {"footprints/A.pretty/b/R.kicad_mod", "other"},
	    {"footprints/A.pretty/fp-info-cache", "other"},
	    {"3dmodels/b.step", "other"},
	    {"3dmodels/A.3dshapes/b.txt", "other"},
	    {"3dmodels/A.3dshapes/.step", "other"},
	    {"plugins/.git/config", "other"},
	    {"plugins/a/__pycache__/b", "other"},
	    {"plugins/a.pyc", "other"},
	    {"colors/a/dark.json", "other"},
	    {"colors/.json", "other"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct package_place place = package_layout_place(text_of(cases[i].name));
		struct buf out = {.arena = arena};
		buf_append_string(&out, words[place.part]);
		if (place.part != PACKAGE_OTHER && text_is_set(place.library))
			buf_append_format(&out, " %.*s", (int)place.library.size,
			                  place.library.bytes);
		if (place.part != PACKAGE_OTHER && text_is_set(place.item))
			buf_append_format(&out, " %.*s", (int)place.item.size, place.item.bytes);
		char *name = arena_format(arena, NULL, "\"%s\"", cases[i].name);
		tap_is(buf_text(&out), cases[i].wanted, name);
	}
}

static void
test_types(void)
{
	enum package_type library = package_layout_type(text_of("library")),
			  plugin = package_layout_type(text_of("plugin")),
			  colors = package_layout_type(text_of("colortheme"));
	tap_ok(package_layout_type(text_of("fab")) == PACKAGE_TYPE_UNKNOWN, "another type");
	tap_ok(package_layout_has(library, PACKAGE_MODEL) &&
	           !package_layout_has(library, PACKAGE_PLUGIN) &&
	           !package_layout_has(library, PACKAGE_OTHER),
	       "what a library has");
	tap_ok(package_layout_has(plugin, PACKAGE_PLUGIN) &&
	           package_layout_has(plugin, PACKAGE_ICON) &&
	           !package_layout_has(plugin, PACKAGE_SYMBOLS),
	       "what a plugin has");
	tap_ok(package_layout_has(colors, PACKAGE_COLORS) &&
	           !package_layout_has(colors, PACKAGE_FOOTPRINT),
	       "what a color theme has");
	tap_ok(package_layout_has_folder(library, text_of("footprints/A.pretty")) &&
	           package_layout_has_folder(library, text_of("3dmodels/A.3dshapes")) &&
	           package_layout_has_folder(library, text_of("symbols")) &&
	           !package_layout_has_folder(library, text_of("footprints/A.3dshapes")) &&
	           !package_layout_has_folder(library, text_of("footprints/A.pretty/b")) &&
	           !package_layout_has_folder(library, text_of("symbols/b")) &&
	           !package_layout_has_folder(library, text_of(".git")),
	       "a library's folders");
	tap_ok(package_layout_has_folder(plugin, text_of("plugins/a/b")) &&
	           !package_layout_has_folder(plugin, text_of("plugins/.git")) &&
	           !package_layout_has_folder(plugin, text_of("symbols")) &&
	           package_layout_has_folder(colors, text_of("colors")) &&
	           !package_layout_has_folder(colors, text_of("colors/a")),
	       "others' folders");
	tap_is(text_of(package_layout_home(text_of("A.kicad_sym"), false)), "symbols/", "a file");
	tap_is(text_of(package_layout_home(text_of("A.pretty"), true)), "footprints/", "a folder");
	tap_is(text_of(package_layout_home(text_of("A.3dshapes"), true)), "3dmodels/", "another");
	tap_is(text_of(package_layout_home(text_of("A.pretty"), false)), "", "something else");
}

/* --- contents */

static void
append_texts(struct buf *out, const struct text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_append_format(out, " %.*s", (int)texts[i].size, texts[i].bytes);
}

static bool
take_symbols(void *context, struct text library, const struct symbol_set *symbols, struct err *err)
{
	struct buf *out = context;
	(void)err;
	buf_append_format(out, "%.*s %lld\n", (int)library.size, library.bytes,
	                  (long long)symbols->version);
	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->symbols[i];
		buf_append_format(out, "  %.*s", (int)symbol->own.name.text.size,
		                  symbol->own.name.text.bytes);
		if (text_is_set(symbol->own.base.text))
			buf_append_format(out, " < %.*s", (int)symbol->own.base.text.size,
			                  symbol->own.base.text.bytes);
		buf_append_format(out, " [%.*s] [%.*s] %zu:", (int)symbol->footprint.size,
		                  symbol->footprint.bytes, (int)symbol->filters.size,
		                  symbol->filters.bytes, symbol->units);
		append_texts(out, symbol->pins, symbol->pin_count);
		buf_append_string(out, "\n");
	}
	return true;
}

static bool
take_footprint(void *context, struct text library, struct text name,
               const struct footprint_file *footprint, struct err *err)
{
	struct buf *out = context;
	(void)err;
	buf_append_format(out, "%.*s:%.*s %lld:", (int)library.size, library.bytes, (int)name.size,
	                  name.bytes, (long long)footprint->version);
	append_texts(out, footprint->pads, footprint->pad_count);
	buf_append_string(out, "\n");
	return true;
}

/* What is in an archive of one or two files, or why it is refused. */
static struct text
contents(const char *const files[][2], size_t count)
{
	struct err err = {.code = ERR_NONE};
	struct buf out = {.arena = arena};
	struct archive_limits limits = archive_limits_usual();
	const struct package_contents_sink sink = {take_symbols, take_footprint, &out};
	struct archive_write *writing = archive_write_new(arena, &err);
	for (size_t i = 0; i < count; i++)
		archive_write_text(writing, text_of(files[i][0]), text_of(files[i][1]), &err);
	archive_write_finish(writing, path, 0600, &err);
	struct archive *archive = archive_open(path, &limits, arena, &err);
	if (archive == NULL || !package_contents_read(archive, &sink, &err))
		return text_of(arena_format(arena, NULL, "%s", err.message));
	return buf_text(&out);
}

static struct text
symbols(const char *inside)
{
	const char *file = arena_format(arena, NULL, "(kicad_symbol_lib\n%s)", inside);
	const char *const files[][2] = {{"symbols/L.kicad_sym", file}};
	return contents(files, 1);
}

#define AT "\"symbols/L.kicad_sym\": line 2, column "

static void
test_contents(void)
{
	static const char *const files[][2] = {
	    {"metadata.json", "{}"},
	    {"symbols/L.kicad_sym",
	     "(kicad_symbol_lib (version 20231120) (symbol \"C\" (extends \"B\"))"
	     "(symbol \"B\" (extends \"A{slash}1\") (property \"Footprint\" \"F:B\"))"
	     "(symbol \"A{slash}1\" (property \"Footprint\" \"F:A\")"
	     "(property \"ki_fp_filters\" \"R*\") (symbol \"A{slash}1_2_1\""
	     "(pin (number \"1\")) (pin (number \"2\")))))"},
	    {"footprints/F.pretty/R.kicad_mod",
	     "(footprint \"X\" (version 20240108) (pad \"1\" smd))"},
	};
	tap_is(contents(files, 3),
	       "F:R 20240108: 1\n"
	       "L 20231120\n"
	       "  C < B [F:B] [R*] 2: 1 2\n"
	       "  B < A/1 [F:B] [R*] 2: 1 2\n"
	       "  A/1 [F:A] [R*] 2: 1 2\n",
	       "libraries, with what symbols extend");
	tap_is(symbols("(symbol \"A\") (symbol \"B\") (symbol \"A\")"),
	       AT "35: symbol \"A\" is there twice", "a symbol twice");
	tap_is(symbols("(symbol \"A\" (extends \"B\"))"),
	       AT "9: symbol \"A\" extends one that is not in the same file: \"B\"", "no base");
	tap_is(symbols("(symbol \"A\" (extends \"B\")) (symbol \"B\" (extends \"A\"))"),
	       AT "9: symbol \"A\" extends itself, or more than 16 symbols in a row", "a circle");
	tap_is(symbols("(symbol \"A\""),
	       "\"symbols/L.kicad_sym\": line 2, column 13: the file "
	       "ends inside a list",
	       "a file that ends");
	static const char *const other[][2] = {{"symbols/L.kicad_sym", "(footprint \"X\")"}};
	tap_is(contents(other, 1), "\"symbols/L.kicad_sym\": it is no library of symbols",
	       "another kind of file");
	static const char *const none[][2] = {{"footprints/F.pretty/R.kicad_mod", ""}};
	tap_is(contents(none, 1), "\"footprints/F.pretty/R.kicad_mod\": it is no file of KiCad's",
	       "an empty file");
}

/* A chain as long as it may be, and one longer. */
static void
test_chain(void)
{
	struct buf inside = {.arena = arena};
	for (int i = 0; i < 17; i++)
		buf_append_format(&inside, "(symbol \"S%d\" (extends \"S%d\"))\n", i, i + 1);
	char *end = arena_format(arena, NULL, "%.*s(symbol \"S17\")", (int)inside.size,
	                         inside.bytes);
	tap_is(symbols(end), AT "9: symbol \"S0\" extends itself, or more than 16 symbols in a row",
	       "17 in a row");
	char *start = strchr(end, '\n') + 1;
	tap_ok(symbols(start).bytes[0] == 'L', "16 in a row");
}

int
main(void)
{
	arena = arena_new((size_t)64 * 1024 * 1024);
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/x.zip", folder);
	test_places();
	test_types();
	test_contents();
	test_chain();
	arena_free(arena);
	unlink(path);
	rmdir(folder);
	return tap_done();
}
