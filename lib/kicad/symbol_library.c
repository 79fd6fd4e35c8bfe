/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/symbol_library.h"

#include <string.h>

#include "base/arena.h"
#include "kicad/sexpr_item.h"

/* The symbol that is read. */
struct reading {
	struct sexpr *sexpr;
	struct arena *arena; /* of the symbol */
	struct symbol_library_symbol symbol;
	struct sexpr_numbers pins;
	struct symbol_property *properties;
	size_t property_count, property_room;
};

/* '/' for "{slash}", in place. */
static void
undo_slash(struct text *text, char *bytes)
{
	static const char slash[] = "{slash}";
	const size_t length = sizeof slash - 1;
	size_t size = 0;
	for (size_t i = 0; i < text->size; i++) {
		bool is_slash = text->size - i >= length && memcmp(bytes + i, slash, length) == 0;
		bytes[size++] = is_slash ? '/' : bytes[i];
		i += is_slash ? length - 1 : 0;
	}
	text->size = size;
}

/* The text that was just read. */
static bool
take_text(const struct reading *reading, enum sexpr_kind kind, const char *what,
          struct symbol_text *taken, struct err *err)
{
	const struct sexpr *sexpr = reading->sexpr;
	struct text text;
	if (!sexpr_item_text(sexpr, kind, what, reading->arena, &text, err))
		return false;
	*taken = (struct symbol_text){text, sexpr->start, sexpr->end, sexpr->text_is_string};
	return true;
}

static bool
take_name(const struct reading *reading, const char *what, struct symbol_text *name,
          struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(reading->sexpr, &kind, err) || !take_text(reading, kind, what, name, err))
		return false;
	undo_slash(&name->text, (char *)(uintptr_t)name->text.bytes);
	return true;
}

static bool
add_property(struct reading *reading, struct text name, struct text value, struct err *err)
{
	enum { PROPERTIES_FIRST = 16 };
	if (reading->property_count == reading->property_room) {
		size_t room = reading->property_room == 0 ? PROPERTIES_FIRST
		                                          : 2 * reading->property_room;
		struct symbol_property *grown = arena_grow(reading->arena, reading->properties,
		                                           reading->property_room * sizeof *grown,
		                                           room * sizeof *grown, err);
		if (grown == NULL)
			return false;
		reading->properties = grown;
		reading->property_room = room;
	}
	reading->properties[reading->property_count++] = (struct symbol_property){name, value};
	return true;
}

/* The value of a property. Only those with a use of their own must be as they should. */
static bool
take_value(struct reading *reading, struct text name, struct err *err)
{
	struct symbol_text *wanted = NULL, value;
	enum sexpr_kind kind = SEXPR_END;
	if (text_equal(name, text_of("Footprint")))
		wanted = &reading->symbol.footprint;
	else if (text_equal(name, text_of("ki_fp_filters")))
		wanted = &reading->symbol.filters;
	if (!sexpr_next(reading->sexpr, &kind, err))
		return false;
	if (wanted == NULL && (kind != SEXPR_TEXT || reading->sexpr->text_is_cut))
		return true;
	if (!take_text(reading, kind, "a property's value", &value, err))
		return false;
	if (wanted != NULL)
		*wanted = value;
	return add_property(reading, name, value.text, err);
}

/* (property "Footprint" "L:F" ...), in KiCad 9 and later also (property private "..." ...). */
static bool
read_property(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	struct symbol_text name;
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	if (kind == SEXPR_TEXT && !sexpr->text_is_string && sexpr_is(sexpr, "private") &&
	    !sexpr_next(sexpr, &kind, err))
		return false;
	if (kind == SEXPR_TEXT && !sexpr->text_is_cut &&
	    (!take_text(reading, kind, "a property's name", &name, err) ||
	     !take_value(reading, name.text, err)))
		return false;
	return sexpr_leave(sexpr, depth, err);
}

/* (in_bom yes): the word behind, if it is one of the two. */
static bool
read_truth(struct reading *reading, struct text *truth, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	if (kind == SEXPR_TEXT && sexpr_is(sexpr, "yes"))
		*truth = text_of("yes");
	else if (kind == SEXPR_TEXT && sexpr_is(sexpr, "no"))
		*truth = text_of("no");
	return sexpr_leave(sexpr, depth, err);
}

/* The unit's number in NAME_UNIT_STYLE, 0 when there is none. */
static size_t
unit_of(struct text name)
{
	size_t end = name.size, start;
	int64_t unit = 0;
	while (end > 0 && name.bytes[end - 1] != '_')
		end--;
	if (end == 0)
		return 0;
	for (start = end - 1; start > 0 && name.bytes[start - 1] != '_';)
		start--;
	struct text number = {name.bytes + start, end - 1 - start};
	return start > 0 && text_to_int64(number, 0, 100000, &unit) ? (size_t)unit : 0;
}

/* (pin TYPE SHAPE ... (number "1" ...) ...) */
static bool
read_pin(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth < depth)
			return true;
		if (kind != SEXPR_OPEN || sexpr->depth != depth + 1)
			continue;
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (kind == SEXPR_TEXT && sexpr_is(sexpr, "number") &&
		    (!sexpr_next(sexpr, &kind, err) ||
		     !sexpr_item_number(sexpr, kind, "a pin's number", &reading->pins, err)))
			return false;
		if (!sexpr_leave(sexpr, depth + 1, err))
			return false;
	}
}

/* (symbol "NAME_1_1" ... (pin ...)) */
static bool
read_unit(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	struct symbol_text name;
	if (!sexpr_next(sexpr, &kind, err) ||
	    !take_text(reading, kind, "a unit's name", &name, err))
		return false;
	size_t unit = unit_of(name.text);
	if (unit > reading->symbol.units)
		reading->symbol.units = unit;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth < depth)
			return true;
		if (kind != SEXPR_OPEN)
			continue;
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		bool ok = kind == SEXPR_TEXT && sexpr_is(sexpr, "pin")
		              ? read_pin(reading, err)
		              : sexpr_leave(sexpr, depth + 1, err);
		if (!ok)
			return false;
	}
}

/* One list within a symbol; its '(' was read. */
static bool
read_member(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	bool is_word = kind == SEXPR_TEXT && !sexpr->text_is_string;
	if (is_word && sexpr_is(sexpr, "property"))
		return read_property(reading, err);
	if (is_word && sexpr_is(sexpr, "symbol"))
		return read_unit(reading, err);
	if (is_word && sexpr_is(sexpr, "pin"))
		return read_pin(reading, err);
	if (is_word && sexpr_is(sexpr, "in_bom"))
		return read_truth(reading, &reading->symbol.in_bom, err);
	if (is_word && sexpr_is(sexpr, "on_board"))
		return read_truth(reading, &reading->symbol.on_board, err);
	if (is_word && sexpr_is(sexpr, "exclude_from_sim"))
		return read_truth(reading, &reading->symbol.exclude_from_sim, err);
	if (is_word && sexpr_is(sexpr, "power"))
		reading->symbol.is_power = true;
	if (is_word && sexpr_is(sexpr, "extends") &&
	    !take_name(reading, "the name of what it extends", &reading->symbol.base, err))
		return false;
	return sexpr_leave(sexpr, depth, err);
}

static bool
read_symbol(struct reading *reading, const struct symbol_library_sink *sink, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	size_t depth = sexpr->depth;
	enum sexpr_kind kind = SEXPR_END;
	arena_reset(reading->arena);
	reading->symbol = (struct symbol_library_symbol){.units = 0};
	reading->pins = (struct sexpr_numbers){.arena = reading->arena};
	reading->properties = NULL;
	reading->property_count = reading->property_room = 0;
	if (!take_name(reading, "a symbol's name", &reading->symbol.name, err))
		return false;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth < depth)
			break;
		if (kind == SEXPR_OPEN && !read_member(reading, err))
			return false;
	}
	sexpr_item_sort(&reading->pins);
	reading->symbol.pins = reading->pins.items;
	reading->symbol.pin_count = reading->pins.count;
	reading->symbol.properties = reading->properties;
	reading->symbol.property_count = reading->property_count;
	return sink->take(sink->context, &reading->symbol, err);
}

static bool
read_all(struct reading *reading, const struct symbol_library_sink *sink, int64_t *version,
         struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	enum sexpr_kind kind = SEXPR_END;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth == 0)
			return true;
		if (kind != SEXPR_OPEN)
			continue;
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		bool ok;
		if (kind == SEXPR_TEXT && sexpr_is(sexpr, "symbol"))
			ok = read_symbol(reading, sink, err);
		else if (kind == SEXPR_TEXT && sexpr_is(sexpr, "version"))
			ok = sexpr_item_version(sexpr, version, err);
		else
			ok = sexpr_leave(sexpr, 2, err);
		if (!ok)
			return false;
	}
}

bool
symbol_library_read(struct sexpr *sexpr, const struct symbol_library_sink *sink, int64_t *version,
                    struct err *err)
{
	int64_t found = 0;
	if (!sexpr_is(sexpr, "kicad_symbol_lib"))
		return err_set(err, ERR_INPUT, "it is no library of symbols");
	struct reading reading = {.sexpr = sexpr, .arena = arena_new(SYMBOL_LIBRARY_MEMORY)};
	if (reading.arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	bool ok = read_all(&reading, sink, &found, err);
	arena_free(reading.arena);
	if (ok && version != NULL)
		*version = found;
	return ok;
}
