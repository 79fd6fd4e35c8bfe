/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_variable_pin: the text variables about pins of a component: PIN_NAME(2),
 * NET_NAME(2), SHORT_NET_NAME(2), NET_CLASS(2). For netlist_variable.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_VARIABLE_PIN_H
#define KIDEPOT_NETLIST_NETLIST_VARIABLE_PIN_H

#include "netlist/netlist_variable.h"

/* What the name stands for; *text stays NULL when it is another name, or the component has
 * no such pin. ERR_LIMIT. */
bool netlist_variable_pin_find(struct netlist_variables *variables,
                               const struct netlist_model_component *component, struct text name,
                               struct arena *arena, const char **text, struct err *err);

#endif
