/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_check: whether bytes are a JSON document that document_read takes.
 *
 * json-c, even when strict, takes single quotes around keys, NaN, -01 and 1.,
 * keeps the last of two members of one key, stops at U+0000 in a key and bends
 * numbers that are too large, differently from version to version. So the
 * rules stand here, and json-c sees only what has passed.
 */
#ifndef KIDEPOT_BASE_DOCUMENT_CHECK_H
#define KIDEPOT_BASE_DOCUMENT_CHECK_H

#include "base/document_read.h"

/* What the document is made of. */
struct document_counts {
	size_t members; /* of all objects, and elements of all arrays */
	size_t objects;
	size_t arrays;
};

/* Refuses as document_read does. The arena holds what is noted meanwhile. */
bool document_check(struct text bytes, const struct document_limits *limits, struct arena *arena,
                    struct document_counts *counts, struct err *err);

#endif
