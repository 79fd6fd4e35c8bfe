/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_model.h"

#include <string.h>

#include "netlist/netlist_file.h"
#include "netlist/netlist_index.h"

struct builder {
	struct arena *arena;
	struct netlist_index texts; /* those that come again and again are kept once */
	struct netlist_model model;
	unsigned wanted;
	/* Where the next of each list goes. */
	struct netlist_model_textvar **textvar;
	struct netlist_model_sheet **sheet;
	struct netlist_model_component **component;
	struct netlist_model_libpart **libpart;
	struct netlist_model_net **next_net;
	struct netlist_model_node **node;
	struct netlist_model_net *net; /* the last one */
	struct err *err;
};

/* What is not there stays so. */
static bool
keep(struct builder *builder, const char *text, const char **copy)
{
	*copy = text == NULL ? NULL : arena_copy(builder->arena, text, strlen(text), builder->err);
	return text == NULL || *copy != NULL;
}

/* As keep, for texts that are likely to have come before. */
static bool
share(struct builder *builder, const char *text, const char **copy)
{
	void *known = text == NULL ? NULL : netlist_index_find(&builder->texts, text, NULL);
	if (text == NULL || known != NULL) {
		*copy = known;
		return true;
	}
	if (!keep(builder, text, copy))
		return false;
	void **value = netlist_index_enter(&builder->texts, *copy, NULL, builder->err);
	if (value == NULL)
		return false;
	*value = (void *)(uintptr_t)*copy;
	return true;
}

static bool
share_all(struct builder *builder, const char *const *texts, size_t count,
          struct netlist_texts *copies)
{
	const char **items = arena_alloc(builder->arena, count * sizeof *items, builder->err);
	if (items == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!share(builder, texts[i], &items[i]))
			return false;
	*copies = (struct netlist_texts){items, count};
	return true;
}

static bool
share_or_empty(struct builder *builder, const char *text, const char **copy)
{
	return share(builder, text == NULL ? "" : text, copy);
}

static bool
share_fields(struct builder *builder, struct netlist_fields fields, bool flags,
             struct netlist_fields *copies)
{
	struct netlist_field *items = arena_alloc(builder->arena, fields.count * sizeof *items,
	                                          builder->err);
	if (items == NULL)
		return false;
	for (size_t i = 0; i < fields.count; i++) {
		const char *value = fields.items[i].value;
		if (!share_or_empty(builder, fields.items[i].name, &items[i].name))
			return false;
		if (flags && value == NULL)
			continue;
		if (!share_or_empty(builder, value, &items[i].value))
			return false;
	}
	*copies = (struct netlist_fields){items, fields.count};
	return true;
}

static bool
take_design(void *context, const struct netlist_design *design)
{
	struct builder *builder = context;
	struct netlist_design *own = &builder->model.design;
	own->kicad = design->kicad;
	return keep(builder, design->version, &own->version) &&
	       keep(builder, design->source, &own->source) &&
	       keep(builder, design->date, &own->date) && keep(builder, design->tool, &own->tool);
}

static bool
take_textvar(void *context, const struct netlist_textvar *textvar)
{
	struct builder *builder = context;
	struct netlist_model_textvar *own = arena_alloc(builder->arena, sizeof *own, builder->err);
	if (own == NULL)
		return false;
	*builder->textvar = own;
	builder->textvar = &own->next;
	return share_or_empty(builder, textvar->name, &own->textvar.name) &&
	       keep(builder, textvar->value, &own->textvar.value);
}

static bool
share_comments(struct builder *builder, const struct netlist_sheet *sheet,
               struct netlist_sheet *own)
{
	struct netlist_comment *comments = arena_alloc(
	    builder->arena, sheet->comment_count * sizeof *comments, builder->err);
	if (comments == NULL)
		return false;
	for (size_t i = 0; i < sheet->comment_count; i++)
		if (!share_or_empty(builder, sheet->comments[i].number, &comments[i].number) ||
		    !share_or_empty(builder, sheet->comments[i].value, &comments[i].value))
			return false;
	own->comments = comments;
	own->comment_count = sheet->comment_count;
	return true;
}

static bool
take_sheet(void *context, const struct netlist_sheet *sheet)
{
	struct builder *builder = context;
	struct netlist_model_sheet *own = arena_alloc(builder->arena, sizeof *own, builder->err);
	if (own == NULL)
		return false;
	*builder->sheet = own;
	builder->sheet = &own->next;
	return share(builder, sheet->number, &own->sheet.number) &&
	       share(builder, sheet->name, &own->sheet.name) &&
	       share(builder, sheet->tstamps, &own->sheet.tstamps) &&
	       share(builder, sheet->title, &own->sheet.title) &&
	       share(builder, sheet->company, &own->sheet.company) &&
	       share(builder, sheet->revision, &own->sheet.revision) &&
	       share(builder, sheet->date, &own->sheet.date) &&
	       share(builder, sheet->source, &own->sheet.source) &&
	       share_comments(builder, sheet, &own->sheet);
}

static bool
take_says(struct builder *builder, const struct netlist_component *component,
          const struct netlist_model_says **says)
{
	struct netlist_model_says *own;
	if ((builder->wanted & (NETLIST_MODEL_SAYS | NETLIST_MODEL_PROPERTIES)) == 0)
		return true;
	own = arena_alloc(builder->arena, sizeof *own, builder->err);
	if (own == NULL)
		return false;
	*says = own;
	return share(builder, component->datasheet, &own->datasheet) &&
	       share(builder, component->description, &own->description) &&
	       share(builder, component->library_description, &own->library_description) &&
	       share(builder, component->sheet_names, &own->sheet_names) &&
	       share_fields(builder, component->fields, false, &own->fields) &&
	       ((builder->wanted & NETLIST_MODEL_PROPERTIES) == 0 ||
	        share_fields(builder, component->properties, true, &own->properties));
}

static bool
take_component(void *context, const struct netlist_component *component)
{
	struct builder *builder = context;
	const struct netlist_texts *tstamps = &component->tstamps;
	struct netlist_model_component *own = arena_alloc(builder->arena, sizeof *own,
	                                                  builder->err);
	if (own == NULL)
		return false;
	*builder->component = own;
	builder->component = &own->next;
	own->exclude_from_bom = component->exclude_from_bom;
	own->exclude_from_board = component->exclude_from_board;
	own->exclude_from_pos_files = component->exclude_from_pos_files;
	own->dnp = component->dnp;
	return take_says(builder, component, &own->says) &&
	       share(builder, component->ref, &own->ref) &&
	       share(builder, component->value, &own->value) &&
	       share(builder, component->footprint, &own->footprint) &&
	       share(builder, component->lib, &own->lib) &&
	       share(builder, component->part, &own->part) &&
	       share(builder, component->sheet_tstamps, &own->sheet_tstamps) &&
	       keep(builder, component->tstamp, &own->tstamp) &&
	       keep(builder,
	            tstamps->count > 0 ? tstamps->items[tstamps->count - 1] : component->tstamp,
	            &own->id);
}

static bool
share_pins(struct builder *builder, const struct netlist_libpart *libpart, bool names,
           struct netlist_texts *copies)
{
	const char **pins = arena_alloc(builder->arena, libpart->pin_count * sizeof *pins,
	                                builder->err);
	if (pins == NULL)
		return false;
	for (size_t i = 0; i < libpart->pin_count; i++) {
		const struct netlist_pin *pin = &libpart->pins[i];
		if (!share_or_empty(builder, names ? pin->name : pin->number, &pins[i]))
			return false;
	}
	*copies = (struct netlist_texts){pins, libpart->pin_count};
	return true;
}

static bool
take_libpart(void *context, const struct netlist_libpart *libpart)
{
	struct builder *builder = context;
	struct netlist_model_libpart *own = arena_alloc(builder->arena, sizeof *own, builder->err);
	if (own == NULL)
		return false;
	*builder->libpart = own;
	builder->libpart = &own->next;
	return share_pins(builder, libpart, false, &own->pins) &&
	       ((builder->wanted & NETLIST_MODEL_PINS) == 0 ||
	        share_pins(builder, libpart, true, &own->pin_names)) &&
	       share(builder, libpart->lib, &own->lib) &&
	       share(builder, libpart->part, &own->part) &&
	       share_all(builder, libpart->aliases.items, libpart->aliases.count, &own->aliases);
}

static bool
take_net(void *context, const struct netlist_net *net)
{
	struct builder *builder = context;
	struct netlist_model_net *own = arena_alloc(builder->arena, sizeof *own, builder->err);
	if (own == NULL)
		return false;
	*builder->next_net = own;
	builder->next_net = &own->next;
	builder->node = &own->nodes;
	builder->net = own;
	if (!keep(builder, net->code, &own->code) || !keep(builder, net->name, &own->name))
		return false;
	return (builder->wanted & NETLIST_MODEL_NETS) == 0 ||
	       (share(builder, net->true_name, &own->true_name) &&
	        share(builder, net->net_class, &own->net_class));
}

static bool
take_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	struct builder *builder = context;
	struct netlist_model_node *own = arena_alloc(builder->arena, sizeof *own, builder->err);
	(void)net;
	if (own == NULL)
		return false;
	own->net = builder->net;
	*builder->node = own;
	builder->node = &own->next;
	builder->net->node_count++;
	return share(builder, node->ref, &own->ref) && share(builder, node->pin, &own->pin);
}

bool
netlist_model_make(netlist_model_source *source, void *context, unsigned wanted,
                   struct arena *arena, struct netlist_model *model, struct err *err)
{
	struct builder builder = {.arena = arena, .wanted = wanted, .err = err};
	const struct netlist_sink sink = {
	    .context = &builder,
	    .design = take_design,
	    .textvar = wanted & NETLIST_MODEL_TEXTVARS ? take_textvar : NULL,
	    .sheet = wanted & NETLIST_MODEL_SHEETS ? take_sheet : NULL,
	    .component = take_component,
	    .libpart = take_libpart,
	    .net = take_net,
	    .node = take_node,
	};
	builder.texts = netlist_index_start(arena);
	builder.textvar = &builder.model.textvars;
	builder.sheet = &builder.model.sheets;
	builder.component = &builder.model.components;
	builder.libpart = &builder.model.libparts;
	builder.next_net = &builder.model.nets;
	bool good = source(context, &sink, err);
	builder.model.work = builder.texts.probes;
	if (good)
		*model = builder.model;
	return good;
}

bool
netlist_model_read(struct stream_in *in, unsigned wanted, struct arena *arena,
                   struct netlist_model *model, struct err *err)
{
	return netlist_model_make(netlist_file_give, in, wanted, arena, model, err);
}
