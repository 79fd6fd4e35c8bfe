/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_template.h"

enum { CELL_MEMORY = 64 * 1024 * 1024 };

static void
free_scratch(void *scratch)
{
	arena_free(scratch);
}

bool
netlist_bom_template_start(const struct netlist_model *model, const char *today,
                           struct arena *arena, struct netlist_bom_templates *templates,
                           struct err *err)
{
	templates->scratch = arena_new(CELL_MEMORY);
	if (templates->scratch == NULL)
		return err_set(err, ERR_SYSTEM, "no memory for a bill of materials");
	return arena_defer(arena, free_scratch, templates->scratch, err) &&
	       netlist_variable_start(model, today, arena, &templates->variables, err);
}

bool
netlist_bom_template_append(struct netlist_bom_templates *templates, const char *template,
                            const struct netlist_bom_line *line, const char *separator,
                            struct buf *out, struct err *err)
{
	struct arena *scratch = templates->scratch;
	arena_reset(scratch);
	struct netlist_index said = netlist_index_start(scratch);
	size_t before = out->size;
	for (const struct netlist_bom_component *at = line->components; at != NULL; at = at->next) {
		const char *text;
		if (!netlist_variable_expand(&templates->variables, at->component, template,
		                             scratch, &text, err))
			return false;
		void **place = netlist_index_enter(&said, text, NULL, err);
		if (place == NULL)
			return false;
		if (*place != NULL || *text == '\0')
			continue;
		*place = &said;
		if (out->size > before)
			buf_append_string(out, separator);
		buf_append_string(out, text);
	}
	return buf_check(out, err);
}
