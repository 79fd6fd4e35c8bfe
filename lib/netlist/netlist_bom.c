/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist_index.h"
#include "netlist/netlist_ref.h"
#include "netlist/netlist_variable.h"

const char *const netlist_bom_section_words[NETLIST_BOM_SECTIONS] = {"fitted", "dnp", "excluded"};
const char *const netlist_bom_status_words[NETLIST_BOM_STATUSES] = {"", "matched", "ambiguous",
                                                                    "unmatched", "no part"};

static enum netlist_bom_section
section_of(const struct netlist_model_component *component)
{
	if (component->exclude_from_bom)
		return NETLIST_BOM_EXCLUDED;
	return component->dnp ? NETLIST_BOM_DNP : NETLIST_BOM_FITTED;
}

bool
netlist_bom_start(const struct netlist_model *model, struct arena *arena, struct netlist_bom *bom,
                  struct err *err)
{
	struct netlist_bom started = {.arena = arena, .model = model};
	const struct netlist_model_component *component = model->components;
	size_t count = 0;
	for (; component != NULL; component = component->next)
		count++;
	started.components = arena_alloc(arena, count * sizeof *started.components, err);
	if (started.components == NULL)
		return false;
	component = model->components;
	for (; component != NULL; component = component->next) {
		enum netlist_bom_section section = section_of(component);
		started.components[started.count++] = (struct netlist_bom_component){
		    .component = component, .section = section};
		started.sections[section]++;
	}
	*bom = started;
	return true;
}

/* --- lines */

/* What is known while components become lines. */
struct grouper {
	struct netlist_bom *bom;
	struct err *err;
	struct netlist_bom_line **next;
	/* By value and footprint; by value and symbol, of those without a footprint. */
	struct netlist_index placed[NETLIST_BOM_SECTIONS], bare[NETLIST_BOM_SECTIONS];
	/* What a line has already: by the line's number and a text, a part's id. */
	struct netlist_index values, footprints, parts;
};

static const char *
text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static const char *
value_of(const struct netlist_model_component *component)
{
	return netlist_text_is_none(component->value) ? "" : component->value;
}

static int
compare(const void *one, const void *other)
{
	const struct netlist_bom_component *a = *(struct netlist_bom_component *const *)one;
	const struct netlist_bom_component *b = *(struct netlist_bom_component *const *)other;
	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	int order = netlist_ref_compare(a->component->ref, b->component->ref);
	if (order != 0)
		return order;
	return a < b ? -1 : a > b;
}

/* Where the line of the component is kept; NULL without memory. */
static struct netlist_bom_line **
place_of(struct grouper *grouper, const struct netlist_bom_component *component)
{
	const struct netlist_model_component *says = component->component;
	const char *value = value_of(says), *footprint = text_or_empty(says->footprint);
	bool bare = *footprint == '\0';
	if (component->part != NULL && grouper->bom->grouping == NETLIST_BOM_BY_PART)
		return &component->part->lines[component->section];
	struct netlist_index *index = bare ? grouper->bare : grouper->placed;
	return (struct netlist_bom_line **)netlist_index_enter(
	    &index[component->section], value, bare ? text_or_empty(says->part) : footprint,
	    grouper->err);
}

static struct netlist_bom_line *
line_of(struct grouper *grouper, const struct netlist_bom_component *component)
{
	struct netlist_bom_line **place = place_of(grouper, component);
	if (place == NULL || *place != NULL)
		return place == NULL ? NULL : *place;
	struct netlist_bom_line *line = arena_alloc(grouper->bom->arena, sizeof *line,
	                                            grouper->err);
	if (line == NULL)
		return NULL;
	line->section = component->section;
	line->first = component->component;
	line->components_end = &line->components;
	line->values.end = &line->values.first;
	line->footprints.end = &line->footprints.first;
	line->parts_end = &line->parts;
	*place = line;
	*grouper->next = line;
	grouper->next = &line->next;
	grouper->bom->line_count++;
	return line;
}

static bool
sort_into_lines(struct grouper *grouper)
{
	struct netlist_bom *bom = grouper->bom;
	const size_t size = sizeof(struct netlist_bom_component *);
	struct netlist_bom_component **sorted = arena_alloc(bom->arena, bom->count * size,
	                                                    grouper->err);
	if (sorted == NULL)
		return false;
	for (size_t i = 0; i < bom->count; i++)
		sorted[i] = &bom->components[i];
	qsort(sorted, bom->count, size, compare);
	for (size_t i = 0; i < bom->count; i++) {
		struct netlist_bom_line *line = line_of(grouper, sorted[i]);
		if (line == NULL)
			return false;
		*line->components_end = sorted[i];
		line->components_end = &sorted[i]->next;
		line->count++;
	}
	return true;
}

/* --- what a line's components say */

/* Adds what the line, which is meant by `key`, has not yet. */
static bool
add_text(struct grouper *grouper, struct netlist_index *index, const char *key, const char *text,
         struct netlist_bom_texts *texts)
{
	if (texts->first != NULL && strcmp(texts->first->text, text) == 0)
		return true;
	void **place = netlist_index_enter(index, key, text, grouper->err);
	if (place == NULL || *place != NULL)
		return place != NULL;
	struct netlist_bom_text *new = arena_alloc(grouper->bom->arena, sizeof *new, grouper->err);
	if (new == NULL)
		return false;
	new->text = text;
	*texts->end = new;
	texts->end = &new->next;
	*place = new;
	return true;
}

/* The part's share of the line; NULL without memory. */
static struct netlist_bom_line_part *
share_of(struct grouper *grouper, struct netlist_bom_line *line, const char *key,
         struct netlist_bom_part *part)
{
	if (line->parts != NULL && line->parts->part == part)
		return line->parts;
	char *id = arena_format(grouper->bom->arena, grouper->err, "%" PRId64, part->id);
	if (id == NULL)
		return NULL;
	void **place = netlist_index_enter(&grouper->parts, key, id, grouper->err);
	if (place == NULL || *place != NULL)
		return place == NULL ? NULL : *place;
	struct netlist_bom_line_part *new = arena_alloc(grouper->bom->arena, sizeof *new,
	                                                grouper->err);
	if (new == NULL)
		return NULL;
	new->part = part;
	*line->parts_end = new;
	line->parts_end = &new->next;
	*place = new;
	return new;
}

static bool
look_through(struct grouper *grouper, struct netlist_bom_line *line, const char *key)
{
	size_t count = 0;
	line->refs = arena_alloc(grouper->bom->arena, line->count * sizeof *line->refs,
	                         grouper->err);
	if (line->refs == NULL)
		return false;
	for (const struct netlist_bom_component *at = line->components; at != NULL; at = at->next) {
		const struct netlist_model_component *says = at->component;
		line->refs[count++] = says->ref;
		line->statuses[at->status]++;
		if (!add_text(grouper, &grouper->values, key, value_of(says), &line->values) ||
		    !add_text(grouper, &grouper->footprints, key, text_or_empty(says->footprint),
		              &line->footprints))
			return false;
		if (at->part == NULL)
			continue;
		struct netlist_bom_line_part *share = share_of(grouper, line, key, at->part);
		if (share == NULL)
			return false;
		share->quantity++;
		if (line->section == NETLIST_BOM_FITTED && at->part->fitted++ == 0)
			at->part->left = at->part->pieces;
	}
	return true;
}

static bool
look_through_all(struct grouper *grouper)
{
	size_t number = 0;
	struct netlist_bom_line *line = grouper->bom->lines;
	for (; line != NULL; line = line->next) {
		const char *key = arena_format(grouper->bom->arena, grouper->err, "%zu", number++);
		if (key == NULL || !look_through(grouper, line, key))
			return false;
	}
	return true;
}

/* --- what is missing */

static void
take_share(struct netlist_bom *bom, struct netlist_bom_line_part *share)
{
	struct netlist_bom_part *part = share->part;
	int64_t boards = part->pieces / part->fitted;
	share->needed = share->quantity * bom->boards;
	int64_t taken = share->needed < part->left ? share->needed : part->left;
	share->missing = share->needed - taken;
	bom->short_parts += part->missing == 0 && share->missing > 0;
	part->left -= taken;
	part->missing += share->missing;
	if (bom->possible < 0 || boards < bom->possible)
		bom->possible = boards;
}

static void
take_line(struct netlist_bom *bom, struct netlist_bom_line *line)
{
	size_t unknown = line->count - line->statuses[NETLIST_BOM_MATCHED] -
	                 line->statuses[NETLIST_BOM_NO_PART];
	bom->unknown += unknown;
	line->needed = (int64_t)line->count * bom->boards;
	for (struct netlist_bom_line_part *at = line->parts; at != NULL; at = at->next) {
		take_share(bom, at);
		line->missing += at->missing;
	}
	if (unknown > 0)
		line->missing = -1;
}

bool
netlist_bom_group(struct netlist_bom *bom, enum netlist_bom_grouping grouping, int64_t boards,
                  struct err *err)
{
	struct grouper grouper = {
	    .bom = bom,
	    .err = err,
	    .next = &bom->lines,
	    .values = netlist_index_start(bom->arena),
	    .footprints = netlist_index_start(bom->arena),
	    .parts = netlist_index_start(bom->arena),
	};
	for (size_t i = 0; i < NETLIST_BOM_SECTIONS; i++) {
		grouper.placed[i] = netlist_index_start(bom->arena);
		grouper.bare[i] = netlist_index_start(bom->arena);
	}
	bom->grouping = grouping;
	bom->boards = boards;
	bom->possible = -1;
	if (!sort_into_lines(&grouper) || !look_through_all(&grouper))
		return false;
	for (struct netlist_bom_line *line = bom->lines; line != NULL; line = line->next)
		if (line->section == NETLIST_BOM_FITTED)
			take_line(bom, line);
	return true;
}

int
netlist_bom_suffices(const struct netlist_bom *bom)
{
	if (bom->short_parts > 0)
		return 0;
	return bom->unknown > 0 || bom->boards == 0 ? -1 : 1;
}

bool
netlist_bom_title(struct netlist_bom *bom, const char *today, struct err *err)
{
	const struct netlist_model_sheet *sheet = bom->model->sheets;
	struct netlist_variables variables;
	while (sheet != NULL &&
	       (sheet->sheet.tstamps == NULL || strcmp(sheet->sheet.tstamps, "/") != 0))
		sheet = sheet->next;
	if (sheet == NULL)
		return true;
	struct netlist_sheet title = sheet->sheet;
	const char **const texts[] = {&title.title, &title.company, &title.revision, &title.date};
	bool started = false;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (*texts[i] == NULL || strchr(*texts[i], '$') == NULL)
			continue;
		if (!started &&
		    !netlist_variable_start(bom->model, today, bom->arena, &variables, err))
			return false;
		started = true;
		if (!netlist_variable_expand(&variables, NULL, *texts[i], bom->arena, texts[i],
		                             err))
			return false;
	}
	bom->title = title;
	return true;
}
