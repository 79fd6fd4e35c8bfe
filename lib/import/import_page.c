/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_page.h"

#include "base/document_read.h"

enum { MEMBERS_MAX = 8 * 1024 * 1024 };

static const struct document *
member(const struct document *object, const char *key)
{
	const struct document *value = NULL;
	return document_find(object, text_of(key), &value) ? value : NULL;
}

/* The first of the keys that is there. */
static const struct document *
either(const struct document *object, const char *key, const char *other)
{
	const struct document *value = member(object, key);
	return value != NULL ? value : member(object, other);
}

static bool
check_elements(const struct import_page *page, struct err *err)
{
	for (size_t i = 0; i < page->count; i++) {
		enum document_kind kind = document_kind(import_page_element(page, i));
		if (kind != DOCUMENT_OBJECT)
			return err_set(err, ERR_INPUT, "element %zu is %s and no object", i + 1,
			               document_kind_word(kind));
	}
	return true;
}

static bool
read_object(const struct document *document, struct import_page *page, struct err *err)
{
	const struct document *results = member(document, "results");
	const struct document *members = either(document, "hydra:member", "member");
	const struct document *view = either(document, "hydra:view", "view");
	bool is_element = member(document, "pk") != NULL || member(document, "id") != NULL;
	if (document_kind(results) == DOCUMENT_ARRAY) {
		page->elements = results;
		document_number(member(document, "count"), &page->total);
		document_text(member(document, "next"), &page->next);
	} else if (document_kind(members) == DOCUMENT_ARRAY) {
		page->elements = members;
		document_number(either(document, "hydra:totalItems", "totalItems"), &page->total);
		document_text(either(view, "hydra:next", "next"), &page->next);
	} else if (is_element) {
		page->elements = document;
		page->count = 1;
		return true;
	} else {
		return err_set(err, ERR_INPUT,
		               "it is neither a list nor a page of one; save what the interface "
		               "answers");
	}
	page->count = document_count(page->elements);
	return true;
}

bool
import_page_read(struct text bytes, struct arena *arena, struct import_page *page, struct err *err)
{
	static const struct document_limits limits = {IMPORT_PAGE_SIZE, IMPORT_PAGE_DEPTH,
	                                              MEMBERS_MAX};
	struct import_page read = {.total = -1};
	struct document *document;
	if (!document_read(bytes, &limits, arena, &document, err))
		return false;
	switch (document_kind(document)) {
	case DOCUMENT_ARRAY:
		read.elements = document;
		read.count = document_count(document);
		break;
	case DOCUMENT_OBJECT:
		if (!read_object(document, &read, err))
			return false;
		break;
	default:
		return err_set(err, ERR_INPUT, "it is %s and no list",
		               document_kind_word(document_kind(document)));
	}
	if (!check_elements(&read, err))
		return false;
	*page = read;
	return true;
}

const struct document *
import_page_element(const struct import_page *page, size_t index)
{
	return document_kind(page->elements) == DOCUMENT_ARRAY
	           ? document_element(page->elements, index)
	           : page->elements;
}
