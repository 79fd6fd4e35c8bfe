/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_record_document: parts as JSON for programs and librarians. Not what KiCad
 * reads; that is part_document.h.
 *
 *   {"id","name","category" (its path),"category_id","ipn","description","keywords",
 *    "manufacturer","mpn","datasheet","symbol","footprint","reference","value",
 *    "exclude_from_bom","exclude_from_board","exclude_from_sim","active","template",
 *    "not_for_new_designs",
 *    "parameters":{"Resistance":"4700"},
 *    "suppliers":[{"name","sku","url"}],
 *    "alternates":["Lib:Name"],                   best first
 *    "former_names":["..."],                      the newest first
 *    "pin_maps":[{"footprint","pins":[{"pin","pad"}]}],
 *    "stock":[{"location","quantity"}],           a quantity is a text
 *    "kicad":{"name","symbol","reference","value","footprint","datasheet",
 *             "description","keywords","footprint_filters":[...],
 *             "fields":[{"name","value","visible"}]},
 *    "not_shown":["it has no symbol"],
 *    "updated":"2026-01-31T12:00:00Z"}
 *
 * is what the part says itself, null where it says nothing, so that what is not given
 * by the rules can be sent back as it is; then what KiCad gets by all rules, null when
 * it gets nothing; what keeps it from KiCad.
 */
#ifndef KIDEPOT_CATALOGUE_PART_RECORD_DOCUMENT_H
#define KIDEPOT_CATALOGUE_PART_RECORD_DOCUMENT_H

#include "base/document.h"
#include "catalogue/part_record.h"

/* The caller frees what these return; NULL without memory. */
struct document *part_record_document(const struct part_record *record);

/* {"results":[{"id","name","ipn","manufacturer","mpn","category","description","used"}],
 * "next"}: "used" says that it is active and not a template; "next" is null at the end. */
struct document *part_record_document_page(const struct part_record_page *page);

#endif
