/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_pin_map.h"

enum { ENTRIES_MAX = 20000, NUMBER_MAX = 1000 /* bytes */ };

/* The three columns, walked at once. */
struct walk {
	struct db_array footprints, pins, pads;
	struct text footprint, pin, pad;
	bool is_at_end;
};

static void
walk_on(struct walk *walk)
{
	walk->is_at_end = !db_array_text(&walk->footprints, &walk->footprint) ||
	                  !db_array_text(&walk->pins, &walk->pin) ||
	                  !db_array_text(&walk->pads, &walk->pad);
}

static struct walk
walk_of(const struct part *part)
{
	struct walk walk = {.footprints = part->pin_map_footprints,
	                    .pins = part->pin_map_pins,
	                    .pads = part->pin_map_pads};
	walk_on(&walk);
	return walk;
}

static bool
is_unfit_number(struct text number)
{
	return number.size == 0 || number.size > NUMBER_MAX || text_has_control(number) ||
	       !text_is_utf8(number);
}

const char *
part_pin_map_problem(const struct part *part)
{
	if (part->pin_map_footprints.left != part->pin_map_pins.left ||
	    part->pin_map_pins.left != part->pin_map_pads.left)
		return "pin_map_footprints, pin_map_pins and pin_map_pads differ in length";
	if (part->pin_map_pins.left > ENTRIES_MAX)
		return "its pin maps have more than 20000 entries";
	for (struct walk walk = walk_of(part); !walk.is_at_end; walk_on(&walk)) {
		if (!text_is_library_id(walk.footprint) || !text_is_utf8(walk.footprint))
			return "the footprint of a pin map is not \"Library:Name\"";
		if (is_unfit_number(walk.pin) || is_unfit_number(walk.pad))
			return "a pin or pad of a pin map is empty, has a control character, is not "
			       "UTF-8 or is over 1000 bytes";
	}
	return NULL;
}

/* Whether the maps have this footprint. */
static bool
has_map(const struct part *part, struct text footprint)
{
	for (struct walk walk = walk_of(part); !walk.is_at_end; walk_on(&walk))
		if (text_equal(walk.footprint, footprint))
			return true;
	return false;
}

/* Takes the child also when it is NULL or not whole. */
static bool
append_whole(struct document *array, struct document *child, bool is_whole)
{
	if (is_whole)
		return document_append(array, child);
	document_free(child);
	return false;
}

static bool
is_same_pin(const struct walk *walk, struct text footprint, struct text pin)
{
	return !walk->is_at_end && text_equal(walk->footprint, footprint) &&
	       text_equal(walk->pin, pin);
}

/* The pin that the walk is at, as KiCad 10 reads it; the walk goes beyond it. */
static bool
append_flat(struct document *array, struct walk *walk)
{
	struct text footprint = walk->footprint, pin = walk->pin, pad = walk->pad;
	struct document *entry = document_object(), *pads = document_array();
	bool ok = document_add_text(entry, "sym", pin);
	size_t count = 0;
	for (; is_same_pin(walk, footprint, pin); walk_on(walk), count++)
		ok = document_append_text(pads, walk->pad) && ok;
	if (count > 1)
		return append_whole(array, entry, document_add(entry, "fp", pads) && ok);
	document_free(pads);
	return append_whole(array, entry, document_add_text(entry, "fp", pad) && ok);
}

/* The same as KiCad 11 reads it. */
static bool
append_entry(struct document *array, struct walk *walk, struct arena *arena)
{
	struct text footprint = walk->footprint, pin = walk->pin, pad = walk->pad;
	struct document *entry = document_object();
	struct buf stack = {.arena = arena};
	size_t count = 0;
	for (; is_same_pin(walk, footprint, pin); walk_on(walk), count++) {
		buf_append_string(&stack, count == 0 ? "[" : ",");
		buf_append_text(&stack, walk->pad);
	}
	buf_append_string(&stack, "]");
	if (count > 1)
		pad = buf_text(&stack);
	return append_whole(array, entry,
	                    document_add_text(entry, "pin", pin) &&
	                        document_add_text(entry, "pad", pad) && buf_check(&stack, NULL));
}

static bool
add_flat(struct document *object, const struct part *part)
{
	struct document *array = document_array();
	struct walk walk = walk_of(part);
	bool ok = array != NULL;
	while (!walk.is_at_end && !text_equal(walk.footprint, part->footprint))
		walk_on(&walk);
	while (ok && !walk.is_at_end && text_equal(walk.footprint, part->footprint))
		ok = append_flat(array, &walk);
	return document_add(object, "pin_map", array) && ok;
}

/* The map of the footprint that the walk is at; the walk goes beyond it. */
static struct document *
next_map(struct walk *walk, struct arena *arena)
{
	struct text footprint = walk->footprint;
	struct document *map = document_object(), *entries = document_array();
	bool ok = document_add_text(map, "name", footprint);
	while (ok && !walk->is_at_end && text_equal(walk->footprint, footprint))
		ok = append_entry(entries, walk, arena);
	if (document_add(map, "entries", entries) && ok)
		return map;
	document_free(map);
	return NULL;
}

static bool
add_maps(struct document *object, const struct part *part, struct arena *arena)
{
	struct document *array = document_array();
	struct walk walk = walk_of(part);
	bool ok = array != NULL;
	while (ok && !walk.is_at_end)
		ok = document_append(array, next_map(&walk, arena));
	return document_add(object, "pin_maps", array) && ok;
}

static bool
append_footprint(struct document *array, const struct part *part, struct text footprint)
{
	struct document *row = document_object();
	return append_whole(
	    array, row,
	    document_add_text(row, "footprint", footprint) &&
		(!has_map(part, footprint) || document_add_text(row, "map", footprint)));
}

static bool
add_footprints(struct document *object, const struct part *part)
{
	struct db_array alternates = part->footprint_filters;
	struct document *array = document_array();
	struct text one;
	bool ok = part->footprint.size == 0 || append_footprint(array, part, part->footprint);
	while (ok && db_array_text(&alternates, &one))
		if (one.size > 0 && !text_equal(one, part->footprint))
			ok = append_footprint(array, part, one);
	return document_add(object, "associated_footprints", array) && ok;
}

bool
part_pin_map_add(struct document *object, const struct part *part, struct arena *arena)
{
	if (part->pin_map_pins.left == 0)
		return true;
	return (!has_map(part, part->footprint) || add_flat(object, part)) &&
	       add_maps(object, part, arena) && add_footprints(object, part);
}
