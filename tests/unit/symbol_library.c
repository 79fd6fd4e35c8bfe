/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of symbols and footprints, where it stands, and what is refused. */
#include <stdlib.h>

#include "base/buf.h"
#include "kicad/footprint_file.h"
#include "kicad/symbol_library.h"
#include "tap.h"

static struct sexpr sexpr;
static struct arena *arena;

static bool
read_text(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct text *left = context;
	(void)err;
	*size = left->size < room ? left->size : room;
	if (*size > 0)
		memcpy(bytes, left->bytes, *size);
	left->bytes += *size;
	left->size -= *size;
	return true;
}

static void
append(struct buf *out, const char *key, struct text text)
{
	if (text_is_set(text))
		buf_append_format(out, " %s=%.*s", key, (int)text.size, text.bytes);
}

static void
append_place(struct buf *out, struct sexpr_place start, struct sexpr_place end)
{
	buf_append_format(out, "@%zu:%zu[%zu..%zu]", start.line, start.column, (size_t)start.offset,
	                  (size_t)end.offset);
}

/* All but those that are shown by themselves. */
static void
append_properties(struct buf *out, const struct symbol_library_symbol *symbol)
{
	for (size_t i = 0; i < symbol->property_count; i++) {
		const struct symbol_property *property = &symbol->properties[i];
		if (text_is_one_of(property->name, "Footprint ki_fp_filters"))
			continue;
		append(out, "property", property->name);
		append(out, "is", property->value);
	}
}

static bool
take(void *context, const struct symbol_library_symbol *symbol, struct err *err)
{
	struct buf *out = context;
	(void)err;
	append(out, "name", symbol->name.text);
	append(out, "base", symbol->base.text);
	append(out, "footprint", symbol->footprint.text);
	if (text_is_set(symbol->footprint.text))
		append_place(out, symbol->footprint.start, symbol->footprint.end);
	append(out, "filters", symbol->filters.text);
	append_properties(out, symbol);
	append(out, "in_bom", symbol->in_bom);
	append(out, "on_board", symbol->on_board);
	append(out, "exclude_from_sim", symbol->exclude_from_sim);
	if (symbol->is_power)
		buf_append_string(out, " power");
	buf_append_format(out, " units=%zu", symbol->units);
	for (size_t i = 0; i < symbol->pin_count; i++)
		append(out, "pin", symbol->pins[i]);
	return true;
}

/* All that is read, spelt out, or the message. */
static struct text
symbols(struct text file)
{
	struct buf out = {.arena = arena};
	struct err err = {.code = ERR_NONE};
	const struct symbol_library_sink sink = {take, &out};
	int64_t version = -1;
	sexpr_start(&sexpr, read_text, &file);
	if (!sexpr_head(&sexpr, &err) || !symbol_library_read(&sexpr, &sink, &version, &err))
		buf_append_format(&out, "%s%s", out.size == 0 ? "" : " ! ", err.message);
	else
		buf_append_format(&out, " version=%lld", (long long)version);
	return buf_text(&out);
}

static struct text
footprint(struct text file)
{
	struct buf out = {.arena = arena};
	struct err err = {.code = ERR_NONE};
	struct footprint_file read;
	sexpr_start(&sexpr, read_text, &file);
	if (!sexpr_head(&sexpr, &err) || !footprint_file_read(&sexpr, arena, &read, &err))
		return text_of(arena_format(arena, NULL, "%s", err.message));
	append(&out, "name", read.name);
	for (size_t i = 0; i < read.pad_count; i++)
		append(&out, "pad", read.pads[i]);
	for (size_t i = 0; i < read.model_count; i++) {
		append(&out, "model", read.models[i].path);
		append_place(&out, read.models[i].start, read.models[i].end);
	}
	buf_append_format(&out, " version=%lld", (long long)read.version);
	return buf_text(&out);
}

static void
test_symbols(void)
{
	static const char *const cases[][2] = {
	    {"(kicad_symbol_lib)", " version=0"},
	    {"(kicad_symbol_lib (version 20231120) (generator \"x\"))", " version=20231120"},
	    {"(kicad_symbol_lib (symbol \"A{slash}B\"))", " name=A/B units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"B\" (extends \"A{slash}B\")))",
	     " name=B base=A/B units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\"\n (property \"Footprint\" \"L:F\" (at 0 0 0))\n"
	     "(property \"ki_fp_filters\" \"R_* C_*\")))",
	     " name=A footprint=L:F@2:24[53..58] filters=R_* C_* units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"\u00fc\" (property \"Footprint\" \"\\\"\")))",
	     " name=\u00fc footprint=\"@1:53[53..57] units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\" (property private \"Footprint\" \"x\")))",
	     " name=A footprint=x@1:61[60..63] units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\" (property \"Value\" \"Footprint\")))",
	     " name=A property=Value is=Footprint units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\" (power) (in_bom no) (on_board yes) (in_bom maybe)\n"
	     "(exclude_from_sim no) (property \"MPN\" \"1 {slash}\" (at 0 0 0)) (property \"\" \"\")"
	     "(property) (property \"B\") (property private \"C\" 7)))",
	     " name=A property=MPN is=1 {slash} property= is= property=C is=7 in_bom=no "
	     "on_board=yes exclude_from_sim=no power units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\" (property \"Footprint\" \"\")))",
	     " name=A footprint=@1:53[52..54] units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\"\n"
	     "(symbol \"A_0_1\" (pin p l (number \"9\")))\n"
	     "(symbol \"A_1_1\" (pin p l (name \"n\" (number \"7\")) (number \"2\" (e))))\n"
	     "(symbol \"A_3_1\" (pin p l (number \"10\")) (pin p l (number \"\")))\n"
	     "(symbol \"A_1_2\" (pin p l (number \"2\")))))",
	     " name=A units=3 pin=10 pin=2 pin=9 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\" (symbol \"A\") (symbol \"A_x_1\") (symbol \"1_1\")))",
	     " name=A units=0 version=0"},
	    {"(kicad_symbol_lib (symbol \"A_7_1\" (symbol \"A_7_1_2_1\")))",
	     " name=A_7_1 units=2 version=0"},
	    {"(kicad_symbol_lib (symbol \"A\") (x (symbol \"B\")))", " name=A units=0 version=0"},
	    /* Refused. */
	    {"", "it is no file of KiCad's"},
	    {"(footprint \"A\")", "it is no library of symbols"},
	    {"(kicad_symbol_lib\n (symbol (extends \"A\")))",
	     "line 2, column 10: a symbol's name is missing"},
	    {"(kicad_symbol_lib\n (symbol \"A\" (extends)))",
	     "line 2, column 22: the name of what it extends is missing"},
	    {"(kicad_symbol_lib\n (symbol \"A\" (property \"Footprint\")))",
	     "line 2, column 35: a property's value is missing"},
	    {"(kicad_symbol_lib\n (symbol \"A\" (symbol)))",
	     "line 2, column 21: a unit's name is missing"},
	    {"(kicad_symbol_lib (symbol \"A\" (symbol \"A_1_1\" (pin (number)))))",
	     "line 1, column 59: a pin's number is missing"},
	    {"(kicad_symbol_lib (version 2.0))",
	     "line 1, column 28: the version is no date as 20231120"},
	    {"(kicad_symbol_lib (symbol \"A\")\n(symbol \"B\"",
	     " name=A units=0 ! line 2, column 12: the file ends inside a list"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		tap_is(symbols(text_of(cases[i][0])), cases[i][1], cases[i][0]);
}

static void
test_footprints(void)
{
	static const char *const cases[][2] = {
	    {"(footprint \"F\" (version 20240108)\n(pad \"2\" smd) (pad \"1\" smd) (pad \"\" np)"
	     "(pad \"2\" smd)\n(model \"${K}/a.step\" (offset (xyz 0 0 0))) (model b.wrl))",
	     " name=F pad=1 pad=2 model=${K}/a.step@3:8[94..107] model=b.wrl@3:51[137..142] "
	     "version=20240108"},
	    {"(module F (layer F.Cu) (pad 1 smd))", " name=F pad=1 version=0"},
	    {"(footprint \"F\" (x (pad \"1\" smd)))", " name=F version=0"},
	    {"(footprint)", "line 1, column 11: a footprint's name is missing"},
	    {"(footprint \"F\"\n (model))", "line 2, column 8: a model's path is missing"},
	    {"(footprint \"F\"\n (pad (x)))", "line 2, column 7: a pad's number is missing"},
	    {"(kicad_pcb \"F\")", "it is no footprint"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		tap_is(footprint(text_of(cases[i][0])), cases[i][1], cases[i][0]);
}

static void
test_long(void)
{
	char *name = arena_alloc(arena, SEXPR_TEXT_MAX + 2, NULL);
	memset(name, 'n', SEXPR_TEXT_MAX + 1);
	char *file = arena_format(arena, NULL, "(kicad_symbol_lib (symbol \"%s\"))", name);
	tap_is(symbols(text_of(file)),
	       "line 1, column 27: a symbol's name is longer than 4096 bytes", "a name too long");
	name[SEXPR_TEXT_MAX] = '\0';
	file = arena_format(arena, NULL, "(kicad_symbol_lib (symbol \"%s\"))", name);
	tap_ok(symbols(text_of(file)).size > SEXPR_TEXT_MAX, "one that is not");
}

/* A footprint larger than its arena. */
static void
test_memory(void)
{
	struct buf file = {.arena = arena};
	struct arena *small = arena_new(1 << 20);
	struct footprint_file read;
	struct err err = {.code = ERR_NONE};
	buf_append_string(&file, "(footprint \"F\"");
	for (int i = 0; i < 100000; i++)
		buf_append_string(&file, "(model \"a\")");
	buf_append_string(&file, ")");
	struct text text = buf_text(&file);
	sexpr_start(&sexpr, read_text, &text);
	tap_ok(sexpr_head(&sexpr, &err) && !footprint_file_read(&sexpr, small, &read, &err) &&
	           err.code == ERR_LIMIT,
	       "more models than memory");
	text = buf_text(&file);
	sexpr_start(&sexpr, read_text, &text);
	tap_ok(sexpr_head(&sexpr, &err) && footprint_file_read(&sexpr, arena, &read, &err) &&
	           read.model_count == 100000,
	       "and with enough of it");
	arena_free(small);
}

int
main(void)
{
	arena = arena_new((size_t)512 * 1024 * 1024);
	test_symbols();
	test_footprints();
	test_long();
	test_memory();
	arena_free(arena);
	return tap_done();
}
