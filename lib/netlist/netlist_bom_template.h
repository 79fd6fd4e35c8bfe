/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom_template: texts with text variables in the lines of a bill of materials. For
 * netlist_bom_column.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_TEMPLATE_H
#define KIDEPOT_NETLIST_NETLIST_BOM_TEMPLATE_H

#include "base/buf.h"
#include "netlist/netlist_bom.h"
#include "netlist/netlist_variable.h"

struct netlist_bom_templates {
	struct netlist_variables variables;
	struct arena *scratch; /* of one cell at a time, freed with the arena below */
};

/* For the model, as netlist_variable_start. ERR_LIMIT, ERR_SYSTEM. */
bool netlist_bom_template_start(const struct netlist_model *model, const char *today,
                                struct arena *arena, struct netlist_bom_templates *templates,
                                struct err *err);

/*
 * Appends what each component of the line makes of the template: different texts once each, in
 * the order of the references, with `separator` between. Empty ones are left out. ERR_LIMIT.
 */
bool netlist_bom_template_append(struct netlist_bom_templates *templates, const char *template,
                                 const struct netlist_bom_line *line, const char *separator,
                                 struct buf *out, struct err *err);

#endif
