/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_rule: what the exporters have in common. The rules of KiCad's own are as seen in
 * what KiCad 9.0.8 and 10.0.6 write.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_RULE_H
#define KIDEPOT_EXPORT_EXPORT_RULE_H

#include "base/text.h"
#include "netlist/netlist_model.h"

/* A text that is there and not empty. */
bool export_rule_is_set(const char *text);

/* The value as KiCad's own exporters write it: "" for "~", as which KiCad's XML has an empty
 * one since version 5. May be NULL. */
const char *export_rule_value(const struct netlist_model *model,
                              const struct netlist_model_component *component);

/* A pin's number as KiCad's own exporters write it: up to KiCad 9 its first four
 * characters. */
struct text export_rule_pin(const struct netlist_model *model, const char *number);

#endif
