/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_document.h"

#include <string.h>

#include "base/document.h"
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

/* A line break drawn on a sheet breaks lists and netlists; it becomes a blank. */
static struct text
one_line(struct text text, struct arena *arena, struct err *err)
{
	if (!text_has_control(text))
		return text;
	char *copy = arena_copy(arena, text.bytes, text.size, err);
	if (copy == NULL)
		return (struct text){"", 0};
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)copy[i] < 0x20)
			copy[i] = ' ';
	return (struct text){copy, text.size};
}

static struct document *
field_document(struct text value, bool visible)
{
	struct document *field = document_object();
	if (document_add_text(field, "value", value) &&
	    document_add_string(field, "visible", truth(visible)))
		return field;
	document_free(field);
	return NULL;
}

/* The fields that KiCad knows by name, in any case of letters. */
static const char *const known_fields[] = {"reference", "value",       "footprint",
                                           "datasheet", "description", "keywords"};

static bool
add_known_fields(struct document *fields, const struct part *part)
{
	const struct {
		struct text value;
		bool visible;
	} known[] = {{part->reference, true},  {part->value, true},        {part->footprint, false},
	             {part->datasheet, false}, {part->description, false}, {part->keywords, false}};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].value.size > 0 &&
		    !document_add(fields, known_fields[i],
		                  field_document(known[i].value, known[i].visible)))
			return false;
	return true;
}

/* Whether KiCad would take the name at `index` for a field served before it. */
static bool
is_taken(struct text name, struct db_array names, struct db_array values, size_t index)
{
	for (size_t i = 0; i < sizeof known_fields / sizeof known_fields[0]; i++)
		if (text_equal_nocase(name, text_of(known_fields[i])))
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

static bool
add_further_fields(struct document *fields, const struct part *part, struct arena *arena,
                   struct left_out *left_out, struct err *err)
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
		value = one_line(value, arena, err);
		if (!document_add_keyed(fields, name, field_document(value, visible)))
			return false;
	}
	return true;
}

static bool
add_footprint_filters(struct document *object, const struct part *part)
{
	struct db_array filters = part->footprint_filters;
	struct text filter;
	struct document *array = NULL;
	bool ok = true;
	while (ok && db_array_text(&filters, &filter)) {
		if (filter.size == 0)
			continue;
		if (array == NULL)
			array = document_array();
		ok = document_append_text(array, filter);
	}
	if (ok)
		return array == NULL || document_add(object, "footprint_filters", array);
	document_free(array);
	return false;
}

static bool
add_members(struct document *object, const struct part *part, struct text description,
            struct text keywords)
{
	return document_add_text(object, "id", part->id) &&
	       document_add_text(object, "name", part->name) &&
	       document_add_text(object, "symbolIdStr", part->symbol) &&
	       document_add_text(object, "description", description) &&
	       document_add_text(object, "keywords", keywords) &&
	       document_add_string(object, "exclude_from_bom", truth(part->exclude_from_bom)) &&
	       document_add_string(object, "exclude_from_board", truth(part->exclude_from_board)) &&
	       document_add_string(object, "exclude_from_sim", truth(part->exclude_from_sim)) &&
	       add_footprint_filters(object, part);
}

static bool
add_fields(struct document *object, const struct part *part, struct arena *arena,
           struct left_out *left_out, struct err *err)
{
	struct document *fields = document_object();
	if (add_known_fields(fields, part) &&
	    add_further_fields(fields, part, arena, left_out, err))
		return document_add(object, "fields", fields);
	document_free(fields);
	return false;
}

static bool
add_short(struct document *object, const struct part *part, struct text description)
{
	return document_add_text(object, "id", part->id) &&
	       document_add_text(object, "name", part->name) &&
	       document_add_text(object, "description", description);
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

/* `part` has lines only. */
static bool
add_variant(struct document *object, const struct part *part, enum part_variant variant,
            struct arena *arena, struct left_out *left_out, struct err *err)
{
	bool shows_stock = text_is_set(part->listed_keywords);
	bool is_for_kicad_10 = variant >= PART_ROW_KICAD_10;
	struct text description = part->description, keywords = part->keywords;
	if (shows_stock && text_is_set(part->listed_description) &&
	    (variant == PART_ROW_KICAD_9 || variant == PART_ROW_KICAD_10_DESCRIPTION))
		description = part->listed_description;
	if (shows_stock && variant == PART_ROW_KICAD_10_KEYWORDS)
		keywords = part->listed_keywords;
	if (shows_stock && variant == PART_ROW_KICAD_9)
		return add_short(object, part, description);
	if (is_for_kicad_10 && part->pin_map_pins.left > 0)
		return add_short(object, part, description) &&
		       document_add_text(object, "keywords", keywords);
	return add_members(object, part, description, keywords) &&
	       part_pin_map_add(object, part, arena) &&
	       add_fields(object, part, arena, left_out, err);
}

bool
part_document_write(const struct part *part, enum part_variant variant, struct buf *body,
                    struct left_out *left_out, struct err *err)
{
	struct part clean = *part;
	struct err problem = {.code = ERR_NONE};
	struct text *const prose[] = {&clean.value, &clean.description, &clean.keywords,
	                              &clean.listed_description, &clean.listed_keywords};
	for (size_t i = 0; i < sizeof prose / sizeof prose[0]; i++)
		*prose[i] = one_line(*prose[i], body->arena, &problem);

	struct document *object = document_object();
	bool ok = add_variant(object, &clean, variant, body->arena, left_out, &problem) &&
	          problem.code == ERR_NONE;
	if (ok)
		ok = document_write(object, body, err);
	else
		err_set(err, ERR_LIMIT, "no memory for the document of part \"%.*s\"",
		        (int)part->id.size, part->id.bytes);
	document_free(object);
	return ok;
}
