/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata_rule.h"

#include "pcm/metadata_index.h"

#define LITERAL(string)                      \
	{                                    \
		(string), sizeof(string) - 1 \
	}

/* As file systems compare that know no case. */
static struct text
lower(struct text text, struct arena *arena)
{
	char *copy = arena_copy(arena, text.bytes, text.size, NULL);
	for (size_t i = 0; copy != NULL && i < text.size; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] | 0x20);
	return (struct text){copy, text.size};
}

static void
add_twice(struct text identifier, size_t first, const struct metadata_path *element,
          struct metadata_faults *faults)
{
	static const struct metadata_fault kind = {
	    .severity = METADATA_ERROR,
	    .source = METADATA_OF_CLIENT,
	    .mend = LITERAL("give each package its own, or make one of them with two versions"),
	};
	const struct metadata_path path = metadata_path_member(element, "identifier");
	char quoted[METADATA_QUOTED];
	metadata_fault_quote(identifier, quoted);
	metadata_fault_add(faults, &kind, &path,
	                   "\"%s\" is packages[%zu] too, which is installed into the same folder",
	                   quoted, first);
}

static void
check_twice(const struct metadata_package *packages, size_t count,
            const struct metadata_path *array, struct metadata_faults *faults)
{
	struct metadata_index index;
	struct text *names = arena_alloc(faults->arena, count * sizeof *names, NULL);
	if (names == NULL || !metadata_index_new(count, faults->arena, &index, NULL)) {
		faults->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (!text_is_set(packages[i].identifier))
			continue;
		names[i] = lower(packages[i].identifier, faults->arena);
		faults->failed |= !text_is_set(names[i]);
		metadata_index_add(&index, names[i], i);
	}
	metadata_index_sort(&index);
	for (size_t i = 0; i < count; i++) {
		const struct metadata_path element = metadata_path_element(array, i);
		size_t first = i;
		if (text_is_set(names[i]) && metadata_index_find(&index, names[i], &first) &&
		    first < i)
			add_twice(packages[i].identifier, first, &element, faults);
	}
}

void
metadata_rule_packages(const struct metadata_package *packages, size_t count,
                       struct metadata_faults *faults)
{
	const struct metadata_path array = metadata_path_member(NULL, "packages");
	for (size_t i = 0; i < count; i++) {
		const struct metadata_path element = metadata_path_element(&array, i);
		metadata_rule_package(&packages[i], METADATA_IN_REPOSITORY, &element, faults);
	}
	check_twice(packages, count, &array, faults);
}
