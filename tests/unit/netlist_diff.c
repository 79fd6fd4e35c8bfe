/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a comparison costs: steps are counted, not seconds. What it finds stands in
 * tests/netlists/diff.t. */
#include "netlist/netlist_diff.h"

#include <unistd.h>

#include "tap.h"

enum { LIMIT = 512 * 1024 * 1024, WANTED = NETLIST_MODEL_SAYS | NETLIST_MODEL_NETS };

/* How the second netlist is not the first. */
enum twist { NOTHING, REFERENCES, NETS_ALIKE, SHUFFLED_PINS };

static void
write_components(FILE *file, int count, enum twist twist)
{
	for (int i = 0; i < count; i++)
		fprintf(file,
		        "<comp ref=\"R%d\"><value>%d</value><fields><field name=\"B\">%d</field>"
		        "<field name=\"A\">x</field></fields><sheetpath names=\"/\" tstamps=\"/\"/>"
		        "<tstamps>u%d</tstamps></comp>",
		        twist == REFERENCES ? count - i : i, i, i, i);
}

/* A ring of resistors; or nets of one name, or of pins that all change places. */
static void
write_nets(FILE *file, int count, enum twist twist)
{
	for (int i = 0; i < count; i++) {
		int one = twist == SHUFFLED_PINS ? (int)((long long)i * 7919 % count) : i;
		if (twist == REFERENCES)
			one = count - i;
		int other = twist == REFERENCES ? (one - 1 > 0 ? one - 1 : count) : (i + 1) % count;
		if (twist == NETS_ALIKE)
			fputs("<net code=\"1\" name=\"A\">", file);
		else
			fprintf(file, "<net code=\"%d\" name=\"N%d\">", i, i);
		fprintf(file, "<node ref=\"R%d\" pin=\"2\"/><node ref=\"R%d\" pin=\"1\"/></net>",
		        one, other);
	}
}

static bool
read_netlist(int count, enum twist twist, struct arena *arena, struct netlist_model *model,
             struct err *err)
{
	FILE *file = tmpfile();
	fputs("<export version=\"E\"><components>", file);
	write_components(file, count, twist);
	fputs("</components><nets>", file);
	write_nets(file, count, twist);
	fputs("</nets></export>", file);
	fflush(file);
	lseek(fileno(file), 0, SEEK_SET);
	struct stream_in in = {.name = "test", .size = -1, .fd = fileno(file)};
	bool good = netlist_model_read(&in, WANTED, arena, model, err);
	fclose(file);
	return good;
}

/* The diff and the steps for each component; texts live in the arena. */
static uint64_t
steps_of(int count, enum twist old_twist, enum twist new_twist, struct netlist_diff *diff)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_model models[2];
	struct err err = {.code = ERR_NONE};
	bool good = read_netlist(count, old_twist, arena, &models[0], &err) &&
	            read_netlist(count, new_twist, arena, &models[1], &err) &&
	            netlist_diff_make(&models[0], &models[1], arena, diff, &err);
	tap_ok(good, "%d components: %s", count, good ? "compared" : err.message);
	arena_free(arena);
	return good ? diff->work / (uint64_t)count : 0;
}

static void
test_linear(void)
{
	enum { FEW = 500, MANY = 30000, STEPS = 120 };
	static const enum twist twists[][2] = {{NOTHING, NOTHING},       {NOTHING, REFERENCES},
	                                       {NETS_ALIKE, NETS_ALIKE}, {NETS_ALIKE, NOTHING},
	                                       {NOTHING, NETS_ALIKE},    {NOTHING, SHUFFLED_PINS}};
	for (size_t i = 0; i < sizeof twists / sizeof twists[0]; i++) {
		struct netlist_diff diff;
		uint64_t few = steps_of(FEW, twists[i][0], twists[i][1], &diff);
		uint64_t many = steps_of(MANY, twists[i][0], twists[i][1], &diff);
		tap_ok(few > 0 && few <= STEPS && many > 0 && many <= STEPS,
		       "%zu: %d steps for each of few, %d for each of many", i, (int)few,
		       (int)many);
	}
}

static void
test_found(void)
{
	struct netlist_diff diff;
	enum { COUNT = 1001 }; /* odd: no reference stays */
	steps_of(COUNT, NOTHING, NOTHING, &diff);
	tap_ok(diff.component_counts[NETLIST_DIFF_CHANGED] == 0 &&
	           diff.net_counts[NETLIST_DIFF_CHANGED] == 0,
	       "the same netlist: no difference");
	steps_of(COUNT, NOTHING, REFERENCES, &diff);
	tap_ok(diff.component_counts[NETLIST_DIFF_CHANGED] == COUNT &&
	           diff.component_counts[NETLIST_DIFF_ADDED] == 0,
	       "new references: every component is the one it was");
	steps_of(COUNT, NOTHING, NETS_ALIKE, &diff);
	tap_ok(diff.renamed == COUNT && diff.net_counts[NETLIST_DIFF_ADDED] == 0,
	       "new names: every net is the one it was");
}

static void
test_full(void)
{
	struct arena *arena = arena_new(LIMIT), *small = arena_new(1024 * 1024);
	struct netlist_model model;
	struct netlist_diff diff = {.work = 7};
	struct err err = {.code = ERR_NONE};
	read_netlist(20000, NOTHING, arena, &model, &err);
	tap_ok(!netlist_diff_make(&model, &model, small, &diff, &err) && err.code == ERR_LIMIT,
	       "more than the memory allowed: %s", err.message);
	tap_ok(diff.work == 7, "the outcome is untouched");
	arena_free(small);
	arena_free(arena);
}

int
main(void)
{
	test_linear();
	test_found();
	test_full();
	return tap_done();
}
