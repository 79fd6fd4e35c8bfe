/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_variant.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 50, NUMBERS = 64 }; /* names that a message can tell; numbers at first */

/* --- one component */

static bool
is_yes(const char *value)
{
	return value != NULL && strcmp(value, "1") == 0;
}

static void
change_flags(struct netlist_component *component, struct netlist_fields properties)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = {
	    {"dnp", &component->dnp},
	    {"exclude_from_bom", &component->exclude_from_bom},
	    {"exclude_from_pos_files", &component->exclude_from_pos_files},
	};
	for (size_t i = 0; i < properties.count; i++)
		for (size_t known = 0; known < sizeof flags / sizeof flags[0]; known++)
			if (strcmp(properties.items[i].name, flags[known].name) == 0)
				*flags[known].flag = is_yes(properties.items[i].value);
}

static void
change_member(struct netlist_component *component, const struct netlist_field *field)
{
	const struct {
		const char *name;
		const char **member;
	} members[] = {
	    {"Value", &component->value},
	    {"Footprint", &component->footprint},
	    {"Datasheet", &component->datasheet},
	    {"Description", &component->description},
	};
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (strcmp(field->name, members[i].name) == 0)
			*members[i].member = field->value;
}

/* The component's fields, with those of the variant in the place of equal names. */
static bool
change_fields(struct netlist_component *component, struct netlist_fields fields,
              struct arena *arena, struct err *err)
{
	size_t count = component->fields.count;
	struct netlist_field *items = arena_alloc(arena, (count + fields.count) * sizeof *items,
	                                          err);
	if (items == NULL)
		return false;
	if (count > 0)
		memcpy(items, component->fields.items, count * sizeof *items);
	for (size_t i = 0; i < fields.count; i++) {
		size_t at = 0;
		while (at < count && strcmp(items[at].name, fields.items[i].name) != 0)
			at++;
		items[at] = fields.items[i];
		count += at == count;
		change_member(component, &fields.items[i]);
	}
	component->fields = (struct netlist_fields){items, count};
	return true;
}

/* --- all of them */

static bool
keep_name(struct netlist_variant_view *view, const char *name)
{
	size_t count = view->names.count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(view->names.items[i], name) == 0)
			return true;
	if (count == NAMES_MAX)
		return true;
	if (view->names.items == NULL) {
		view->names.items = arena_alloc(view->arena, NAMES_MAX * sizeof(char *), view->err);
		if (view->names.items == NULL)
			return false;
	}
	const char *copy = arena_copy(view->arena, name, strlen(name), view->err);
	if (copy == NULL)
		return false;
	((const char **)(uintptr_t)view->names.items)[count] = copy;
	view->names.count++;
	return true;
}

static bool
keep_number(struct netlist_variant_view *view)
{
	if (view->changed_count == view->changed_room) {
		size_t room = view->changed_room == 0 ? NUMBERS : 2 * view->changed_room;
		size_t size = sizeof *view->changed;
		uint64_t *grown = arena_grow(view->arena, view->changed, view->changed_room * size,
		                             room * size, view->err);
		if (grown == NULL)
			return false;
		view->changed = grown;
		view->changed_room = room;
	}
	view->changed[view->changed_count++] = view->components;
	return true;
}

static bool
give_component(void *context, const struct netlist_component *component)
{
	struct netlist_variant_view *view = context;
	struct netlist_component own = *component;
	for (size_t i = 0; i < component->variant_count; i++) {
		const struct netlist_variant *variant = &component->variants[i];
		if (!keep_name(view, variant->name))
			return false;
		if (strcmp(variant->name, view->variant) != 0)
			continue;
		view->found = true;
		change_flags(&own, variant->properties);
		if (variant->fields.count > 0 &&
		    !(change_fields(&own, variant->fields, view->arena, view->err) &&
		      keep_number(view)))
			return false;
	}
	view->components++;
	return view->sink.component == NULL || view->sink.component(view->sink.context, &own);
}

/* What is no component goes on as it is. */
#define GIVE(record)                                                                   \
	static bool give_##record(void *context, const struct netlist_##record *given) \
	{                                                                              \
		const struct netlist_variant_view *view = context;                     \
		return view->sink.record(view->sink.context, given);                   \
	}

GIVE(design)
GIVE(textvar)
GIVE(sheet)
GIVE(libpart)
GIVE(library)
GIVE(net)

static bool
give_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	const struct netlist_variant_view *view = context;
	return view->sink.node(view->sink.context, net, node);
}

static void
give_warning(void *context, const char *message)
{
	const struct netlist_variant_view *view = context;
	view->sink.warning(view->sink.context, message);
}

bool
netlist_variant_read(void *context, const struct netlist_sink *sink, struct err *err)
{
	struct netlist_variant_view *view = context;
	const struct netlist_sink own = {
	    .context = view,
	    .design = sink->design == NULL ? NULL : give_design,
	    .textvar = sink->textvar == NULL ? NULL : give_textvar,
	    .sheet = sink->sheet == NULL ? NULL : give_sheet,
	    .component = give_component,
	    .libpart = sink->libpart == NULL ? NULL : give_libpart,
	    .library = sink->library == NULL ? NULL : give_library,
	    .net = sink->net == NULL ? NULL : give_net,
	    .node = sink->node == NULL ? NULL : give_node,
	    .warning = sink->warning == NULL ? NULL : give_warning,
	};
	view->sink = *sink;
	view->err = err;
	return view->source(view->context, &own, err);
}

bool
netlist_variant_check(const struct netlist_variant_view *view, struct err *err)
{
	char names[300] = "";
	size_t used = 0;
	if (view->found)
		return true;
	if (view->names.count == 0)
		snprintf(names, sizeof names, "none");
	for (size_t i = 0; i < view->names.count && used < sizeof names - 1; i++)
		used += (size_t)snprintf(names + used, sizeof names - used, "%s\"%s\"",
		                         i == 0 ? "" : ", ", view->names.items[i]);
	err_set(err, ERR_INPUT, "no component has a variant \"%s\"; there are %s", view->variant,
	        names);
	return err_field(err, "variant");
}
