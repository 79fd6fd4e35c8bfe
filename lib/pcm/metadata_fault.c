/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_fault.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SHOWN = 100, PATH_DEPTH_MAX = 16, RULE_SIZE = 600 };

const char *
metadata_fault_severity(enum metadata_severity severity)
{
	static const char *const words[METADATA_SEVERITIES] = {
	    [METADATA_HINT] = "hint",
	    [METADATA_OFFICIAL] = "official",
	    [METADATA_ERROR] = "error",
	};
	return words[severity];
}

const char *
metadata_fault_source(enum metadata_source source)
{
	static const char *const words[METADATA_SOURCES] = {
	    [METADATA_OF_SCHEMA] = "schema",       [METADATA_OF_CLIENT] = "client",
	    [METADATA_OF_PROSE] = "prose",         [METADATA_OF_OFFICIAL] = "official",
	    [METADATA_OF_PUBLISHED] = "published",
	};
	return words[source];
}

bool
metadata_fault_check(const struct metadata_faults *faults, struct err *err)
{
	return !faults->failed || err_set(err, ERR_LIMIT, "no memory for what is wrong");
}

struct metadata_path
metadata_path_member(const struct metadata_path *outer, const char *key)
{
	return (struct metadata_path){outer, text_of(key), 0};
}

struct metadata_path
metadata_path_element(const struct metadata_path *outer, size_t index)
{
	return (struct metadata_path){outer, {NULL, 0}, index};
}

static void
append_plain(struct buf *out, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		buf_append(out, byte < ' ' || byte == 0x7f ? "?" : text.bytes + i, 1);
	}
}

static void
append_step(struct buf *out, const struct metadata_path *step)
{
	if (!text_is_set(step->key)) {
		buf_append_format(out, "[%zu]", step->index);
		return;
	}
	if (out->size > 0)
		buf_append_string(out, ".");
	append_plain(out, text_cut(step->key, KEY_SHOWN));
}

static struct text
path_text(const struct metadata_path *path, struct arena *arena)
{
	struct buf out = {.arena = arena};
	const struct metadata_path *steps[PATH_DEPTH_MAX];
	size_t count = 0;
	for (; path != NULL && count < PATH_DEPTH_MAX; path = path->outer)
		steps[count++] = path;
	while (count > 0)
		append_step(&out, steps[--count]);
	if (out.failed)
		return text_of(NULL);
	return out.size == 0 ? text_of("") : buf_text(&out);
}

static bool
keep(struct metadata_faults *faults, const struct metadata_fault *fault)
{
	for (size_t i = faults->count; i > 0; i--) {
		struct metadata_fault *before = &faults->items[i - 1];
		if (!text_equal(before->field, fault->field))
			break;
		if (text_equal(before->rule, fault->rule) && before->severity == fault->severity) {
			before->schemas |= fault->schemas;
			return false;
		}
	}
	if (faults->count >= METADATA_FAULTS_MAX)
		return true;
	if (faults->items == NULL)
		faults->items = arena_alloc(faults->arena,
		                            METADATA_FAULTS_MAX * sizeof *faults->items, NULL);
	if (faults->items != NULL)
		faults->items[faults->count++] = *fault;
	faults->failed |= faults->items == NULL;
	return true;
}

void
metadata_fault_add(struct metadata_faults *faults, const struct metadata_fault *kind,
                   const struct metadata_path *path, const char *format, ...)
{
	struct metadata_fault fault = *kind;
	char rule[RULE_SIZE];
	va_list args;
	if (faults->count >= METADATA_FAULTS_MAX) {
		faults->of_severity[kind->severity]++;
		return;
	}
	va_start(args, format);
	vsnprintf(rule, sizeof rule, format, args);
	va_end(args);
	fault.field = path_text(path, faults->arena);
	fault.rule = text_of(arena_copy(faults->arena, rule, strlen(rule), NULL));
	faults->failed |= !text_is_set(fault.field) || !text_is_set(fault.rule);
	if (!faults->failed && keep(faults, &fault))
		faults->of_severity[kind->severity]++;
}

const char *
metadata_fault_whose(const struct metadata_fault *fault, unsigned wanted)
{
	static const char *const words[METADATA_EVERY + 1] = {
	    [METADATA_V1] =
		"KiCad 7 and 8 refuse it, and KiCad 10 except in a repository of schema_version 2",
	    [METADATA_V1_AS_KICAD_9] = "KiCad 9 refuses it, KiCad 7, 8 and 10 do not",
	    [METADATA_V2] = "KiCad 10 refuses it in a repository of schema_version 2",
	    [METADATA_V1 | METADATA_V1_AS_KICAD_9] =
		"KiCad 7 to 9 refuse it, and KiCad 10 except in a repository of schema_version 2",
	    [METADATA_V1 | METADATA_V2] = "KiCad 7, 8 and 10 refuse it, KiCad 9 does not",
	    [METADATA_V1_AS_KICAD_9 | METADATA_V2] =
		"KiCad 9 refuses it, and KiCad 10 in a repository of schema_version 2",
	};
	return fault->schemas == wanted ? NULL : words[fault->schemas];
}

void
metadata_fault_quote(struct text text, char quoted[METADATA_QUOTED])
{
	static const char cut[] = "...";
	struct text shown = text_cut(text, METADATA_QUOTED - sizeof cut);
	for (size_t i = 0; i < shown.size; i++) {
		unsigned char byte = (unsigned char)shown.bytes[i];
		quoted[i] = byte < ' ' || byte == 0x7f ? '?' : shown.bytes[i];
	}
	quoted[shown.size] = '\0';
	if (shown.size < text.size)
		memcpy(quoted + shown.size, cut, sizeof cut);
}
