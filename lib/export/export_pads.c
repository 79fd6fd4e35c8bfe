/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_pads.h"

#include <string.h>

#include "export/export_rule.h"

enum { REF_WIDTH = 16, PINS_OF_LINE = 6 };

static void
put_name(const struct netlist_model_net *net, struct export_out *out)
{
	bool named = export_rule_is_set(net->name);
	EXPORT_OUT_PUT(out, "*SIGNAL* ", named ? net->name : "N-", named ? NULL : net->code, "\n");
}

bool
export_pads_write_xsl(const struct netlist_model *model, struct arena *arena,
                      struct export_out *out)
{
	(void)arena;
	EXPORT_OUT_PUT(out, "*PADS-PCB*\n*PART*\n");
	for (const struct netlist_model_component *component = model->components; component != NULL;
	     component = component->next)
		EXPORT_OUT_PUT(out, " ", component->ref, " ",
		               export_rule_is_set(component->footprint) ? component->footprint
		                                                        : "unknown",
		               "\n");
	EXPORT_OUT_PUT(out, "\n*NET*\n");
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next) {
		if (net->node_count < 2)
			continue;
		put_name(net, out);
		for (const struct netlist_model_node *node = net->nodes; node != NULL;
		     node = node->next)
			EXPORT_OUT_PUT(out, " ", node->ref, ".", node->pin, "\n");
	}
	EXPORT_OUT_PUT(out, "*END*\n");
	return true;
}

/* Without the blanks around it, and with '_' for those within; or the value. */
static void
put_footprint(const struct netlist_model *model, const struct netlist_model_component *component,
              struct export_out *out)
{
	const char *text = component->footprint == NULL ? "" : component->footprint;
	text += strspn(text, " ");
	if (*text == '\0') {
		export_out_joined(out, export_rule_value(model, component));
		return;
	}
	size_t size = strlen(text);
	while (text[size - 1] == ' ')
		size--;
	for (size_t i = 0; i < size; i++)
		export_out_bytes(out, text[i] == ' ' ? text_of("_") : (struct text){text + i, 1});
}

static void
put_part(const struct netlist_model *model, const struct netlist_model_component *component,
         struct export_out *out)
{
	static const char blanks[] = "                ";
	size_t size = strlen(component->ref);
	EXPORT_OUT_PUT(out, component->ref, size < REF_WIDTH ? blanks + size : NULL, " ");
	put_footprint(model, component, out);
	EXPORT_OUT_PUT(out, "\n");
}

/* One pin more on the first line. */
static void
put_net(const struct netlist_model *model, const struct netlist_model_net *net,
        struct export_out *out)
{
	size_t count = 0;
	put_name(net, out);
	for (const struct netlist_model_node *node = net->nodes; node != NULL; node = node->next) {
		EXPORT_OUT_PUT(out, node->ref, ".");
		export_out_bytes(out, export_rule_pin(model, node->pin));
		EXPORT_OUT_PUT(out, count > 0 && count % PINS_OF_LINE == 0 ? "\n" : " ");
		count++;
	}
	EXPORT_OUT_PUT(out, "\n");
}

bool
export_pads_write_kicad(const struct netlist_model *model, struct arena *arena,
                        struct export_out *out)
{
	(void)arena;
	EXPORT_OUT_PUT(out, "*PADS-PCB*\n*PART*\n");
	for (const struct netlist_model_component *component = model->components; component != NULL;
	     component = component->next)
		if (!component->exclude_from_board)
			put_part(model, component, out);
	EXPORT_OUT_PUT(out, "\n*NET*\n");
	for (const struct netlist_model_net *net = model->nets; net != NULL; net = net->next)
		if (net->node_count > 1)
			put_net(model, net, out);
	EXPORT_OUT_PUT(out, "*END*\n");
	return true;
}
