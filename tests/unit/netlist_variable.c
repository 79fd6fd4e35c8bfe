/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What text variables stand for, on a netlist in which KiCad 10.0.6 was asked the same. */
#include "netlist/netlist_variable.h"

#include <unistd.h>

#include "tap.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

enum { LIMIT = 16 * 1024 * 1024 };

static const char netlist[] =
    "<export version=\"E\"><design><source>/boards/amp.v2/probe.kicad_sch</source>"
    "<tool>Eeschema 10.0.6</tool>"
    "<textvar name=\"PV\">project pv</textvar><textvar name=\"NEST\">&lt;${PV}&gt;</textvar>"
    "<textvar name=\"VALUE\">pv value</textvar><textvar name=\"COMPANY\">pv company</textvar>"
    "<textvar name=\"LA\">${LB}</textvar><textvar name=\"LB\">${LA}</textvar>"
    "<textvar name=\"WHICHV\">PV</textvar><textvar name=\"USESFIELD\">uf ${MPN}</textvar>"
    "<textvar name=\"PVS\">p{slash}q</textvar><textvar name=\"NOTHING\"/>"
    "<textvar name=\"LOOPS\">{slash}${LOOPS}</textvar>"
    "<sheet number=\"1\" name=\"/\" tstamps=\"/\"><title_block><title>Tit project pv</title>"
    "<company>Co</company><rev>r2b</rev><date>2026-01-02</date><source>probe.kicad_sch</source>"
    "<comment number=\"1\" value=\"c1 ${TITLE}\"/><comment number=\"2\" value=\"${COMMENT1}\"/>"
    "</title_block></sheet>"
    "<sheet number=\"2\" name=\"/Sub A/\" tstamps=\"/a1/\"><title_block><title>Sub title</title>"
    "<company/><rev/><date/><source>sub.kicad_sch</source>"
    "<comment number=\"1\" value=\"sub c1\"/></title_block></sheet></design><components>"
    "<comp ref=\"R1\"><value>10k</value><footprint>Resistor_SMD:R_0603</footprint>"
    "<datasheet>http://d/10k</datasheet><description>sym desc</description><fields>"
    "<field name=\"MPN\">RC-1</field><field name=\"mixed Case\">mc</field>"
    "<field name=\"Other\">${MPN}-x</field><field name=\"Loop\">a${Loop}b</field>"
    "<field name=\"dnp\">field dnp</field><field name=\"TITLE\">field title</field>"
    "<field name=\"PV\">field pv</field><field name=\"Which\">MPN</field>"
    "<field name=\"Empty\"/><field name=\"kicost.test:dnp\">colon</field>"
    "<field name=\"Footprint\">Resistor_SMD:R_0603</field></fields>"
    "<libsource lib=\"Device\" part=\"R{slash}US\" description=\"lib desc\"/>"
    "<property name=\"Sheetname\" value=\"probe\"/>"
    "<property name=\"Sheetfile\" value=\"probe.kicad_sch\"/>"
    "<property name=\"ki_keywords\" value=\"res kw\"/>"
    "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>0001</tstamps></comp>"
    "<comp ref=\"R2\"><value>22k</value><footprint>X</footprint><fields>"
    "<field name=\"MPN\">other</field><field name=\"REF\">R1</field>"
    "<field name=\"Back\">${R1:Other} ${MPN}</field></fields>"
    "<libsource lib=\"Device\" part=\"R{slash}US\"/><property name=\"dnp\"/>"
    "<property name=\"exclude_from_bom\"/><property name=\"exclude_from_board\"/>"
    "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>0002</tstamps></comp>"
    "<comp ref=\"RX\"><value>~</value><datasheet>~</datasheet>"
    "<sheetpath names=\"/\" tstamps=\"/\"/></comp>"
    "<comp ref=\"R10\"><value>4k</value><libsource lib=\"Device\" part=\"R{slash}US\"/>"
    "<property name=\"Sheetname\" value=\"Sub A\"/>"
    "<property name=\"Sheetfile\" value=\"sub{slash}a.kicad_sch\"/>"
    "<property name=\"SF\" value=\"sheet field Sub A\"/>"
    "<sheetpath names=\"/Sub A/\" tstamps=\"/a1/\"/></comp>"
    "<comp ref=\"A:C1\"><value>1u</value></comp><comp ref=\"R2\"><value>second</value></comp>"
    "</components><libparts><libpart lib=\"Device\" part=\"R{slash}US\"><pins>"
    "<pin num=\"1\" name=\"P{slash}A\" type=\"passive\"/><pin num=\"2\" name=\"\"/>"
    "</pins></libpart></libparts><nets>"
    "<net code=\"1\" name=\"/Sub A/IN\" class=\"Default\"><node ref=\"R1\" pin=\"1\"/></net>"
    "<net code=\"2\" name=\"unconnected-(R1-P/A-Pad2)\" class=\"Default\">"
    "<node ref=\"R1\" pin=\"2\"/></net></nets></export>";

static bool
read_netlist(const char *text, unsigned wanted, struct arena *arena, struct netlist_model *model)
{
	FILE *file = tmpfile();
	struct err err = {.code = ERR_NONE};
	fputs(text, file);
	fflush(file);
	lseek(fileno(file), 0, SEEK_SET);
	struct stream_in in = {.name = "test", .size = -1, .fd = fileno(file)};
	bool good = netlist_model_read(&in, wanted, arena, model, &err);
	fclose(file);
	return good || tap_ok(false, "%s", err.message);
}

static const struct netlist_model_component *
component(const struct netlist_model *model, const char *ref)
{
	const struct netlist_model_component *at = model->components;
	while (ref != NULL && at != NULL && strcmp(at->ref, ref) != 0)
		at = at->next;
	return ref == NULL ? NULL : at;
}

static void
is_expanded(struct netlist_variables *variables, const char *ref, const char *text,
            const char *wanted)
{
	struct arena *arena = arena_new(LIMIT);
	const char *expanded = NULL;
	struct err err;
	char name[200];
	snprintf(name, sizeof name, "%s: %s", ref == NULL ? "the project" : ref, text);
	netlist_variable_expand(variables, component(variables->model, ref), text, arena, &expanded,
	                        &err);
	tap_is(text_of(expanded), wanted, name);
	arena_free(arena);
}

static const char *const of_r1[][2] = {
    {"${VALUE} ${Value} ${value}", "10k 10k 10k"},
    {"${REFERENCE} ${reference}", "R1 R1"},
    {"${FOOTPRINT} ${FOOTPRINT_LIBRARY} ${FOOTPRINT_NAME} ${footprint_name}",
     "Resistor_SMD:R_0603 Resistor_SMD R_0603 ${footprint_name}"},
    {"${DATASHEET} ${DESCRIPTION} ${Description}", "http://d/10k sym desc sym desc"},
    {"${SYMBOL_LIBRARY} ${SYMBOL_NAME} ${symbol_name}", "Device R/US ${symbol_name}"},
    {"${SYMBOL_DESCRIPTION} ${SYMBOL_KEYWORDS}", "lib desc res kw"},
    {"${DNP} ${dnp}", "field dnp field dnp"},
    {"<${EXCLUDE_FROM_BOM}${EXCLUDE_FROM_BOARD}>", "<>"},
    {"${exclude_from_bom} ${EXCLUDE_FROM_POS_FILES}",
     "${exclude_from_bom} ${EXCLUDE_FROM_POS_FILES}"},
    {"${MPN} ${mpn} ${Mpn} ${MIXED CASE}", "RC-1 RC-1 RC-1 mc"},
    {"${Other} ${Loop} ${LA}", "RC-1-x a${Loop}b ${LA}"},
    {"${LOOPS}", "/${LOOPS}"},
    {"${PV} ${pv} ${NEST}", "field pv field pv <field pv>"},
    {"${USESFIELD} ${PVS} <${NOTHING}>", "uf RC-1 p/q <>"},
    {"${#} ${##} ${TITLE} ${COMPANY}", "1 2 field title Co"},
    {"${REVISION} ${ISSUE_DATE} ${company}", "r2b 2026-01-02 ${company}"},
    {"${COMMENT1} ${COMMENT2}${COMMENT9} ${COMMENT10} ${COMMENT0}",
     "c1 field title c1 field title ${COMMENT10} ${COMMENT0}"},
    {"${CURRENT_DATE} ${PROJECTNAME}", "2026-11-20 probe"},
    {"${FILENAME} ${FILEPATH}", "probe.kicad_sch /boards/amp.v2/probe.kicad_sch"},
    {"${SHEETNAME} ${SHEETFILE} ${SHEETPATH}x", "probe probe.kicad_sch /x"},
    {"${sheetname} ${Sheetname} ${ki_keywords} ${SF}",
     "${sheetname} ${Sheetname} ${ki_keywords} ${SF}"},
    {"${PAPER} ${KICAD_VERSION} ${UNIT} ${OP} ${EXCLUDE_FROM_SIM} ${VCSHASH}",
     "${PAPER} ${KICAD_VERSION} ${UNIT} ${OP} ${EXCLUDE_FROM_SIM} ${VCSHASH}"},
    {"${R2:VALUE} ${R2:mpn} ${R2:REFERENCE} ${R2:DNP}", "22k other R2 DNP"},
    {"${R2:EXCLUDE_FROM_BOM}, ${R2:EXCLUDE_FROM_BOARD}", "Excluded from BOM, Excluded from board"},
    {"${R2:PV} ${R2:SHEETPATH} ${R2:##} ${R2:COMPANY}", "project pv / 2 Co"},
    {"${R10:TITLE} <${R10:COMPANY}> ${R10:#} ${R10:COMMENT1} ${R10:SF}",
     "Sub title <> 2 sub c1 sheet field Sub A"},
    {"${r2:VALUE} ${R99:VALUE} ${R2:NOSUCH} ${R2:Empty}",
     "${r2:VALUE} ${R99:VALUE} ${R2:NOSUCH} ${R2:Empty}"},
    {"${R2:FOOTPRINT_LIBRARY} <${R2:FOOTPRINT_NAME}>", "X <>"},
    {"<${R1:Empty}${Empty}>", "<>"},
    {"${R2: VALUE} ${R2:VALUE } ${ VALUE}", "${R2: VALUE} ${R2:VALUE } ${ VALUE}"},
    {"${R1:MPN:x} ${VALUE:0}", "RC-1 ${VALUE:0}"},
    {"${0002:VALUE}", "22k"},
    {"${A:C1:VALUE} ${kicost.test:dnp}", "1u colon"},
    {"${${R2:REF}:MPN} ${${Which}} ${R2:${WHICHV}}", "RC-1 RC-1 project pv"},
    {"${R2:Back}", "RC-1-x other"},
    {"${PIN_NAME(1)} <${PIN_NAME(2)}> ${PIN_NAME(9)}", "P/A <> ${PIN_NAME(9)}"},
    {"${NET_NAME(1)} ${NET_NAME(2)}", "/Sub A/IN unconnected-(R1-P/A-Pad2)"},
    {"${SHORT_NET_NAME(1)} ${SHORT_NET_NAME(2)}", "IN NC"},
    {"${NET_CLASS(1)} ${R1:NET_CLASS(2)}", "Default Default"},
    {"${NET_NAME(PA)} ${NET_NAME()} ${NET_NAME(} ${net_name(1)}",
     "${NET_NAME(PA)} ${NET_NAME()} ${NET_NAME(} ${net_name(1)}"},
    {"${R2:NET_NAME(1)}", "${R2:NET_NAME(1)}"},
};

static const char *const of_r2[][2] = {
    {"${DNP}, ${EXCLUDE_FROM_BOM}, ${EXCLUDE_FROM_BOARD}, ${dnp}",
     "DNP, Excluded from BOM, Excluded from board, ${dnp}"},
    {"${R1:DNP} ${TITLE} ${COMMENT1} ${PV}",
     "field dnp Tit project pv c1 Tit project pv project pv"},
    {"<${DESCRIPTION}${DATASHEET}${SYMBOL_DESCRIPTION}${SYMBOL_KEYWORDS}>", "<>"},
};

static const char *const of_rx[][2] = {
    {"<${VALUE}${DATASHEET}${FOOTPRINT}${FOOTPRINT_NAME}${FOOTPRINT_LIBRARY}>", "<>"},
    {"<${SYMBOL_NAME}${SYMBOL_LIBRARY}> ${PIN_NAME(1)}", "<> ${PIN_NAME(1)}"},
};

static const char *const of_r10[][2] = {
    {"${SHEETNAME} ${SHEETFILE} ${SHEETPATH}", "Sub A sub/a.kicad_sch /Sub A/"},
    {"${SF} ${sf}", "sheet field Sub A ${sf}"},
};

static const char *const of_project[][2] = {
    {"${TITLE} ${COMMENT2} ${PV} ${NEST}",
     "Tit project pv c1 Tit project pv project pv <project pv>"},
    {"${R1:MPN} ${USESFIELD} ${VALUE} ${##}", "RC-1 uf ${MPN} pv value 2"},
    {"${REFERENCE} ${SHEETNAME} ${DNP}", "${REFERENCE} ${SHEETNAME} ${DNP}"},
};

static void
are_expanded(struct netlist_variables *variables, const char *ref, const char *const pairs[][2],
             size_t count)
{
	for (size_t i = 0; i < count; i++)
		is_expanded(variables, ref, pairs[i][0], pairs[i][1]);
}

static void
test_all(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_model model;
	struct netlist_variables variables;
	struct err err;
	if (read_netlist(netlist, NETLIST_VARIABLE_WANTED, arena, &model) &&
	    netlist_variable_start(&model, "2026-11-20", arena, &variables, &err)) {
		are_expanded(&variables, "R1", of_r1, LENGTH(of_r1));
		are_expanded(&variables, "R2", of_r2, LENGTH(of_r2));
		are_expanded(&variables, "RX", of_rx, LENGTH(of_rx));
		are_expanded(&variables, "R10", of_r10, LENGTH(of_r10));
		are_expanded(&variables, NULL, of_project, LENGTH(of_project));
	}
	arena_free(arena);
}

/* Without what was not wanted, or is not in the file, names stand for nothing. */
static void
test_little(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct netlist_model model;
	struct netlist_variables variables;
	struct err err;
	if (read_netlist(netlist, 0, arena, &model) &&
	    netlist_variable_start(&model, NULL, arena, &variables, &err)) {
		is_expanded(&variables, "R1", "${VALUE} <${DATASHEET}> ${MPN} ${TITLE} ${PV}",
		            "10k <> ${MPN} ${TITLE} ${PV}");
		is_expanded(&variables, "R1", "${SHEETPATH} ${PIN_NAME(1)} ${NET_NAME(1)} ${##}",
		            "${SHEETPATH} ${PIN_NAME(1)} /Sub A/IN ${##}");
		is_expanded(&variables, NULL, "${CURRENT_DATE}", "${CURRENT_DATE}");
	}
	if (read_netlist("<export version=\"D\"><components><comp ref=\"R1\"/></components>"
	                 "</export>",
	                 NETLIST_VARIABLE_WANTED, arena, &model) &&
	    netlist_variable_start(&model, NULL, arena, &variables, &err))
		is_expanded(&variables, "R1", "${REFERENCE} ${FILENAME} ${TITLE} ${SHEETPATH}",
		            "R1 ${FILENAME} ${TITLE} ${SHEETPATH}");
	arena_free(arena);
}

/* Versions differ in names of nets, and in where the description stands. */
static void
test_versions(void)
{
	static const struct {
		const char *tool, *net, *expanded;
	} versions[] = {
	    {"5.1.9", "/A/B{slash}C", "lib /A/B{slash}C B{slash}C"},
	    {"7.0.11", "/A/B{slash}C", "lib /A/B/C B/C"},
	    {"9.0.8", "/A/C", "d /A/C C"},
	    {"9.0.8", "unconnected-(R1-P/A-Pad1)",
	     "d unconnected-(R1-P/A-Pad1) unconnected-(R1-P/A-Pad1)"},
	};
	for (size_t i = 0; i < LENGTH(versions); i++) {
		struct arena *arena = arena_new(LIMIT);
		struct netlist_model model;
		struct netlist_variables variables;
		struct err err;
		const char *text = arena_format(
		    arena, &err,
		    "<export version=\"E\"><design><source>C:\\b\\x.sch</source>"
		    "<tool>Eeschema %s</tool></design><components><comp ref=\"R1\">%s"
		    "<libsource lib=\"L\" part=\"R\" description=\"lib\"/></comp></components>"
		    "<nets><net name=\"%s\"><node ref=\"R1\" pin=\"1\"/></net></nets></export>",
		    versions[i].tool,
		    versions[i].tool[0] == '9' ? "<description>d</description>" : "",
		    versions[i].net);
		if (read_netlist(text, NETLIST_VARIABLE_WANTED, arena, &model) &&
		    netlist_variable_start(&model, NULL, arena, &variables, &err)) {
			is_expanded(&variables, "R1",
			            "${DESCRIPTION} ${NET_NAME(1)} ${SHORT_NET_NAME(1)}",
			            versions[i].expanded);
			is_expanded(&variables, "R1", "${FILENAME} ${PROJECTNAME}", "x.sch x");
		}
		arena_free(arena);
	}
}

int
main(void)
{
	test_all();
	test_little();
	test_versions();
	return tap_done();
}
