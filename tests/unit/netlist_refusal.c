/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the netlist reader refuses, with which words, and its limits. */
#include "netlist/netlist.h"

#include "tap.h"

#define EXPORT(inside) "<export version=\"E\">" inside "</export>"
#define COMP(inside) EXPORT("<components><comp ref=\"R1\">" inside "</comp></components>")

static const struct netlist_sink nothing = {.context = NULL};

static void
refuses_bytes(struct text netlist, const struct netlist_limits *limits,
              enum netlist_error_code code, const char *wanted)
{
	struct netlist_reader *reader = netlist_reader_new("x.xml", &nothing, limits);
	netlist_reader_feed(reader, netlist.bytes, netlist.size);
	tap_ok(!netlist_reader_finish(reader) && !netlist_reader_feed(reader, "x", 1) &&
	           !netlist_reader_finish(reader),
	       "refused, now and later");
	const struct netlist_error *error = netlist_reader_error(reader);
	tap_is(text_of(error == NULL ? "good" : error->message), wanted, wanted);
	tap_ok(error != NULL && error->code == code, "and the code");
	netlist_reader_free(reader);
}

static void
refuses(const char *netlist, const char *wanted)
{
	refuses_bytes(text_of(netlist), NULL, NETLIST_BROKEN, wanted);
}

#define ANEW "XML cannot hold it: type that text anew in the schematic, and export again"
#define CUT_OFF "it was cut off, export again"

static void
test_control_characters(void)
{
	refuses(COMP("<fields><field name=\"MPN\">\na\x01</field></fields>"),
	        "x.xml:2:2: the control character U+0001 \"start of heading\" stands in "
	        "field \"MPN\" of "
	        "component \"R1\"; " ANEW);
	refuses(COMP("<value>\x1b</value>"),
	        "x.xml:1:55: the control character U+001B \"escape\" stands in "
	        "value of component \"R1\"; " ANEW);
	refuses(COMP("<property name=\"a\" value=\"\x1f\"/>"),
	        "x.xml:1:74: the control character U+001F \"unit separator\" stands in "
	        "component \"R1\"; " ANEW);
	refuses(EXPORT("<nets><net name=\"N\">\x0c</net></nets>"),
	        "x.xml:1:41: the control character U+000C \"form feed\" stands in "
	        "net \"N\"; " ANEW);
	refuses(EXPORT("<design><source>\x08"),
	        "x.xml:1:37: the control character U+0008 \"backspace\" stands in "
	        "export/design/source; " ANEW);
	static const char null[] = EXPORT("<design>\0</design>");
	refuses_bytes((struct text){null, sizeof null - 1}, NULL, NETLIST_BROKEN,
	              "x.xml:1:29: the control character U+0000 \"null\" stands in "
	              "export/design; " ANEW);
}

static void
test_broken(void)
{
	refuses("", "x.xml:1:1: the file is empty");
	refuses("  \n", "x.xml:2:1: the file ends before \"</export>\"; " CUT_OFF);
	refuses("(export (version \"E\"))",
	        "x.xml:1:1: this is another format of KiCad's and no XML; export the netlist with "
	        "\"kicad-cli sch export netlist --format kicadxml\"");
	refuses("hello",
	        "x.xml:1:1: this is no XML; export the netlist with \"kicad-cli sch export "
	        "netlist --format kicadxml\"");
	refuses(
	    "<?xml version=\"1.0\"?>\n<html/>",
	    "x.xml:2:1: this is no netlist of KiCad's: its root is \"<html>\", not \"<export>\"");
	refuses(
	    "<export version=\"E\"><components><comp ref=\"R1\"><value>",
	    "x.xml:1:55: the file ends before \"</export>\", in value of component \"R1\"; " CUT_OFF);
	refuses("<export version=\"E\"><nets><net name=\"a\nb\"><no",
	        "x.xml:2:4: the file ends before \"</export>\", in net \"a b\"; " CUT_OFF);
	refuses(
	    "<export version=\"E\"><components><comp ref=\"C1\"></components></export>",
	    "x.xml:1:50: \"</components>\" stands where \"</comp>\" is missing in component \"C1\"");
	refuses("<export version=\"E\"><a><b></a></b></export>",
	        "x.xml:1:29: \"</a>\" stands where \"</...>\" is missing in export");
	refuses(EXPORT("") "<export/>",
	        "x.xml:1:30: not well-formed XML, junk after document element");
	refuses(COMP("<value>&x;</value>"),
	        "x.xml:1:55: not well-formed XML, undefined entity, in value "
	        "of component \"R1\"");
	refuses(COMP("<value a=\"1\" a=\"2\"/>"),
	        "x.xml:1:61: not well-formed XML, duplicate attribute, in component \"R1\"");
	refuses(
	    COMP("<value>\xff</value>"),
	    "x.xml:1:55: the byte 0xFF in value of component \"R1\" is no UTF-8; KiCad writes UTF-8: "
	    "export again, or convert the file");
	refuses(
	    COMP("<value>\xef\xbf\xbf</value>"),
	    "x.xml:1:55: the noncharacter U+FFFF stands in value of component \"R1\"; XML cannot "
	    "hold it: type that text anew in the schematic, and export again");
	static const char utf_16[] = "\xff\xfe<\0e\0x\0p\0o\0r\0t\0/\0>";
	refuses_bytes(
	    (struct text){utf_16, sizeof utf_16}, NULL, NETLIST_BROKEN,
	    "x.xml:1:2: the encoding is \"UTF-16\"; KiCad writes UTF-8: convert the file");
	refuses_bytes(
	    (struct text){utf_16 + 2, sizeof utf_16 - 2}, NULL, NETLIST_BROKEN,
	    "x.xml:1:1: the encoding is \"UTF-16\"; KiCad writes UTF-8: convert the file");
	static const char big_endian[] = "\xfe\xff\0<\0e\0x\0p\0o\0r\0t\0/\0>";
	refuses_bytes(
	    (struct text){big_endian, sizeof big_endian - 1}, NULL, NETLIST_BROKEN,
	    "x.xml:1:2: the encoding is \"UTF-16\"; KiCad writes UTF-8: convert the file");
	refuses("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><export/>",
	        "x.xml:1:1: the encoding is \"ISO-8859-1\"; KiCad writes UTF-8: convert the file");
}

static void
test_entities(void)
{
	static const char told[] = "x.xml:1:18: a DOCTYPE is not read; KiCad writes none: "
				   "delete it, with all up to its \">\"";
	refuses("<!DOCTYPE export [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><export>&b;</export>",
	        told);
	refuses(
	    "<!DOCTYPE export [ <!ENTITY x SYSTEM \"file:///etc/passwd\">]><export>&x;</export>",
	    told);
	refuses("<!DOCTYPE export SYSTEM \"http://127.0.0.1/x.dtd\"><export/>",
	        "x.xml:1:49: a DOCTYPE is not read; KiCad writes none: "
	        "delete it, with all up to its \">\"");
}

static void
test_needed(void)
{
	static const char never[] = "; no version of KiCad writes that";
	static const struct {
		const char *netlist, *wanted;
	} rows[] = {
	    {EXPORT("<components><comp/></components>"), "x.xml:1:33: \"<comp>\" without \"ref\""},
	    {COMP("<fields><field>1</field></fields>"),
	     "x.xml:1:56: \"<field>\" without \"name\" in field of component \"R1\""},
	    {COMP("<property value=\"1\"/>"),
	     "x.xml:1:48: \"<property>\" without \"name\" in component \"R1\""},
	    {EXPORT("<libparts><libpart lib=\"a\"/></libparts>"),
	     "x.xml:1:31: \"<libpart>\" without \"part\""},
	    {EXPORT("<nets><net name=\"N\"><node ref=\"R1\"/></net></nets>"),
	     "x.xml:1:41: \"<node>\" without \"pin\" in net \"N\""},
	    {EXPORT("<nets><net name=\"N\"><node pin=\"1\"/></net></nets>"),
	     "x.xml:1:41: \"<node>\" without \"ref\" in net \"N\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char wanted[200];
		snprintf(wanted, sizeof wanted, "%s%s", rows[i].wanted, never);
		refuses(rows[i].netlist, wanted);
	}
}

/* --- limits: one less than is there is refused, as many as there are is read */

static const char large[] = COMP(
    "<value a=\"1\" b=\"2\">12345</value><fields><field name=\"abcd\"/><field name=\"a\"/>"
    "</fields>");

static void
holds_limit(size_t offset, size_t size, size_t number, const char *wanted)
{
	struct netlist_limits limits = netlist_reader_limits();
	uint64_t wide = number;
	memcpy((char *)&limits + offset, size == sizeof wide ? (void *)&wide : (void *)&number,
	       size);
	struct netlist_reader *reader = netlist_reader_new("x.xml", &nothing, &limits);
	tap_ok(netlist_reader_feed(reader, large, strlen(large)) && netlist_reader_finish(reader),
	       "%zu is as many as are there", number);
	netlist_reader_free(reader);
	wide = --number;
	memcpy((char *)&limits + offset, size == sizeof wide ? (void *)&wide : (void *)&number,
	       size);
	refuses_bytes(text_of(large), &limits, NETLIST_TOO_LARGE, wanted);
}

#define LIMIT(member, number, wanted)                        \
	holds_limit(offsetof(struct netlist_limits, member), \
	            sizeof((struct netlist_limits *)NULL)->member, (number), (wanted))

static void
test_limits(void)
{
	LIMIT(bytes, sizeof large - 1, "x.xml:1:1: more than 161 bytes");
	LIMIT(elements, 7, "x.xml:1:108: more than 6 elements in component \"R1\"");
	LIMIT(depth, 5, "x.xml:1:88: more than 4 elements in one another in component \"R1\"");
	LIMIT(attributes, 2,
	      "x.xml:1:48: more than 1 attributes of one element in component \"R1\"");
	LIMIT(attribute, 4,
	      "x.xml:1:88: more than 3 bytes in one attribute in field of component \"R1\"");
	LIMIT(tag, 20, "x.xml:1:1: more than 19 bytes in one tag");
	LIMIT(text, 5, "x.xml:1:67: more than 4 bytes of text in value of component \"R1\"");
	LIMIT(items, 2,
	      "x.xml:1:125: field \"a\" of component \"R1\": more than 1 fields, pins and the "
	      "like in one record");
	LIMIT(unknown, 2,
	      "x.xml:1:48: value of component \"R1\": \"b\" is one of more than 1 unknown "
	      "names; this is hardly a netlist of KiCad's");

	struct netlist_limits limits = netlist_reader_limits();
	limits.memory = 40;
	refuses_bytes(text_of(large), &limits, NETLIST_TOO_LARGE,
	              "x.xml:1:88: field of component \"R1\": this needs more than the 40 bytes of "
	              "memory allowed for it");
}

/* The same piece, again and again, until the reader has enough. */
static void
refuses_many(const char *start, const char *again, size_t times, const char *wanted)
{
	struct netlist_reader *reader = netlist_reader_new("x.xml", &nothing, NULL);
	netlist_reader_feed(reader, start, strlen(start));
	size_t done = 0;
	while (done < times && netlist_reader_feed(reader, again, strlen(again)))
		done++;
	const struct netlist_error *error = netlist_reader_error(reader);
	tap_is(text_of(error == NULL ? "good" : error->message), wanted, wanted);
	tap_ok(done < times / 2, "after %zu of %zu pieces", done, times);
	netlist_reader_free(reader);
}

static void
test_hostile(void)
{
	char piece[1001], name[300];
	memset(piece, 'a', sizeof piece - 1);
	piece[sizeof piece - 1] = '\0';
	refuses_many("<export>", "<a>", 1000 * 1000,
	             "x.xml:1:102: more than 32 elements in one another in export");
	refuses_many("<export><components><comp ref=\"", piece, 100 * 1000,
	             "x.xml:1:21: more than 1048576 bytes in one tag");
	refuses_many("<export><!--", piece, 100 * 1000,
	             "x.xml:1:9: more than 1048576 bytes in one tag");
	refuses_many(
	    "<export><components><comp ref=\"R1\"><value>", piece, 100 * 1000,
	    "x.xml:1:1048043: more than 1048576 bytes of text in value of component \"R1\"");
	/* Bytes that come singly cost no more than their number. */
	refuses_many("<export a=\"", "a", 8 * 1000 * 1000,
	             "x.xml:1:1: more than 1048576 bytes in one tag");
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	memcpy(name, "<export><", 9);
	memcpy(name + sizeof name - 3, "/>", 2);
	refuses_bytes(
	    text_of(name), NULL, NETLIST_TOO_LARGE,
	    "x.xml:1:9: export: the name "
	    "\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...\" has more "
	    "than 255 bytes");
}

/* Whatever the length of the file's name, the message has its beginning and is UTF-8. */
static void
test_long_name(void)
{
	char name[1000];
	size_t odd = 0;
	for (size_t size = 1; size < sizeof name / 2; size++) {
		for (size_t i = 0; i < size; i++)
			memcpy(name + 2 * i, "\xc3\xa4", 3);
		struct netlist_reader *reader = netlist_reader_new(name, &nothing, NULL);
		const char *netlist = COMP("<fields><field name=\"\xc3\xa4\xc3\xa4\xc3\xa4\">\x01");
		netlist_reader_feed(reader, netlist, strlen(netlist));
		struct text message = text_of(netlist_reader_error(reader)->message);
		odd += !text_is_utf8(message) ||
		       strstr(message.bytes, ":1:74: the control") == NULL;
		netlist_reader_free(reader);
	}
	tap_ok(odd == 0, "a name of any length");
}

int
main(void)
{
	test_control_characters();
	test_broken();
	test_entities();
	test_needed();
	test_limits();
	test_hostile();
	test_long_name();
	return tap_done();
}
