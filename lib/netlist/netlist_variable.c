/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_variable.h"

#include <string.h>

#include "base/variable.h"
#include "netlist/netlist_variable_pin.h"

/* Where a name is looked for. */
struct question {
	struct netlist_variables *variables;
	const struct netlist_model_component *component; /* NULL: of the project alone */
	struct text name;
	struct arena *arena;
	struct err *err;
};

/* Looks for the name. *text stays NULL when it is not there; false with err filled. */
typedef bool answer(const struct question *question, const char **text);

static bool
is_named(const struct question *question, const char *name)
{
	return text_equal(question->name, text_of(name));
}

static const char *
or_nothing(const char *text)
{
	return netlist_text_is_none(text) ? "" : text;
}

/* A text in the file that KiCad escaped, without its escapes. */
static bool
unescape(const struct question *question, const char *escaped, const char **text)
{
	char *plain;
	*text = escaped;
	if (strchr(escaped, '{') == NULL)
		return true;
	plain = arena_copy(question->arena, escaped, strlen(escaped), question->err);
	if (plain == NULL)
		return false;
	netlist_text_unescape(plain, plain);
	*text = plain;
	return true;
}

static bool
copy(const struct question *question, const char *bytes, size_t size, const char **text)
{
	*text = arena_copy(question->arena, bytes, size, question->err);
	return *text != NULL;
}

/* --- of the component */

static const char *
description_of(const struct netlist_variables *variables, const struct netlist_model_says *says)
{
	if (says->description != NULL || variables->model->design.kicad > 7)
		return says->description;
	return says->library_description;
}

static bool
find_field(const struct question *question, const char **text)
{
	const struct netlist_model_component *component = question->component;
	const struct netlist_model_says *says = component->says;
	const struct netlist_model_says none = {.datasheet = NULL};
	if (says == NULL)
		says = &none;
	const struct netlist_field usual[] = {
	    {"REFERENCE", component->ref},
	    {"VALUE", or_nothing(component->value)},
	    {"FOOTPRINT", component->footprint},
	    {"DATASHEET", or_nothing(says->datasheet)},
	    {"DESCRIPTION", description_of(question->variables, says)},
	};
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		if (!text_equal_nocase(question->name, text_of(usual[i].name)))
			continue;
		*text = usual[i].value == NULL ? "" : usual[i].value;
		return true;
	}
	for (size_t i = 0; *text == NULL && i < says->fields.count; i++)
		if (text_equal_nocase(question->name, text_of(says->fields.items[i].name)))
			*text = says->fields.items[i].value;
	return true;
}

static bool
find_footprint(const struct question *question, const char **text)
{
	const char *footprint = question->component->footprint;
	footprint = footprint == NULL ? "" : footprint;
	const char *colon = strchr(footprint, ':');
	if (is_named(question, "FOOTPRINT_NAME"))
		*text = colon == NULL ? "" : colon + 1;
	else if (is_named(question, "FOOTPRINT_LIBRARY"))
		return copy(question, footprint,
		            colon == NULL ? strlen(footprint) : (size_t)(colon - footprint), text);
	return true;
}

static const char *
property(const struct netlist_model_component *component, struct text name)
{
	const struct netlist_model_says *says = component->says;
	for (size_t i = 0; says != NULL && i < says->properties.count; i++)
		if (text_equal(name, text_of(says->properties.items[i].name)))
			return says->properties.items[i].value;
	return NULL;
}

static bool
find_symbol(const struct question *question, const char **text)
{
	const struct netlist_model_component *component = question->component;
	const struct netlist_model_says *says = component->says;
	const struct netlist_field symbol[] = {
	    {"SYMBOL_LIBRARY", component->lib},
	    {"SYMBOL_NAME", component->part},
	    {"SYMBOL_DESCRIPTION", says == NULL ? NULL : says->library_description},
	    {"SYMBOL_KEYWORDS", property(component, text_of("ki_keywords"))},
	};
	for (size_t i = 0; i < sizeof symbol / sizeof symbol[0]; i++)
		if (is_named(question, symbol[i].name))
			return unescape(question, symbol[i].value == NULL ? "" : symbol[i].value,
			                text);
	return true;
}

static bool
find_flag(const struct question *question, const char **text)
{
	const struct netlist_model_component *component = question->component;
	if (is_named(question, "DNP"))
		*text = component->dnp ? "DNP" : "";
	else if (is_named(question, "EXCLUDE_FROM_BOM"))
		*text = component->exclude_from_bom ? "Excluded from BOM" : "";
	else if (is_named(question, "EXCLUDE_FROM_BOARD"))
		*text = component->exclude_from_board ? "Excluded from board" : "";
	return true;
}

static bool
find_pin(const struct question *question, const char **text)
{
	return netlist_variable_pin_find(question->variables, question->component, question->name,
	                                 question->arena, text, question->err);
}

/* --- of its sheet */

static bool
find_sheet_field(const struct question *question, const char **text)
{
	const struct netlist_model_component *component = question->component;
	const char *value = NULL;
	if (component->says == NULL)
		return true;
	if (is_named(question, "SHEETPATH"))
		*text = component->says->sheet_names;
	else if (is_named(question, "SHEETNAME"))
		value = property(component, text_of("Sheetname"));
	else if (is_named(question, "SHEETFILE"))
		value = property(component, text_of("Sheetfile"));
	else if (!is_named(question, "Sheetname") && !is_named(question, "Sheetfile") &&
	         !(question->name.size > 3 && memcmp(question->name.bytes, "ki_", 3) == 0))
		value = property(component, question->name);
	return value == NULL || unescape(question, value, text);
}

static const struct netlist_sheet *
sheet_of(const struct question *question)
{
	const struct netlist_model_component *component = question->component;
	if (component == NULL)
		return question->variables->root;
	if (component->sheet_tstamps == NULL)
		return NULL;
	return netlist_index_find(&question->variables->sheets, component->sheet_tstamps, NULL);
}

static const char *
comment(const struct netlist_sheet *sheet, char digit)
{
	const char number[2] = {digit, '\0'};
	for (size_t i = 0; i < sheet->comment_count; i++)
		if (strcmp(sheet->comments[i].number, number) == 0)
			return sheet->comments[i].value;
	return "";
}

static bool
find_title_block(const struct question *question, const char **text)
{
	const struct netlist_sheet *sheet = sheet_of(question);
	static const char words[] = "COMMENT";
	if (sheet == NULL)
		return true;
	const struct netlist_field block[] = {
	    {"TITLE", sheet->title},     {"COMPANY", sheet->company}, {"REVISION", sheet->revision},
	    {"ISSUE_DATE", sheet->date}, {"#", sheet->number},
	};
	for (size_t i = 0; i < sizeof block / sizeof block[0]; i++)
		if (is_named(question, block[i].name))
			*text = block[i].value == NULL ? "" : block[i].value;
	struct text name = question->name;
	if (name.size == sizeof words && memcmp(name.bytes, words, sizeof words - 1) == 0 &&
	    name.bytes[name.size - 1] >= '1' && name.bytes[name.size - 1] <= '9')
		*text = comment(sheet, name.bytes[name.size - 1]);
	return true;
}

/* --- of the project */

/* Behind the last '/' or '\', for schematics of Windows have these. */
static const char *
file_name(const char *path)
{
	const char *name = path;
	for (const char *at = path; *at != '\0'; at++)
		if (*at == '/' || *at == '\\')
			name = at + 1;
	return name;
}

static bool
find_file(const struct question *question, const char **text)
{
	const char *path = question->variables->model->design.source;
	const char *name = path == NULL ? NULL : file_name(path);
	if (path == NULL)
		return true;
	if (is_named(question, "FILENAME"))
		*text = name;
	else if (is_named(question, "FILEPATH"))
		*text = path;
	else if (is_named(question, "PROJECTNAME")) {
		const char *dot = strrchr(name, '.');
		return copy(question, name, dot == NULL ? strlen(name) : (size_t)(dot - name),
		            text);
	}
	return true;
}

static bool
find_of_all(const struct question *question, const char **text)
{
	const struct netlist_variables *variables = question->variables;
	if (is_named(question, "CURRENT_DATE"))
		*text = variables->today;
	else if (is_named(question, "##") && variables->sheet_count > 0)
		return (*text = arena_format(question->arena, question->err, "%zu",
		                             variables->sheet_count)) != NULL;
	return true;
}

static bool
find_textvar(const struct question *question, const char **text)
{
	const char *name;
	if (!copy(question, question->name.bytes, question->name.size, &name))
		return false;
	*text = netlist_index_find(&question->variables->textvars, name, NULL);
	return true;
}

/* --- together */

static bool
ask(answer *const *answers, size_t count, const struct question *question, const char **text)
{
	for (size_t i = 0; i < count && *text == NULL; i++)
		if (!answers[i](question, text))
			return false;
	return true;
}

#define ASK(answers, question, text) \
	ask((answers), sizeof(answers) / sizeof *(answers), (question), (text))

static bool
find_here(const struct question *question, const char **text)
{
	static answer *const of_component[] = {find_field, find_footprint, find_symbol,
	                                       find_flag,  find_pin,       find_sheet_field};
	static answer *const of_project[] = {find_title_block, find_of_all, find_file,
	                                     find_textvar};
	*text = NULL;
	if (question->component != NULL && !ASK(of_component, question, text))
		return false;
	return ASK(of_project, question, text);
}

/*
 * The component that the name begins with; NULL when there is none. References may have
 * colons, too. *question becomes what is asked of it: up to a further colon, as in KiCad.
 */
static bool
find_component(struct question *question)
{
	const struct text name = question->name;
	for (size_t i = 0; i < name.size; i++) {
		const char *ref;
		if (name.bytes[i] != ':')
			continue;
		if (!copy(question, name.bytes, i, &ref))
			return false;
		question->component = netlist_index_find(&question->variables->components, ref,
		                                         NULL);
		if (question->component == NULL)
			continue;
		const char *rest = name.bytes + i + 1;
		size_t size = name.size - i - 1;
		const char *colon = memchr(rest, ':', size);
		question->name = (struct text){rest, colon ? (size_t)(colon - rest) : size};
		return true;
	}
	question->component = NULL;
	return true;
}

static bool
resolve(void *context, const void *scope, struct text name, struct arena *arena,
        struct variable_value *value, struct err *err)
{
	const char *text = NULL;
	struct question here = {context, scope, name, arena, err}, there = here;
	if (!find_component(&there))
		return false;
	struct question *question = there.component == NULL ? &here : &there;
	if (!find_here(question, &text))
		return false;
	*value = (struct variable_value){text_of(text), question->component};
	return true;
}

bool
netlist_variable_expand(struct netlist_variables *variables,
                        const struct netlist_model_component *component, const char *text,
                        struct arena *arena, const char **expanded, struct err *err)
{
	struct text all;
	if (!variable_expand(text_of(text), resolve, variables, component, arena, &all, err))
		return false;
	*expanded = all.bytes;
	return true;
}

struct expanded {
	const char *value, *footprint;
};

static bool
expand_component(struct netlist_variables *variables,
                 const struct netlist_model_component *component, struct expanded *expanded,
                 struct err *err)
{
	*expanded = (struct expanded){component->value, component->footprint};
	return (component->value == NULL ||
	        netlist_variable_expand(variables, component, component->value, variables->arena,
	                                &expanded->value, err)) &&
	       (component->footprint == NULL ||
	        netlist_variable_expand(variables, component, component->footprint,
	                                variables->arena, &expanded->footprint, err));
}

bool
netlist_variable_expand_model(struct netlist_variables *variables, struct netlist_model *model,
                              struct err *err)
{
	size_t count = 0, i = 0;
	struct netlist_model_component *at;
	for (at = model->components; at != NULL; at = at->next)
		count++;
	struct expanded *all = arena_alloc(variables->arena, count * sizeof *all, err);
	if (all == NULL)
		return false;
	for (at = model->components; at != NULL; at = at->next)
		if (!expand_component(variables, at, &all[i++], err))
			return false;
	for (at = model->components, i = 0; at != NULL; at = at->next, i++) {
		at->value = all[i].value;
		at->footprint = all[i].footprint;
	}
	return true;
}

/* --- to begin with */

/* The first that is entered stays. */
static bool
enter(struct netlist_index *index, const char *key, const void *value, struct err *err)
{
	void **place = netlist_index_enter(index, key, NULL, err);
	if (place == NULL)
		return false;
	if (*place == NULL)
		*place = (void *)(uintptr_t)value;
	return true;
}

static bool
enter_components(struct netlist_variables *variables, struct err *err)
{
	const struct netlist_model_component *at;
	for (at = variables->model->components; at != NULL; at = at->next)
		if (!enter(&variables->components, at->ref, at, err))
			return false;
	for (at = variables->model->components; at != NULL; at = at->next)
		if (at->id != NULL && !enter(&variables->components, at->id, at, err))
			return false;
	return true;
}

static bool
enter_sheets(struct netlist_variables *variables, struct err *err)
{
	for (const struct netlist_model_sheet *at = variables->model->sheets; at != NULL;
	     at = at->next) {
		variables->sheet_count++;
		if (at->sheet.tstamps != NULL &&
		    !enter(&variables->sheets, at->sheet.tstamps, &at->sheet, err))
			return false;
	}
	variables->root = netlist_index_find(&variables->sheets, "/", NULL);
	return true;
}

/* Their values stand in the file with KiCad's escapes. */
static bool
enter_textvars(struct netlist_variables *variables, struct err *err)
{
	const struct question question = {.arena = variables->arena, .err = err};
	for (const struct netlist_model_textvar *at = variables->model->textvars; at != NULL;
	     at = at->next) {
		const char *value = at->textvar.value, *plain;
		if (!unescape(&question, value == NULL ? "" : value, &plain) ||
		    !enter(&variables->textvars, at->textvar.name, plain, err))
			return false;
	}
	return true;
}

bool
netlist_variable_start(const struct netlist_model *model, const char *today, struct arena *arena,
                       struct netlist_variables *variables, struct err *err)
{
	const struct netlist_index empty = netlist_index_start(arena);
	*variables = (struct netlist_variables){
	    .model = model,
	    .today = today,
	    .arena = arena,
	    .components = empty,
	    .sheets = empty,
	    .textvars = empty,
	    .libparts = empty,
	    .nodes = empty,
	};
	return enter_components(variables, err) && enter_sheets(variables, err) &&
	       enter_textvars(variables, err);
}
