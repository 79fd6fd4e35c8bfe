/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_grammar.h"

#include <string.h>

#define MEMBER(member) offsetof(struct netlist_record, current.member)
#define DESIGN(member) offsetof(struct netlist_record, design.member)
#define ITEM(member)                                             \
	.item = offsetof(struct netlist_record, current.member), \
	.item_size = sizeof((struct netlist_record *)NULL)->current.member
#define LIST(member) .list = offsetof(struct netlist_record, current.member)
#define TEXT(member) .text = MEMBER(member)
#define CHILDREN(...)                                \
	.children = (const struct netlist_element[]) \
	{                                            \
		__VA_ARGS__,                         \
		{                                    \
			.name = NULL                 \
		}                                    \
	}
#define NEEDED true

/* A text that is an item of its own. */
#define TEXT_ITEM(element, to)                                      \
	{                                                           \
		.name = (element), TEXT(text), ITEM(text), LIST(to) \
	}

/* <field name="..."> and its text. */
#define FIELD_ITEM(to)                                                                 \
	{                                                                              \
		.name = "field", .attributes = {{"name", MEMBER(field.name), NEEDED}}, \
		TEXT(field.value), ITEM(field), LIST(to)                               \
	}

#define PROPERTY_ITEM(to, hook)                                      \
	{                                                            \
		.name = "property",                                  \
		.attributes = {{"name", MEMBER(field.name), NEEDED}, \
		               {"value", MEMBER(field.value)}},      \
		ITEM(field), LIST(to), .end = (hook)                 \
	}

static const struct netlist_element title_block[] = {
    {.name = "title", TEXT(sheet.title)},
    {.name = "company", TEXT(sheet.company)},
    {.name = "rev", TEXT(sheet.revision)},
    {.name = "date", TEXT(sheet.date)},
    {.name = "source", TEXT(sheet.source)},
    {.name = "comment",
     .attributes = {{"number", MEMBER(comment.number)}, {"value", MEMBER(comment.value)}},
     ITEM(comment),
     LIST(comments)},
    {.name = NULL},
};

static const struct netlist_element design[] = {
    {.name = "source", .text = DESIGN(source)},
    {.name = "date", .text = DESIGN(date)},
    {.name = "tool", .text = DESIGN(tool)},
    {.name = "textvar",
     .attributes = {{"name", MEMBER(textvar.name)}},
     TEXT(textvar.value),
     .begin = netlist_record_begin,
     .end = netlist_record_end_textvar},
    {.name = "sheet",
     .children = (const struct netlist_element[]){{.name = "title_block", .children = title_block},
                                                  {.name = NULL}},
     .attributes = {{"number", MEMBER(sheet.number)},
                    {"name", MEMBER(sheet.name)},
                    {"tstamps", MEMBER(sheet.tstamps)}},
     .begin = netlist_record_begin,
     .end = netlist_record_end_sheet},
    {.name = NULL},
};

static const struct netlist_element variant[] = {
    PROPERTY_ITEM(variant_properties, NULL),
    {.name = "fields", CHILDREN(FIELD_ITEM(variant_fields))},
    {.name = NULL},
};

static const struct netlist_element variants[] = {
    {.name = "variant",
     .children = variant,
     .attributes = {{"name", MEMBER(variant.name), NEEDED}},
     ITEM(variant),
     LIST(variants),
     .begin = netlist_record_begin_variant,
     .end = netlist_record_end_variant},
    {.name = NULL},
};

static const struct netlist_element jumper_pin_groups[] = {
    {.name = "group",
     CHILDREN(TEXT_ITEM("pin", group_pins)),
     ITEM(group),
     LIST(groups),
     .begin = netlist_record_begin_group,
     .end = netlist_record_end_group},
    {.name = NULL},
};

static const struct netlist_element unit_pins[] = {
    {.name = "pin", .attributes = {{"num", MEMBER(text), NEEDED}}, ITEM(text), LIST(unit_pins)},
    {.name = NULL},
};

static const struct netlist_element units[] = {
    {.name = "unit",
     CHILDREN({.name = "pins", .children = unit_pins}),
     .attributes = {{"name", MEMBER(unit.name)}},
     ITEM(unit),
     LIST(units),
     .begin = netlist_record_begin_unit,
     .end = netlist_record_end_unit},
    {.name = NULL},
};

/* The most frequent ones first. */
static const struct netlist_element comp[] = {
    PROPERTY_ITEM(properties, netlist_record_end_property),
    {.name = "value", TEXT(component.value)},
    {.name = "footprint", TEXT(component.footprint)},
    {.name = "datasheet", TEXT(component.datasheet)},
    {.name = "description", TEXT(component.description)},
    {.name = "fields", CHILDREN(FIELD_ITEM(fields))},
    {.name = "libsource",
     .attributes = {{"lib", MEMBER(component.lib)},
                    {"part", MEMBER(component.part)},
                    {"description", MEMBER(component.library_description)}}},
    {.name = "sheetpath",
     .attributes = {{"names", MEMBER(component.sheet_names)},
                    {"tstamps", MEMBER(component.sheet_tstamps)}}},
    {.name = "component_classes", CHILDREN(TEXT_ITEM("class", classes))},
    {.name = "tstamps", TEXT(text), .end = netlist_record_end_tstamps},
    {.name = "tstamp", TEXT(component.tstamp)},
    {.name = "units", .children = units},
    {.name = "variants", .children = variants},
    {.name = "duplicate_pin_numbers_are_jumpers", TEXT(jumpers)},
    {.name = "jumper_pin_groups", .children = jumper_pin_groups},
    {.name = NULL},
};

static const struct netlist_element components[] = {
    {.name = "comp",
     .children = comp,
     .attributes = {{"ref", MEMBER(component.ref), NEEDED}},
     .begin = netlist_record_begin,
     .end = netlist_record_end_component},
    {.name = NULL},
};

static const struct netlist_element libpart_pins[] = {
    {.name = "pin",
     .attributes = {{"num", MEMBER(pin.number), NEEDED},
                    {"name", MEMBER(pin.name)},
                    {"type", MEMBER(pin.type)}},
     ITEM(pin),
     LIST(pins)},
    {.name = NULL},
};

static const struct netlist_element libpart[] = {
    {.name = "aliases", CHILDREN(TEXT_ITEM("alias", aliases))},
    {.name = "description", TEXT(libpart.description)},
    {.name = "docs", TEXT(libpart.docs)},
    {.name = "footprints", CHILDREN(TEXT_ITEM("fp", footprints))},
    {.name = "fields", CHILDREN(FIELD_ITEM(fields))},
    {.name = "pins", .children = libpart_pins},
    {.name = NULL},
};

static const struct netlist_element libparts[] = {
    {.name = "libpart",
     .children = libpart,
     .attributes = {{"lib", MEMBER(libpart.lib)}, {"part", MEMBER(libpart.part), NEEDED}},
     .begin = netlist_record_begin,
     .end = netlist_record_end_libpart},
    {.name = NULL},
};

static const struct netlist_element libraries[] = {
    {.name = "library",
     CHILDREN({.name = "uri", TEXT(library.uri)}),
     .attributes = {{"logical", MEMBER(library.logical)}},
     .begin = netlist_record_begin,
     .end = netlist_record_end_library},
    {.name = NULL},
};

static const struct netlist_element net[] = {
    {.name = "node",
     .attributes = {{"ref", MEMBER(node.ref), NEEDED},
                    {"pin", MEMBER(node.pin), NEEDED},
                    {"pinfunction", MEMBER(node.function)},
                    {"pintype", MEMBER(node.type)}},
     .is_brief = true,
     ITEM(node),
     .open = netlist_record_open_node},
    {.name = NULL},
};

static const struct netlist_element nets[] = {
    {.name = "net",
     .children = net,
     .attributes = {{"code", MEMBER(net.code)},
                    {"name", MEMBER(net.name)},
                    {"class", MEMBER(net.net_class)}},
     .begin = netlist_record_begin,
     .open = netlist_record_open_net},
    {.name = NULL},
};

static const struct netlist_element sections[] = {
    {.name = "design", .children = design, .end = netlist_record_give_design},
    {.name = "components", .children = components, .begin = netlist_record_give_design},
    {.name = "libparts", .children = libparts, .begin = netlist_record_give_design},
    {.name = "libraries", .children = libraries, .begin = netlist_record_give_design},
    {.name = "nets", .children = nets, .begin = netlist_record_give_design},
    {.name = NULL},
};

static const struct netlist_element export[] = {
    {.name = "export",
     .children = sections,
     .attributes = {{"version", DESIGN(version)}},
     .end = netlist_record_give_design},
    {.name = NULL},
};

const struct netlist_element netlist_grammar_file = {.name = "", .children = export};

const struct netlist_element *
netlist_grammar_child(const struct netlist_element *parent, const char *name)
{
	const struct netlist_element *child = parent->children;
	for (; child != NULL && child->name != NULL; child++)
		if (child->name[0] == name[0] && strcmp(child->name, name) == 0)
			return child;
	return NULL;
}

const struct netlist_attribute *
netlist_grammar_attribute(const struct netlist_element *element, const char *name)
{
	const struct netlist_attribute *attribute = element->attributes;
	for (; attribute->name != NULL; attribute++)
		if (attribute->name[0] == name[0] && strcmp(attribute->name, name) == 0)
			return attribute;
	return NULL;
}
