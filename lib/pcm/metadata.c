/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/metadata.h"

enum { DEPTH_MAX = 64, MEMBERS_MAX = 1000000 };

/* Members of a struct that are set from members of an object. */
struct binding {
	const char *key;
	size_t offset;
};

#define VERSION(member) #member, offsetof(struct metadata_version, member)
#define PACKAGE(member) #member, offsetof(struct metadata_package, member)

static const struct binding version_texts[] = {
    {VERSION(version)},           {VERSION(status)},  {VERSION(kicad_version)},
    {VERSION(kicad_version_max)}, {VERSION(runtime)}, {VERSION(download_url)},
    {VERSION(download_sha256)},
};

static const struct binding version_numbers[] = {
    {VERSION(version_epoch)},
    {VERSION(download_size)},
    {VERSION(install_size)},
};

static const struct binding version_arrays[] = {
    {VERSION(platforms)},
    {VERSION(keep_on_update)},
};

static const struct binding package_texts[] = {
    {PACKAGE(identifier)}, {PACKAGE(name)},    {PACKAGE(description)}, {PACKAGE(description_full)},
    {PACKAGE(type)},       {PACKAGE(license)}, {PACKAGE(category)},
};

static const struct binding package_arrays[] = {
    {PACKAGE(tags)},
    {PACKAGE(keep_on_update)},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

bool
metadata_parse(struct text bytes, size_t size_max, struct arena *arena,
               const struct document **document, struct err *err)
{
	const struct document_limits limits = {size_max, DEPTH_MAX, MEMBERS_MAX};
	struct document *read = NULL;
	if (!document_read(bytes, &limits, arena, &read, err))
		return false;
	*document = read;
	return true;
}

static void
set_texts(void *target, const struct document *object, const struct binding *table, size_t count)
{
	const struct document *value = NULL;
	for (size_t i = 0; i < count; i++)
		if (document_find(object, text_of(table[i].key), &value))
			document_text(value, (struct text *)((char *)target + table[i].offset));
}

static void
set_numbers(void *target, const struct document *object, const struct binding *table, size_t count)
{
	const struct document *value = NULL;
	for (size_t i = 0; i < count; i++)
		if (document_find(object, text_of(table[i].key), &value))
			document_number(value, (int64_t *)((char *)target + table[i].offset));
}

static bool
read_texts(const struct document *array, struct arena *arena, struct metadata_texts *texts,
           struct err *err)
{
	size_t count = document_kind(array) == DOCUMENT_ARRAY ? document_count(array) : 0;
	struct text *items = arena_alloc(arena, count * sizeof *items, err);
	if (items == NULL)
		return false;
	*texts = (struct metadata_texts){items, 0};
	for (size_t i = 0; i < count; i++)
		texts->count += document_text(document_element(array, i), &items[texts->count]);
	return true;
}

static bool
set_arrays(void *target, const struct document *object, const struct binding *table, size_t count,
           struct arena *arena, struct err *err)
{
	const struct document *value = NULL;
	for (size_t i = 0; i < count; i++) {
		void *member = (char *)target + table[i].offset;
		if (document_find(object, text_of(table[i].key), &value) &&
		    !read_texts(value, arena, member, err))
			return false;
	}
	return true;
}

static bool
read_version(const struct document *document, struct arena *arena, struct metadata_version *version,
             struct err *err)
{
	*version = (struct metadata_version){
	    .document = document, .download_size = -1, .install_size = -1};
	set_texts(version, document, version_texts, COUNT(version_texts));
	set_numbers(version, document, version_numbers, COUNT(version_numbers));
	return set_arrays(version, document, version_arrays, COUNT(version_arrays), arena, err);
}

static bool
read_versions(const struct document *array, struct arena *arena, struct metadata_package *package,
              struct err *err)
{
	size_t count = document_kind(array) == DOCUMENT_ARRAY ? document_count(array) : 0;
	package->versions = arena_alloc(arena, count * sizeof *package->versions, err);
	if (package->versions == NULL)
		return false;
	for (; package->version_count < count; package->version_count++)
		if (!read_version(document_element(array, package->version_count), arena,
		                  &package->versions[package->version_count], err))
			return false;
	return true;
}

/* The name of an author or maintainer. */
static struct text
contact_name(const struct document *object, const char *key)
{
	const struct document *contact = NULL, *name = NULL;
	struct text text = {NULL, 0};
	if (document_find(object, text_of(key), &contact) &&
	    document_find(contact, text_of("name"), &name))
		document_text(name, &text);
	return text;
}

bool
metadata_read(const struct document *document, struct arena *arena,
              struct metadata_package *package, struct err *err)
{
	const struct document *versions = NULL;
	struct metadata_package read = {
	    .document = document,
	    .author = contact_name(document, "author"),
	    .maintainer = contact_name(document, "maintainer"),
	};
	document_find(document, text_of("versions"), &versions);
	set_texts(&read, document, package_texts, COUNT(package_texts));
	if (!set_arrays(&read, document, package_arrays, COUNT(package_arrays), arena, err) ||
	    !read_versions(versions, arena, &read, err))
		return false;
	*package = read;
	return true;
}

bool
metadata_read_packages(const struct document *document, struct arena *arena,
                       struct metadata_package **packages, size_t *count, struct err *err)
{
	const struct document *array = NULL;
	document_find(document, text_of("packages"), &array);
	size_t size = document_kind(array) == DOCUMENT_ARRAY ? document_count(array) : 0;
	struct metadata_package *read = arena_alloc(arena, size * sizeof *read, err);
	if (read == NULL)
		return false;
	for (size_t i = 0; i < size; i++)
		if (!metadata_read(document_element(array, i), arena, &read[i], err))
			return false;
	*packages = read;
	*count = size;
	return true;
}
