/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_write.h"

#include "base/document.h"

/* --- a line */

static struct document *
refs_document(const struct netlist_bom_line *line)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < line->count; i++)
		if (!document_append_text(array, text_of(line->refs[i]))) {
			document_free(array);
			return NULL;
		}
	return array;
}

static struct document *
texts_document(const struct netlist_bom_texts *texts)
{
	struct document *array = document_array();
	for (const struct netlist_bom_text *at = texts->first; array != NULL && at != NULL;
	     at = at->next)
		if (!document_append_text(array, text_of(at->text))) {
			document_free(array);
			return NULL;
		}
	return array;
}

static struct document *
pairs_document(const struct netlist_bom_pairs *pairs, const char *first, const char *second)
{
	struct document *array = document_array();
	for (size_t i = 0; array != NULL && i < pairs->count; i++) {
		struct document *pair = document_object();
		bool good = document_add_text(pair, first, pairs->items[i][0]) &&
		            document_add_text(pair, second, pairs->items[i][1]);
		if (!document_append(array, pair) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

/* A number, or null when it is not asked. */
static bool
add_asked(struct document *object, const char *key, bool asked, int64_t number)
{
	return asked ? document_add_number(object, key, number) : document_add_null(object, key);
}

static struct document *
share_document(const struct netlist_bom *bom, const struct netlist_bom_line_part *share)
{
	const struct netlist_bom_part *part = share->part;
	struct document *object = document_object();
	bool asked = bom->boards > 0;
	bool good = document_add_number(object, "id", part->id) &&
	            document_add_text(object, "name", part->name) &&
	            document_add_set(object, "ipn", part->ipn) &&
	            document_add_set(object, "manufacturer", part->manufacturer) &&
	            document_add_set(object, "mpn", part->mpn) &&
	            document_add(object, "suppliers",
	                         pairs_document(&part->suppliers, "supplier", "sku")) &&
	            document_add_text(object, "stock", part->stock) &&
	            document_add(object, "locations",
	                         pairs_document(&part->locations, "location", "quantity")) &&
	            document_add_number(object, "quantity", share->quantity) &&
	            add_asked(object, "needed", asked, share->needed) &&
	            add_asked(object, "missing", asked, share->missing);
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static struct document *
parts_document(const struct netlist_bom *bom, const struct netlist_bom_line *line)
{
	struct document *array = document_array();
	for (const struct netlist_bom_line_part *at = line->parts; array != NULL && at != NULL;
	     at = at->next)
		if (!document_append(array, share_document(bom, at))) {
			document_free(array);
			return NULL;
		}
	return array;
}

/* How many of the line's components are matched, and so on. */
static struct document *
statuses_document(const struct netlist_bom_line *line)
{
	struct document *object = document_object();
	for (size_t i = NETLIST_BOM_MATCHED; i < NETLIST_BOM_STATUSES; i++)
		if (line->statuses[i] > 0 &&
		    !document_add_number(object, netlist_bom_status_words[i],
		                         (int64_t)line->statuses[i])) {
			document_free(object);
			return NULL;
		}
	return object;
}

/* The columns that were asked for, by their titles. */
static bool
add_columns(struct document *object, const struct netlist_bom_columns *columns,
            const struct netlist_bom_line *line, struct buf *cell, struct err *err)
{
	struct document *cells = document_object();
	for (size_t i = 0; i < columns->count; i++) {
		cell->size = 0;
		if (!netlist_bom_column_append(columns, &columns->items[i], line, cell, err) ||
		    !document_add_keyed_text(cells, columns->items[i].title, buf_text(cell))) {
			document_free(cells);
			return false;
		}
	}
	return document_add(object, "columns", cells);
}

static bool
write_line(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
           const struct netlist_bom_line *line, struct buf *cell, struct buf *out, struct err *err)
{
	struct document *object = document_object();
	bool known = bom->parts_known;
	bool good =
	    document_add_string(object, "section", netlist_bom_section_words[line->section]) &&
	    document_add(object, "references", refs_document(line)) &&
	    document_add_number(object, "quantity", (int64_t)line->count) &&
	    document_add_string(object, "value", line->values.first->text) &&
	    document_add_string(object, "footprint", line->footprints.first->text) &&
	    document_add(object, "values", texts_document(&line->values)) &&
	    document_add(object, "footprints", texts_document(&line->footprints)) &&
	    (known ? document_add(object, "parts", parts_document(bom, line)) &&
	                 document_add(object, "statuses", statuses_document(line))
	           : document_add_null(object, "parts") && document_add_null(object, "statuses")) &&
	    add_asked(object, "needed", bom->boards > 0, line->needed) &&
	    add_asked(object, "missing", known && bom->boards > 0 && line->missing >= 0,
	              line->missing) &&
	    (columns->usual ? document_add_null(object, "columns")
	                    : add_columns(object, columns, line, cell, err));
	if (!good)
		err_set(err, ERR_LIMIT, "memory ran out");
	good = good && document_write(object, out, err);
	document_free(object);
	return good;
}

/* --- the head */

static struct document *
sections_document(const struct netlist_bom *bom)
{
	struct document *object = document_object();
	for (size_t i = 0; i < NETLIST_BOM_SECTIONS; i++)
		if (!document_add_number(object, netlist_bom_section_words[i],
		                         (int64_t)bom->sections[i])) {
			document_free(object);
			return NULL;
		}
	return object;
}

static struct document *
boards_document(const struct netlist_bom *bom)
{
	struct document *object = document_object();
	int suffices = netlist_bom_suffices(bom);
	bool known = bom->parts_known;
	bool good = document_add_number(object, "wanted", bom->boards) &&
	            (known && suffices >= 0
	                 ? document_add_bool(object, "can_be_built", suffices == 1)
	                 : document_add_null(object, "can_be_built")) &&
	            add_asked(object, "possible", known && bom->possible >= 0, bom->possible) &&
	            add_asked(object, "parts_missing", known, (int64_t)bom->short_parts) &&
	            add_asked(object, "components_unknown", known, (int64_t)bom->unknown);
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static bool
write_head(const struct netlist_bom *bom, struct buf *out, struct err *err)
{
	const struct netlist_sheet title = bom->title;
	const struct netlist_design *design = &bom->model->design;
	struct document *object = document_object();
	bool by_part = bom->grouping == NETLIST_BOM_BY_PART;
	bool good = document_add_set(object, "project", bom->project) &&
	            document_add_set(object, "project_revision", bom->revision) &&
	            document_add_set(object, "title", text_of(title.title)) &&
	            document_add_set(object, "company", text_of(title.company)) &&
	            document_add_set(object, "revision", text_of(title.revision)) &&
	            document_add_set(object, "date", text_of(title.date)) &&
	            document_add_set(object, "source", text_of(design->source)) &&
	            document_add_set(object, "exported", text_of(design->date)) &&
	            document_add_set(object, "tool", text_of(design->tool)) &&
	            document_add_set(object, "variant", text_of(bom->variant)) &&
	            document_add_string(object, "group", by_part ? "part" : "value") &&
	            document_add(object, "components", sections_document(bom)) &&
	            (bom->boards > 0 ? document_add(object, "boards", boards_document(bom))
	                             : document_add_null(object, "boards"));
	if (!good)
		err_set(err, ERR_LIMIT, "memory ran out");
	good = good && document_write(object, out, err);
	document_free(object);
	return good;
}

/* Line by line, for a document of all of them would take much memory. */
bool
netlist_bom_json_write(const struct netlist_bom *bom, const struct netlist_bom_columns *columns,
                       struct netlist_bom_out *out, struct err *err)
{
	struct buf cell = {.arena = bom->arena};
	if (!write_head(bom, &out->buf, err))
		return false;
	out->buf.size--; /* the brace at its end */
	buf_append_string(&out->buf, ",\"lines\":[");
	for (const struct netlist_bom_line *line = bom->lines; line != NULL; line = line->next) {
		buf_append_string(&out->buf, line == bom->lines ? "\n" : ",\n");
		if (!write_line(bom, columns, line, &cell, &out->buf, err) ||
		    !netlist_bom_write_give(out, err))
			return false;
	}
	buf_append_string(&out->buf, "]}\n");
	return buf_check(&out->buf, err);
}
