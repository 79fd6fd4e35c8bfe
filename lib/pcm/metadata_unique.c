/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_unique.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pcm/metadata_index.h"

struct member {
	struct text key;
	const struct document *value;
};

static int
compare_members(const void *a, const void *b)
{
	return metadata_index_compare(((const struct member *)a)->key,
	                              ((const struct member *)b)->key);
}

static void
append_sized(struct buf *out, struct text text)
{
	buf_append_format(out, "%zu:", text.size);
	buf_append_text(out, text);
}

static void
append_number(struct buf *out, const struct document *value)
{
	int64_t number;
	double real = 0;
	if (document_number(value, &number)) {
		buf_append_format(out, "i%" PRId64, number);
		return;
	}
	document_real(value, &real);
	bool is_whole = real > -9e18 && real < 9e18 && (double)(int64_t)real == real;
	if (is_whole)
		buf_append_format(out, "i%" PRId64, (int64_t)real);
	else
		buf_append_format(out, "r%.17g", real);
}

/* What is equal has the same text, and nothing else has it. */
static void append(struct buf *out, const struct document *value);

static void
append_members(struct buf *out, const struct document *object)
{
	size_t count = document_count(object), i = 0;
	struct member *members = arena_alloc(out->arena, count * sizeof *members, NULL);
	struct document_walk walk = document_walk(object);
	if (members == NULL) {
		out->failed = true;
		return;
	}
	for (; i < count && document_next(&walk); i++)
		members[i] = (struct member){walk.key, walk.value};
	qsort(members, i, sizeof *members, compare_members);
	buf_append_string(out, "{");
	for (size_t at = 0; at < i; at++) {
		append_sized(out, members[at].key);
		append(out, members[at].value);
	}
	buf_append_string(out, "}");
}

/* As deep as documents are read. */
static void
append(struct buf *out, const struct document *value)
{
	struct text text = {NULL, 0};
	bool truth = false;
	switch (document_kind(value)) {
	case DOCUMENT_BOOL:
		document_bool(value, &truth);
		buf_append_string(out, truth ? "t" : "f");
		break;
	case DOCUMENT_NUMBER:
	case DOCUMENT_REAL:
		append_number(out, value);
		break;
	case DOCUMENT_TEXT:
		document_text(value, &text);
		append_sized(out, text);
		break;
	case DOCUMENT_ARRAY:
		buf_append_string(out, "[");
		for (size_t i = 0; i < document_count(value); i++)
			append(out, document_element(value, i));
		buf_append_string(out, "]");
		break;
	case DOCUMENT_OBJECT:
		append_members(out, value);
		break;
	case DOCUMENT_NULL:
	case DOCUMENT_KINDS:
		buf_append_string(out, "n");
		break;
	}
}

bool
metadata_unique_check(const struct document *array, struct arena *arena, bool *twice, size_t *first,
                      size_t *second, struct err *err)
{
	size_t count = document_count(array);
	struct metadata_index index;
	struct text *texts = arena_alloc(arena, count * sizeof *texts, err);
	if (texts == NULL || !metadata_index_new(count, arena, &index, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct buf out = {.arena = arena};
		append(&out, document_element(array, i));
		if (!buf_check(&out, err))
			return false;
		texts[i] = buf_text(&out);
		metadata_index_add(&index, texts[i], i);
	}
	metadata_index_sort(&index);
	*twice = false;
	for (size_t i = 0; i < count && !*twice; i++) {
		*second = i;
		*twice = metadata_index_find(&index, texts[i], first) && *first < i;
	}
	return true;
}
