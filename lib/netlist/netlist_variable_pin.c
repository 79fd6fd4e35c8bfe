/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_variable_pin.h"

#include <string.h>

/* As the netlist writes the names of such nets, and KiCad 10 their short ones. */
static const char unconnected[] = "unconnected-(", no_net[] = "NC";

static bool
enter(struct netlist_index *index, const char *first, const char *second, const void *value,
      struct err *err)
{
	void **place = netlist_index_enter(index, first, second, err);
	if (place == NULL)
		return false;
	if (*place == NULL)
		*place = (void *)(uintptr_t)value;
	return true;
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static bool
enter_libparts(struct netlist_variables *variables, struct err *err)
{
	for (const struct netlist_model_libpart *at = variables->model->libparts; at != NULL;
	     at = at->next) {
		if (!enter(&variables->libparts, or_empty(at->lib), at->part, at, err))
			return false;
		for (size_t i = 0; i < at->aliases.count; i++)
			if (!enter(&variables->libparts, or_empty(at->lib),
			           or_empty(at->aliases.items[i]), at, err))
				return false;
	}
	return true;
}

static bool
enter_nodes(struct netlist_variables *variables, struct err *err)
{
	for (const struct netlist_model_net *net = variables->model->nets; net != NULL;
	     net = net->next)
		for (const struct netlist_model_node *at = net->nodes; at != NULL; at = at->next)
			if (!enter(&variables->nodes, at->ref, at->pin, net, err))
				return false;
	return true;
}

static bool
enter_pins(struct netlist_variables *variables, struct err *err)
{
	if (!variables->has_pins &&
	    (!enter_libparts(variables, err) || !enter_nodes(variables, err)))
		return false;
	variables->has_pins = true;
	return true;
}

/* The pin's number, when the name is "WORD(number)". */
static bool
is_of_pin(struct text name, const char *word, struct arena *arena, const char **pin,
          struct err *err)
{
	size_t size = strlen(word);
	*pin = NULL;
	if (name.size < size + 2 || memcmp(name.bytes, word, size) != 0 ||
	    name.bytes[size] != '(' || name.bytes[name.size - 1] != ')')
		return true;
	*pin = arena_copy(arena, name.bytes + size + 1, name.size - size - 2, err);
	return *pin != NULL;
}

/* As the schematic shows it, without the escapes of KiCad 6 and later. */
static bool
pin_name(struct netlist_variables *variables, const struct netlist_model_component *component,
         const char *pin, struct arena *arena, const char **text, struct err *err)
{
	const struct netlist_model_libpart *libpart = netlist_index_find(
	    &variables->libparts, or_empty(component->lib), or_empty(component->part));
	size_t at = 0, count = libpart == NULL ? 0 : libpart->pin_names.count;
	while (at < count && strcmp(libpart->pins.items[at], pin) != 0)
		at++;
	if (at == count)
		return true;
	const char *name = libpart->pin_names.items[at];
	name = netlist_text_is_none(name) ? "" : name;
	char *plain = arena_copy(arena, name, strlen(name), err);
	*text = plain;
	if (plain != NULL && variables->model->design.kicad >= 6)
		netlist_text_unescape(plain, plain);
	return plain != NULL;
}

static const char *
net_name(const struct netlist_model_net *net)
{
	return or_empty(net->true_name == NULL ? net->name : net->true_name);
}

/* Behind the last '/' that is no escaped one. */
static bool
short_net_name(const struct netlist_variables *variables, const struct netlist_model_net *net,
               struct arena *arena, const char **text, struct err *err)
{
	const char *name = or_empty(net->name), *slash = strrchr(name, '/');
	int kicad = variables->model->design.kicad;
	if (strncmp(name, unconnected, sizeof unconnected - 1) == 0) {
		*text = kicad < 10 ? net_name(net) : no_net;
		return true;
	}
	char *plain = arena_copy(arena, slash == NULL ? name : slash + 1,
	                         strlen(slash == NULL ? name : slash + 1), err);
	*text = plain;
	if (plain != NULL && kicad >= 6 && kicad <= 8)
		netlist_text_unescape(plain, plain);
	return plain != NULL;
}

bool
netlist_variable_pin_find(struct netlist_variables *variables,
                          const struct netlist_model_component *component, struct text name,
                          struct arena *arena, const char **text, struct err *err)
{
	enum { PIN_NAME, NET_NAME, SHORT_NET_NAME, NET_CLASS, WORDS };
	static const char *const words[] = {"PIN_NAME", "NET_NAME", "SHORT_NET_NAME", "NET_CLASS"};
	const char *pin = NULL;
	int word = -1;
	while (pin == NULL && ++word < WORDS)
		if (!is_of_pin(name, words[word], arena, &pin, err))
			return false;
	if (pin == NULL)
		return true;
	if (!enter_pins(variables, err))
		return false;
	if (word == PIN_NAME)
		return pin_name(variables, component, pin, arena, text, err);
	const struct netlist_model_net *net = netlist_index_find(&variables->nodes, component->ref,
	                                                         pin);
	if (net == NULL)
		return true;
	if (word == SHORT_NET_NAME)
		return short_net_name(variables, net, arena, text, err);
	*text = word == NET_CLASS ? net->net_class : net_name(net);
	return true;
}
