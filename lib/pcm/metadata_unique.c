/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_unique.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* What is equal has the same text, and nothing else has it. */
struct canonical {
	struct text text;
	size_t index;
};

struct member {
	struct text key;
	const struct document *value;
};

static int
compare_texts(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size == 0 ? 0 : memcmp(a.bytes, b.bytes, size);
	return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int
compare_members(const void *a, const void *b)
{
	return compare_texts(((const struct member *)a)->key, ((const struct member *)b)->key);
}

static int
compare_canonicals(const void *a, const void *b)
{
	const struct canonical *one = a, *other = b;
	int order = compare_texts(one->text, other->text);
	return order != 0 ? order : (one->index > other->index) - (one->index < other->index);
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

static bool
make_canonicals(const struct document *array, size_t count, struct arena *arena,
                struct canonical *canonicals, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		struct buf out = {.arena = arena};
		append(&out, document_element(array, i));
		if (!buf_check(&out, err))
			return false;
		canonicals[i] = (struct canonical){buf_text(&out), i};
	}
	qsort(canonicals, count, sizeof *canonicals, compare_canonicals);
	return true;
}

bool
metadata_unique_check(const struct document *array, struct arena *arena, bool *twice, size_t *first,
                      size_t *second, struct err *err)
{
	size_t count = document_count(array);
	struct canonical *canonicals = arena_alloc(arena, count * sizeof *canonicals, err);
	if (canonicals == NULL || !make_canonicals(array, count, arena, canonicals, err))
		return false;
	*twice = false;
	for (size_t i = 1; i < count; i++)
		if (text_equal(canonicals[i - 1].text, canonicals[i].text) &&
		    (!*twice || canonicals[i].index < *second)) {
			*twice = true;
			*first = canonicals[i - 1].index;
			*second = canonicals[i].index;
		}
	return true;
}
