/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "catalogue/part_record_document.h"
#include "listing.h"
#include "output.h"
#include "part.h"

enum { LABEL_WIDTH = 22 };

/* A line, with line breaks of the value as blanks; none when there is no value. */
static void
append_line(struct buf *out, const char *label, struct text name, struct text value)
{
	if (value.size == 0)
		return;
	buf_append_string(out, label);
	if (name.size > 0) {
		buf_append_string(out, " ");
		buf_append_text(out, name);
	}
	/* Characters of a name are not counted: a long one is followed by two blanks. */
	size_t width = strlen(label) + (name.size > 0 ? name.size + 1 : 0);
	buf_append_format(out, "%*s", width + 2 < LABEL_WIDTH ? (int)(LABEL_WIDTH - width) : 2, "");
	for (size_t i = 0; i < value.size; i++)
		buf_append(out, (unsigned char)value.bytes[i] < ' ' ? " " : value.bytes + i, 1);
	buf_append_string(out, "\n");
}

static void
append_pairs(struct buf *out, const char *label, struct db_array names, struct db_array values)
{
	struct text name, value;
	while (db_array_text(&names, &name) && db_array_text(&values, &value))
		append_line(out, label, name, value);
}

/* A line a footprint, as --pin-map takes it but for the footprint. */
static void
append_pin_maps(struct buf *out, const struct part_record *record)
{
	struct db_array footprints = record->pin_map_footprints, pins = record->pin_map_pins;
	struct db_array pads = record->pin_map_pads;
	struct text footprint = {NULL, 0}, next, pin, pad;
	struct buf line = {.arena = out->arena};
	while (db_array_text(&footprints, &next) && db_array_text(&pins, &pin) &&
	       db_array_text(&pads, &pad)) {
		if (!text_equal(next, footprint)) {
			append_line(out, "pin_map", footprint, buf_text(&line));
			line = (struct buf){.arena = out->arena};
			footprint = next;
		}
		buf_append_string(&line, line.size > 0 ? " " : "");
		buf_append_text(&line, pin);
		buf_append_string(&line, "=");
		buf_append_text(&line, pad);
	}
	append_line(out, "pin_map", footprint, buf_text(&line));
}

static void
append_own(struct buf *out, const struct part_record *record)
{
	const struct text none = {NULL, 0};
	struct db_array alternates = record->alternates, former_names = record->former_names;
	struct text one;
	append_line(out, "id", none, record->id);
	append_line(out, "name", none, record->name);
	while (db_array_text(&former_names, &one))
		append_line(out, "former name", none, one);
	append_line(out, "category", none, record->category);
	for (size_t i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		append_line(out, part_edit_keys[i], none, record->fields[i]);
	for (size_t i = PART_EDIT_EXCLUDE_FROM_BOM; i < PART_EDIT_FIELDS; i++) {
		bool truth = record->truths[i - PART_EDIT_EXCLUDE_FROM_BOM];
		if (truth != (i == PART_EDIT_ACTIVE)) /* only what is not the rule */
			append_line(out, part_edit_keys[i], none, text_of(truth ? "yes" : "no"));
	}
	append_pairs(out, "parameter", record->parameter_names, record->parameter_values);
	append_pairs(out, "supplier", record->supplier_names, record->supplier_skus);
	while (db_array_text(&alternates, &one))
		append_line(out, "alternate", none, one);
	append_pin_maps(out, record);
	append_pairs(out, "stock", record->stock_locations, record->stock_quantities);
	append_line(out, "updated", none, record->updated);
}

static void
append_shown(struct buf *out, const struct part *shown)
{
	const struct text none = {NULL, 0};
	const struct {
		const char *label;
		struct text value;
	} lines[] = {
	    {"kicad name", shown->name},           {"kicad symbol", shown->symbol},
	    {"kicad reference", shown->reference}, {"kicad value", shown->value},
	    {"kicad footprint", shown->footprint}, {"kicad description", shown->description},
	    {"kicad keywords", shown->keywords}};
	struct db_array names = shown->field_names, values = shown->field_values;
	struct db_array visible = shown->field_visible;
	struct text name, value;
	bool is_visible;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		append_line(out, lines[i].label, none, lines[i].value);
	while (db_array_text(&names, &name) && db_array_text(&values, &value) &&
	       db_array_bool(&visible, false, &is_visible))
		append_line(out, is_visible ? "kicad visible field" : "kicad field", name, value);
}

static bool
write_lines(const struct part_record *record, struct arena *arena, struct err *err)
{
	const struct text none = {NULL, 0};
	struct buf out = {.arena = arena};
	append_own(&out, record);
	if (record->is_shown)
		append_shown(&out, &record->shown);
	for (size_t i = 0; i < record->reason_count; i++)
		append_line(&out, "not shown", none, text_of(record->reasons[i]));
	for (size_t i = 0; i < record->warning_count; i++)
		append_line(&out, "warning", none, record->warnings[i]);
	return output_buf(&out, err);
}

static bool
read_record(struct db *db, struct text id, struct arena *arena, struct part_record *record,
            struct err *err)
{
	if (!part_record_get(db, id, arena, record, err))
		return false;
	return text_is_set(record->id) ||
	       err_set(err, ERR_CONFLICT, "the part was removed just now; look again");
}

bool
part_show_json(struct cli *cli, struct db *db, struct text id, struct err *err)
{
	struct part_record record;
	return read_record(db, id, cli->arena, &record, err) &&
	       output_document(part_record_document(&record), cli->arena, err);
}

bool
part_show_warnings(struct cli *cli, struct db *db, struct text id, struct err *err)
{
	struct part_record record;
	if (!read_record(db, id, cli->arena, &record, err))
		return false;
	for (size_t i = 0; i < record.warning_count; i++)
		fprintf(stderr, "kidepot: warning: %.*s\n", (int)record.warnings[i].size,
		        record.warnings[i].bytes);
	return true;
}

static bool
show(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct part_edit_match match;
	struct part_record record;
	struct db *db = command_database(cli, PART_STATEMENT_TIMEOUT, err);
	if (db == NULL || !part_edit_find(db, text_of(words[0]), cli->arena, &match, err))
		return false;
	if (cli->json)
		return part_show_json(cli, db, match.id, err);
	return read_record(db, match.id, cli->arena, &record, err) &&
	       write_lines(&record, cli->arena, err);
}

const struct command part_show_command = {
    .name = "show",
    .summary = "show a part, and what KiCad gets of it",
    .words = "PART",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Shows what a part says itself, what KiCad gets of it by all the rules, and what keeps\n"
	"it from KiCad. The part is named by its id, by \"ipn:\" and its IPN, or by its name.\n\n"
	"example: kidepot part show \"10k Resistor\"",
    .json = true,
    .run = show,
};
