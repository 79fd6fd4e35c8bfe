/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a netlist in memory and its exports cost: steps are counted, not seconds. */
#include "netlist/netlist_model.h"

#include <unistd.h>

#include "export/export_format.h"
#include "netlist/netlist_index.h"
#include "tap.h"

enum { LIMIT = 128 * 1024 * 1024 };

/* A netlist that a test writes into a file without a name. */
static FILE *
begin(void)
{
	FILE *file = tmpfile();
	fputs("<export version=\"E\"><components>", file);
	return file;
}

static bool
read_back(FILE *file, struct arena *arena, struct netlist_model *model, struct err *err)
{
	fputs("</export>", file);
	fflush(file);
	lseek(fileno(file), 0, SEEK_SET);
	struct stream_in in = {.name = "test", .size = -1, .fd = fileno(file)};
	bool good = netlist_model_read(&in, 0, arena, model, err);
	fclose(file);
	return good;
}

/* `count` resistors in one row, each with two pins. */
static FILE *
row_of_resistors(int count)
{
	FILE *file = begin();
	for (int i = 0; i < count; i++)
		fprintf(file,
		        "<comp ref=\"R%d\"><value>%d</value>"
		        "<libsource lib=\"L\" part=\"R\"/></comp>",
		        i, i);
	fputs("</components><libparts><libpart lib=\"L\" part=\"R\"><pins><pin num=\"1\"/><pin "
	      "num=\"2\"/></pins></libpart></libparts><nets>",
	      file);
	for (int i = 0; i < count; i++)
		fprintf(file,
		        "<net code=\"%d\" name=\"N%d\">"
		        "<node ref=\"R%d\" pin=\"2\"/><node ref=\"R%d\" pin=\"1\"/></net>",
		        i, i, i, (i + 1) % count);
	fputs("</nets>", file);
	return file;
}

/* Components of one reference and one part, libparts without pins of that name, and
 * nodes that name them by pins they lack. */
static FILE *
all_the_same(int count)
{
	FILE *file = begin();
	for (int i = 0; i < count; i++)
		fputs("<comp ref=\"R1\"><libsource lib=\"L\" part=\"R\"/></comp>", file);
	fputs("</components><libparts><libpart lib=\"L\" part=\"R\"><pins><pin num=\"1\"/></pins>"
	      "</libpart>",
	      file);
	for (int i = 0; i < count; i++)
		fprintf(file, "<libpart lib=\"L%d\" part=\"R\"/>", i);
	fputs("</libparts><nets><net name=\"A\">", file);
	for (int i = 0; i < count; i++)
		fprintf(file, "<node ref=\"R1\" pin=\"X%d\"/>", i);
	fputs("</net></nets>", file);
	return file;
}

static uint64_t
steps_of(FILE *file, const char *format, const char *dialect)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_model model;
	struct err err = {.code = ERR_NONE};
	FILE *sink = tmpfile();
	struct stream_out out = {.path = "test", .fd = fileno(sink)};
	uint64_t work = 0;
	bool good = read_back(file, arena, &model, &err);
	if (good)
		work = model.work;
	good = good && export_format_write(format, dialect, &model, arena, &out, &work, &err);
	tap_ok(good, "%s %s: %s", format, dialect, good ? "written" : err.message);
	fclose(sink);
	arena_free(arena);
	return work;
}

/* A resistor is nine texts to look up or to enter. */
static void
test_linear(void)
{
	enum { FEW = 500, MANY = 50000, STEPS = 60 };
	static const char *const formats[][2] = {
	    {"pads", "xsl"},      {"pads", "kicad"},    {"cadstar", "xsl"},
	    {"cadstar", "kicad"}, {"orcadpcb2", "xsl"}, {"orcadpcb2", "kicad"},
	};
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		const char *format = formats[i][0], *dialect = formats[i][1];
		uint64_t few = steps_of(row_of_resistors(FEW), format, dialect) / FEW;
		uint64_t many = steps_of(row_of_resistors(MANY), format, dialect) / MANY;
		tap_ok(few > 0 && few <= STEPS && many <= STEPS,
		       "%s %s: %d steps for each of few, %d for each of many", format, dialect,
		       (int)few, (int)many);
	}
}

static void
test_hostile(void)
{
	enum { MANY = 20000, STEPS = 60 };
	uint64_t each = steps_of(all_the_same(MANY), "orcadpcb2", "xsl") / MANY;
	tap_ok(each <= STEPS, "all the same: %d steps for each", (int)each);
}

static void
test_full(void)
{
	struct arena *arena = arena_new(1024 * 1024);
	struct netlist_model model = {.work = 7};
	struct err err = {.code = ERR_NONE};
	tap_ok(!read_back(row_of_resistors(50000), arena, &model, &err) && err.code == ERR_LIMIT,
	       "more than the memory allowed: %s", err.message);
	tap_ok(model.work == 7, "the model is untouched");
	arena_free(arena);
}

static void
test_unknown(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_model model = {.work = 0};
	struct stream_out out = {.path = "test", .fd = -1};
	struct err err = {.code = ERR_NONE};
	uint64_t work = 0;
	tap_ok(!export_format_write("pads", "klingon", &model, arena, &out, &work, &err) &&
	           err.code == ERR_INPUT,
	       "%s", err.message);
	arena_free(arena);
}

static void
test_index(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_index index = netlist_index_start(arena);
	static int one, other;
	tap_ok(netlist_index_find(&index, "a", NULL) == NULL, "nothing is in an empty index");
	*netlist_index_enter(&index, "ab", "c", NULL) = &one;
	*netlist_index_enter(&index, "a", "bc", NULL) = &other;
	tap_ok(netlist_index_find(&index, "ab", "c") == &one &&
	           netlist_index_find(&index, "a", "bc") == &other,
	       "both texts count");
	tap_ok(netlist_index_find(&index, "abc", NULL) == NULL, "not their sum");
	*netlist_index_enter(&index, "abc", NULL, NULL) = &one;
	tap_ok(netlist_index_find(&index, "abc", "") == &one, "no second text is an empty one");
	tap_ok(*netlist_index_enter(&index, "a", "bc", NULL) == &other, "entered again: the same");
	arena_free(arena);
}

int
main(void)
{
	test_index();
	test_linear();
	test_hostile();
	test_full();
	test_unknown();
	return tap_done();
}
