/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader makes of single elements. */
#include "netlist/netlist.h"

#include <sys/resource.h>

#include "base/buf.h"
#include "tap.h"

static struct arena *arena;

/* --- a sink that writes down what a test asks about */

struct heard {
	struct buf words;
	int stop_at; /* the callback that returns false, counted from 1; 0 for none */
	int calls;
	struct netlist_reader *reader;
};

static bool
hear(struct heard *heard, const char *what, const char *name, const char *value)
{
	buf_append_format(&heard->words, "%s %s=%s;", what, name == NULL ? "NULL" : name,
	                  value == NULL ? "NULL" : value);
	return ++heard->calls != heard->stop_at;
}

static bool
hear_design(void *context, const struct netlist_design *design)
{
	char kicad[20];
	snprintf(kicad, sizeof kicad, "%d", design->kicad);
	return hear(context, "design", design->tool, kicad);
}

static bool
hear_textvar(void *context, const struct netlist_textvar *textvar)
{
	return hear(context, "textvar", textvar->name, textvar->value);
}

static bool
hear_sheet(void *context, const struct netlist_sheet *sheet)
{
	return hear(context, "sheet", sheet->source, sheet->date);
}

static bool
hear_component(void *context, const struct netlist_component *component)
{
	struct heard *heard = context;
	for (size_t i = 0; i < component->fields.count; i++)
		hear(heard, "field", component->fields.items[i].name,
		     component->fields.items[i].value);
	for (size_t i = 0; i < component->tstamps.count; i++)
		hear(heard, "tstamps", component->tstamps.items[i], component->tstamp);
	if (component->dnp || component->exclude_from_bom)
		hear(heard, "flags", component->dnp ? "dnp" : "",
		     component->exclude_from_bom ? "bom" : "");
	return hear(heard, "component", component->ref, component->value);
}

static bool
hear_libpart(void *context, const struct netlist_libpart *libpart)
{
	for (size_t i = 0; i < libpart->pin_count; i++)
		hear(context, "pin", libpart->pins[i].number, libpart->pins[i].name);
	return hear(context, "libpart", libpart->part, libpart->docs);
}

static bool
hear_library(void *context, const struct netlist_library *library)
{
	return hear(context, "library", library->logical, library->uri);
}

static bool
hear_net(void *context, const struct netlist_net *net)
{
	return hear(context, "net", net->name, net->true_name);
}

static bool
hear_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	struct heard *heard = context;
	buf_append_format(&heard->words, "%s ", net->name);
	return hear(heard, "node", node->ref, node->pin);
}

static void
hear_warning(void *context, const char *message)
{
	struct heard *heard = context;
	buf_append_format(&heard->words, "warning %s;", message);
}

static struct netlist_reader *
reader_of(struct heard *heard, const struct netlist_limits *limits)
{
	const struct netlist_sink sink = {heard,          hear_design,  hear_textvar, hear_sheet,
	                                  hear_component, hear_libpart, hear_library, hear_net,
	                                  hear_node,      hear_warning};
	heard->words = (struct buf){.arena = arena};
	heard->reader = netlist_reader_new("x.xml", &sink, limits);
	return heard->reader;
}

/* --- good netlists */

static void
reads(const char *netlist, const char *wanted, const char *name)
{
	struct heard heard = {.stop_at = 0};
	struct netlist_reader *reader = reader_of(&heard, NULL);
	bool good = netlist_reader_feed(reader, netlist, strlen(netlist)) &&
	            netlist_reader_finish(reader);
	tap_is(good ? buf_text(&heard.words) : text_of(netlist_reader_error(reader)->message),
	       wanted, name);
	netlist_reader_free(reader);
	arena_reset(arena);
}

#define EXPORT(inside) "<export version=\"E\">" inside "</export>"
#define COMP(inside) EXPORT("<components><comp ref=\"R1\">" inside "</comp></components>")
#define NO_DESIGN "design NULL=0;"

static void
test_records(void)
{
	reads(EXPORT(""), NO_DESIGN, "nothing in it");
	reads("\xef\xbb\xbf" EXPORT(""), NO_DESIGN, "after a byte order mark");
	reads(EXPORT("<design><source>a</source><tool>Eeschema 9.0.8+1</tool>"
	             "<textvar name=\"V\">${W}!</textvar><sheet number=\"1\"><title_block>"
	             "<source>s</source><date>d</date></title_block></sheet></design>"),
	      "design Eeschema 9.0.8+1=9;textvar V=${W}!;sheet s=d;",
	      "the same names at two places");
	reads(EXPORT("<components><comp ref=\"a\"/><comp ref=\"b\"><value>1</value></comp>"
	             "</components>"),
	      NO_DESIGN "component a=NULL;component b=1;", "what is absent is NULL");
	reads(COMP("<value/><fields><field name=\"E\"/></fields>"),
	      NO_DESIGN "field E=;component R1=;", "what is empty is empty");
	reads(COMP("<value>~</value>"), NO_DESIGN "component R1=~;", "a tilde is left alone");
	reads(COMP("<value> &lt;10K&gt; &amp;amp; \n\t\xc2\xb5 </value>"),
	      NO_DESIGN "component R1= <10K> &amp; \n\t\xc2\xb5 ;", "blanks and escapes of XML");
	reads(COMP("<value>a<!-- b --><?c d?>c<![CDATA[<d>]]></value>"),
	      NO_DESIGN "component R1=ac<d>;", "comments are no text, CDATA is");
	reads(COMP("<fields><field name=\"a&#xA;&#x9;b\">{slash}</field></fields>"),
	      NO_DESIGN "field a\n\tb={slash};component R1=NULL;", "fields are not unescaped");
	reads(COMP("<tstamps>a b  c </tstamps>"),
	      NO_DESIGN "tstamps a=NULL;tstamps b=NULL;tstamps c=NULL;component R1=NULL;",
	      "tstamps");
	reads(EXPORT("<libparts><libpart part=\"p\"><docs>~</docs><pins><pin num=\"1\" name=\"\"/>"
	             "<pin num=\"2\" name=\"~\"/><pin num=\"3\"/></pins></libpart></libparts>"
	             "<libraries><library logical=\"l\"><uri>u</uri></library></libraries>"),
	      NO_DESIGN "pin 1=;pin 2=~;pin 3=NULL;libpart p=~;library l=u;",
	      "libparts, libraries");
}

static void
test_flags(void)
{
	reads(COMP("<property name=\"dnp\"/>"), NO_DESIGN "flags dnp=;component R1=NULL;", "dnp");
	reads(COMP("<property name=\"exclude_from_bom\"/>"),
	      NO_DESIGN "flags =bom;component R1=NULL;", "exclude_from_bom");
	reads(COMP("<property name=\"dnp\" value=\"\"/><property name=\"DNP\"/>"
	           "<fields><field name=\"dnp\">1</field></fields>"),
	      NO_DESIGN "field dnp=1;component R1=NULL;", "a user's field is no flag");
	reads(COMP("<variants><variant name=\"v\"><property name=\"dnp\"/><fields>"
	           "<field name=\"f\">g</field></fields></variant></variants>"),
	      NO_DESIGN "component R1=NULL;", "a variant's property and field are not the base's");
}

static void
test_unknown(void)
{
	reads(COMP("<new a=\"b\">x<value>9</value><deep><er/></deep></new><value>1</value>"),
	      NO_DESIGN "component R1=1;", "an unknown element is passed over, with all inside");
	reads(COMP("<value new=\"1\">1<new>2</new>3</value>"), NO_DESIGN "component R1=13;",
	      "inside a text");
	reads(EXPORT("<value>1</value><comp ref=\"a\"/><groups/>"), NO_DESIGN,
	      "a known name at another place");

	struct heard heard = {.stop_at = 0};
	struct netlist_reader *reader = reader_of(&heard, NULL);
	const char *netlist = EXPORT("<components old=\"\"><a><b/></a><a c=\"\"/></components>");
	netlist_reader_feed(reader, netlist, strlen(netlist));
	const struct netlist_counts *counts = netlist_reader_counts(reader);
	tap_ok(counts->unknown_elements == 3 && counts->unknown_attributes == 2 &&
	           counts->elements == 5 && counts->bytes == strlen(netlist) &&
	           strcmp(counts->unknown, "old") == 0,
	       "and counted, the first by its name");
	netlist_reader_free(reader);
}

static void
reads_net(const char *tool, const char *name, const char *true_name)
{
	char netlist[400], wanted[400];
	snprintf(netlist, sizeof netlist,
	         EXPORT("<design><tool>%s</tool></design><nets><net code=\"1\" name=\"%s\">"
	                "<node ref=\"R1\" pin=\"2\"/></net></nets>"),
	         tool, name);
	snprintf(wanted, sizeof wanted, "net %s=%s;%s node R1=2;", name, true_name, name);
	struct heard heard = {.stop_at = 0};
	struct netlist_reader *reader = reader_of(&heard, NULL);
	netlist_reader_feed(reader, netlist, strlen(netlist));
	struct text words = buf_text(&heard.words);
	const char *semicolon = memchr(words.bytes, ';', words.size);
	words.size -= (size_t)(semicolon + 1 - words.bytes);
	words.bytes = semicolon + 1;
	tap_is(words, wanted, tool);
	netlist_reader_free(reader);
	arena_reset(arena);
}

static void
test_nets(void)
{
	reads_net("Eeschema 4.0.6", "/N{slash}A", "/N{slash}A");
	reads_net("Eeschema 6.0.7+dfsg-1", "/N{slash}A", "/N/A");
	reads_net("Eeschema (7.0.11)", "/N{slash}A", "/N/A");
	reads_net("Eeschema 8.0.8", "/N{slash}A~{B}", "/N/A~{B}");
	reads_net("Eeschema 9.0.8+1", "/N{slash}A", "/N{slash}A");
	reads_net("Eeschema 10.0.6", "/N{slash}A", "/N{slash}A");
	reads_net("another program", "/N{slash}A", "/N{slash}A");
}

static void
test_kicad(void)
{
	static const struct {
		const char *tool;
		int kicad;
	} tools[] = {
	    {"Eeschema 4.0.6", 4},
	    {"Eeschema (5.1.8)-1", 5},
	    {"Eeschema 5.1.9+dfsg1-1", 5},
	    {"Eeschema (5.99.0-10-g12)", 6},
	    {"Eeschema 8.99.0-1", 9},
	    {"Eeschema 10.0.6+dfsg-1", 10},
	    {"Eeschema no-vcs-found-f9fd603~61~ubuntu16.04.1", 0},
	    {"Eeschema (2016-05-20 BZR 6816, Git 1e0a72d)-product", 0},
	    {"eeschema (2010-08-28 BZR 2458)-unstable", 0},
	    {"Eeschema 2016.1.1", 0},
	    {"Eeschema -9.0.1", 0},
	    {"Eeschema ", 0},
	    {"", 0},
	};
	for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
		char netlist[200], wanted[200];
		snprintf(netlist, sizeof netlist, EXPORT("<design><tool>%s</tool></design>"),
		         tools[i].tool);
		snprintf(wanted, sizeof wanted, "design %s=%d;", tools[i].tool, tools[i].kicad);
		reads(netlist, wanted, tools[i].tool);
	}
}

static void
test_versions(void)
{
	static const char words[] = "some of it may be passed over";
	char wanted[200];
	reads("<export version=\"D\"/>", NO_DESIGN, "version D");
	snprintf(
	    wanted, sizeof wanted,
	    "warning x.xml:1:1: the export has version \"F\"; known are \"D\" and \"E\", %s;" NO_DESIGN,
	    words);
	reads("<export version=\"F\"/>", wanted, "version F");
	snprintf(
	    wanted, sizeof wanted,
	    "warning x.xml:1:1: the export has version \"\"; known are \"D\" and \"E\", %s;" NO_DESIGN,
	    words);
	reads("<export/>", wanted, "no version");
}

/* --- ending it */

static void
test_stop(void)
{
	const char *netlist = EXPORT("<components><comp ref=\"a\"/><comp ref=\"b\"/></components>");
	struct heard heard = {.stop_at = 2};
	struct netlist_reader *reader = reader_of(&heard, NULL);
	tap_ok(!netlist_reader_feed(reader, netlist, strlen(netlist)) &&
	           netlist_reader_error(reader)->code == NETLIST_STOPPED,
	       "a callback ends the reading");
	tap_is(buf_text(&heard.words), NO_DESIGN "component a=NULL;", "and is the last one called");
	tap_ok(netlist_reader_error(reader)->place.column == 48,
	       "the place is where it was called");
	netlist_reader_free(reader);
	netlist_reader_free(NULL);

	const char *one = COMP("");
	const struct netlist_sink none = {.context = NULL};
	reader = netlist_reader_new("-", &none, NULL);
	tap_ok(netlist_reader_feed(reader, one, strlen(one)) && netlist_reader_finish(reader) &&
	           netlist_reader_counts(reader)->components == 1,
	       "no callbacks are needed");
	netlist_reader_free(reader);
}

/* The most memory this process has had, in KiB. */
static long
most_memory(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static void
test_memory(void)
{
	const struct netlist_sink none = {.context = NULL};
	struct netlist_reader *reader = netlist_reader_new("-", &none, NULL);
	const char *start = "<export version=\"E\"><components>";
	bool good = netlist_reader_feed(reader, start, strlen(start));
	long before = 0;
	char component[200];
	for (int i = 0; good && i < 200 * 1000; i++) {
		if (i == 1000)
			before = most_memory();
		int size = snprintf(component, sizeof component,
		                    "<comp ref=\"R%d\"><value>%d</value><fields>"
		                    "<field name=\"F%d\">x</field></fields></comp>",
		                    i, i, i);
		good = netlist_reader_feed(reader, component, (size_t)size);
	}
	tap_ok(good && netlist_reader_counts(reader)->components == 200 * 1000, "many components");
	tap_ok(most_memory() - before < 4096, "in memory that does not grow");
	netlist_reader_free(reader);
}

int
main(void)
{
	arena = arena_new(64 << 20);
	test_records();
	test_flags();
	test_unknown();
	test_nets();
	test_kicad();
	test_versions();
	test_stop();
	test_memory();
	arena_free(arena);
	return tap_done();
}
