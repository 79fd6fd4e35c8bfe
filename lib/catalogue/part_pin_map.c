/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_pin_map.h"

#include "base/document_writer.h"

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

static bool
is_same_pin(const struct walk *walk, struct text footprint, struct text pin)
{
	return !walk->is_at_end && text_equal(walk->footprint, footprint) &&
	       text_equal(walk->pin, pin);
}

/* On how many pads the pin is that the walk is at. */
static size_t
count_pads(const struct walk *walk)
{
	size_t count = 0;
	struct walk ahead = *walk;
	for (; is_same_pin(&ahead, walk->footprint, walk->pin); walk_on(&ahead))
		count++;
	return count;
}

/* The pin that the walk is at, as KiCad 10 reads it; the walk goes beyond it. */
static void
write_flat_pin(struct buf *body, struct walk *walk)
{
	size_t count = count_pads(walk);
	const char *key = count > 1 ? NULL : "fp";
	document_writer_object(body, NULL);
	document_writer_text(body, "sym", walk->pin);
	if (count > 1)
		document_writer_array(body, "fp");
	for (size_t i = 0; i < count; i++, walk_on(walk))
		document_writer_text(body, key, walk->pad);
	if (count > 1)
		document_writer_end_array(body);
	document_writer_end_object(body);
}

/* The same as KiCad 11 reads it. */
static void
write_entry(struct buf *body, struct walk *walk)
{
	size_t count = count_pads(walk);
	struct text pad = walk->pad;
	struct buf stack = {.arena = body->arena};
	document_writer_object(body, NULL);
	document_writer_text(body, "pin", walk->pin);
	for (size_t i = 0; i < count; i++, walk_on(walk)) {
		buf_append_string(&stack, i == 0 ? "[" : ",");
		buf_append_text(&stack, walk->pad);
	}
	buf_append_string(&stack, "]");
	document_writer_text(body, "pad", count > 1 ? buf_text(&stack) : pad);
	document_writer_end_object(body);
	body->failed = body->failed || stack.failed;
}

static void
write_flat(struct buf *body, const struct part *part)
{
	struct walk walk = walk_of(part);
	while (!walk.is_at_end && !text_equal(walk.footprint, part->footprint))
		walk_on(&walk);
	document_writer_array(body, "pin_map");
	while (!walk.is_at_end && text_equal(walk.footprint, part->footprint))
		write_flat_pin(body, &walk);
	document_writer_end_array(body);
}

/* The map of the footprint that the walk is at; the walk goes beyond it. */
static void
write_map(struct buf *body, struct walk *walk)
{
	struct text footprint = walk->footprint;
	document_writer_object(body, NULL);
	document_writer_text(body, "name", footprint);
	document_writer_array(body, "entries");
	while (!walk->is_at_end && text_equal(walk->footprint, footprint))
		write_entry(body, walk);
	document_writer_end_array(body);
	document_writer_end_object(body);
}

static void
write_maps(struct buf *body, const struct part *part)
{
	struct walk walk = walk_of(part);
	document_writer_array(body, "pin_maps");
	while (!walk.is_at_end)
		write_map(body, &walk);
	document_writer_end_array(body);
}

static void
write_footprint(struct buf *body, const struct part *part, struct text footprint)
{
	document_writer_object(body, NULL);
	document_writer_text(body, "footprint", footprint);
	if (has_map(part, footprint))
		document_writer_text(body, "map", footprint);
	document_writer_end_object(body);
}

static void
write_footprints(struct buf *body, const struct part *part)
{
	struct db_array alternates = part->footprint_filters;
	struct text one;
	document_writer_array(body, "associated_footprints");
	if (part->footprint.size > 0)
		write_footprint(body, part, part->footprint);
	while (db_array_text(&alternates, &one))
		if (one.size > 0 && !text_equal(one, part->footprint))
			write_footprint(body, part, one);
	document_writer_end_array(body);
}

void
part_pin_map_write(const struct part *part, struct buf *body)
{
	if (part->pin_map_pins.left == 0)
		return;
	if (has_map(part, part->footprint))
		write_flat(body, part);
	write_maps(body, part);
	write_footprints(body, part);
}
