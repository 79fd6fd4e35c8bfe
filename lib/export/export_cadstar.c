/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_cadstar.h"

#include "export/export_rule.h"

/* --- as the style sheet */

static void
put_net_xsl(const struct netlist_model_net *net, struct export_out *out)
{
	const struct netlist_model_node *node = net->nodes;
	const char *lead = ".TER     ";
	bool named = export_rule_is_set(net->name);
	EXPORT_OUT_PUT(out, ".ADD_TER ", node->ref, ".", node->pin, " \"", named ? net->name : "N-",
	               named ? NULL : net->code, "\"\n");
	for (node = node->next; node != NULL; node = node->next) {
		EXPORT_OUT_PUT(out, lead, node->ref, ".", node->pin, "\n");
		lead = "         ";
	}
}

bool
export_cadstar_write_xsl(const struct netlist_model *model, struct arena *arena,
                         struct export_out *out)
{
	const struct netlist_design *design = &model->design;
	(void)arena;
	EXPORT_OUT_PUT(out, ".HEA\n");
	if (design->date != NULL)
		EXPORT_OUT_PUT(out, ".TIM ", design->date, "\n");
	if (design->tool != NULL)
		EXPORT_OUT_PUT(out, ".APP \"", design->tool, "\"\n");
	for (const struct netlist_model_component *component = model->components; component != NULL;
	     component = component->next)
		EXPORT_OUT_PUT(out, ".ADD_COM ", component->ref, " \"", component->value, "\"\n");
	EXPORT_OUT_PUT(out, "\n\n");
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next)
		if (net->node_count > 1)
			put_net_xsl(net, out);
	EXPORT_OUT_PUT(out, "\n.END\n");
	return true;
}

/* --- as KiCad */

static void
put_component(const struct netlist_model *model, const struct netlist_model_component *component,
              struct export_out *out)
{
	const char *footprint = component->footprint;
	EXPORT_OUT_PUT(out, ".ADD_COM     ", component->ref, "     \"");
	export_out_joined(out, export_rule_value(model, component));
	EXPORT_OUT_PUT(out, "\"     \"", export_rule_is_set(footprint) ? footprint : "$noname",
	               "\"\n");
}

static void
put_net_kicad(const struct netlist_model *model, const struct netlist_model_net *net,
              struct export_out *out)
{
	const struct netlist_model_node *node = net->nodes;
	const char *lead = ".TER       ";
	bool named = export_rule_is_set(net->name);
	EXPORT_OUT_PUT(out, "\n.ADD_TER   ", node->ref, "   ");
	export_out_bytes(out, export_rule_pin(model, node->pin));
	EXPORT_OUT_PUT(out, "     \"", named ? net->name : "$", named ? NULL : net->code, "\"\n");
	for (node = node->next; node != NULL; node = node->next) {
		EXPORT_OUT_PUT(out, lead, node->ref, "   ");
		export_out_bytes(out, export_rule_pin(model, node->pin));
		EXPORT_OUT_PUT(out, "\n");
		lead = "            ";
	}
}

bool
export_cadstar_write_kicad(const struct netlist_model *model, struct arena *arena,
                           struct export_out *out)
{
	(void)arena;
	EXPORT_OUT_PUT(out, ".HEA\n.TIM ", model->design.date, "\n.APP \"", model->design.tool,
	               "\"\n.TYP FULL\n\n");
	for (const struct netlist_model_component *component = model->components; component != NULL;
	     component = component->next)
		if (!component->exclude_from_board)
			put_component(model, component, out);
	EXPORT_OUT_PUT(out, "\n");
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next)
		if (net->node_count > 1)
			put_net_kicad(model, net, out);
	EXPORT_OUT_PUT(out, "\n.END\n");
	return true;
}
