/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_page: a page of a listing, as web interfaces give it: a plain array; {"count",
 * "next","results"} (Django REST framework's pagination); {"hydra:member",
 * "hydra:totalItems","hydra:view"}, or the same without "hydra:" (API Platform 3 and 4); or
 * an object that is one element itself.
 */
#ifndef KIDEPOT_IMPORT_IMPORT_PAGE_H
#define KIDEPOT_IMPORT_IMPORT_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/document.h"
#include "base/text.h"

enum {
	IMPORT_PAGE_SIZE = 64 * 1024 * 1024, /* bytes; what is larger is to be saved in pages */
	IMPORT_PAGE_DEPTH = 64
};

struct import_page {
	const struct document *elements; /* an array, or one element */
	size_t count;
	int64_t total;    /* of all pages; -1 when it is not said */
	struct text next; /* the next page's URL or path; not set on the last */
};

/*
 * ERR_INPUT with line and column for what is no JSON, an error page above all, for a value
 * that is neither page nor element, and for an element that is no object; ERR_LIMIT.
 */
bool import_page_read(struct text bytes, struct arena *arena, struct import_page *page,
                      struct err *err);

/* One of its elements, from 0. */
const struct document *import_page_element(const struct import_page *page, size_t index);

#endif
