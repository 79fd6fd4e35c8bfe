/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api_part_body.h"

#include "api_body.h"
#include "api_reference.h"

const struct api_field api_part_body_supplier[] = {
    {"name", API_TEXT, .offset = offsetof(struct part_number, supplier), .required = true,
     .help = "the supplier's name"},
    {"sku", API_TEXT, .offset = offsetof(struct part_number, sku), .required = true,
     .help = "the part's number there"},
    {"url", API_TEXT, .offset = offsetof(struct part_number, url), .nullable = true,
     .help = "its page there"},
    {.key = NULL},
};

struct pin {
	struct text pin, pad;
};

static const struct api_field pin_members[] = {
    {"pin", API_TEXT, .offset = offsetof(struct pin, pin), .required = true,
     .help = "the symbol's pin"},
    {"pad", API_TEXT, .offset = offsetof(struct pin, pad), .required = true,
     .help = "the footprint's pad"},
    {.key = NULL},
};

struct map {
	struct text footprint;
	const struct document *pins;
};

const struct api_field api_part_body_pin_map[] = {
    {"footprint", API_TEXT, .offset = offsetof(struct map, footprint), .required = true,
     .help = "the footprint, \"Library:Name\""},
    {"pins", API_OBJECTS, .offset = offsetof(struct map, pins), .required = true,
     .members = pin_members, .help = "a pin on several pads is there for each"},
    {.key = NULL},
};

/* null and "" remove a parameter. */
static bool
read_parameters(const struct document *map, struct arena *arena, struct part_details *details,
                struct err *err)
{
	struct part_parameter *all = arena_alloc(arena, document_count(map) * sizeof *all, err);
	struct document_walk walk = document_walk(map);
	size_t count = 0;
	if (all == NULL)
		return false;
	for (; document_next(&walk); count++) {
		struct text shown = text_cut(walk.key, 60);
		all[count].name = walk.key;
		all[count].value = text_of("");
		if (walk.value == NULL || document_text(walk.value, &all[count].value))
			continue;
		err_set(err, ERR_INPUT, "\"parameters.%.*s\" is %s; give a string or null",
		        (int)shown.size, shown.bytes,
		        document_kind_word(document_kind(walk.value)));
		return part_detail_parameter_field(walk.key, err);
	}
	details->parameters = all;
	details->parameter_count = count;
	return true;
}

static bool
read_suppliers(const struct document *list, struct arena *arena, struct part_details *details,
               struct err *err)
{
	size_t count = document_count(list);
	struct part_number *all = arena_alloc(arena, count * sizeof *all, err);
	if (all == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		all[i].url = text_of("");
		if (!api_body_element(list, i, "suppliers", api_part_body_supplier, &all[i], err))
			return err_field(err, "suppliers");
	}
	details->numbers = all;
	details->number_count = count;
	details->has_all_numbers = true;
	return true;
}

static bool
read_pins(const struct document *list, struct arena *arena, struct pin_map *map, struct err *err)
{
	size_t count = document_count(list);
	struct text *pins = arena_alloc(arena, 2 * count * sizeof *pins, err);
	struct pin pin = {0};
	if (pins == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!api_body_element(list, i, "pins", pin_members, &pin, err))
			return false;
		pins[i] = pin.pin;
		pins[count + i] = pin.pad;
	}
	map->pins = pins;
	map->pads = pins + count;
	map->count = count;
	return true;
}

static bool
read_pin_maps(const struct document *list, struct arena *arena, struct part_details *details,
              struct err *err)
{
	size_t count = document_count(list);
	struct pin_map *all = arena_alloc(arena, count * sizeof *all, err);
	struct map map = {0};
	if (all == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!api_body_element(list, i, "pin_maps", api_part_body_pin_map, &map, err) ||
		    !read_pins(map.pins, arena, &all[i], err))
			return err_field(err, "pin_maps");
		all[i].footprint = map.footprint;
	}
	details->pin_maps = all;
	details->pin_map_count = count;
	details->has_all_pin_maps = true;
	return true;
}

static bool
is_yes(struct text truth)
{
	return text_equal(truth, text_of("yes"));
}

bool
api_part_body_edit(struct call *call, const struct api_part_body *body, struct part_edit *edit,
                   struct err *err)
{
	struct part_edit read = {
	    .category = body->category.name,
	    .make_category = is_yes(body->make_category),
	    .details = {.make_templates = is_yes(body->make_templates),
	                .make_word = "make_templates",
	                .alternates = body->alternates.items,
	                .alternate_count = body->alternates.count,
	                .has_alternates = body->alternates.is_set},
	};
	for (size_t i = 0; i < PART_EDIT_FIELDS; i++)
		read.fields[i] = body->fields[i];
	if ((text_is_set(body->category.id) &&
	     !api_reference_category(call, body->category.id, "category", &read.category, err)) ||
	    (body->parameters != NULL &&
	     !read_parameters(body->parameters, call->arena, &read.details, err)) ||
	    (body->suppliers != NULL &&
	     !read_suppliers(body->suppliers, call->arena, &read.details, err)) ||
	    (body->pin_maps != NULL &&
	     !read_pin_maps(body->pin_maps, call->arena, &read.details, err)))
		return false;
	*edit = read;
	return true;
}

bool
api_part_body_changes_rules(const void *body)
{
	const struct api_part_body *said = body;
	return is_yes(said->make_category) || is_yes(said->make_templates);
}
