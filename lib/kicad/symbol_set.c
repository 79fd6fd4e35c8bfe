/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/symbol_set.h"

#include <stdlib.h>
#include <string.h>

enum { SYMBOLS_FIRST = 64, SHOWN_MAX = 100 };

struct collecting {
	struct arena *arena;
	struct symbol *symbols;
	size_t count, room;
};

static bool
copy_text(struct text *text, struct arena *arena, struct err *err)
{
	if (!text_is_set(*text))
		return true;
	text->bytes = arena_copy(arena, text->bytes, text->size, err);
	return text->bytes != NULL;
}

static bool
copy_pins(struct symbol_library_symbol *symbol, struct arena *arena, struct err *err)
{
	struct text *pins = arena_alloc(arena, symbol->pin_count * sizeof *pins, err);
	if (pins == NULL)
		return false;
	for (size_t i = 0; i < symbol->pin_count; i++) {
		pins[i] = symbol->pins[i];
		if (!copy_text(&pins[i], arena, err))
			return false;
	}
	symbol->pins = pins;
	return true;
}

static bool
copy_properties(struct symbol_library_symbol *symbol, struct arena *arena, struct err *err)
{
	struct symbol_property *properties = arena_alloc(
	    arena, symbol->property_count * sizeof *properties, err);
	if (properties == NULL)
		return false;
	for (size_t i = 0; i < symbol->property_count; i++) {
		properties[i] = symbol->properties[i];
		if (!copy_text(&properties[i].name, arena, err) ||
		    !copy_text(&properties[i].value, arena, err))
			return false;
	}
	symbol->properties = properties;
	return true;
}

static bool
collect(void *context, const struct symbol_library_symbol *symbol, struct err *err)
{
	struct collecting *all = context;
	if (all->count == all->room) {
		size_t room = all->room == 0 ? SYMBOLS_FIRST : 2 * all->room;
		struct symbol *symbols = arena_grow(all->arena, all->symbols,
		                                    all->room * sizeof *symbols,
		                                    room * sizeof *symbols, err);
		if (symbols == NULL)
			return false;
		all->symbols = symbols;
		all->room = room;
	}
	struct symbol_library_symbol own = *symbol;
	if (!copy_text(&own.name.text, all->arena, err) ||
	    !copy_text(&own.base.text, all->arena, err) ||
	    !copy_text(&own.footprint.text, all->arena, err) ||
	    !copy_text(&own.filters.text, all->arena, err) || !copy_pins(&own, all->arena, err) ||
	    !copy_properties(&own, all->arena, err))
		return false;
	all->symbols[all->count++] = (struct symbol){.own = own};
	return true;
}

static int
compare_names(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = memcmp(a.bytes, b.bytes, size);
	return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int
compare(const void *a, const void *b)
{
	const struct symbol *one = *(struct symbol *const *)a, *other = *(struct symbol *const *)b;
	return compare_names(one->own.name.text, other->own.name.text);
}

static int
compare_key(const void *key, const void *element)
{
	const struct symbol *symbol = *(struct symbol *const *)element;
	return compare_names(*(const struct text *)key, symbol->own.name.text);
}

static bool
refuse(const struct symbol_text *name, struct err *err, const char *what, struct text other)
{
	struct text shown = text_cut(name->text, SHOWN_MAX);
	other = text_cut(other, SHOWN_MAX);
	return err_set(err, ERR_INPUT, "line %zu, column %zu: symbol \"%.*s\" %s%.*s%s",
	               name->start.line, name->start.column, (int)shown.size, shown.bytes, what,
	               (int)other.size, other.size == 0 ? "" : other.bytes,
	               other.size == 0 ? "" : "\"");
}

static bool
check_twice(struct symbol *const *sorted, size_t count, struct err *err)
{
	for (size_t i = 1; i < count; i++) {
		const struct symbol_text *a = &sorted[i - 1]->own.name, *b = &sorted[i]->own.name;
		if (text_equal(a->text, b->text))
			return refuse(a->start.offset > b->start.offset ? a : b, err,
			              "is there twice", text_of(""));
	}
	return true;
}

static bool
is_said(struct text text)
{
	return text.size > 0;
}

/* Takes from those it extends what it does not say itself. */
static bool
resolve(struct symbol *symbol, struct symbol *const *sorted, size_t count, struct err *err)
{
	const struct symbol *from = symbol;
	symbol->footprint = symbol->filters = text_of("");
	for (int depth = 0;; depth++) {
		if (!is_said(symbol->footprint) && is_said(from->own.footprint.text))
			symbol->footprint = from->own.footprint.text;
		if (!is_said(symbol->filters) && is_said(from->own.filters.text))
			symbol->filters = from->own.filters.text;
		struct text base = from->own.base.text;
		if (!text_is_set(base))
			break;
		if (depth == SYMBOL_SET_DEPTH_MAX)
			return refuse(&symbol->own.name, err,
			              "extends itself, or more than 16 symbols in a row",
			              text_of(""));
		struct symbol *const *found = bsearch(&base, sorted, count, sizeof(struct symbol *),
		                                      compare_key);
		if (found == NULL)
			return refuse(&from->own.name, err,
			              "extends one that is not in the same file: \"", base);
		if (from == symbol)
			symbol->from = *found;
		from = *found;
	}
	symbol->units = from->own.units;
	symbol->pins = from->own.pins;
	symbol->pin_count = from->own.pin_count;
	return true;
}

static bool
resolve_all(const struct collecting *all, struct err *err)
{
	struct symbol **sorted = arena_alloc(all->arena, all->count * sizeof(struct symbol *), err);
	if (sorted == NULL)
		return false;
	for (size_t i = 0; i < all->count; i++)
		sorted[i] = &all->symbols[i];
	qsort(sorted, all->count, sizeof(struct symbol *), compare);
	if (!check_twice(sorted, all->count, err))
		return false;
	for (size_t i = 0; i < all->count; i++)
		if (!resolve(&all->symbols[i], sorted, all->count, err))
			return false;
	return true;
}

bool
symbol_set_read(struct sexpr *sexpr, struct arena *arena, struct symbol_set *set, struct err *err)
{
	struct collecting all = {.arena = arena};
	const struct symbol_library_sink sink = {collect, &all};
	int64_t version;
	if (!symbol_library_read(sexpr, &sink, &version, err) || !resolve_all(&all, err))
		return false;
	*set = (struct symbol_set){all.symbols, all.count, version};
	return true;
}

struct text
symbol_set_property(const struct symbol *symbol, struct text name)
{
	for (; symbol != NULL; symbol = symbol->from)
		for (size_t i = 0; i < symbol->own.property_count; i++) {
			const struct symbol_property *property = &symbol->own.properties[i];
			if (property->value.size > 0 && text_equal(property->name, name))
				return property->value;
		}
	return text_of("");
}
