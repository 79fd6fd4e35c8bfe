/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * category_document: categories as JSON for programs. Not what KiCad reads; that is
 * category.h.
 */
#ifndef KIDEPOT_CATALOGUE_CATEGORY_DOCUMENT_H
#define KIDEPOT_CATALOGUE_CATEGORY_DOCUMENT_H

#include "base/document.h"
#include "catalogue/category_field.h"
#include "catalogue/category_tree.h"

/*
 * The caller frees what these return; NULL without memory. A list is an array of the
 * same objects.
 *
 *   {"id","path","name","parent_id","description","exposed","symbol","footprint",
 *    "reference","value_template","value_parameter","footprint_parameter",
 *    "parts","categories","resolved":{"exposed","symbol", ... as above}}
 *
 * is what the category says itself, null where it says nothing, and how many parts and
 * categories are in it; "resolved" is what holds after inheritance.
 */
struct document *category_document(const struct category_info *category);
struct document *category_document_list(const struct category_info *categories, size_t count);

/*
 * As InvenTree's KiCad plugin writes it, with "" for what is not set:
 *   {"pk","category":{"id","name","pathstring","description","parent"},
 *    "default_symbol","default_footprint","default_reference","value_template",
 *    "default_value_parameter_template":{"id","name"},"footprint_parameter_template"}
 */
struct document *category_document_kicad(const struct category_info *category);

/* {"parameter_id","parameter","name","visible","served","resolved":{"name","visible","served"}} */
struct document *category_document_field(const struct category_field *field);
struct document *category_document_field_list(const struct category_field *fields, size_t count);

#endif
