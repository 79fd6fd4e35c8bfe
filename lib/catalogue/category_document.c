/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/category_document.h"

/* The document, or NULL when something of it could not be added. */
static struct document *
whole(struct document *document, bool ok)
{
	if (ok)
		return document;
	document_free(document);
	return NULL;
}

/* "yes", "no" or not set, as true, false or null. */
static bool
add_choice(struct document *object, const char *key, struct text value)
{
	return text_is_set(value)
	           ? document_add_bool(object, key, text_equal(value, text_of("yes")))
	           : document_add_null(object, key);
}

static bool
add_defaults(struct document *object, const struct text *defaults)
{
	bool ok = true;
	for (int i = 0; i < CATEGORY_DEFAULTS; i++)
		ok = ok && document_add_set(object, category_tree_words[i], defaults[i]);
	return ok;
}

static struct document *
resolved_document(const struct category_info *category)
{
	struct document *object = document_object();
	return whole(object, document_add_bool(object, "exposed", category->exposed) &&
	                         add_defaults(object, category->resolved));
}

struct document *
category_document(const struct category_info *category)
{
	struct document *object = document_object();
	return whole(object, document_add_id(object, "id", category->id) &&
	                         document_add_text(object, "path", category->path) &&
	                         document_add_text(object, "name", category->name) &&
	                         document_add_id(object, "parent_id", category->parent_id) &&
	                         document_add_set(object, "description", category->description) &&
	                         add_choice(object, "exposed", category->own_exposed) &&
	                         add_defaults(object, category->own) &&
	                         document_add_number(object, "parts", category->parts) &&
	                         document_add_number(object, "categories", category->categories) &&
	                         document_add(object, "resolved", resolved_document(category)));
}

struct document *
category_document_list(const struct category_info *categories, size_t count)
{
	struct document *array = document_array();
	bool ok = array != NULL;
	for (size_t i = 0; ok && i < count; i++)
		ok = document_append(array, category_document(&categories[i]));
	return whole(array, ok);
}

static struct document *
pathstring_document(const struct category_info *category)
{
	struct document *object = document_object();
	return whole(object, document_add_id(object, "id", category->id) &&
	                         document_add_text(object, "name", category->name) &&
	                         document_add_text(object, "pathstring", category->path) &&
	                         document_add_set(object, "description", category->description) &&
	                         document_add_id(object, "parent", category->parent_id));
}

/* "" for a text that is not set. */
static bool
add_string(struct document *object, const char *key, struct text text)
{
	return document_add_text(object, key, text_is_set(text) ? text : text_of(""));
}

static bool
add_template(struct document *object, const char *key, struct text id, struct text name)
{
	if (!text_is_set(id))
		return document_add_null(object, key);
	struct document *template = document_object();
	template = whole(template, document_add_id(template, "id", id) &&
	                               document_add_set(template, "name", name));
	return document_add(object, key, template);
}

struct document *
category_document_kicad(const struct category_info *category)
{
	const struct text *own = category->own;
	struct document *object = document_object();
	return whole(
	    object,
	    document_add_id(object, "pk", category->id) &&
		document_add(object, "category", pathstring_document(category)) &&
		add_string(object, "default_symbol", own[CATEGORY_SYMBOL]) &&
		add_string(object, "default_footprint", own[CATEGORY_FOOTPRINT]) &&
		add_string(object, "default_reference", own[CATEGORY_REFERENCE]) &&
		add_string(object, "value_template", own[CATEGORY_VALUE_TEMPLATE]) &&
		add_template(object, "default_value_parameter_template",
	                     category->value_parameter_id, own[CATEGORY_VALUE_PARAMETER]) &&
		add_template(object, "footprint_parameter_template",
	                     category->footprint_parameter_id, own[CATEGORY_FOOTPRINT_PARAMETER]));
}

static bool
add_words(struct document *object, const struct category_field_words *words)
{
	return document_add_set(object, "name", words->name) &&
	       add_choice(object, "visible", words->visible) &&
	       add_choice(object, "served", words->served);
}

struct document *
category_document_field(const struct category_field *field)
{
	struct document *object = document_object(), *resolved = document_object();
	resolved = whole(resolved, add_words(resolved, &field->resolved));
	bool ok = document_add_id(object, "parameter_id", field->parameter_id) &&
	          document_add_text(object, "parameter", field->parameter) &&
	          add_words(object, &field->own);
	return whole(object, document_add(object, "resolved", resolved) && ok);
}

struct document *
category_document_field_list(const struct category_field *fields, size_t count)
{
	struct document *array = document_array();
	bool ok = array != NULL;
	for (size_t i = 0; ok && i < count; i++)
		ok = document_append(array, category_document_field(&fields[i]));
	return whole(array, ok);
}
