/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept, of which state it is, what is dropped, and that it stays within its limit. */
#include "../../cgi/kept.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <zlib.h>

#include "../../cgi/metrics.h"
#include "tap.h"

enum { MIB = 1024 * 1024 };

static const struct text none = {NULL, 0};

static struct kept_key
listing(const char *id, int variant, struct text own)
{
	return (struct kept_key){KEPT_LISTING, variant, text_of(id), own};
}

static const struct kept_thing *
add(struct kept *kept, struct kept_key key, const char *subject, int64_t generation,
    const char *bytes)
{
	struct kept_thing thing = {.bytes = text_of(bytes), .variants = 3, .left_out = 7};
	return kept_add(kept, &key, text_of(subject), generation, &thing);
}

static bool
has(struct kept *kept, struct kept_key key, const char *bytes)
{
	const struct kept_thing *thing = kept_find(kept, &key);
	return thing != NULL ? text_equal(thing->bytes, text_of(bytes)) : bytes == NULL;
}

static void
test_generations(void)
{
	struct kept *kept = kept_new(MIB);
	int64_t generation = 0, sum, count;
	uint64_t dropped = metrics_total(METRICS_DROPPED_CHANGE);
	tap_ok(!kept_generation(kept, text_of("category 1"), &generation), "nothing is known");
	tap_ok(add(kept, listing("1", 0, none), "category 1", 0, "x") == NULL,
	       "of a subject that is not known nothing is kept");
	kept_learn(kept, text_of("category 1"), 5);
	kept_learn(kept, text_of("category 2"), 6);
	tap_ok(kept_generation(kept, text_of("category 1"), &generation) && generation == 5,
	       "a generation is known");
	tap_ok(add(kept, listing("1", 0, none), "category 1", 4, "x") == NULL,
	       "of another generation than is known nothing is kept");
	tap_ok(add(kept, listing("1", 0, none), "category 1", 5, "one") != NULL &&
	           add(kept, listing("1", 1, none), "category 1", 5, "variant") != NULL &&
	           add(kept, listing("1", 0, text_of("{}")), "category 1", 5, "held") != NULL &&
	           add(kept, listing("2", 0, none), "category 2", 6, "two") != NULL,
	       "of those that are known it is");
	tap_ok(has(kept, listing("1", 0, none), "one") &&
	           has(kept, listing("1", 1, none), "variant") &&
	           has(kept, listing("1", 0, text_of("{}")), "held") &&
	           has(kept, listing("1", 0, text_of("")), NULL) &&
	           has(kept, listing("1", 2, none), NULL),
	       "each is found by its key");
	kept_learn(kept, text_of("category 1"), 5);
	tap_ok(has(kept, listing("1", 0, none), "one"), "the same again drops nothing");
	kept_learn(kept, text_of("category 1"), 7);
	tap_ok(has(kept, listing("1", 0, none), NULL) && has(kept, listing("1", 1, none), NULL) &&
	           has(kept, listing("1", 0, text_of("{}")), NULL),
	       "another generation drops all of the subject");
	tap_ok(has(kept, listing("2", 0, none), "two"), "and nothing else");
	tap_is_number((long long)(metrics_total(METRICS_DROPPED_CHANGE) - dropped), 3,
	              "what is dropped is counted");
	kept_sum(kept, &sum, &count);
	tap_ok(sum == 13 && count == 2, "the sum of what is known");
	kept_learn_start(kept);
	kept_learn(kept, text_of("category 1"), 7);
	kept_learn_end(kept);
	kept_sum(kept, &sum, &count);
	tap_ok(sum == 7 && count == 1 && has(kept, listing("2", 0, none), NULL),
	       "a subject that is there no more is forgotten, with all of it");
	add(kept, listing("1", 0, none), "category 1", 7, "one");
	kept_forget(kept);
	kept_sum(kept, &sum, &count);
	tap_ok(sum == 0 && count == 0 && has(kept, listing("1", 0, none), NULL),
	       "all is forgotten");
	kept_learn(kept, text_of("a"), INT64_MAX);
	kept_learn(kept, text_of("b"), INT64_MAX);
	kept_learn(kept, text_of("a"), INT64_MIN);
	tap_ok(kept_generation(kept, text_of("a"), &generation) && generation == INT64_MIN,
	       "any number is a generation");
	kept_free(kept);
}

static void
test_things(void)
{
	struct kept *kept = kept_new(MIB);
	kept_learn(kept, text_of("s"), 1);
	const struct kept_thing *thing = add(kept, listing("1", 0, none), "s", 1, "first");
	tap_ok(thing != NULL && thing->variants == 3 && thing->left_out == 7,
	       "what is known of it is kept with it");
	tap_ok(add(kept, listing("1", 0, none), "s", 1, "second") != NULL &&
	           has(kept, listing("1", 0, none), "second"),
	       "it takes the place of what had its key");
	tap_ok(add(kept, listing("e", 0, none), "s", 1, "") != NULL &&
	           has(kept, listing("e", 0, none), ""),
	       "also when it is empty");
	kept_learn(kept, text_of("s"), 2);
	tap_ok(has(kept, listing("1", 0, none), NULL), "both are gone");
	kept_free(kept);
}

static const char rows_body[] = "[{\"id\":\"10\",\"x\":1},{\"id\":\"2\"},{\"di\":\"3\"}]";

static void
test_parts(void)
{
	struct kept *kept = kept_new(MIB);
	const struct kept_row rows[] = {
	    {text_of("10"), 1, 17, 2}, {text_of("2"), 19, 10, 0}, {text_of("3"), 30, 10, 0}};
	struct kept_thing thing = {.bytes = text_of(rows_body), .rows = rows, .row_count = 3};
	struct kept_key key = listing("1", 0, none), held = listing("1", 0, text_of("{1}"));
	struct text document;
	size_t left_out = 0;
	kept_learn(kept, text_of("s"), 1);
	kept_learn(kept, text_of("t"), 1);
	tap_ok(!kept_find_part(kept, text_of("10"), none, &document, &left_out),
	       "no part is there");
	kept_add(kept, &key, text_of("s"), 1, &thing);
	thing.row_count = 1;
	kept_add(kept, &held, text_of("t"), 1, &thing);
	tap_ok(kept_find_part(kept, text_of("10"), none, &document, &left_out) && left_out == 2,
	       "a part is found");
	tap_is(document, "{\"id\":\"10\",\"x\":1}", "its document");
	tap_ok(kept_find_part(kept, text_of("2"), none, &document, &left_out) && left_out == 0,
	       "another one");
	tap_is(document, "{\"id\":\"2\"}", "its document");
	tap_ok(!kept_find_part(kept, text_of("3"), none, &document, &left_out),
	       "one whose document does not start with its id is not");
	tap_ok(!kept_find_part(kept, text_of("2"), text_of("{1}"), &document, &left_out) &&
	           kept_find_part(kept, text_of("10"), text_of("{1}"), &document, &left_out),
	       "who sees less finds less");
	kept_learn(kept, text_of("s"), 2);
	tap_ok(!kept_find_part(kept, text_of("10"), none, &document, &left_out) &&
	           kept_find_part(kept, text_of("10"), text_of("{1}"), &document, &left_out),
	       "parts go with their listing");
	kept_free(kept);
}

static char large[300000];

static void
test_limit(void)
{
	struct kept *kept = kept_new(MIB);
	char id[16];
	uint64_t dropped = metrics_total(METRICS_DROPPED_MEMORY);
	memset(large, 'x', sizeof large - 1);
	kept_learn(kept, text_of("s"), 1);
	for (int i = 0; i < 3; i++) {
		snprintf(id, sizeof id, "%d", i);
		add(kept, listing(id, 0, none), "s", 1, large);
	}
	tap_ok(has(kept, listing("0", 0, none), large) && has(kept, listing("1", 0, none), large) &&
	           has(kept, listing("2", 0, none), large) &&
	           has(kept, listing("0", 0, none), large),
	       "what fits is kept");
	add(kept, listing("3", 0, none), "s", 1, large);
	tap_ok(has(kept, listing("1", 0, none), NULL), "what was not asked for longest goes");
	tap_ok(has(kept, listing("0", 0, none), large) && has(kept, listing("2", 0, none), large) &&
	           has(kept, listing("3", 0, none), large),
	       "and nothing else");
	tap_is_number((long long)(metrics_total(METRICS_DROPPED_MEMORY) - dropped), 1,
	              "it is counted");
	bool within = true;
	for (int i = 0; i < 20000; i++) {
		snprintf(id, sizeof id, "%d", i);
		within = within && add(kept, listing(id, i % 5, none), "s", 1, "small") != NULL;
	}
	tap_ok(within, "many small ones are kept, one after the other");
	tap_ok(has(kept, listing("19999", 4, none), "small") &&
	           has(kept, listing("0", 0, none), NULL),
	       "the last of them");
	kept_free(kept);

	kept = kept_new(sizeof large / 2);
	kept_learn(kept, text_of("s"), 1);
	add(kept, listing("0", 0, none), "s", 1, "small");
	tap_ok(add(kept, listing("1", 0, none), "s", 1, large) == NULL &&
	           has(kept, listing("0", 0, none), "small"),
	       "what is larger than all there is room for drops nothing");
	kept_free(kept);
	kept = kept_new(20);
	kept_learn(kept, text_of("s"), 1);
	int64_t generation;
	tap_ok(!kept_generation(kept, text_of("s"), &generation),
	       "without room for it a subject is not known");
	kept_free(kept);
}

static void
test_packed(void)
{
	struct kept *kept = kept_new(MIB);
	struct text packed = none, again = none;
	unsigned char *plain = malloc(sizeof large);
	kept_learn(kept, text_of("s"), 1);
	const struct kept_thing *thing = add(kept, listing("1", 0, none), "s", 1, large);
	tap_ok(kept_pack(kept, thing, &packed) && packed.size < 2000, "it is packed");
	tap_ok(kept_pack(kept, thing, &again) && again.bytes == packed.bytes, "once");
	z_stream stream = {.next_in = (unsigned char *)(size_t)packed.bytes,
	                   .avail_in = (unsigned)packed.size,
	                   .next_out = plain,
	                   .avail_out = sizeof large};
	tap_ok(
	    inflateInit2(&stream, 15 + 16) == Z_OK && inflate(&stream, Z_FINISH) == Z_STREAM_END &&
		stream.total_out == sizeof large - 1 && memcmp(plain, large, sizeof large - 1) == 0,
	    "as gzip, to the same bytes");
	inflateEnd(&stream);
	thing = add(kept, listing("2", 0, none), "s", 1, "small");
	tap_ok(!kept_pack(kept, thing, &packed), "what is small is not");
	char noise[2000];
	uint32_t state = 1;
	for (size_t i = 0; i < sizeof noise - 1; i++) {
		state = state * 1664525 + 1013904223;
		noise[i] = (char)(state >> 24 != 0 ? state >> 24 : 1);
	}
	noise[sizeof noise - 1] = '\0';
	thing = add(kept, listing("3", 0, none), "s", 1, noise);
	tap_ok(!kept_pack(kept, thing, &packed), "nor what does not become smaller");
	kept_free(kept);
	kept = kept_new(sizeof large + 1000);
	kept_learn(kept, text_of("s"), 1);
	thing = add(kept, listing("1", 0, none), "s", 1, large);
	tap_ok(thing != NULL && !kept_pack(kept, thing, &packed) &&
	           has(kept, listing("1", 0, none), large),
	       "nor what there is no room for");
	kept_free(kept);
	free(plain);
}

/* Against a plain list: random things, subjects, changes. */
static void
test_random(void)
{
	enum { SUBJECTS = 7, KEYS = 60, STEPS = 50000 };
	struct kept *kept = kept_new(64 * MIB);
	int64_t generations[SUBJECTS], of[KEYS];
	char subject[16], id[16], body[32];
	bool good = true;
	uint32_t state = 4711;
	for (int i = 0; i < SUBJECTS; i++) {
		snprintf(subject, sizeof subject, "s%d", i);
		kept_learn(kept, text_of(subject), generations[i] = 0);
	}
	memset(of, 0xff, sizeof of);
	for (int64_t step = 1; step < STEPS; step++) {
		state = state * 1664525 + 1013904223;
		int key = (int)(state >> 8) % KEYS, s = key % SUBJECTS;
		snprintf(subject, sizeof subject, "s%d", s);
		snprintf(id, sizeof id, "%d", key);
		if (state >> 28 == 0) {
			kept_learn(kept, text_of(subject), generations[s] = step);
			continue;
		}
		snprintf(body, sizeof body, "%d of %lld", key, (long long)generations[s]);
		bool is_there = of[key] == generations[s];
		good = good && has(kept, listing(id, 0, none), is_there ? body : NULL);
		if (!is_there)
			good = good &&
			       add(kept, listing(id, 0, none), subject, generations[s], body);
		of[key] = generations[s];
	}
	tap_ok(good, "over random changes each is there exactly as long as it is true");
	kept_free(kept);
}

/* Last, for it leaves the process with little memory. */
static void
test_no_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__)
	struct kept *kept = kept_new((size_t)4096 * MIB);
	const size_t size = (size_t)64 * MIB;
	char *body = malloc(size + 1);
	char id[16];
	memset(body, 'x', size);
	body[size] = '\0';
	struct rlimit limit = {(rlim_t)400 * MIB, (rlim_t)400 * MIB};
	kept_learn(kept, text_of("s"), 1);
	int added = 0;
	setrlimit(RLIMIT_AS, &limit);
	for (int i = 0; i < 20; i++) {
		snprintf(id, sizeof id, "%d", i);
		added += add(kept, listing(id, 0, none), "s", 1, body) != NULL;
	}
	tap_ok(added > 0 && added < 20, "without memory a thing is not kept (%d of 20 were)",
	       added);
	tap_ok(has(kept, listing("0", 0, none), body), "those before are");
	kept_free(kept);
	free(body);
#endif
}

int
main(void)
{
	test_generations();
	test_things();
	test_parts();
	test_limit();
	test_packed();
	test_random();
	test_no_memory();
	return tap_done();
}
