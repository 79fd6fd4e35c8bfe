/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist.h"

#include "tap.h"

static void
test_unescape(void)
{
	static const char *const pairs[][2] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"/NET{slash}A", "/NET/A"},
	    {"{slash}{backslash}{lt}{gt}{colon}", "/\\<>:"},
	    {"{dblquote}{quote}{bar}{comma}{space}", "\"'|, "},
	    {"{dollar}{tab}{return}{brace}", "$\t\n{"},
	    {"Zeta {brace}x}", "Zeta {x}"},
	    {"{foo}", "{foo}"},
	    {"{Slash}", "{Slash}"},
	    {"{slash", "{slash"},
	    {"slash}", "slash}"},
	    {"{}", "{}"},
	    {"{{slash}}", "{/}"},
	    {"${slash}~{slash}^{slash}_{slash}", "${slash}~{slash}^{slash}_{slash}"},
	    {"~{RESET}/{slash}", "~{RESET}//"},
	    {"{brace}slash}", "{slash}"},
	    {"µ{slash}Ω", "µ/Ω"},
	};
	char plain[100];
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		size_t size = netlist_text_unescape(pairs[i][0], plain);
		tap_is((struct text){plain, size}, pairs[i][1], pairs[i][0]);
	}
	strcpy(plain, "a{slash}b{slash}c");
	netlist_text_unescape(plain, plain);
	tap_is(text_of(plain), "a/b/c", "in its own place");
}

static void
test_none(void)
{
	tap_ok(netlist_text_is_none(NULL) && netlist_text_is_none("") && netlist_text_is_none("~"),
	       "three ways to say nothing");
	tap_ok(!netlist_text_is_none("~~") && !netlist_text_is_none(" ") &&
	           !netlist_text_is_none("~{A}"),
	       "other texts say something");
}

int
main(void)
{
	test_unescape();
	test_none();
	return tap_done();
}
