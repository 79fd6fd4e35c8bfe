/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_column.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "netlist/netlist_ref.h"

/* --- cells */

static const char separator[] = "; ";

/* Before all but the first of a list. */
static void
separate(struct buf *out, size_t before)
{
	if (out->size > before)
		buf_append_string(out, separator);
}

static void
append_texts(struct buf *out, const struct netlist_bom_texts *texts)
{
	size_t before = out->size;
	for (const struct netlist_bom_text *at = texts->first; at != NULL; at = at->next) {
		if (*at->text == '\0')
			continue;
		separate(out, before);
		buf_append_string(out, at->text);
	}
}

static void
append_pairs(struct buf *out, size_t before, const struct netlist_bom_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		separate(out, before);
		buf_append_text(out, pairs->items[i][0]);
		buf_append_string(out, ": ");
		buf_append_text(out, pairs->items[i][1]);
	}
}

static void
append_section(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	buf_append_string(out, netlist_bom_section_words[line->section]);
}

static void
append_refs(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	netlist_ref_append_short(out, line->refs, line->count);
}

static void
append_quantity(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	buf_append_format(out, "%zu", line->count);
}

static void
append_values(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	append_texts(out, &line->values);
}

static void
append_footprints(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	append_texts(out, &line->footprints);
}

static void
append_symbol(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	if (line->first->lib != NULL && *line->first->lib != '\0')
		buf_append_format(out, "%s:", line->first->lib);
	if (line->first->part != NULL)
		buf_append_string(out, line->first->part);
}

static void
append_description(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	const struct netlist_model_says *says = line->first->says;
	if (says->description != NULL && *says->description != '\0')
		buf_append_string(out, says->description);
	else if (says->library_description != NULL)
		buf_append_string(out, says->library_description);
}

static void
append_datasheet(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	if (!netlist_text_is_none(line->first->says->datasheet))
		buf_append_string(out, line->first->says->datasheet);
}

static void
append_status(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	size_t before = out->size;
	for (size_t i = 0; i < NETLIST_BOM_STATUSES; i++) {
		if (line->statuses[i] == 0)
			continue;
		separate(out, before);
		buf_append_string(out, netlist_bom_status_words[i]);
	}
}

/* A text of each part of the line, `member` bytes into the part. */
static void
append_of_parts(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	size_t before = out->size;
	for (const struct netlist_bom_line_part *at = line->parts; at != NULL; at = at->next) {
		struct text text = *(const struct text *)((const char *)at->part + member);
		if (text.size == 0)
			continue;
		separate(out, before);
		buf_append_text(out, text);
	}
}

static void
append_part_id(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	size_t before = out->size;
	for (const struct netlist_bom_line_part *at = line->parts; at != NULL; at = at->next) {
		separate(out, before);
		buf_append_format(out, "%" PRId64, at->part->id);
	}
}

static void
append_suppliers(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	size_t before = out->size;
	for (const struct netlist_bom_line_part *at = line->parts; at != NULL; at = at->next)
		append_pairs(out, before, &at->part->suppliers);
}

static void
append_locations(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	size_t before = out->size;
	for (const struct netlist_bom_line_part *at = line->parts; at != NULL; at = at->next)
		append_pairs(out, before, &at->part->locations);
}

static void
append_needed(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	buf_append_format(out, "%" PRId64, line->needed);
}

/* Nothing is missing of what is not fitted, and of no part of the catalogue nobody knows. */
static void
append_missing(struct buf *out, const struct netlist_bom_line *line, size_t member)
{
	(void)member;
	if (line->missing >= 0 && line->parts != NULL)
		buf_append_format(out, "%" PRId64, line->missing);
}

enum { PARTS = NETLIST_BOM_NEEDS_PARTS, BOARDS = NETLIST_BOM_NEEDS_BOARDS };

#define OF_PART(member) append_of_parts, offsetof(struct netlist_bom_part, member)

/* In the order of the usual columns. */
static const struct netlist_bom_kind kinds[] = {
    {"section", "Section", 0, true, false, append_section, 0},
    {"references", "References", 0, true, false, append_refs, 0},
    {"quantity", "Quantity", 0, true, true, append_quantity, 0},
    {"value", "Value", 0, true, false, append_values, 0},
    {"footprint", "Footprint", 0, true, false, append_footprints, 0},
    {"symbol", "Symbol", 0, false, false, append_symbol, 0},
    {"description", "Description", 0, false, false, append_description, 0},
    {"datasheet", "Datasheet", 0, false, false, append_datasheet, 0},
    {"status", "Status", PARTS, false, false, append_status, 0},
    {"part", "Part", PARTS, true, false, OF_PART(name)},
    {"part_id", "Part ID", PARTS, false, true, append_part_id, 0},
    {"ipn", "IPN", PARTS, true, false, OF_PART(ipn)},
    {"manufacturer", "Manufacturer", PARTS, true, false, OF_PART(manufacturer)},
    {"mpn", "MPN", PARTS, true, false, OF_PART(mpn)},
    {"suppliers", "Supplier numbers", PARTS, true, false, append_suppliers, 0},
    {"stock", "In stock", PARTS, true, true, OF_PART(stock)},
    {"locations", "Locations", PARTS, false, false, append_locations, 0},
    {"needed", "Needed", BOARDS, true, true, append_needed, 0},
    {"missing", "Missing", PARTS | BOARDS, true, true, append_missing, 0},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* --- which columns */

static bool
can_say(const struct netlist_bom *bom, const struct netlist_bom_kind *kind)
{
	return ((kind->needs & PARTS) == 0 || bom->parts_known) &&
	       ((kind->needs & BOARDS) == 0 || bom->boards > 0);
}

static void
add(const struct netlist_bom *bom, const struct netlist_bom_kind *kind,
    struct netlist_bom_columns *columns, struct buf *left_out)
{
	if (can_say(bom, kind))
		columns->items[columns->count++] = (struct netlist_bom_column){
		    kind, text_of(kind->title), NULL};
	else
		buf_append_format(left_out, " %s", kind->name);
}

static bool
unknown(struct text name, struct err *err)
{
	char names[300];
	size_t used = 0;
	for (size_t i = 0; i < KINDS; i++)
		used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
		                         i == 0           ? ""
		                         : i + 1 == KINDS ? " and "
		                                          : ", ",
		                         kinds[i].name);
	return err_set(err, ERR_INPUT,
	               "no column is called \"%.*s\"; there are %s, and TITLE=TEMPLATE, in which "
	               "a comma is \"\\,\"",
	               (int)text_cut(name, 60).size, name.bytes, names);
}

/* What is before the first comma that has no \\ before it; it is taken away with that. */
static bool
take_item(struct text *rest, struct text *item)
{
	size_t size = 0;
	if (!text_is_set(*rest))
		return false;
	while (size < rest->size &&
	       (rest->bytes[size] != ',' || (size > 0 && rest->bytes[size - 1] == '\\')))
		size++;
	*item = (struct text){rest->bytes, size};
	*rest = size == rest->size ? text_of(NULL)
	                           : (struct text){rest->bytes + size + 1, rest->size - size - 1};
	return true;
}

static bool
add_name(const struct netlist_bom *bom, struct text name, struct netlist_bom_columns *columns,
         struct buf *left_out, struct err *err)
{
	size_t kind = 0;
	while (kind < KINDS && !text_equal(name, text_of(kinds[kind].name)))
		kind++;
	if (kind == KINDS)
		return unknown(name, err);
	add(bom, &kinds[kind], columns, left_out);
	return true;
}

/* "Order=${MPN}\\, ${VALUE}" */
static bool
add_template(struct text item, size_t title, struct arena *arena,
             struct netlist_bom_columns *columns, struct err *err)
{
	struct buf template = {.arena = arena};
	if (title == 0)
		return err_set(err, ERR_INPUT,
		               "the template \"%.*s\" has no title; write TITLE%.*s",
		               (int)text_cut(item, 100).size, item.bytes,
		               (int)text_cut(item, 100).size, item.bytes);
	for (size_t i = title + 1; i < item.size; i++)
		if (item.bytes[i] != '\\' || i + 1 == item.size || item.bytes[i + 1] != ',')
			buf_append(&template, &item.bytes[i], 1);
	buf_append(&template, "", 1);
	if (!buf_check(&template, err))
		return false;
	columns->items[columns->count++] = (struct netlist_bom_column){.title = {item.bytes, title},
	                                                               .template = template.bytes};
	return true;
}

static bool
add_items(const struct netlist_bom *bom, struct text said, struct netlist_bom_columns *columns,
          struct buf *left_out, struct err *err)
{
	struct text item;
	while (take_item(&said, &item)) {
		const char *equals = item.size > 0 ? memchr(item.bytes, '=', item.size) : NULL;
		bool good = equals == NULL ? add_name(bom, item, columns, left_out, err)
		                           : add_template(item, (size_t)(equals - item.bytes),
		                                          left_out->arena, columns, err);
		if (!good)
			return err_field(err, "columns");
	}
	return true;
}

/* At most so many columns; a comma more or less does not matter. */
static size_t
count_said(const struct text *said, size_t count)
{
	size_t columns = KINDS;
	for (size_t i = 0; i < count; i++) {
		columns++;
		for (size_t at = 0; at < said[i].size; at++)
			columns += said[i].bytes[at] == ',';
	}
	return columns;
}

unsigned
netlist_bom_column_wanted(const struct text *said, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (said[i].size > 0 && memchr(said[i].bytes, '=', said[i].size) != NULL)
			return NETLIST_VARIABLE_WANTED;
	return 0;
}

/* All that was said, or the usual ones. */
static bool
add_all(const struct netlist_bom *bom, const struct text *said, size_t count,
        struct netlist_bom_columns *columns, struct buf *left_out, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!add_items(bom, said[i], columns, left_out, err))
			return false;
	/* The usual ones that cannot be said are nobody's wish. */
	for (size_t i = 0; count == 0 && i < KINDS; i++)
		if (kinds[i].usual && can_say(bom, &kinds[i]))
			add(bom, &kinds[i], columns, left_out);
	buf_append(left_out, "", 1);
	columns->left_out = left_out->bytes;
	return buf_check(left_out, err);
}

bool
netlist_bom_column_make(const struct netlist_bom *bom, const struct text *said, size_t count,
                        const char *today, struct arena *arena, struct netlist_bom_columns *columns,
                        struct err *err)
{
	struct netlist_bom_columns made = {.usual = count == 0};
	struct buf left_out = {.arena = arena};
	made.items = arena_alloc(arena, count_said(said, count) * sizeof *made.items, err);
	if (made.items == NULL || !add_all(bom, said, count, &made, &left_out, err))
		return false;
	if (netlist_bom_column_wanted(said, count) != 0) {
		made.templates = arena_alloc(arena, sizeof *made.templates, err);
		if (made.templates == NULL ||
		    !netlist_bom_template_start(bom->model, today, arena, made.templates, err))
			return false;
	}
	*columns = made;
	return true;
}

bool
netlist_bom_column_append(const struct netlist_bom_columns *columns,
                          const struct netlist_bom_column *column,
                          const struct netlist_bom_line *line, struct buf *out, struct err *err)
{
	if (column->kind == NULL)
		return netlist_bom_template_append(columns->templates, column->template, line,
		                                   separator, out, err);
	if (column->kind->append == append_refs && columns->all_refs)
		netlist_ref_append_all(out, line->refs, line->count);
	else
		column->kind->append(out, line, column->kind->member);
	return buf_check(out, err);
}
