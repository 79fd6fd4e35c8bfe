/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import_detail.h"

#include "base/document.h"
#include "base/document_read.h"

static struct document *
texts_document(struct netlist_texts texts)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < texts.count; i++)
		if (!document_append_text(array, text_of(texts.items[i]))) {
			document_free(array);
			return NULL;
		}
	return array;
}

/* A list of pairs: names need not be different. */
static struct document *
fields_document(struct netlist_fields fields)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < fields.count; i++) {
		struct document *pair = document_object();
		bool good = document_add_string(pair, "name", fields.items[i].name) &&
		            document_add_set(pair, "value", text_of(fields.items[i].value));
		if (!document_append(array, pair) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

static bool
append_unit(struct document *units, const struct netlist_unit *unit)
{
	struct document *object = document_object();
	bool good = document_add_set(object, "name", text_of(unit->name)) &&
	            document_add(object, "pins", texts_document(unit->pins));
	return document_append(units, object) && good;
}

static bool
append_variant(struct document *variants, const struct netlist_variant *variant)
{
	struct document *object = document_object();
	bool good = document_add_string(object, "name", variant->name) &&
	            document_add(object, "properties", fields_document(variant->properties)) &&
	            document_add(object, "fields", fields_document(variant->fields));
	return document_append(variants, object) && good;
}

static bool
add_lists(struct document *object, const struct netlist_component *component)
{
	struct document *units = document_array(), *variants = document_array();
	struct document *groups = document_array();
	bool good = true;
	for (size_t i = 0; i < component->unit_count; i++)
		good = append_unit(units, &component->units[i]) && good;
	for (size_t i = 0; i < component->variant_count; i++)
		good = append_variant(variants, &component->variants[i]) && good;
	for (size_t i = 0; i < component->jumper_pin_group_count; i++)
		good = document_append(groups, texts_document(component->jumper_pin_groups[i])) &&
		       good;
	good = document_add(object, "units", units) && good;
	good = document_add(object, "variants", variants) && good;
	return document_add(object, "jumper_pin_groups", groups) && good;
}

bool
netlist_import_detail_write(const struct netlist_component *component, struct arena *arena,
                            const char **detail, struct err *err)
{
	struct buf out = {.arena = arena};
	*detail = NULL;
	if (component->unit_count + component->variant_count + component->jumper_pin_group_count ==
	        0 &&
	    !component->duplicate_pin_numbers_are_jumpers)
		return true;
	struct document *object = document_object();
	bool good = add_lists(object, component) &&
	            document_add_bool(object, "duplicate_pin_numbers_are_jumpers",
	                              component->duplicate_pin_numbers_are_jumpers);
	if (!good)
		err_set(err, ERR_LIMIT, "memory ran out");
	good = good && document_write(object, &out, err);
	document_free(object);
	buf_append(&out, "", 1);
	if (!good || !buf_check(&out, err))
		return false;
	*detail = out.bytes;
	return true;
}

/* --- and back */

static const char *
member(const struct document *object, const char *key)
{
	const struct document *value;
	struct text text;
	/* What was read ends in NUL. */
	return document_find(object, text_of(key), &value) && document_text(value, &text)
	           ? text.bytes
	           : NULL;
}

static bool
fields_of(const struct document *object, const char *key, struct arena *arena,
          struct netlist_fields *fields, struct err *err)
{
	const struct document *pairs = NULL;
	document_find(object, text_of(key), &pairs);
	size_t count = document_count(pairs);
	struct netlist_field *items = arena_alloc(arena, count * sizeof *items, err);
	if (items == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct document *pair = document_element(pairs, i);
		items[i] = (struct netlist_field){member(pair, "name"), member(pair, "value")};
		if (items[i].name == NULL)
			return err_set(err, ERR_INPUT, "a field of a variant has no name");
	}
	*fields = (struct netlist_fields){items, count};
	return true;
}

bool
netlist_import_detail_variants(struct text variants, struct arena *arena,
                               struct netlist_component *component, struct err *err)
{
	const struct document_limits limits = {variants.size, 8, SIZE_MAX};
	struct document *list;
	if (!document_read(variants, &limits, arena, &list, err))
		return false;
	size_t count = document_count(list);
	struct netlist_variant *items = arena_alloc(arena, count * sizeof *items, err);
	if (items == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct document *variant = document_element(list, i);
		items[i].name = member(variant, "name");
		if (items[i].name == NULL)
			return err_set(err, ERR_INPUT, "a variant has no name");
		if (!fields_of(variant, "properties", arena, &items[i].properties, err) ||
		    !fields_of(variant, "fields", arena, &items[i].fields, err))
			return false;
	}
	component->variants = items;
	component->variant_count = count;
	return true;
}
