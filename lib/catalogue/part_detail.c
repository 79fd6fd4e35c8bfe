/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_detail.h"

#include <stdio.h>

#include "base/buf.h"
#include "catalogue/parameter_template.h"
#include "catalogue/supplier.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

static bool
check_count(const char *what, size_t count, size_t most, const char *field, struct err *err)
{
	if (count <= most)
		return true;
	err_set(err, ERR_INPUT, "%zu %s are given at once; give at most %zu", count, what, most);
	return err_field(err, field);
}

bool
part_detail_parameter_field(struct text name, struct err *err)
{
	char field[sizeof err->field];
	struct text shown = text_cut(name, sizeof field - sizeof "parameters.");
	snprintf(field, sizeof field, "parameters.%.*s", (int)shown.size, shown.bytes);
	return err_field(err, field);
}

static bool
check_parameter(struct db *db, const struct part_parameter *one, struct arena *arena,
                struct err *err)
{
	return value_check_name(db, "parameter's name", one->name, arena, err) &&
	       value_check(db, "parameter's value", one->value, VALUE_LINE, arena, err) &&
	       (value_check(db, "field's name", one->field_name, VALUE_LINE, arena, err) ||
	        err_field(err, "field_name")) &&
	       (one->visible.size == 0 || value_check_truth("visible", one->visible, err)) &&
	       (one->served.size == 0 || value_check_truth("served", one->served, err));
}

static bool
check_parameters(struct db *db, const struct part_details *details, struct arena *arena,
                 struct err *err)
{
	if (!check_count("parameters", details->parameter_count, PART_DETAILS_MAX, "parameters",
	                 err))
		return false;
	for (size_t i = 0; i < details->parameter_count; i++)
		if (!check_parameter(db, &details->parameters[i], arena, err))
			return part_detail_parameter_field(details->parameters[i].name, err);
	return true;
}

static bool
check_number(struct db *db, const struct part_details *details, size_t index, struct arena *arena,
             struct err *err)
{
	const struct part_number *one = &details->numbers[index];
	if (details->has_all_numbers &&
	    !value_check_name(db, "supplier's number", one->sku, arena, err))
		return false;
	for (size_t i = 0; details->has_all_numbers && i < index; i++)
		if (text_equal(one->supplier, details->numbers[i].supplier) &&
		    text_equal(one->sku, details->numbers[i].sku))
			return err_set(err, ERR_INPUT,
			               "the supplier's number \"%.*s\" is given twice",
			               (int)text_cut(one->sku, SHOWN_MAX).size, one->sku.bytes);
	return value_check(db, "supplier's number", one->sku, VALUE_LINE, arena, err) &&
	       value_check(db, "URL", one->url, VALUE_URL, arena, err);
}

static bool
check_numbers(struct db *db, const struct part_details *details, struct arena *arena,
              struct err *err)
{
	if (!check_count("suppliers' numbers", details->number_count, PART_DETAILS_MAX, "suppliers",
	                 err))
		return false;
	for (size_t i = 0; i < details->number_count; i++)
		if (!check_number(db, details, i, arena, err))
			return err_field(err, "suppliers");
	return true;
}

static bool
check_alternate(struct db *db, const struct part_details *details, size_t index,
                struct arena *arena, struct err *err)
{
	static const char what[] = "alternate footprint";
	struct text one = details->alternates[index];
	if (one.size == 0)
		return err_set(err, ERR_INPUT, "an %s is empty; leave it out", what);
	if (!value_check(db, what, one, VALUE_LIBRARY_ID, arena, err))
		return false;
	for (size_t i = 0; i < index; i++)
		if (text_equal(one, details->alternates[i]))
			return err_set(err, ERR_INPUT, "the %s \"%.*s\" is given twice", what,
			               (int)text_cut(one, SHOWN_MAX).size, one.bytes);
	return true;
}

static bool
check_alternates(struct db *db, const struct part_details *details, struct arena *arena,
                 struct err *err)
{
	if (!check_count("alternate footprints", details->alternate_count, PART_DETAILS_MAX,
	                 "alternates", err))
		return false;
	for (size_t i = 0; i < details->alternate_count; i++)
		if (!check_alternate(db, details, i, arena, err))
			return err_field(err, "alternates");
	return true;
}

bool
part_detail_check(struct db *db, const struct part_details *details, struct arena *arena,
                  struct err *err)
{
	return check_parameters(db, details, arena, err) &&
	       check_numbers(db, details, arena, err) &&
	       check_alternates(db, details, arena, err) &&
	       check_count("pin maps", details->pin_map_count, PART_DETAILS_MAX, "pin_maps", err);
}

static bool
find_template(struct db *db, struct text name, const struct part_details *details,
              struct arena *arena, struct text *id, struct err *err)
{
	const struct parameter_template_change plain = {.name = name};
	bool is_column;
	if (!parameter_template_find(db, name, arena, id, &is_column, err))
		return false;
	if (is_column)
		return err_set(err, ERR_INPUT,
		               "\"%.*s\" is of every part and not a parameter; set ipn, "
		               "manufacturer or mpn",
		               (int)name.size, name.bytes);
	if (!text_is_set(*id) && !details->make_templates)
		return err_set(err, ERR_INPUT,
		               "no parameter \"%.*s\" is there; \"kidepot template add\"%s%s makes "
		               "it",
		               (int)text_cut(name, SHOWN_MAX).size, name.bytes,
		               details->make_word != NULL ? " or " : "",
		               details->make_word != NULL ? details->make_word : "");
	return text_is_set(*id) || parameter_template_add(db, &plain, arena, id, err);
}

static bool
set_parameter(struct db *db, struct text part_id, const struct part_parameter *one,
              const struct part_details *details, struct arena *arena, struct err *err)
{
	struct text template_id;
	struct db_rows rows;
	if (!find_template(db, one->name, details, arena, &template_id, err))
		return false;
	const struct text params[] = {part_id,         template_id,  one->value,
	                              one->field_name, one->visible, one->served};
	if (text_is_set(one->value) && one->value.size == 0)
		return db_query(db, &query_part_parameter_delete, params, 2, arena, NULL, err);
	if (!db_query(db, &query_part_parameter_put, params, 6, arena, &rows, err))
		return false;
	return rows.affected > 0 ||
	       err_set(err, ERR_INPUT, "the part has no parameter \"%.*s\"; give it a value",
	               (int)text_cut(one->name, SHOWN_MAX).size, one->name.bytes);
}

static bool
set_number(struct db *db, struct text part_id, const struct part_number *one, struct text id,
           struct arena *arena, struct err *err)
{
	const struct text params[] = {part_id, id, one->sku, one->url};
	return one->sku.size > 0
	           ? db_query(db, &query_part_supplier_put, params, 4, arena, NULL, err)
	           : db_query(db, &query_part_supplier_delete, params, 2, arena, NULL, err);
}

static void
append_line(struct buf *lines, size_t index, struct text line)
{
	buf_append_string(lines, index > 0 ? "\n" : "");
	buf_append_text(lines, line);
}

/* A list of lines; of none it is empty, which is not the same as not set. */
static struct text
lines_of(const struct buf *lines)
{
	return lines->size > 0 ? buf_text(lines) : text_of("");
}

static bool
keep_numbers(struct db *db, struct text part_id, const struct part_details *details,
             const struct text *ids, struct arena *arena, struct err *err)
{
	struct buf id_lines = {.arena = arena}, sku_lines = {.arena = arena};
	for (size_t i = 0; i < details->number_count; i++) {
		append_line(&id_lines, i, ids[i]);
		append_line(&sku_lines, i, details->numbers[i].sku);
	}
	const struct text params[] = {part_id, lines_of(&id_lines), lines_of(&sku_lines)};
	return buf_check(&id_lines, err) && buf_check(&sku_lines, err) &&
	       db_query(db, &query_part_supplier_keep, params, 3, arena, NULL, err);
}

static bool
set_numbers(struct db *db, struct text part_id, const struct part_details *details,
            struct arena *arena, struct err *err)
{
	const struct part_number *numbers = details->numbers;
	struct text *ids = arena_alloc(arena, (details->number_count + 1) * sizeof *ids, err);
	bool good = ids != NULL;
	for (size_t i = 0; good && i < details->number_count; i++)
		good = supplier_find(db, numbers[i].supplier, arena, &ids[i], err);
	if (good && details->has_all_numbers)
		good = keep_numbers(db, part_id, details, ids, arena, err);
	for (size_t i = 0; good && i < details->number_count; i++)
		good = set_number(db, part_id, &numbers[i], ids[i], arena, err);
	return good;
}

static bool
set_alternates(struct db *db, struct text part_id, const struct part_details *details,
               struct arena *arena, struct err *err)
{
	struct buf lines = {.arena = arena};
	for (size_t i = 0; i < details->alternate_count; i++)
		append_line(&lines, i, details->alternates[i]);
	const struct text params[] = {part_id, lines_of(&lines)};
	return buf_check(&lines, err) &&
	       db_query(db, &query_part_alternate_set, params, 2, arena, NULL, err);
}

static bool
set_pin_maps(struct db *db, struct text part_id, const struct part_details *details,
             struct arena *arena, struct err *err)
{
	const struct text all[] = {part_id, text_of(NULL)};
	if (details->has_all_pin_maps &&
	    !db_query(db, &query_part_pin_map_delete, all, 2, arena, NULL, err))
		return false;
	for (size_t i = 0; i < details->pin_map_count; i++)
		if (!pin_map_put(db, part_id, &details->pin_maps[i], arena, err))
			return false;
	return true;
}

bool
part_detail_set(struct db *db, struct text part_id, const struct part_details *details,
                struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < details->parameter_count; i++)
		if (!set_parameter(db, part_id, &details->parameters[i], details, arena, err))
			return part_detail_parameter_field(details->parameters[i].name, err);
	if ((details->number_count > 0 || details->has_all_numbers) &&
	    !set_numbers(db, part_id, details, arena, err))
		return err_field(err, "suppliers");
	if (details->has_alternates && !set_alternates(db, part_id, details, arena, err))
		return err_field(err, "alternates");
	return set_pin_maps(db, part_id, details, arena, err) || err_field(err, "pin_maps");
}
