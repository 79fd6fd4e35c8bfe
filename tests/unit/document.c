/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document.h"

#include "tap.h"

static struct arena *arena;

/* The document's text; the document is freed. */
static struct text
written(struct document *document, bool pretty)
{
	struct buf out = {.arena = arena};
	bool ok = pretty ? document_write_pretty(document, &out, NULL)
	                 : document_write(document, &out, NULL);
	document_free(document);
	return ok ? buf_text(&out) : text_of(NULL);
}

static struct document *
member(const char *key, struct text value)
{
	struct document *object = document_object();
	document_add_text(object, key, value);
	return object;
}

static void
test_values(void)
{
	struct document *object = document_object();
	struct document *array = document_array();
	tap_ok(document_append_text(array, text_of("x")) &&
	           document_append(array, document_object()),
	       "an array is filled");
	tap_ok(document_add_string(object, "z", "text") && document_add_string(object, "a", NULL) &&
	           document_add_number(object, "min", INT64_MIN) &&
	           document_add_number(object, "max", INT64_MAX) &&
	           document_add_real(object, "real", 1.0) &&
	           document_add_real(object, "half", 0.5) && document_add_null(object, "null") &&
	           document_add(object, "list", array) &&
	           document_add_keyed(object, (struct text){"keyed!", 5}, document_array()),
	       "an object is filled");
	tap_is(
	    written(object, false),
	    "{\"z\":\"text\",\"a\":\"\",\"min\":-9223372036854775808,\"max\":9223372036854775807,"
	    "\"real\":1.0,\"half\":0.5,\"null\":null,\"list\":[\"x\",{}],\"keyed\":[]}",
	    "members stand in the order in which they were added");
	tap_is(written(member("a", text_of("b")), true), "{\n  \"a\": \"b\"\n}\n", "for people");
}

static void
test_escapes(void)
{
	tap_is(written(member("k", text_of("\"\\/\b\f\n\r\t\x01\x1f<")), false),
	       "{\"k\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f<\"}", "escapes");
	tap_is(written(member("k", text_of("\xce\xa9\xf0\x9f\x94\x8c\xe2\x80\xa8")), false),
	       "{\"k\":\"\xce\xa9\xf0\x9f\x94\x8c\xe2\x80\xa8\"}", "beyond ASCII");
	tap_is(written(member("k", (struct text){"a\0b", 3}), false), "{\"k\":\"a\\u0000b\"}",
	       "a NUL");
	tap_is(written(member("k", text_of(NULL)), false), "{\"k\":\"\"}",
	       "a text that is not set");
}

static void
test_failure(void)
{
	struct err err = {0};
	struct buf out = {.arena = arena};
	char key[DOCUMENT_KEY_MAX + 1];
	memset(key, 'k', sizeof key);
	tap_ok(!document_add_string(NULL, "k", "v") && !document_append_text(NULL, text_of("v")) &&
	           !document_add_null(NULL, "k"),
	       "nothing can be added to no document");
	tap_ok(!document_add(NULL, "k", document_object()) &&
	           !document_append(NULL, document_object()),
	       "and what was given is freed");
	struct document *object = document_object();
	tap_ok(!document_add(object, "k", NULL), "no document can be added to nothing");
	tap_ok(!document_add_keyed(object, (struct text){key, sizeof key}, document_object()),
	       "a key that is too long");
	tap_is(written(object, false), "{}", "failures add nothing");
	tap_ok(!document_write(NULL, &out, &err) && err.code == ERR_LIMIT,
	       "no document is written");
	tap_is(text_of(err.message), "no memory for a JSON document", "its message");

	struct arena *small = arena_new(2000);
	struct buf narrow = {.arena = small};
	object = member("k", (struct text){key, sizeof key});
	tap_ok(!document_write(object, &narrow, &err) && err.code == ERR_LIMIT,
	       "a document larger than the arena");
	document_free(object);
	document_free(NULL);
	arena_free(small);
}

int
main(void)
{
	arena = arena_new(1 << 20);
	test_values();
	test_escapes();
	test_failure();
	arena_free(arena);
	return tap_done();
}
