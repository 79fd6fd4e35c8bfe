/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "netlist/netlist_bom_answer.h"
#include "netlist/netlist_import.h"

static const char head[] = "<!DOCTYPE html>\n"
			   "<html lang=\"en\">\n"
			   "<head>\n"
			   "<meta charset=\"utf-8\">\n"
			   "<meta name=\"viewport\" content=\"width=device-width\">\n"
			   "<title>";

static const char style[] =
    "</title>\n"
    "<style>\n"
    "@page { size: landscape; margin: 14mm 12mm;\n"
    "  @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif } }\n"
    "* { box-sizing: border-box }\n"
    "body { margin: 0 auto; padding: 2em; max-width: 100em; color: #000; background: #fff;\n"
    "  font: 10pt/1.35 Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif }\n"
    "h1 { margin: 0; font-size: 1.9em; line-height: 1.15; overflow-wrap: anywhere }\n"
    "h2 { margin: 1.8em 0 .4em; font-size: 1.15em; break-after: avoid }\n"
    "h2 small, .what { font-size: .85em; font-weight: normal; color: #444 }\n"
    ".what { margin: 0 0 .2em; letter-spacing: .08em; text-transform: uppercase }\n"
    "dl { display: flex; flex-wrap: wrap; gap: .5em 2.2em; margin: 1em 0 0;\n"
    "  padding: .7em 0; border-top: 2px solid; border-bottom: 1px solid #888 }\n"
    "dt { font-size: .8em; color: #444 }\n"
    "dd { margin: 0; overflow-wrap: anywhere }\n"
    ".answer { margin: 1.2em 0 0; padding: .7em 1em; border: 2px solid;\n"
    "  break-inside: avoid }\n"
    ".answer b { display: block; font-size: 1.15em }\n"
    "table { width: 100%; border-collapse: collapse }\n"
    "thead { display: table-header-group }\n"
    "th { padding: .3em .6em; border-bottom: 1.5px solid; text-align: left;\n"
    "  vertical-align: bottom; font-size: .85em }\n"
    "td { padding: .3em .6em; border-bottom: 1px solid #bbb; vertical-align: top;\n"
    "  overflow-wrap: anywhere }\n"
    "tr { break-inside: avoid }\n"
    ".n { text-align: right; overflow-wrap: normal; white-space: nowrap;\n"
    "  font-variant-numeric: tabular-nums }\n"
    "td.references { min-width: 9em; max-width: 22em; font-weight: 600 }\n"
    ".short td { border-bottom-color: #000 }\n"
    ".short td:first-child { border-left: 5px solid }\n"
    "td.missing b::before { content: '\\25B2\\00A0' }\n"
    "@media print { body { padding: 0; max-width: none; font-size: 8.5pt } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n";

/* --- texts */

/* What is markup, as entities; line breaks as they are. */
static void
append_escaped(struct buf *out, struct text text)
{
	size_t start = 0;
	for (size_t i = 0; i < text.size; i++) {
		const char *entity = text.bytes[i] == '<'   ? "&lt;"
		                     : text.bytes[i] == '>' ? "&gt;"
		                     : text.bytes[i] == '&' ? "&amp;"
		                     : text.bytes[i] == '"' ? "&quot;"
		                                            : NULL;
		if (entity == NULL)
			continue;
		buf_append(out, text.bytes + start, i - start);
		buf_append_string(out, entity);
		start = i + 1;
	}
	buf_append(out, text.bytes + start, text.size - start);
}

static struct text
title_of(const struct netlist_bom *bom)
{
	if (bom->title.title != NULL && *bom->title.title != '\0')
		return text_of(bom->title.title);
	if (bom->project.size > 0)
		return bom->project;
	struct text stem = netlist_import_project_of(&bom->model->design);
	return stem.size > 0 ? stem : text_of("Bill of materials");
}

static void
append_fact(struct buf *out, const char *name, struct text text)
{
	if (text.size == 0)
		return;
	buf_append_format(out, "<div><dt>%s</dt><dd>", name);
	append_escaped(out, text);
	buf_append_string(out, "</dd></div>\n");
}

static void
append_count(struct buf *out, size_t count, const char *one, const char *several)
{
	buf_append_format(out, "%zu %s", count, count == 1 ? one : several);
}

/* --- the page */

static void
append_facts(struct buf *out, const struct netlist_bom *bom)
{
	const struct netlist_sheet title = bom->title;
	const struct netlist_design *design = &bom->model->design;
	char boards[24] = "";
	if (bom->boards > 0)
		snprintf(boards, sizeof boards, "%" PRId64, bom->boards);
	buf_append_string(out, "<dl>\n");
	append_fact(out, "Revision", text_of(title.revision));
	append_fact(out, "Date", text_of(title.date));
	append_fact(out, "Company", text_of(title.company));
	append_fact(out, "Variant", text_of(bom->variant));
	append_fact(out, "Boards", text_of(boards));
	append_fact(out, "Project", bom->project);
	append_fact(out, "Stored as", bom->revision);
	append_fact(out, "Schematic", netlist_import_project_of(design));
	append_fact(out, "Exported", text_of(design->date));
	append_fact(out, "By", text_of(design->tool));
	buf_append_string(out, "</dl>\n");
}

static void
append_answer(struct buf *out, const struct netlist_bom *bom)
{
	if (!netlist_bom_answer_given(bom))
		return;
	buf_append_string(out, "<p class=\"answer\"><b>");
	netlist_bom_answer_append(bom, out);
	buf_append_string(out, "</b>");
	netlist_bom_answer_append_why(bom, out);
	buf_append_string(out, "</p>\n");
}

static const char *
class_of(const struct netlist_bom_column *column)
{
	return column->kind == NULL ? "field" : column->kind->name;
}

static bool
append_cell(struct buf *out, const struct netlist_bom_columns *columns,
            const struct netlist_bom_column *column, const struct netlist_bom_line *line,
            struct buf *cell, struct err *err)
{
	bool number = column->kind != NULL && column->kind->number;
	bool is_short = line->missing > 0 && strcmp(class_of(column), "missing") == 0;
	cell->size = 0;
	if (!netlist_bom_column_append(columns, column, line, cell, err))
		return false;
	buf_append_format(out, "<td class=\"%s%s\">%s", class_of(column), number ? " n" : "",
	                  is_short ? "<b>" : "");
	append_escaped(out, buf_text(cell));
	buf_append_string(out, is_short ? "</b></td>" : "</td>");
	return true;
}

static bool
append_line(struct buf *out, const struct netlist_bom_columns *columns,
            const struct netlist_bom_line *line, struct buf *cell, struct err *err)
{
	buf_append_string(out, line->missing > 0 ? "<tr class=\"short\">" : "<tr>");
	for (size_t i = 0; i < columns->count; i++)
		if (!append_cell(out, columns, &columns->items[i], line, cell, err))
			return false;
	buf_append_string(out, "</tr>\n");
	return true;
}

static void
append_table_head(struct buf *out, const struct netlist_bom_columns *columns)
{
	buf_append_string(out, "<table>\n<thead><tr>");
	for (size_t i = 0; i < columns->count; i++) {
		const struct netlist_bom_column *column = &columns->items[i];
		bool number = column->kind != NULL && column->kind->number;
		buf_append_string(out, number ? "<th class=\"n\">" : "<th>");
		append_escaped(out, column->title);
		buf_append_string(out, "</th>");
	}
	buf_append_string(out, "</tr></thead>\n<tbody>\n");
}

/* The lines of one section, from `*line` on; nothing when it has none. */
static bool
append_section(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
               enum netlist_bom_section section, const struct netlist_bom_line **line,
               struct netlist_bom_out *out, struct err *err)
{
	static const char *const names[NETLIST_BOM_SECTIONS] = {"Fitted", "Not fitted (DNP)",
	                                                        "Excluded from the BOM"};
	struct buf cell = {.arena = bom->arena};
	size_t lines = 0;
	if (bom->sections[section] == 0)
		return true;
	for (const struct netlist_bom_line *at = *line; at != NULL && at->section == section;
	     at = at->next)
		lines++;
	buf_append_format(&out->buf, "<section>\n<h2>%s <small>", names[section]);
	append_count(&out->buf, bom->sections[section], "component, ", "components, ");
	append_count(&out->buf, lines, "line", "lines");
	buf_append_string(&out->buf, "</small></h2>\n");
	append_table_head(&out->buf, columns);
	for (; *line != NULL && (*line)->section == section; *line = (*line)->next)
		if (!append_line(&out->buf, columns, *line, &cell, err) ||
		    !netlist_bom_write_give(out, err))
			return false;
	buf_append_string(&out->buf, "</tbody>\n</table>\n</section>\n");
	return true;
}

bool
netlist_bom_html_write(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
                       struct netlist_bom_out *out, struct err *err)
{
	/* The usual columns begin with the section, which here is a heading. */
	struct netlist_bom_columns shown = *columns;
	shown.items += columns->usual;
	shown.count -= columns->usual;
	const struct netlist_bom_line *line = bom->lines;
	struct text title = title_of(bom);
	buf_append_string(&out->buf, head);
	append_escaped(&out->buf, title);
	buf_append_string(&out->buf, " - bill of materials");
	buf_append_string(&out->buf, style);
	buf_append_string(&out->buf, "<header>\n<p class=\"what\">Bill of materials</p>\n<h1>");
	append_escaped(&out->buf, title);
	buf_append_string(&out->buf, "</h1>\n");
	append_facts(&out->buf, bom);
	append_answer(&out->buf, bom);
	buf_append_string(&out->buf, "</header>\n");
	for (size_t i = 0; i < NETLIST_BOM_SECTIONS; i++)
		if (!append_section(bom, &shown, (enum netlist_bom_section)i, &line, out, err))
			return false;
	buf_append_string(&out->buf, "</body>\n</html>\n");
	return buf_check(&out->buf, err);
}
