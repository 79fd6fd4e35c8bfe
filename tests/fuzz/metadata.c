/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata of packages and repositories, as anybody may send it: two documents, what was
 * published and what is. What is found wrong can be told. */
#include "pcm/metadata.h"

#include "fuzz.h"
#include "pcm/metadata_check.h"
#include "pcm/metadata_published.h"
#include "pcm/metadata_rule.h"
#include "pcm/regular_expression.h"
#include "pcm/web_address.h"

static void
check_faults(const struct metadata_faults *faults)
{
	size_t all = 0;
	FUZZ_CHECK(metadata_fault_check(faults, NULL));
	for (int i = 0; i < METADATA_SEVERITIES; i++)
		all += faults->of_severity[i];
	FUZZ_CHECK(faults->count <= METADATA_FAULTS_MAX && faults->count <= all &&
	           (all == faults->count || faults->count == METADATA_FAULTS_MAX));
	for (size_t i = 0; i < faults->count; i++) {
		const struct metadata_fault *fault = &faults->items[i];
		FUZZ_CHECK(text_is_utf8(fault->field) && !text_has_control(fault->field));
		FUZZ_CHECK(fault->rule.size > 0 && text_is_utf8(fault->rule) &&
		           !text_has_control(fault->rule));
		FUZZ_CHECK(fault->mend.size > 0);
		FUZZ_CHECK((fault->schemas != 0) == (fault->source == METADATA_OF_SCHEMA));
		metadata_fault_whose(fault, METADATA_EVERY);
	}
}

/* What one schema refuses is refused where all are held, and the other way round. */
static void
check_schemas(const struct document *document, const struct metadata_shape *shape,
              struct arena *arena)
{
	struct metadata_faults every = {.arena = arena, .schemas = METADATA_EVERY};
	unsigned refused = 0, refused_alone = 0;
	metadata_check_document(document, shape, &every);
	check_faults(&every);
	for (size_t i = 0; i < every.count; i++)
		refused |= every.items[i].schemas;
	for (unsigned schema = METADATA_V1; schema <= METADATA_V2; schema *= 2) {
		struct metadata_faults alone = {.arena = arena, .schemas = schema};
		metadata_check_document(document, shape, &alone);
		check_faults(&alone);
		refused_alone |= alone.count > 0 ? schema : 0;
	}
	FUZZ_CHECK(refused == refused_alone || every.count == METADATA_FAULTS_MAX);
}

static void
check_rules(const struct document *document, bool official, struct arena *arena,
            struct metadata_package *package)
{
	struct metadata_faults faults = {
	    .arena = arena, .schemas = METADATA_V2, .official = official};
	struct metadata_package *packages;
	size_t count;
	FUZZ_CHECK(metadata_read(document, arena, package, NULL));
	FUZZ_CHECK(metadata_read_packages(document, arena, &packages, &count, NULL));
	metadata_rule_package(package, METADATA_IN_ARCHIVE, NULL, &faults);
	metadata_rule_package(package, METADATA_IN_REPOSITORY, NULL, &faults);
	metadata_rule_packages(packages, count, &faults);
	metadata_rule_repository(document, &faults);
	check_faults(&faults);
}

static void
check_texts(struct text text)
{
	struct web_address address;
	char quoted[WEB_ADDRESS_QUOTED];
	web_address_quote(text, quoted);
	FUZZ_CHECK(!text_has_control(text_of(quoted)));
	FUZZ_CHECK(!text_is_utf8(text) || text_is_utf8(text_of(quoted)));
	if (web_address_read(text, &address)) {
		FUZZ_CHECK(address.host.size > 0);
		web_address_is_private(&address);
	}
	regular_expression_check(text);
}

static bool
read_one(struct text sent, bool official, struct arena *arena, struct metadata_package *package)
{
	const struct document *document = NULL;
	struct err err = {.code = ERR_NONE};
	check_texts(sent);
	if (!metadata_parse(sent, METADATA_PACKAGE_MAX, arena, &document, &err)) {
		FUZZ_CHECK(err.code == ERR_INPUT && document == NULL);
		return false;
	}
	check_schemas(document, &metadata_shape_package, arena);
	check_schemas(document, &metadata_shape_packages, arena);
	check_schemas(document, &metadata_shape_repository, arena);
	check_rules(document, official, arena, package);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64 << 20);
	struct metadata_package published, package;
	bool official = size > 0 && data[0] % 2 == 1;
	struct text first = fuzz_copy(fuzz_piece(&data, &size));
	struct text second = fuzz_copy((struct text){(const char *)data, size});
	if (read_one(first, official, arena, &published) &&
	    read_one(second, !official, arena, &package)) {
		struct metadata_faults faults = {.arena = arena, .schemas = METADATA_EVERY};
		metadata_published_check(&published, &package, NULL, &faults);
		check_faults(&faults);
	}
	arena_free(arena);
	free((char *)(uintptr_t)first.bytes);
	free((char *)(uintptr_t)second.bytes);
	return 0;
}
