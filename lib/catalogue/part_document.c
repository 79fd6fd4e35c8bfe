/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_document.h"

#include <string.h>

#include "base/document_writer.h"
#include "catalogue/part_pin_map.h"

/* The columns of queries part_list, part_get and doctor_part_page. */
enum {
	COLUMN_ID,
	COLUMN_NAME,
	COLUMN_SYMBOL,
	COLUMN_REFERENCE,
	COLUMN_VALUE,
	COLUMN_FOOTPRINT,
	COLUMN_FOOTPRINT_FILTERS,
	COLUMN_DATASHEET,
	COLUMN_DESCRIPTION,
	COLUMN_KEYWORDS,
	COLUMN_EXCLUDE_FROM_BOM,
	COLUMN_EXCLUDE_FROM_BOARD,
	COLUMN_EXCLUDE_FROM_SIM,
	COLUMN_FIELD_NAMES,
	COLUMN_FIELD_VALUES,
	COLUMN_FIELD_VISIBLE,
	COLUMN_LISTED_DESCRIPTION,
	COLUMN_LISTED_KEYWORDS,
	COLUMN_PIN_MAP_FOOTPRINTS,
	COLUMN_PIN_MAP_PINS,
	COLUMN_PIN_MAP_PADS,
	COLUMNS
};
_Static_assert(COLUMNS == (int)PART_COLUMNS, "others' columns come after these");

enum { FIELD_NAME_MAX = 200, FIELDS_MAX = 200, VALUE_MAX = 65536 };

struct part
part_read(const struct db_rows *rows, size_t row)
{
	return (struct part){
	    .id = db_rows_text(rows, row, COLUMN_ID),
	    .name = db_rows_text(rows, row, COLUMN_NAME),
	    .symbol = db_rows_text(rows, row, COLUMN_SYMBOL),
	    .reference = db_rows_text(rows, row, COLUMN_REFERENCE),
	    .value = db_rows_text(rows, row, COLUMN_VALUE),
	    .footprint = db_rows_text(rows, row, COLUMN_FOOTPRINT),
	    .footprint_filters = db_rows_array(rows, row, COLUMN_FOOTPRINT_FILTERS),
	    .datasheet = db_rows_text(rows, row, COLUMN_DATASHEET),
	    .description = db_rows_text(rows, row, COLUMN_DESCRIPTION),
	    .keywords = db_rows_text(rows, row, COLUMN_KEYWORDS),
	    .exclude_from_bom = db_rows_bool(rows, row, COLUMN_EXCLUDE_FROM_BOM, false),
	    .exclude_from_board = db_rows_bool(rows, row, COLUMN_EXCLUDE_FROM_BOARD, false),
	    .exclude_from_sim = db_rows_bool(rows, row, COLUMN_EXCLUDE_FROM_SIM, false),
	    .field_names = db_rows_array(rows, row, COLUMN_FIELD_NAMES),
	    .field_values = db_rows_array(rows, row, COLUMN_FIELD_VALUES),
	    .field_visible = db_rows_array(rows, row, COLUMN_FIELD_VISIBLE),
	    .listed_description = db_rows_text(rows, row, COLUMN_LISTED_DESCRIPTION),
	    .listed_keywords = db_rows_text(rows, row, COLUMN_LISTED_KEYWORDS),
	    .pin_map_footprints = db_rows_array(rows, row, COLUMN_PIN_MAP_FOOTPRINTS),
	    .pin_map_pins = db_rows_array(rows, row, COLUMN_PIN_MAP_PINS),
	    .pin_map_pads = db_rows_array(rows, row, COLUMN_PIN_MAP_PADS),
	};
}

struct text
part_read_id(const struct db_rows *rows, size_t row)
{
	return db_rows_text(rows, row, COLUMN_ID);
}

/* KiCad 10 puts '_' for these in a name, KiCad 9 saves a sheet it cannot read. */
static bool
has_illegal_name_character(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if (strchr(":\\<>\"", name.bytes[i]) != NULL)
			return true;
	return false;
}

static bool
names_library(struct text library_id, const char *nickname)
{
	size_t size = strlen(nickname);
	return size > 0 && library_id.size > size && library_id.bytes[size] == ':' &&
	       memcmp(library_id.bytes, nickname, size) == 0;
}

static const char *
link_problem(const struct part *part, const char *nickname)
{
	if (part->symbol.size == 0)
		return "it has no symbol";
	if (!text_is_library_id(part->symbol))
		return "the symbol is not \"Library:Name\"";
	/* KiCad 9 and 10.0.6 follow such a symbol until the stack ends. */
	if (names_library(part->symbol, nickname))
		return "the symbol is in this very library; name one of a symbol library";
	if (part->footprint.size > 0 && (!text_is_library_id(part->footprint) ||
	                                 memchr(part->footprint.bytes, ';', part->footprint.size)))
		return "the footprint is not \"Library:Name\"";
	return NULL;
}

static bool
is_unfit_line(struct text text)
{
	return text_has_control(text) || !text_is_utf8(text) || text.size > VALUE_MAX;
}

static bool
is_unfit_prose(struct text text)
{
	return text_has_control_but_breaks(text) || !text_is_utf8(text) || text.size > VALUE_MAX;
}

static const char *
text_problem(const struct part *part)
{
	static const char unfit[] =
	    "a value has a control character, is not UTF-8 or is over 65536 bytes";
	const struct text lines[] = {part->name, part->symbol, part->reference, part->footprint,
	                             part->datasheet};
	const struct text prose[] = {part->value, part->description, part->keywords,
	                             part->listed_description, part->listed_keywords};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (is_unfit_line(lines[i]))
			return unfit;
	for (size_t i = 0; i < sizeof prose / sizeof prose[0]; i++)
		if (is_unfit_prose(prose[i]))
			return unfit;
	return NULL;
}

static const char *
array_problem(const struct part *part)
{
	struct db_array names = part->field_names;
	struct db_array values = part->field_values;
	struct db_array filters = part->footprint_filters;
	struct text text;
	if (names.left != values.left || names.left != part->field_visible.left)
		return "field_names, field_values and field_visible differ in length";
	if (names.left > FIELDS_MAX)
		return "it has more than 200 fields";
	while (db_array_text(&names, &text))
		if (is_unfit_line(text) || text.size > FIELD_NAME_MAX)
			return "a field's name has a control character, is not UTF-8 or is over "
			       "200 bytes";
	while (db_array_text(&values, &text))
		if (is_unfit_prose(text))
			return "a field's value has a control character, is not UTF-8 or is over "
			       "65536 bytes";
	while (db_array_text(&filters, &text))
		if (is_unfit_line(text))
			return "a footprint filter has a control character, is not UTF-8 or is "
			       "over 65536 bytes";
	return NULL;
}

const char *
part_problem(const struct part *part, const char *nickname)
{
	if (!text_is_id(part->id))
		return "the id is not made of letters, digits, '_', '-' and '.'";
	if (part->name.size == 0)
		return "the name is empty";
	if (has_illegal_name_character(part->name))
		return "the name has one of : \\ < > \"";
	const char *problem = text_problem(part);
	if (problem == NULL)
		problem = link_problem(part, nickname);
	if (problem == NULL)
		problem = array_problem(part);
	return problem != NULL ? problem : part_pin_map_problem(part);
}

static const char *
truth(bool value)
{
	return value ? "True" : "False";
}

/* A line break drawn on a sheet breaks lists and netlists; it becomes a blank. Without
 * memory for it the body fails. */
static struct text
one_line(struct text text, struct buf *body)
{
	if (!text_has_control(text))
		return text;
	char *copy = arena_copy(body->arena, text.bytes, text.size, NULL);
	if (copy == NULL) {
		body->failed = true;
		return (struct text){"", 0};
	}
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)copy[i] < 0x20)
			copy[i] = ' ';
	return (struct text){copy, text.size};
}

/* The field's name is written before with document_writer_name, or is `key`. */
static void
write_field(struct buf *body, const char *key, struct text value, bool visible)
{
	document_writer_object(body, key);
	document_writer_text(body, "value", value);
	document_writer_string(body, "visible", truth(visible));
	document_writer_end_object(body);
}

/* The fields that KiCad knows by name, in any case of letters. */
static const struct text known_fields[] = {{"reference", 9}, {"value", 5},        {"footprint", 9},
                                           {"datasheet", 9}, {"description", 11}, {"keywords", 8}};

static void
write_known_fields(struct buf *body, const struct part *part)
{
	const struct {
		struct text value;
		bool visible;
	} known[] = {{part->reference, true},  {part->value, true},        {part->footprint, false},
	             {part->datasheet, false}, {part->description, false}, {part->keywords, false}};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].value.size > 0)
			write_field(body, known_fields[i].bytes, known[i].value, known[i].visible);
}

/* Whether KiCad would take the name at `index` for a field served before it. */
static bool
is_taken(struct text name, struct db_array names, struct db_array values, size_t index)
{
	for (size_t i = 0; i < sizeof known_fields / sizeof known_fields[0]; i++)
		if (text_equal_nocase(name, known_fields[i]))
			return true;
	struct text earlier, value;
	for (size_t i = 0;
	     i < index && db_array_text(&names, &earlier) && db_array_text(&values, &value); i++)
		if (value.size > 0 && text_equal_nocase(name, earlier))
			return true;
	return false;
}

bool
part_taken_field(const struct part *part, size_t *index, struct text *name)
{
	struct db_array names = part->field_names, values = part->field_values;
	struct text found, value;
	for (size_t i = 0; db_array_text(&names, &found) && db_array_text(&values, &value); i++)
		if (i >= *index && found.size > 0 && value.size > 0 &&
		    is_taken(found, part->field_names, part->field_values, i)) {
			*index = i + 1;
			*name = found;
			return true;
		}
	return false;
}

static void
write_further_fields(struct buf *body, const struct part *part, struct left_out *left_out)
{
	struct db_array names = part->field_names, values = part->field_values,
			visibles = part->field_visible;
	struct text name, value;
	bool visible;
	for (size_t i = 0; db_array_text(&names, &name) && db_array_text(&values, &value) &&
	                   db_array_bool(&visibles, false, &visible);
	     i++) {
		if (name.size == 0 || value.size == 0)
			continue;
		if (is_taken(name, part->field_names, part->field_values, i)) {
			left_out_add(
			    left_out, "part \"%.*s\": another field is called \"%.*s\" too",
			    (int)part->id.size, part->id.bytes, (int)name.size, name.bytes);
			continue;
		}
		document_writer_name(body, name);
		write_field(body, NULL, one_line(value, body), visible);
	}
}

static void
write_footprint_filters(struct buf *body, const struct part *part)
{
	struct db_array filters = part->footprint_filters;
	struct text filter;
	bool is_begun = false;
	while (db_array_text(&filters, &filter)) {
		if (filter.size == 0)
			continue;
		if (!is_begun)
			document_writer_array(body, "footprint_filters");
		is_begun = true;
		document_writer_text(body, NULL, filter);
	}
	if (is_begun)
		document_writer_end_array(body);
}

static void
write_members(struct buf *body, const struct part *part, struct text description,
              struct text keywords)
{
	document_writer_text(body, "id", part->id);
	document_writer_text(body, "name", part->name);
	document_writer_text(body, "symbolIdStr", part->symbol);
	document_writer_text(body, "description", description);
	document_writer_text(body, "keywords", keywords);
	document_writer_string(body, "exclude_from_bom", truth(part->exclude_from_bom));
	document_writer_string(body, "exclude_from_board", truth(part->exclude_from_board));
	document_writer_string(body, "exclude_from_sim", truth(part->exclude_from_sim));
	write_footprint_filters(body, part);
}

static void
write_fields(struct buf *body, const struct part *part, struct left_out *left_out)
{
	document_writer_object(body, "fields");
	write_known_fields(body, part);
	write_further_fields(body, part, left_out);
	document_writer_end_object(body);
}

static void
write_short(struct buf *body, const struct part *part, struct text description)
{
	document_writer_text(body, "id", part->id);
	document_writer_text(body, "name", part->name);
	document_writer_text(body, "description", description);
}

unsigned
part_whole_variants(const struct part *part)
{
	bool shows_stock = text_is_set(part->listed_keywords);
	bool has_pin_maps = part->pin_map_pins.left > 0;
	unsigned variants = 1u << PART_WHOLE;
	if (!shows_stock)
		variants |= 1u << PART_ROW_KICAD_9;
	if (has_pin_maps)
		return variants;
	variants |= 1u << PART_ROW_KICAD_10;
	if (!shows_stock)
		variants |= 1u << PART_ROW_KICAD_10_KEYWORDS;
	if (!shows_stock || !text_is_set(part->listed_description))
		variants |= 1u << PART_ROW_KICAD_10_DESCRIPTION;
	return variants;
}

/* The members of the variant; `part` has lines only. */
static void
write_variant(struct buf *body, const struct part *part, enum part_variant variant,
              struct left_out *left_out)
{
	bool shows_stock = text_is_set(part->listed_keywords);
	bool is_for_kicad_10 = variant >= PART_ROW_KICAD_10;
	struct text description = part->description, keywords = part->keywords;
	if (shows_stock && text_is_set(part->listed_description) &&
	    (variant == PART_ROW_KICAD_9 || variant == PART_ROW_KICAD_10_DESCRIPTION))
		description = part->listed_description;
	if (shows_stock && variant == PART_ROW_KICAD_10_KEYWORDS)
		keywords = part->listed_keywords;
	if (shows_stock && variant == PART_ROW_KICAD_9) {
		write_short(body, part, description);
	} else if (is_for_kicad_10 && part->pin_map_pins.left > 0) {
		write_short(body, part, description);
		document_writer_text(body, "keywords", keywords);
	} else {
		write_members(body, part, description, keywords);
		part_pin_map_write(part, body);
		write_fields(body, part, left_out);
	}
}

bool
part_document_write(const struct part *part, enum part_variant variant, struct buf *body,
                    struct left_out *left_out, struct err *err)
{
	struct part clean = *part;
	struct text *const prose[] = {&clean.value, &clean.description, &clean.keywords,
	                              &clean.listed_description, &clean.listed_keywords};
	for (size_t i = 0; i < sizeof prose / sizeof prose[0]; i++)
		*prose[i] = one_line(*prose[i], body);
	document_writer_object(body, NULL);
	write_variant(body, &clean, variant, left_out);
	document_writer_end_object(body);
	return buf_check(body, err);
}
