/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S-expressions and tables of libraries; the files themselves are tests/cli/doctor.t's. */
#include <stdlib.h>

#include "base/buf.h"
#include "kicad/library_table.h"
#include "tap.h"

static struct sexpr sexpr;
static struct arena *arena;

/* A text that is handed over in pieces. */
struct source {
	struct text text;
	size_t piece;
};

static bool
read_source(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct source *source = context;
	size_t some = source->piece < room ? source->piece : room;
	(void)err;
	*size = some < source->text.size ? some : source->text.size;
	memcpy(bytes, source->text.bytes, *size);
	source->text.bytes += *size;
	source->text.size -= *size;
	return true;
}

/* All of it, spelt out: "( a [b c] )" and the message when it is refused. */
static struct text
spelt(struct text text, size_t piece)
{
	struct source source = {text, piece};
	struct buf out = {.arena = arena};
	struct err err = {.code = ERR_NONE};
	enum sexpr_kind kind;
	sexpr_start(&sexpr, read_source, &source);
	while (sexpr_next(&sexpr, &kind, &err) && kind != SEXPR_END) {
		struct text word = sexpr_text(&sexpr);
		buf_append_string(&out, out.size == 0 ? "" : " ");
		if (kind == SEXPR_TEXT)
			buf_append_format(&out, "[%.*s]", (int)word.size, word.bytes);
		else
			buf_append_string(&out, kind == SEXPR_OPEN ? "(" : ")");
	}
	buf_append_format(&out, "%s%s", err.message[0] == '\0' ? "" : " ! ", err.message);
	return buf_text(&out);
}

static void
test_sexpr(void)
{
	static const char *const cases[][2] = {
	    {"", ""},
	    {" \r\n\t", ""},
	    {"a", "[a]"},
	    {"(a b)", "( [a] [b] )"},
	    {"(a(b)c)d", "( [a] ( [b] ) [c] ) [d]"},
	    {"(a \"b c\"\"d\")", "( [a] [b c] [d] )"},
	    {"\"(\\\"\\\\)\"", "[(\"\\)]"},
	    {"\"\\x41\\102\\103\\n\\q\\x4\"", "[ABC\nq\x04]"},
	    {"a\"b\"", "[a] [b]"},
	    {"\"\"", "[]"},
	    {"\"a\nb\"", "[a\nb]"},
	    {"# (((\n(a)\n  # \"\n(b # c)", "( [a] ) ( [b] [#] [c] )"},
	    {"#", ""},
	    {"(a\n(b", "( [a] ( [b] ! line 2, column 3: the file ends inside a list"},
	    {"\n\n\"a\n", " ! line 3, column 1: the string does not end"},
	    {"\"\\", " ! line 1, column 1: the string does not end"},
	    {"()\n)", "( ) ! line 2, column 1: it closes a list that is not open"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		tap_is(spelt(text_of(cases[i][0]), 1), cases[i][1], "byte by byte");
		tap_is(spelt(text_of(cases[i][0]), 7), cases[i][1], "in pieces of 7");
		tap_is(spelt(text_of(cases[i][0]), 65536), cases[i][1], "at once");
	}
	tap_is(spelt((struct text){"(\0)", 3}, 7), "( ! line 1, column 2: a byte 0", "a byte 0");
}

static void
test_limits(void)
{
	static char deep[SEXPR_DEPTH_MAX + 1], wide[SEXPR_TEXT_MAX + 2];
	struct err err = {.code = ERR_NONE};
	enum sexpr_kind kind = SEXPR_TEXT;
	memset(deep, '(', sizeof deep);
	struct source source = {{deep, sizeof deep}, 100};
	sexpr_start(&sexpr, read_source, &source);
	while (sexpr_next(&sexpr, &kind, &err))
		;
	tap_is(text_of(err.message), "line 1, column 201: lists are deeper than 200",
	       "lists too deep");
	tap_is_number((long long)sexpr.depth, SEXPR_DEPTH_MAX, "up to that depth it goes");

	memset(wide, 'w', sizeof wide);
	source = (struct source){{wide, SEXPR_TEXT_MAX}, 1000};
	sexpr_start(&sexpr, read_source, &source);
	tap_ok(sexpr_next(&sexpr, &kind, &err) && !sexpr.text_is_cut, "a text of all the room");
	wide[SEXPR_TEXT_MAX + 1] = ')';
	source = (struct source){{wide, sizeof wide - 1}, 1000};
	sexpr_start(&sexpr, read_source, &source);
	tap_ok(sexpr_next(&sexpr, &kind, &err) && sexpr.text_is_cut, "a longer one is cut");
	tap_is_number((long long)sexpr.text_size, SEXPR_TEXT_MAX, "to the room");
	tap_ok(sexpr_next(&sexpr, &kind, &err) && kind == SEXPR_END, "and passed over whole");
}

static void
test_expand(void)
{
	static const char *const given[] = {"A=/first", "A=/a", "AB=/ab", "EMPTY="};
	const struct library_table_variables variables = {given, 4, "/table", "/project"};
	static const char *const cases[][2] = {
	    {"/x/y", "/x/y"},
	    {"x", "/table/x"},
	    {"${A}/x", "/a/x"},
	    {"${AB}${A}", "/ab/a"},
	    {"${EMPTY}/x", "/x"},
	    {"${FROM_OUTSIDE}/x", "/outside/x"},
	    {"${KIPRJMOD}/x", "/project/x"},
	    {"${KICAD9_SYMBOL_DIR}/x", "/table/x"},
	    {"${KICAD10_FOOTPRINT_DIR}/x", "/table/x"},
	    {"/x/${A", "/x/${A"},
	};
	char path[40];
	struct err err = {.code = ERR_NONE};
	setenv("FROM_OUTSIDE", "/outside", 1);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		tap_is(library_table_expand(cases[i][0], &variables, path, sizeof path, &err)
		           ? text_of(path)
		           : text_of(err.message),
		       cases[i][1], cases[i][0]);
	tap_ok(
	    !library_table_expand("${KICAD9_3DMODEL_DIR}/x", &variables, path, sizeof path, &err),
	    "a variable that is not set");
	tap_is(
	    text_of(err.message),
	    "\"KICAD9_3DMODEL_DIR\" is not set; give it with --variable KICAD9_3DMODEL_DIR=FOLDER",
	    "is named");
	tap_ok(!library_table_expand("/4567890123456789012345678901234567890", &variables, path, 38,
	                             &err),
	       "a path too long");
	tap_ok(!library_table_expand("${A}/4567890", &variables, path, 8, &err),
	       "also behind a variable");
	tap_ok(!library_table_expand("${FROM_OUTSIDE}", &variables, path, 8, &err),
	       "or because of it");
}

int
main(void)
{
	arena = arena_new(64 * 1024 * 1024);
	test_sexpr();
	test_limits();
	test_expand();
	arena_free(arena);
	return tap_done();
}
