/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_fault.h"

enum { FIRST_ROOM = 8 };

/* --- arrays and texts */

const char *
netlist_record_copy(struct netlist_record *record, const char *bytes, size_t size)
{
	return arena_copy(record->arena, bytes, size, &record->err);
}

bool
netlist_record_add(struct netlist_record *record, struct netlist_list *list, const void *item,
                   size_t size)
{
	if (record->items >= record->limits.items)
		return err_set(&record->err, ERR_LIMIT,
		               "more than %zu fields, pins and the like in one record",
		               record->limits.items);
	if (list->count == list->room) {
		size_t room = list->room == 0 ? FIRST_ROOM : list->room * 2;
		void *items = arena_grow(record->arena, list->items, list->count * size,
		                         room * size, &record->err);
		if (items == NULL)
			return false;
		list->items = items;
		list->room = room;
	}
	memcpy((char *)list->items + list->count * size, item, size);
	list->count++;
	record->items++;
	return true;
}

static struct netlist_fields
fields_of(const struct netlist_list *list)
{
	return (struct netlist_fields){list->items, list->count};
}

static struct netlist_texts
texts_of(const struct netlist_list *list)
{
	return (struct netlist_texts){list->items, list->count};
}

/* --- the design, and records in general */

/*
 * The first number of KiCad's version, from "Eeschema (5.1.8)-1" and the like; 0
 * when none follows the name, as in "(2016-05-20 BZR 6816)" or "no-vcs-found-...".
 * A version x.99 leads to the next one.
 */
static int
kicad_of(const char *tool)
{
	const char *version = tool == NULL ? NULL : strchr(tool, ' ');
	if (version == NULL)
		return 0;
	version += strspn(version, " (");
	size_t digits = strspn(version, "0123456789");
	/* One digit or two, then a point: no year. */
	if (digits == 0 || digits > 2 || version[digits] != '.')
		return 0;
	int major = (int)strtol(version, NULL, 10);
	return strtol(version + digits + 1, NULL, 10) == 99 ? major + 1 : major;
}

bool
netlist_record_give_design(struct netlist_record *record)
{
	if (record->design_is_given)
		return true;
	record->design_is_given = true;
	record->design.kicad = record->kicad = kicad_of(record->design.tool);
	if (record->sink.design == NULL ||
	    record->sink.design(record->sink.context, &record->design))
		return true;
	record->stopped = true;
	return false;
}

bool
netlist_record_begin(struct netlist_record *record)
{
	if (!netlist_record_give_design(record))
		return false;
	/* Its texts, too, lie in the arena. */
	record->design = (struct netlist_design){0};
	record->current = (struct netlist_current){0};
	record->items = 0;
	arena_reset(record->arena);
	return true;
}

/* Tells the sink's answer. */
static bool
given(struct netlist_record *record, uint64_t *count, bool good)
{
	(*count)++;
	record->stopped = !good;
	return good;
}

#define GIVE(record, kind)                         \
	given((record), &(record)->counts.kind##s, \
	      (record)->sink.kind == NULL ||       \
	          (record)->sink.kind((record)->sink.context, &(record)->current.kind))

/* --- items that hold items */

bool
netlist_record_begin_variant(struct netlist_record *record)
{
	record->current.variant_fields = (struct netlist_list){0};
	record->current.variant_properties = (struct netlist_list){0};
	return true;
}

bool
netlist_record_end_variant(struct netlist_record *record)
{
	record->current.variant.fields = fields_of(&record->current.variant_fields);
	record->current.variant.properties = fields_of(&record->current.variant_properties);
	return true;
}

bool
netlist_record_begin_unit(struct netlist_record *record)
{
	record->current.unit_pins = (struct netlist_list){0};
	return true;
}

bool
netlist_record_end_unit(struct netlist_record *record)
{
	record->current.unit.pins = texts_of(&record->current.unit_pins);
	return true;
}

bool
netlist_record_begin_group(struct netlist_record *record)
{
	record->current.group_pins = (struct netlist_list){0};
	return true;
}

bool
netlist_record_end_group(struct netlist_record *record)
{
	record->current.group = texts_of(&record->current.group_pins);
	return true;
}

/* A flag is true when it is there; one with a value is a user's field. */
bool
netlist_record_end_property(struct netlist_record *record)
{
	const struct netlist_field *property = &record->current.field;
	struct netlist_component *component = &record->current.component;
	if (property->value != NULL)
		return true;
	if (strcmp(property->name, "dnp") == 0)
		component->dnp = true;
	else if (strcmp(property->name, "exclude_from_bom") == 0)
		component->exclude_from_bom = true;
	else if (strcmp(property->name, "exclude_from_board") == 0)
		component->exclude_from_board = true;
	else if (strcmp(property->name, "exclude_from_pos_files") == 0)
		component->exclude_from_pos_files = true;
	return true;
}

bool
netlist_record_end_tstamps(struct netlist_record *record)
{
	const char *rest = record->current.text;
	while (*rest != '\0') {
		size_t size = strcspn(rest, " ");
		const char *one = netlist_record_copy(record, rest, size);
		if (one == NULL ||
		    (size > 0 &&
		     !netlist_record_add(record, &record->current.tstamps, &one, sizeof one)))
			return false;
		rest += size + strspn(rest + size, " ");
	}
	return true;
}

/* --- whole records */

bool
netlist_record_end_textvar(struct netlist_record *record)
{
	return GIVE(record, textvar);
}

bool
netlist_record_end_sheet(struct netlist_record *record)
{
	record->current.sheet.comments = record->current.comments.items;
	record->current.sheet.comment_count = record->current.comments.count;
	return GIVE(record, sheet);
}

bool
netlist_record_end_component(struct netlist_record *record)
{
	struct netlist_current *current = &record->current;
	struct netlist_component *component = &current->component;
	component->fields = fields_of(&current->fields);
	component->properties = fields_of(&current->properties);
	component->variants = current->variants.items;
	component->variant_count = current->variants.count;
	component->duplicate_pin_numbers_are_jumpers = current->jumpers != NULL &&
	                                               strcmp(current->jumpers, "1") == 0;
	component->jumper_pin_groups = current->groups.items;
	component->jumper_pin_group_count = current->groups.count;
	component->classes = texts_of(&current->classes);
	component->tstamps = texts_of(&current->tstamps);
	component->units = current->units.items;
	component->unit_count = current->units.count;
	return GIVE(record, component);
}

bool
netlist_record_end_libpart(struct netlist_record *record)
{
	struct netlist_libpart *libpart = &record->current.libpart;
	libpart->aliases = texts_of(&record->current.aliases);
	libpart->footprints = texts_of(&record->current.footprints);
	libpart->fields = fields_of(&record->current.fields);
	libpart->pins = record->current.pins.items;
	libpart->pin_count = record->current.pins.count;
	return GIVE(record, libpart);
}

/* KiCad's plural has its own form. */
bool
netlist_record_end_library(struct netlist_record *record)
{
	const struct netlist_sink *sink = &record->sink;
	return given(record, &record->counts.libraries,
	             sink->library == NULL ||
	                 sink->library(sink->context, &record->current.library));
}

/* 6, 7 and 8 leave the escapes in, 9 and 10 undo them; before there were none. */
bool
netlist_record_open_net(struct netlist_record *record)
{
	struct netlist_net *net = &record->current.net;
	net->true_name = net->name;
	if (net->name != NULL && record->kicad >= 6 && record->kicad <= 8 &&
	    strchr(net->name, '{') != NULL) {
		char *plain = arena_alloc(record->arena, strlen(net->name) + 1, &record->err);
		if (plain == NULL)
			return false;
		netlist_text_unescape(net->name, plain);
		net->true_name = plain;
	}
	return GIVE(record, net);
}

bool
netlist_record_open_node(struct netlist_record *record)
{
	const struct netlist_sink *sink = &record->sink;
	return given(record, &record->counts.nodes,
	             sink->node == NULL ||
	                 sink->node(sink->context, &record->current.net, &record->current.node));
}

/* --- for messages */

void
netlist_record_name(const struct netlist_record *record, char *words, size_t size)
{
	const struct netlist_current *current = &record->current;
	const struct {
		const char *what, *name;
	} kinds[] = {
	    {"component", current->component.ref},
	    {"libpart", current->libpart.part},
	    {"net", current->net.name},
	    {"sheet", current->sheet.name},
	    {"library", current->library.logical},
	    {"text variable", current->textvar.name},
	};
	words[0] = '\0';
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		char quoted[NETLIST_FAULT_QUOTED];
		if (kinds[i].name == NULL)
			continue;
		netlist_fault_quote(kinds[i].name, quoted);
		snprintf(words, size, "%s \"%s\"", kinds[i].what, quoted);
		return;
	}
}
