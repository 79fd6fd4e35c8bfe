/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_diff_inside.h"

enum { KICAD_WITH_DESCRIPTIONS = 8 };

/* A field and where it stands among all: names need not be different. */
struct field {
	const char *name, *value;
	size_t at;
};

struct fields {
	struct field *items;
	size_t count, room;
};

/* One component, and where what differs in it goes. */
struct comparison {
	struct netlist_diff_work *work;
	const struct netlist_model_component *sides[2]; /* NULL: not there */
	struct netlist_diff_attribute *first, **end;
	struct fields fields[2]; /* room that every component uses again */
	bool with_descriptions;
};

static const char *
set_or_null(const char *text)
{
	return text == NULL || *text == '\0' ? NULL : text;
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct netlist_diff_attribute *
add(struct comparison *comparison, const char *name, const char *old_value, const char *new_value)
{
	struct netlist_diff_attribute *made = arena_alloc(comparison->work->arena, sizeof *made,
	                                                  comparison->work->err);
	if (made == NULL)
		return NULL;
	made->name = name;
	made->old_value = old_value;
	made->new_value = new_value;
	*comparison->end = made;
	comparison->end = &made->next;
	return made;
}

static bool
compare_text(struct comparison *comparison, const char *name, const char *old_value,
             const char *new_value)
{
	return is_same(old_value, new_value) || add(comparison, name, old_value, new_value) != NULL;
}

/* --- what each component says once */

enum { REFERENCE, VALUE, FOOTPRINT, DATASHEET, DESCRIPTION, TEXTS };

static void
texts_of(const struct netlist_model_component *component, bool with_descriptions,
         const char *texts[TEXTS])
{
	if (component == NULL)
		return;
	const char *value = component->value, *datasheet = component->says->datasheet;
	texts[REFERENCE] = component->ref;
	texts[VALUE] = netlist_text_is_none(value) ? NULL : value;
	texts[FOOTPRINT] = set_or_null(component->footprint);
	texts[DATASHEET] = netlist_text_is_none(datasheet) ? NULL : datasheet;
	if (with_descriptions)
		texts[DESCRIPTION] = set_or_null(component->says->description);
}

static bool
compare_texts(struct comparison *comparison)
{
	static const char *const names[TEXTS] = {
	    [REFERENCE] = "reference",     [VALUE] = "value",
	    [FOOTPRINT] = "footprint",     [DATASHEET] = "datasheet",
	    [DESCRIPTION] = "description",
	};
	const char *old_texts[TEXTS] = {NULL}, *new_texts[TEXTS] = {NULL};
	texts_of(comparison->sides[0], comparison->with_descriptions, old_texts);
	texts_of(comparison->sides[1], comparison->with_descriptions, new_texts);
	for (size_t i = 0; i < TEXTS; i++)
		if (!compare_text(comparison, names[i], old_texts[i], new_texts[i]))
			return false;
	return true;
}

/* Library and name without escapes; NULL with ERR_LIMIT. Up to KiCad 5 none are. */
static const char *
symbol_of(struct comparison *comparison, size_t side)
{
	const struct netlist_model_component *component = comparison->sides[side];
	bool has_library = set_or_null(component->lib) != NULL;
	char *symbol = arena_format(comparison->work->arena, comparison->work->err, "%s%s%s",
	                            has_library ? component->lib : "", has_library ? ":" : "",
	                            component->part == NULL ? "" : component->part);
	if (symbol != NULL && comparison->work->sides[side].model->design.kicad >= 6)
		netlist_text_unescape(symbol, symbol);
	return symbol;
}

/* Most are the same as they stand. */
static bool
compare_symbols(struct comparison *comparison)
{
	const struct netlist_model_component *old_one = comparison->sides[0];
	const struct netlist_model_component *new_one = comparison->sides[1];
	const char *symbols[2] = {NULL, NULL};
	if (old_one != NULL && new_one != NULL &&
	    is_same(set_or_null(old_one->lib), set_or_null(new_one->lib)) &&
	    is_same(set_or_null(old_one->part), set_or_null(new_one->part)))
		return true;
	for (size_t i = 0; i < 2; i++) {
		if (comparison->sides[i] == NULL)
			continue;
		symbols[i] = symbol_of(comparison, i);
		if (symbols[i] == NULL)
			return false;
		symbols[i] = set_or_null(symbols[i]);
	}
	return compare_text(comparison, "symbol", symbols[0], symbols[1]);
}

static const char *
flag_of(const struct netlist_model_component *component, size_t flag)
{
	if (component == NULL)
		return NULL;
	const bool flags[] = {component->dnp, component->exclude_from_bom,
	                      component->exclude_from_board, component->exclude_from_pos_files};
	return flags[flag] ? "yes" : "no";
}

/* Of a component that came or went those that are set. */
static bool
compare_flags(struct comparison *comparison)
{
	static const char *const names[] = {"dnp", "exclude_from_bom", "exclude_from_board",
	                                    "exclude_from_pos_files"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *was = flag_of(comparison->sides[0], i);
		const char *is = flag_of(comparison->sides[1], i);
		if (is_same(was, is) || (was == NULL && *is == 'n') || (is == NULL && *was == 'n'))
			continue;
		struct netlist_diff_attribute *made = add(comparison, names[i], was, is);
		if (made == NULL)
			return false;
		made->is_flag = true;
	}
	return true;
}

/* --- fields */

static int
by_name(const void *a, const void *b)
{
	const struct field *one = a, *other = b;
	int order = strcmp(one->name, other->name);
	return order != 0 ? order : one->at < other->at ? -1 : 1;
}

/* KiCad 8 and later say these three twice. */
static bool
is_attribute(const char *name)
{
	return strcmp(name, "Footprint") == 0 || strcmp(name, "Datasheet") == 0 ||
	       strcmp(name, "Description") == 0;
}

static bool
make_room(struct comparison *comparison, struct fields *fields, size_t count)
{
	if (count <= fields->room)
		return true;
	size_t room = fields->room * 2 > count ? fields->room * 2 : count;
	struct field *items = arena_alloc(comparison->work->arena, room * sizeof *items,
	                                  comparison->work->err);
	if (items == NULL)
		return false;
	*fields = (struct fields){items, 0, room};
	return true;
}

/* Those that say something, sorted. */
static bool
gather_fields(struct comparison *comparison, size_t side)
{
	const struct netlist_model_component *component = comparison->sides[side];
	struct fields *fields = &comparison->fields[side];
	fields->count = 0;
	if (component == NULL)
		return true;
	struct netlist_fields said = component->says->fields;
	if (!make_room(comparison, fields, said.count))
		return false;
	for (size_t i = 0; i < said.count; i++)
		if (!netlist_text_is_none(said.items[i].value) && !is_attribute(said.items[i].name))
			fields->items[fields->count++] = (struct field){said.items[i].name,
			                                                said.items[i].value, i};
	if (fields->count > 1)
		qsort(fields->items, fields->count, sizeof *fields->items, by_name);
	comparison->work->steps += said.count;
	return true;
}

static bool
compare_field(struct comparison *comparison, const struct field *old_field,
              const struct field *new_field)
{
	const char *was = old_field == NULL ? NULL : old_field->value;
	const char *is = new_field == NULL ? NULL : new_field->value;
	if (is_same(was, is))
		return true;
	struct netlist_diff_attribute *made = add(comparison, "field", was, is);
	if (made != NULL)
		made->field = old_field == NULL ? new_field->name : old_field->name;
	return made != NULL;
}

static bool
compare_fields(struct comparison *comparison)
{
	if (!gather_fields(comparison, 0) || !gather_fields(comparison, 1))
		return false;
	const struct field *a = comparison->fields[0].items, *b = comparison->fields[1].items;
	size_t a_left = comparison->fields[0].count, b_left = comparison->fields[1].count;
	while (a_left > 0 || b_left > 0) {
		int order = a_left == 0 ? 1 : b_left == 0 ? -1 : strcmp(a->name, b->name);
		if (!compare_field(comparison, order <= 0 ? a : NULL, order >= 0 ? b : NULL))
			return false;
		if (order <= 0)
			a++, a_left--;
		if (order >= 0)
			b++, b_left--;
	}
	return true;
}

/* --- components */

static bool
compare(struct comparison *comparison, const struct netlist_model_component *old_one,
        const struct netlist_model_component *new_one, const char *ref,
        struct netlist_diff_component ***next)
{
	struct netlist_diff_work *work = comparison->work;
	comparison->sides[0] = old_one;
	comparison->sides[1] = new_one;
	comparison->first = NULL;
	comparison->end = &comparison->first;
	work->steps++;
	if (!compare_texts(comparison) || !compare_symbols(comparison) ||
	    !compare_flags(comparison) || !compare_fields(comparison))
		return false;
	if (comparison->first == NULL)
		return true;
	struct netlist_diff_component *made = arena_alloc(work->arena, sizeof *made, work->err);
	if (made == NULL)
		return false;
	made->outcome = old_one == NULL   ? NETLIST_DIFF_ADDED
	                : new_one == NULL ? NETLIST_DIFF_REMOVED
	                                  : NETLIST_DIFF_CHANGED;
	made->ref = ref;
	made->attributes = comparison->first;
	work->diff.component_counts[made->outcome]++;
	**next = made;
	*next = &made->next;
	return true;
}

bool
netlist_diff_component_compare(struct netlist_diff_work *work)
{
	const struct netlist_diff_side *old_side = &work->sides[0], *new_side = &work->sides[1];
	struct netlist_diff_component **next = &work->diff.components;
	struct comparison comparison = {
	    .work = work,
	    .with_descriptions = old_side->model->design.kicad >= KICAD_WITH_DESCRIPTIONS &&
	                         new_side->model->design.kicad >= KICAD_WITH_DESCRIPTIONS,
	};
	for (size_t i = 0; i < new_side->count; i++) {
		const struct netlist_diff_one *one = &new_side->ones[i];
		if (!compare(&comparison, one->twin == NULL ? NULL : one->twin->component,
		             one->component, one->component->ref, &next))
			return false;
	}
	for (size_t i = 0; i < old_side->count; i++) {
		const struct netlist_diff_one *one = &old_side->ones[i];
		if (one->twin == NULL &&
		    !compare(&comparison, one->component, NULL, one->component->ref, &next))
			return false;
	}
	return true;
}
