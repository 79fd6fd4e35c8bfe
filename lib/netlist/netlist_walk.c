/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_fault.h"
#include "netlist/netlist_grammar.h"

enum { FIRST_ROOM = 1024 };

/* --- where we are */

static const struct netlist_element *
innermost(const struct netlist_walk *walk)
{
	return walk->depth == 0 ? &netlist_grammar_file : walk->open[walk->depth - 1];
}

static bool
is_in_record(const struct netlist_walk *walk)
{
	for (size_t i = 0; i < walk->depth; i++)
		if (walk->open[i]->begin == netlist_record_begin)
			return true;
	return false;
}

/* "export/design/source". */
static void
path_to(const struct netlist_walk *walk, char where[NETLIST_WALK_WHERE])
{
	size_t size = 0;
	where[0] = '\0';
	for (size_t i = 0; i < walk->depth && size < NETLIST_WALK_WHERE; i++)
		size += (size_t)snprintf(where + size, NETLIST_WALK_WHERE - size, "%s%s",
		                         i == 0 ? "" : "/", walk->open[i]->name);
}

void
netlist_walk_where(const struct netlist_walk *walk, char where[NETLIST_WALK_WHERE])
{
	const struct netlist_element *element = innermost(walk);
	const char *field = walk->record.current.field.name;
	char record[NETLIST_FAULT_QUOTED + 32], quoted[NETLIST_FAULT_QUOTED];
	if (!is_in_record(walk)) {
		path_to(walk, where);
		return;
	}
	netlist_record_name(&walk->record, record, sizeof record);
	if (walk->passing == 0 && strcmp(element->name, "field") == 0 && field != NULL) {
		netlist_fault_quote(field, quoted);
		snprintf(where, NETLIST_WALK_WHERE, "field \"%s\" of %s", quoted, record);
	} else if (walk->passing == 0 && element->text != 0 && element->begin == NULL) {
		snprintf(where, NETLIST_WALK_WHERE, "%s of %s", element->name, record);
	} else {
		snprintf(where, NETLIST_WALK_WHERE, "%s", record);
	}
}

const char *
netlist_walk_element(const struct netlist_walk *walk)
{
	return walk->passing > 0 ? "..." : innermost(walk)->name;
}

/* --- refusing */

static bool
refuse_limit(struct netlist_walk *walk, const char *what, uint64_t limit)
{
	char where[NETLIST_WALK_WHERE];
	netlist_walk_where(walk, where);
	return err_set(&walk->record.err, ERR_LIMIT, "more than %" PRIu64 " %s%s%s", limit, what,
	               where[0] == '\0' ? "" : " in ", where);
}

/* The error is a limit's; says where. */
static bool
refuse_record(struct netlist_walk *walk)
{
	char where[NETLIST_WALK_WHERE];
	netlist_walk_where(walk, where);
	if (!walk->record.stopped && where[0] != '\0')
		err_prefix(&walk->record.err, "%s", where);
	return false;
}

static bool
refuse_root(struct netlist_walk *walk, const char *name)
{
	char quoted[NETLIST_FAULT_QUOTED];
	netlist_fault_quote(name, quoted);
	return err_set(&walk->record.err, ERR_INPUT,
	               "this is no netlist of KiCad's: its root is \"<%s>\", not \"<export>\"",
	               quoted);
}

/* --- elements */

static const char **
member_of(struct netlist_record *record, size_t offset)
{
	return (const char **)(void *)((char *)record + offset);
}

static bool
add_unknown(struct netlist_walk *walk, const char *name)
{
	if (!netlist_unknown_add(&walk->unknown, name, &walk->record.err))
		return refuse_record(walk);
	walk->record.counts.unknown = walk->unknown.names[0];
	return true;
}

static bool
pass_attribute(struct netlist_walk *walk, const char *name)
{
	walk->record.counts.unknown_attributes++;
	return add_unknown(walk, name);
}

static bool
pass_over(struct netlist_walk *walk, const char *name, const char **attributes)
{
	walk->passing++;
	walk->record.counts.unknown_elements++;
	if (!add_unknown(walk, name))
		return false;
	for (; *attributes != NULL; attributes += 2)
		if (!pass_attribute(walk, attributes[0]))
			return false;
	return true;
}

static bool
take_attribute(struct netlist_walk *walk, const struct netlist_element *element, const char *name,
               const char *value)
{
	struct netlist_record *record = &walk->record;
	const struct netlist_attribute *known = netlist_grammar_attribute(element, name);
	if (known == NULL)
		return pass_attribute(walk, name);
	size_t size = strlen(value);
	if (size > record->limits.attribute)
		return refuse_limit(walk, "bytes in one attribute", record->limits.attribute);
	if (!element->is_brief)
		value = netlist_record_copy(record, value, size);
	if (value == NULL)
		return refuse_record(walk);
	*member_of(record, known->member) = value;
	return true;
}

static bool
has_needed(struct netlist_walk *walk, const struct netlist_element *element)
{
	const struct netlist_attribute *known = element->attributes;
	char where[NETLIST_WALK_WHERE];
	for (; known->name != NULL; known++) {
		if (!known->is_needed || *member_of(&walk->record, known->member) != NULL)
			continue;
		netlist_walk_where(walk, where);
		return err_set(&walk->record.err, ERR_INPUT,
		               "\"<%s>\" without \"%s\"%s%s; no version of KiCad writes that",
		               element->name, known->name, where[0] == '\0' ? "" : " in ", where);
	}
	return true;
}

static bool
open_element(struct netlist_walk *walk, const struct netlist_element *element,
             const char **attributes)
{
	struct netlist_record *record = &walk->record;
	if (element->begin != NULL && !element->begin(record))
		return refuse_record(walk);
	if (element->item_size > 0)
		memset((char *)record + element->item, 0, element->item_size);
	walk->open[walk->depth++] = element;
	walk->text_size = 0;
	for (; *attributes != NULL; attributes += 2)
		if (!take_attribute(walk, element, attributes[0], attributes[1]))
			return false;
	if (!has_needed(walk, element))
		return false;
	return element->open == NULL || element->open(record) || refuse_record(walk);
}

static bool
check_limits(struct netlist_walk *walk, const char **attributes)
{
	const struct netlist_limits *limits = &walk->record.limits;
	size_t count = 0;
	while (attributes[count] != NULL)
		count++;
	if (++walk->record.counts.elements > limits->elements)
		return refuse_limit(walk, "elements", limits->elements);
	if (walk->depth + walk->passing >= limits->depth)
		return refuse_limit(walk, "elements in one another", limits->depth);
	if (count / 2 > limits->attributes)
		return refuse_limit(walk, "attributes of one element", limits->attributes);
	return true;
}

bool
netlist_walk_open(struct netlist_walk *walk, const char *name, const char **attributes)
{
	const struct netlist_element *element = NULL;
	if (!check_limits(walk, attributes))
		return false;
	if (walk->passing == 0)
		element = netlist_grammar_child(innermost(walk), name);
	if (element != NULL)
		return open_element(walk, element, attributes);
	return walk->depth > 0 ? pass_over(walk, name, attributes) : refuse_root(walk, name);
}

bool
netlist_walk_close(struct netlist_walk *walk)
{
	struct netlist_record *record = &walk->record;
	const struct netlist_element *element = innermost(walk);
	if (walk->passing > 0) {
		walk->passing--;
		return true;
	}
	if (element->text != 0) {
		const char *text = netlist_record_copy(record, walk->text, walk->text_size);
		if (text == NULL)
			return refuse_record(walk);
		*member_of(record, element->text) = text;
	}
	if (element->end != NULL && !element->end(record))
		return refuse_record(walk);
	struct netlist_list *list = (void *)((char *)record + element->list);
	if (element->list != 0 &&
	    !netlist_record_add(record, list, (char *)record + element->item, element->item_size))
		return refuse_record(walk);
	walk->depth--;
	return true;
}

static bool
reserve_text(struct netlist_walk *walk, size_t more)
{
	size_t limit = walk->record.limits.text;
	if (more > limit - walk->text_size)
		return refuse_limit(walk, "bytes of text", limit);
	if (more <= walk->text_room - walk->text_size)
		return true;
	size_t room = walk->text_room == 0 ? FIRST_ROOM : walk->text_room;
	while (room - walk->text_size < more)
		room *= 2;
	char *text = realloc(walk->text, room);
	if (text == NULL)
		return err_set(&walk->record.err, ERR_SYSTEM, "no memory for a text");
	walk->text = text;
	walk->text_room = room;
	return true;
}

bool
netlist_walk_text(struct netlist_walk *walk, const char *bytes, size_t size)
{
	if (walk->passing > 0 || innermost(walk)->text == 0)
		return true;
	if (!reserve_text(walk, size))
		return false;
	memcpy(walk->text + walk->text_size, bytes, size);
	walk->text_size += size;
	return true;
}

/* --- a walk's life */

bool
netlist_walk_start(struct netlist_walk *walk, const struct netlist_sink *sink,
                   const struct netlist_limits *limits)
{
	walk->record.sink = *sink;
	walk->record.limits = *limits;
	walk->record.arena = arena_new(limits->memory);
	walk->open = calloc(limits->depth == 0 ? 1 : limits->depth, sizeof(void *));
	return netlist_unknown_start(&walk->unknown, limits->unknown) &&
	       walk->record.arena != NULL && walk->open != NULL;
}

void
netlist_walk_end(struct netlist_walk *walk)
{
	arena_free(walk->record.arena);
	netlist_unknown_end(&walk->unknown);
	free(walk->open);
	free(walk->text);
}
