/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import_rows.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "netlist/netlist_identity.h"
#include "netlist/netlist_import_detail.h"

const char *const netlist_import_rows_columns[NETLIST_IMPORT_ROWS_COLUMNS] = {
    "tag",  "number", "owner", "a",          "b",          "c",    "d",        "cells",
    "says", "names",  "texts", "more_names", "more_texts", "list", "more_list"};

enum {
	COUNT_TEXTVARS,
	COUNT_SHEETS,
	COUNT_COMPONENTS,
	COUNT_LIBPARTS,
	COUNT_LIBRARIES,
	COUNT_NETS,
	COUNT_NODES
};

/* --- cells of a row */

/* What COPY or an array would take for something else, with backslashes. */
static void
append_escaped(struct buf *out, const char *text, bool in_array)
{
	const char *special = in_array ? "\\\n\r\t\"" : "\\\n\r\t";
	for (;;) {
		size_t as_is = strcspn(text, special);
		buf_append(out, text, as_is);
		text += as_is;
		switch (*text++) {
		case '\0':
			return;
		case '\n':
			buf_append(out, "\\n", 2);
			break;
		case '\r':
			buf_append(out, "\\r", 2);
			break;
		case '\t':
			buf_append(out, "\\t", 2);
			break;
		case '"':
			buf_append(out, "\\\\\"", 3);
			break;
		default:
			buf_append(out, "\\\\\\\\", in_array ? 4 : 2);
		}
	}
}

static void
cell(struct buf *out, const char *text)
{
	buf_append(out, "\t", 1);
	if (text == NULL)
		buf_append(out, "\\N", 2);
	else
		append_escaped(out, text, false);
}

static void
no_cells(struct buf *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_append(out, "\t\\N", 3);
}

static void
array_element(struct buf *out, size_t index, const char *text)
{
	if (index > 0)
		buf_append(out, ",", 1);
	if (text == NULL) {
		buf_append(out, "NULL", 4);
		return;
	}
	buf_append(out, "\"", 1);
	append_escaped(out, text, true);
	buf_append(out, "\"", 1);
}

static void
array_cell(struct buf *out, const char *const *items, size_t count)
{
	buf_append(out, "\t{", 2);
	for (size_t i = 0; i < count; i++)
		array_element(out, i, items[i]);
	buf_append(out, "}", 1);
}

static const char *
text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* Two cells; the value of a field that is not there is empty, that of a flag null. */
static void
field_cells(struct buf *out, struct netlist_fields fields, bool flags)
{
	buf_append(out, "\t{", 2);
	for (size_t i = 0; i < fields.count; i++)
		array_element(out, i, fields.items[i].name);
	buf_append(out, "}\t{", 3);
	for (size_t i = 0; i < fields.count; i++) {
		const char *value = fields.items[i].value;
		array_element(out, i, flags ? value : text_or_empty(value));
	}
	buf_append(out, "}", 1);
}

static struct buf *
begin(struct netlist_import_rows *rows, char tag, size_t count)
{
	arena_reset(rows->record);
	buf_append_format(&rows->out, "%c\t%" PRId64, tag, ++rows->counts[count]);
	return &rows->out;
}

static bool
end(struct netlist_import_rows *rows)
{
	buf_append(&rows->out, "\n", 1);
	return buf_check(&rows->out, &rows->err);
}

static const char *
symbol_identity(struct netlist_import_rows *rows, const struct netlist_component *component)
{
	const char *last = component->tstamp;
	if (component->tstamps.count > 0)
		last = component->tstamps.items[component->tstamps.count - 1];
	return netlist_identity_symbol(last, component->ref, rows->record, &rows->err);
}

/* --- what parts are sought by */

static bool
is_passed_over(char c)
{
	return c != '\0' && strchr(" ._-#", c) != NULL;
}

static bool
names_alike(const char *name, struct text wanted)
{
	size_t at = 0;
	for (; *name != '\0'; name++) {
		if (is_passed_over(*name))
			continue;
		while (at < wanted.size && is_passed_over(wanted.bytes[at]))
			at++;
		if (at == wanted.size ||
		    tolower((unsigned char)*name) != tolower((unsigned char)wanted.bytes[at]))
			return false;
		at++;
	}
	while (at < wanted.size && is_passed_over(wanted.bytes[at]))
		at++;
	return at == wanted.size;
}

static const char *
field_that_says(const struct netlist_import_rows *rows, enum netlist_import_says what,
                struct netlist_fields fields)
{
	for (size_t wanted = 0; wanted < rows->says_count; wanted++) {
		if (rows->says_fields[wanted].what != what)
			continue;
		for (size_t i = 0; i < fields.count; i++)
			if (names_alike(fields.items[i].name, rows->says_fields[wanted].name) &&
			    !netlist_text_is_none(fields.items[i].value))
				return fields.items[i].value;
	}
	return "";
}

/* "" for what is not said; up to KiCad 5 nothing is escaped. */
static const char *
plain(struct netlist_import_rows *rows, const char *text)
{
	if (text == NULL)
		return "";
	if (rows->design.kicad < 6)
		return text;
	char *copy = arena_copy(rows->record, text, strlen(text), &rows->err);
	if (copy != NULL)
		netlist_text_unescape(copy, copy);
	return copy;
}

static void
says_cell(struct netlist_import_rows *rows, const struct netlist_component *component)
{
	struct netlist_fields fields = component->fields;
	const char *value = component->value;
	const char *says[4 + NETLIST_IMPORT_SAYS] = {
	    plain(rows, component->lib),
	    plain(rows, component->part),
	    netlist_text_is_none(value) ? "" : value,
	    text_or_empty(component->footprint),
	};
	for (size_t i = 0; i < NETLIST_IMPORT_SAYS; i++)
		says[4 + i] = field_that_says(rows, (enum netlist_import_says)i, fields);
	array_cell(&rows->out, says, sizeof says / sizeof says[0]);
}

/* --- records */

static char *
keep(struct netlist_import_rows *rows, const char *text)
{
	return text == NULL ? NULL : arena_copy(rows->arena, text, strlen(text), &rows->err);
}

static bool
take_design(void *context, const struct netlist_design *design)
{
	struct netlist_import_rows *rows = context;
	rows->design = (struct netlist_design){
	    .version = keep(rows, design->version),
	    .source = keep(rows, design->source),
	    .date = keep(rows, design->date),
	    .tool = keep(rows, design->tool),
	    .kicad = design->kicad,
	};
	return rows->err.code == ERR_NONE;
}

static bool
take_textvar(void *context, const struct netlist_textvar *textvar)
{
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'v', COUNT_TEXTVARS);
	no_cells(out, 1);
	cell(out, text_or_empty(textvar->name));
	cell(out, textvar->value);
	no_cells(out, 10);
	return netlist_import_title_textvar(&rows->title, textvar, &rows->err) && end(rows);
}

static bool
take_sheet(void *context, const struct netlist_sheet *sheet)
{
	struct netlist_import_rows *rows = context;
	const char *const cells[] = {sheet->title, sheet->company, sheet->revision, sheet->date,
	                             sheet->source};
	struct buf *out = begin(rows, 's', COUNT_SHEETS);
	const char *id = netlist_identity_of(sheet->tstamps, rows->record, &rows->err);
	if (id == NULL)
		return false;
	if (strcmp(id, "/") == 0 && !netlist_import_title_root(&rows->title, sheet, &rows->err))
		return false;
	no_cells(out, 1);
	cell(out, sheet->number);
	cell(out, sheet->name);
	cell(out, sheet->tstamps);
	cell(out, id);
	array_cell(out, cells, sizeof cells / sizeof cells[0]);
	no_cells(out, 1);
	buf_append(out, "\t{", 2);
	for (size_t i = 0; i < sheet->comment_count; i++)
		array_element(out, i, text_or_empty(sheet->comments[i].number));
	buf_append(out, "}\t{", 3);
	for (size_t i = 0; i < sheet->comment_count; i++)
		array_element(out, i, text_or_empty(sheet->comments[i].value));
	buf_append(out, "}", 1);
	no_cells(out, 4);
	return end(rows);
}

static const char *
truth(bool yes)
{
	return yes ? "t" : "f";
}

static bool
take_component(void *context, const struct netlist_component *component)
{
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'c', COUNT_COMPONENTS);
	const char *detail,
	    *sheet = netlist_identity_of(component->sheet_tstamps, rows->record, &rows->err);
	const char *symbol = symbol_identity(rows, component);
	if (sheet == NULL || symbol == NULL ||
	    !netlist_import_detail_write(component, rows->record, &detail, &rows->err))
		return false;
	const char *const cells[] = {component->footprint,
	                             component->datasheet,
	                             component->description,
	                             component->lib,
	                             component->part,
	                             component->library_description,
	                             truth(component->exclude_from_bom),
	                             truth(component->exclude_from_board),
	                             truth(component->exclude_from_pos_files),
	                             truth(component->dnp),
	                             component->sheet_names,
	                             component->sheet_tstamps,
	                             detail,
	                             component->tstamp};
	no_cells(out, 1);
	cell(out, component->ref);
	cell(out, component->value);
	cell(out, sheet);
	cell(out, symbol);
	array_cell(out, cells, sizeof cells / sizeof cells[0]);
	says_cell(rows, component);
	field_cells(out, component->fields, false);
	field_cells(out, component->properties, true);
	if (component->tstamps.count == 0)
		array_cell(out, &component->tstamp, component->tstamp == NULL ? 0 : 1);
	else
		array_cell(out, component->tstamps.items, component->tstamps.count);
	array_cell(out, component->classes.items, component->classes.count);
	return rows->err.code == ERR_NONE && end(rows);
}

static void
pin_cells(struct buf *out, const struct netlist_libpart *libpart, size_t member)
{
	buf_append(out, "\t{", 2);
	for (size_t i = 0; i < libpart->pin_count; i++) {
		const struct netlist_pin *pin = &libpart->pins[i];
		const char *const texts[] = {pin->name, pin->type, pin->number};
		array_element(out, i, text_or_empty(texts[member]));
	}
	buf_append(out, "}", 1);
}

static bool
take_libpart(void *context, const struct netlist_libpart *libpart)
{
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'p', COUNT_LIBPARTS);
	no_cells(out, 1);
	cell(out, libpart->lib);
	cell(out, libpart->part);
	cell(out, libpart->description);
	cell(out, libpart->docs);
	array_cell(out, libpart->aliases.items, libpart->aliases.count);
	array_cell(out, libpart->footprints.items, libpart->footprints.count);
	field_cells(out, libpart->fields, false);
	for (size_t i = 0; i < 3; i++)
		pin_cells(out, libpart, i);
	no_cells(out, 1);
	return end(rows);
}

static bool
take_library(void *context, const struct netlist_library *library)
{
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'l', COUNT_LIBRARIES);
	no_cells(out, 1);
	cell(out, library->logical);
	cell(out, library->uri);
	no_cells(out, 10);
	return end(rows);
}

static bool
take_net(void *context, const struct netlist_net *net)
{
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'n', COUNT_NETS);
	no_cells(out, 1);
	cell(out, net->code);
	cell(out, net->name);
	cell(out, net->true_name);
	cell(out, net->net_class);
	no_cells(out, 8);
	return end(rows);
}

static bool
take_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	(void)net;
	struct netlist_import_rows *rows = context;
	struct buf *out = begin(rows, 'o', COUNT_NODES);
	buf_append_format(out, "\t%" PRId64, rows->counts[COUNT_NETS]);
	cell(out, node->ref);
	cell(out, node->pin);
	cell(out, node->function);
	cell(out, node->type);
	no_cells(out, 8);
	return end(rows);
}

struct netlist_sink
netlist_import_rows_sink(struct netlist_import_rows *rows)
{
	return (struct netlist_sink){
	    .context = rows,
	    .design = take_design,
	    .textvar = take_textvar,
	    .sheet = take_sheet,
	    .component = take_component,
	    .libpart = take_libpart,
	    .library = take_library,
	    .net = take_net,
	    .node = take_node,
	};
}

size_t
netlist_import_rows_take(struct netlist_import_rows *rows, char *bytes, size_t room)
{
	size_t left = rows->out.size - rows->start;
	size_t size = left < room ? left : room;
	if (size > 0)
		memcpy(bytes, rows->out.bytes + rows->start, size);
	rows->start += size;
	if (rows->start == rows->out.size)
		rows->start = rows->out.size = 0;
	return size;
}
