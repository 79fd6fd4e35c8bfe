/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pcm/metadata_unique.h"
#include "pcm/web_address.h"

/* Where the walk is. */
struct place {
	struct metadata_faults *faults;
	const struct metadata_path *path; /* NULL: the document */
	unsigned schemas;                 /* that say what is looked for */
};

__attribute__((format(printf, 3, 4))) static void
complain(const struct place *place, const char *mend, const char *format, ...)
{
	char rule[400];
	va_list args;
	va_start(args, format);
	vsnprintf(rule, sizeof rule, format, args);
	va_end(args);
	const struct metadata_fault kind = {
	    .severity = METADATA_ERROR,
	    .source = METADATA_OF_SCHEMA,
	    .schemas = place->schemas,
	    .mend = text_of(mend),
	};
	metadata_fault_add(place->faults, &kind, place->path, "%s", rule);
}

static size_t
characters_of(struct text text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return count;
}

static bool
is_word(struct text text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_equal(text, text_of(*words)))
			return true;
	return false;
}

static void
check_text(const struct place *place, const struct metadata_shape *shape, struct text text)
{
	size_t max = shape->characters_max;
	size_t count = max == 0 ? 0 : characters_of(text);
	if ((shape->pattern != NULL && !shape->pattern(text)) ||
	    (shape->words != NULL && !is_word(text, shape->words))) {
		char quoted[WEB_ADDRESS_QUOTED];
		if (shape->is_url)
			web_address_quote(text, quoted);
		else
			metadata_fault_quote(text, quoted);
		complain(place, shape->mend, "\"%s\" is not %s", quoted, shape->form);
	}
	if (count > max)
		complain(place, shape->mend, "has %zu characters, more than %zu", count, max);
}

static void
check_number(const struct place *place, const struct metadata_shape *shape, int64_t number)
{
	if (number < shape->min)
		complain(place, shape->mend, "is %" PRId64 ", less than %" PRId64, number,
		         shape->min);
}

static void check_value(const struct place *place, const struct metadata_shape *shape,
                        const struct document *value);

static void
check_unique(const struct place *place, const struct metadata_shape *shape,
             const struct document *array)
{
	bool twice = false;
	size_t first = 0, second = 0;
	if (!metadata_unique_check(array, place->faults->arena, &twice, &first, &second, NULL))
		place->faults->failed = true;
	else if (twice)
		complain(place, shape->mend, "has two equal elements, [%zu] and [%zu]", first,
		         second);
}

static void
check_array(const struct place *place, const struct metadata_shape *shape,
            const struct document *array)
{
	size_t count = document_count(array);
	if (shape->not_empty && count == 0)
		complain(place, shape->mend, "is empty");
	if (shape->unique)
		check_unique(place, shape, array);
	for (size_t i = 0; i < count; i++) {
		const struct metadata_path path = metadata_path_element(place->path, i);
		const struct place inside = {place->faults, &path, place->schemas};
		check_value(&inside, shape->element, document_element(array, i));
	}
}

static void
check_fields(const struct place *place, const struct metadata_field *fields,
             const struct document *object)
{
	for (const struct metadata_field *field = fields; field->key != NULL; field++) {
		const struct document *value = NULL;
		const struct metadata_path path = metadata_path_member(place->path, field->key);
		const struct place inside = {place->faults, &path, place->schemas & field->schemas};
		if (inside.schemas == 0)
			continue;
		if (document_find(object, text_of(field->key), &value))
			check_value(&inside, field->shape, value);
		else if (field->required)
			complain(&inside, field->shape->mend, "is missing");
	}
}

static void
check_members(const struct place *place, const struct metadata_shape *shape,
              const struct document *object)
{
	struct document_walk walk = document_walk(object);
	while (document_next(&walk)) {
		const struct metadata_path path = {place->path, walk.key, 0};
		const struct place inside = {place->faults, &path, place->schemas};
		if (shape->key_pattern(walk.key))
			check_value(&inside, shape->member, walk.value);
		else
			complain(&inside, "rename it", "the key is not %s", shape->key_form);
	}
}

static void
check_object(const struct place *place, const struct metadata_shape *shape,
             const struct document *object)
{
	if (shape->fields != NULL)
		check_fields(place, shape->fields, object);
	if (shape->key_pattern != NULL)
		check_members(place, shape, object);
}

/* As deep as the tables are. */
static void
check_value(const struct place *place, const struct metadata_shape *shape,
            const struct document *value)
{
	enum document_kind kind = document_kind(value);
	struct text text;
	int64_t number;
	if (kind != shape->kind)
		complain(place, shape->mend, "is %s, not %s", document_kind_word(kind),
		         document_kind_word(shape->kind));
	else if (document_text(value, &text))
		check_text(place, shape, text);
	else if (document_number(value, &number))
		check_number(place, shape, number);
	else if (kind == DOCUMENT_ARRAY)
		check_array(place, shape, value);
	else
		check_object(place, shape, value);
}

void
metadata_check_document(const struct document *document, const struct metadata_shape *shape,
                        struct metadata_faults *faults)
{
	const struct place place = {faults, NULL, faults->schemas};
	check_value(&place, shape, document);
}
