/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/document_read.h"

#include <stdlib.h>

#include "base/document.h"
#include "tap.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])
#define LITERAL(string)                      \
	{                                    \
		(string), sizeof(string) - 1 \
	}

static const struct document_limits limits = {.size = 1000, .depth = 4, .members = 10};
static struct arena *arena;

/* A copy of exactly its size, so that a sanitizer sees each byte read beyond. */
static bool
read_copy(struct text bytes, struct document **document, struct err *err)
{
	char *copy = malloc(bytes.size == 0 ? 1 : bytes.size);
	memcpy(copy, bytes.bytes, bytes.size);
	bool ok = document_read((struct text){copy, bytes.size}, &limits, arena, document, err);
	free(copy);
	return ok;
}

static const struct document *
good(const char *string)
{
	struct document *document = NULL;
	struct err err = {.code = ERR_NONE};
	if (!read_copy(text_of(string), &document, &err))
		tap_ok(false, "%s is read: %s", string, err.message);
	return document;
}

struct row {
	struct text sent;
	const char *said; /* or written again, when it is good */
};

static const struct row taken[] = {
    {LITERAL("{}"), "{}"},
    {LITERAL("[]"), "[]"},
    {LITERAL(" \t\r\n{ \t\r\n} \t\r\n"), "{}"},
    {LITERAL("[ ]"), "[]"},
    {LITERAL("[[[[]]]]"), "[[[[]]]]"},
    {LITERAL("{\"a\":{\"b\":[{}]}}"), "{\"a\":{\"b\":[{}]}}"},
    {LITERAL("[1,2,3,4,5,6,7,8,9,10]"), "[1,2,3,4,5,6,7,8,9,10]"},
    {LITERAL("[ null , true , false ]"), "[null,true,false]"},
    {LITERAL("true"), "true"},
    {LITERAL("0"), "0"},
    {LITERAL(" 12 "), "12"},
    {LITERAL("-0"), "0"},
    {LITERAL("9223372036854775807"), "9223372036854775807"},
    {LITERAL("-9223372036854775808"), "-9223372036854775808"},
    {LITERAL("1.0"), "1.0"},
    {LITERAL("-0.0"), "-0.0"},
    {LITERAL("0.10"), "0.10"},
    {LITERAL("1E5"), "1E5"},
    {LITERAL("1e+5"), "1e+5"},
    {LITERAL("1.50e-05"), "1.50e-05"},
    {LITERAL("0e0"), "0e0"},
    {LITERAL("[1e308,1e-999]"), "[1e308,1e-999]"},
    {LITERAL("99999999999999999999.0"), "99999999999999999999.0"},
    {LITERAL("\"\""), "\"\""},
    {LITERAL("\"a/b\x7f\""), "\"a/b\x7f\""},
    {LITERAL("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\""), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\""},
    {LITERAL("\"\\u00e4\\u03A9\\uFFFF\""), "\"\xc3\xa4\xce\xa9\xef\xbf\xbf\""},
    {LITERAL("\"\\ud83d\\udd0c\\uD800\\uDC00\""), "\"\xf0\x9f\x94\x8c\xf0\x90\x80\x80\""},
    {LITERAL("\"\\\\u0000\""), "\"\\\\u0000\""},
    {LITERAL("\"\xf0\x9f\x94\x8c\xf4\x8f\xbf\xbf\""), "\"\xf0\x9f\x94\x8c\xf4\x8f\xbf\xbf\""},
    {LITERAL("{\"\":1,\" \":2}"), "{\"\":1,\" \":2}"},
    {LITERAL("{\"a\":1,\"A\":2,\"aa\":3}"), "{\"a\":1,\"A\":2,\"aa\":3}"},
    {LITERAL("{\"a\":{\"a\":1},\"b\":{\"a\":2}}"), "{\"a\":{\"a\":1},\"b\":{\"a\":2}}"},
    {LITERAL("{\"\\u00e4\\n\\ud83d\\udd0c\":1}"), "{\"\xc3\xa4\\n\xf0\x9f\x94\x8c\":1}"},
    {LITERAL("{\"z\":1,\"a\":2,\"m\":3}"), "{\"z\":1,\"a\":2,\"m\":3}"},
};

static const struct row refused[] = {
    /* not a document */
    {LITERAL(""), "line 1, column 1: expected a value, found the end"},
    {LITERAL(" \n "), "line 2, column 2: expected a value, found the end"},
    {LITERAL("{} {}"), "line 1, column 4: expected nothing after the document, found \"{\""},
    {LITERAL("1 2"), "line 1, column 3: expected nothing after the document, found \"2\""},
    {LITERAL("[1]\0"), "line 1, column 4: expected nothing after the document, found U+0000"},
    {LITERAL("\0[1]"), "line 1, column 1: expected a value, found U+0000"},
    {LITERAL("[1\0]"), "line 1, column 3: expected \",\" or \"]\", found U+0000"},
    {LITERAL("1,"), "line 1, column 2: expected nothing after the document, found \",\""},
    {LITERAL("}"), "line 1, column 1: expected a value, found \"}\""},
    {LITERAL("["), "line 1, column 2: expected a value, found the end"},
    {LITERAL("[1"), "line 1, column 3: expected \",\" or \"]\", found the end"},
    {LITERAL("[1}"), "line 1, column 3: expected \",\" or \"]\", found \"}\""},
    {LITERAL("[1 \"x\"]"), "line 1, column 4: expected \",\" or \"]\", found a string"},
    {LITERAL("{"), "line 1, column 2: expected a key in double quotes, found the end"},
    {LITERAL("{\"a\""), "line 1, column 5, in \"a\": expected \":\", found the end"},
    {LITERAL("{\"a\" 1}"), "line 1, column 6, in \"a\": expected \":\", found \"1\""},
    {LITERAL("{\"a\":}"), "line 1, column 6, in \"a\": expected a value, found \"}\""},
    {LITERAL("{\"a\":1"), "line 1, column 7: expected \",\" or \"}\", found the end"},
    {LITERAL("{\"a\":1]"), "line 1, column 7: expected \",\" or \"}\", found \"]\""},
    {LITERAL("{1:1}"), "line 1, column 2: expected a key in double quotes, found \"1\""},
    /* what other readers take */
    {LITERAL("[1,]"), "line 1, column 4: expected a value, found \"]\""},
    {LITERAL("[,1]"), "line 1, column 2: expected a value, found \",\""},
    {LITERAL("[1,,2]"), "line 1, column 4: expected a value, found \",\""},
    {LITERAL("{\"a\":1,}"), "line 1, column 8: expected a key in double quotes, found \"}\""},
    {LITERAL("{a:1}"), "line 1, column 2: expected a key in double quotes, found \"a\""},
    {LITERAL("{'a':1}"), "line 1, column 2: expected a key in double quotes, found \"'\""},
    {LITERAL("['a']"), "line 1, column 2: expected a value, found \"'\""},
    {LITERAL("// a\n1"), "line 1, column 1: expected a value, found \"/\""},
    {LITERAL("1 /* a */"), "line 1, column 3: expected nothing after the document, found \"/\""},
    {LITERAL("# a\n1"), "line 1, column 1: expected a value, found \"#\""},
    {LITERAL("NaN"), "line 1, column 1: expected a value, found \"NaN\""},
    {LITERAL("nan"), "line 1, column 1: expected a value, found \"nan\""},
    {LITERAL("[Infinity]"), "line 1, column 2: expected a value, found \"Infinity\""},
    {LITERAL("-Infinity"), "line 1, column 2: expected a digit, found \"Infinity\""},
    {LITERAL("{\"a\":undefined}"),
     "line 1, column 6, in \"a\": expected a value, found \"undefined\""},
    {LITERAL("True"), "line 1, column 1: expected a value, found \"True\""},
    {LITERAL("tru"), "line 1, column 1: expected a value, found \"tru\""},
    {LITERAL("truefalse"), "line 1, column 1: expected a value, found \"truefalse\""},
    {LITERAL("abcdefghijklmnopqrstuvwxyz"),
     "line 1, column 1: expected a value, found \"abcdefghijklmnopqrst\""},
    {LITERAL("\v1"), "line 1, column 1: expected a value, found U+000B"},
    {LITERAL("\f1"), "line 1, column 1: expected a value, found U+000C"},
    {LITERAL("\xc2\xa0\x31"), "line 1, column 1: expected a value, found \"\xc2\xa0\""},
    {LITERAL("\xef\xbb\xbf{}"), "a byte order mark is before the JSON; leave it out"},
    /* numbers */
    {LITERAL("-"), "line 1, column 2: expected a digit, found the end"},
    {LITERAL("--1"), "line 1, column 2: expected a digit, found \"-\""},
    {LITERAL("+1"), "line 1, column 1: expected a value, found \"+\""},
    {LITERAL(".5"), "line 1, column 1: expected a value, found \".\""},
    {LITERAL("1."), "line 1, column 3: expected a digit, found the end"},
    {LITERAL("1.e5"), "line 1, column 3: expected a digit, found \"e5\""},
    {LITERAL("1e"), "line 1, column 3: expected a digit, found the end"},
    {LITERAL("[1e+]"), "line 1, column 5: expected a digit, found \"]\""},
    {LITERAL("1.5.5"), "line 1, column 4: expected nothing after the document, found \".\""},
    {LITERAL("1e5e5"), "line 1, column 4: expected nothing after the document, found \"e5\""},
    {LITERAL("1-2"), "line 1, column 2: expected nothing after the document, found \"-\""},
    {LITERAL("0x10"), "line 1, column 2: expected nothing after the document, found \"x10\""},
    {LITERAL("1_000"), "line 1, column 2: expected nothing after the document, found \"_\""},
    {LITERAL("01"), "line 1, column 1: a number that begins with 0"},
    {LITERAL("-01"), "line 1, column 1: a number that begins with 0"},
    {LITERAL("00"), "line 1, column 1: a number that begins with 0"},
    {LITERAL("01.5"), "line 1, column 1: a number that begins with 0"},
    {LITERAL("9223372036854775808"), "line 1, column 1: 9223372036854775808 is not from "
                                     "-9223372036854775808 to 9223372036854775807"},
    {LITERAL("{\"a\":[-9223372036854775809]}"),
     "line 1, column 7, in \"a\": -9223372036854775809 is not from -9223372036854775808 to "
     "9223372036854775807"},
    {LITERAL("18446744073709551616"), "line 1, column 1: 18446744073709551616 is not from "
                                      "-9223372036854775808 to 9223372036854775807"},
    {LITERAL("12345678901234567890123456789012345678901"),
     "line 1, column 1: 1234567890123456789012345678901234567890... is not from "
     "-9223372036854775808 to 9223372036854775807"},
    {LITERAL("[1e309]"), "line 1, column 2: 1e309 is too large a number"},
    {LITERAL("-1e309"), "line 1, column 1: -1e309 is too large a number"},
    /* strings */
    {LITERAL("\""), "line 1, column 1: a string without an end"},
    {LITERAL("[\"a]"), "line 1, column 2: a string without an end"},
    {LITERAL("\"a\\\""), "line 1, column 1: a string without an end"},
    {LITERAL("\"a\tb\""), "line 1, column 3: the control character U+0009 in a string"},
    {LITERAL("{\"k\":\"a\nb\"}"),
     "line 1, column 8, in \"k\": the control character U+000A in a string"},
    {LITERAL("{\"\x1f\":1}"), "line 1, column 3: the control character U+001F in a string"},
    {LITERAL("\"a\0b\""), "line 1, column 3: the control character U+0000 in a string"},
    {LITERAL("\"\\"), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\x41\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\'\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\\0\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\N\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\u12\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\u12g4\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\U0041\""), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"\\u123"), "line 1, column 2: JSON has no such escape; a backslash is \"\\\\\""},
    {LITERAL("\"a\\u0000b\""), "line 1, column 3: a text cannot hold U+0000"},
    {LITERAL("{\"a\\u0000b\":1}"), "line 1, column 4: a text cannot hold U+0000"},
    {LITERAL("\"\\ud800\""), "line 1, column 2: \"\\ud800\" is half of a surrogate pair"},
    {LITERAL("\"\\udC00x\""), "line 1, column 2: \"\\udC00\" is half of a surrogate pair"},
    {LITERAL("\"\\uDBFF\\u0041\""), "line 1, column 2: \"\\uDBFF\" is half of a surrogate pair"},
    {LITERAL("\"\\ud800\\ud800\""), "line 1, column 2: \"\\ud800\" is half of a surrogate pair"},
    {LITERAL("\"\\udc00\\ud800\""), "line 1, column 2: \"\\udc00\" is half of a surrogate pair"},
    {LITERAL("{\"\\ud800\":1}"), "line 1, column 3: \"\\ud800\" is half of a surrogate pair"},
    /* UTF-8 */
    {LITERAL("\xff"), "line 1, column 1: byte 1 is not UTF-8, which JSON is in"},
    {LITERAL("[\"\xc3\xa4\",\n\"\xc3\"]"),
     "line 2, column 2: byte 9 is not UTF-8, which JSON is in"},
    {LITERAL("\"\xc0\x80\""), "line 1, column 2: byte 2 is not UTF-8, which JSON is in"},
    {LITERAL("\"\xed\xa0\x80\""), "line 1, column 2: byte 2 is not UTF-8, which JSON is in"},
    {LITERAL("{\"\xf4\x90\x80\x80\":1}"),
     "line 1, column 3: byte 3 is not UTF-8, which JSON is in"},
    {LITERAL("\"\xf0\x9f\x94"), "line 1, column 2: byte 2 is not UTF-8, which JSON is in"},
    {LITERAL("{\0\"\0a\0\"\0:\0\xff\0"),
     "line 1, column 11: byte 11 is not UTF-8, which JSON is in"},
    /* keys */
    {LITERAL("{\"a\":1,\"a\":2}"),
     "line 1, column 8: \"a\" stands twice in one object, first in line 1, column 2"},
    {LITERAL("{\"a\":1,\n\"b\":2,\n \"\\u0061\":1}"),
     "line 3, column 2: \"\\u0061\" stands twice in one object, first in line 1, column 2"},
    {LITERAL("{\"\":1,\"\":2}"),
     "line 1, column 7: \"\" stands twice in one object, first in line 1, column 2"},
    {LITERAL("[{\"x\":{\"b\":1,\"\xc3\xa4\":2,\"\\u00E4\":3}}]"),
     "line 1, column 20: \"\\u00E4\" stands twice in one object, first in line 1, column 14"},
    {LITERAL("{\"\\ud83d\\udd0c\":1,\"\xf0\x9f\x94\x8c\":2}"),
     "line 1, column 19: \"\xf0\x9f\x94\x8c\" stands twice in one object, first in line 1, "
     "column 2"},
    {LITERAL("{\"b\":0,\"a\":{},\"b\":1,\"a\":2,\"a\":3,\"b\":4}"),
     "line 1, column 15: \"b\" stands twice in one object, first in line 1, column 2"},
    {LITERAL("{\"a\":{\"a\":1,\"a\":2},\"a\":3}"),
     "line 1, column 13: \"a\" stands twice in one object, first in line 1, column 7"},
    {LITERAL("{\"a\":1,\"a\":x}"), "line 1, column 12, in \"a\": expected a value, found \"x\""},
    /* limits */
    {LITERAL("[[[[[]]]]]"), "line 1, column 5: more than 4 arrays and objects in one another"},
    {LITERAL("{\"a\":{\"b\":[{\"c\":{}}]}}"),
     "line 1, column 17, in \"c\": more than 4 arrays and objects in one another"},
    {LITERAL("[[[[{"), "line 1, column 5: more than 4 arrays and objects in one another"},
    {LITERAL("[1,2,3,4,5,6,7,8,9,10,11]"), "line 1, column 23: more than 10 members and elements"},
    {LITERAL("[1,2,3,4,5,{\"a\":1,\"b\":[2,3,4]}]"),
     "line 1, column 28, in \"b\": more than 10 members and elements"},
    {LITERAL("[1,2,3,4,5,6,7,8,{\"a\":1,\"b\":2}]"),
     "line 1, column 25: more than 10 members and elements"},
    /* where */
    {LITERAL("{\n\t\"name\": \"\xc3\xa4\",\r\n\t\"fields\": {\"R\": [1, x]}}"),
     "line 3, column 22, in \"R\": expected a value, found \"x\""},
    {LITERAL("{\"a\":{\"b\":1} x}"), "line 1, column 14: expected \",\" or \"}\", found \"x\""},
};

static void
test_taken(void)
{
	for (size_t i = 0; i < LENGTH(taken); i++) {
		const struct row *row = &taken[i];
		struct buf out = {.arena = arena};
		struct err err = {.code = ERR_NONE};
		struct document *document = NULL;
		bool ok = read_copy(row->sent, &document, &err) &&
		          document_write(document, &out, &err);
		tap_ok(ok, "document %zu is taken", i);
		if (ok)
			tap_is(buf_text(&out), row->said, "... and written again");
		else
			printf("# %s\n", err.message);
	}
}

static void
test_refused(void)
{
	for (size_t i = 0; i < LENGTH(refused); i++) {
		struct err err = {.code = ERR_NONE};
		struct document *const before = document_object();
		struct document *document = before;
		tap_ok(!read_copy(refused[i].sent, &document, &err) && err.code == ERR_INPUT &&
		           document == before,
		       "refusal %zu", i);
		tap_is(text_of(err.message), refused[i].said, "... and its words");
		document_free(before);
	}
}

static void
test_limits(void)
{
	struct document_limits narrow = {.size = 2, .depth = 1, .members = 0};
	struct document *document = NULL;
	struct err err = {.code = ERR_NONE};
	tap_ok(document_read(text_of("[]"), &narrow, arena, &document, &err), "at the limits");
	tap_ok(!document_read(text_of("[] "), &narrow, arena, &document, &err) &&
	           err.code == ERR_LIMIT,
	       "a byte beyond");
	tap_is(text_of(err.message), "3 bytes of JSON are more than the 2 that are allowed",
	       "its message");
	narrow.depth = 0;
	tap_ok(document_read(text_of("12"), &narrow, arena, &document, &err), "a value alone");
	tap_ok(!document_read(text_of("[]"), &narrow, arena, &document, &err) &&
	           err.code == ERR_INPUT,
	       "an array, where only values alone are allowed");

	char deep[2 * DOCUMENT_DEPTH_MAX + 2];
	struct document_limits wide = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
	memset(deep, '[', DOCUMENT_DEPTH_MAX + 1);
	memset(deep + DOCUMENT_DEPTH_MAX + 1, ']', DOCUMENT_DEPTH_MAX + 1);
	tap_ok(
	    document_read((struct text){deep + 1, sizeof deep - 2}, &wide, arena, &document, &err),
	    "as deep as can be");
	tap_ok(!document_read((struct text){deep, sizeof deep}, &wide, arena, &document, &err) &&
	           err.code == ERR_INPUT,
	       "one deeper");
	tap_is(text_of(err.message),
	       "line 1, column 1001: more than 1000 arrays and objects in one another",
	       "its message");
	tap_ok(!document_read(text_of(NULL), &wide, arena, &document, &err) &&
	           err.code == ERR_INPUT,
	       "no text at all");
}

/* With growing limits: each failure is ERR_LIMIT, and at the end it is read. */
static void
test_memory(void)
{
	static const char sent[] = "{\"a\":[1.5,{\"\\u0062\":{}}],\"c\":\"d\",\"e\":null}";
	struct err err = {.code = ERR_NONE};
	size_t failed = 0;
	for (size_t limit = 0; limit < 100000; limit += 50) {
		struct arena *small = arena_new(limit);
		struct document *document = NULL;
		bool ok = document_read(text_of(sent), &limits, small, &document, &err);
		bool fine = ok ? document_kind(document) == DOCUMENT_OBJECT
		               : err.code == ERR_LIMIT && document == NULL;
		arena_free(small);
		if (!fine)
			tap_ok(false, "a memory of %zu bytes: %s", limit, err.message);
		if (ok)
			break;
		failed++;
	}
	tap_ok(failed > 10 && failed < 1000, "read as soon as memory is enough");
}

static const struct {
	const char *sent;
	enum document_kind kind;
	const char *word;
} kinds[] = {
    {"null", DOCUMENT_NULL, "null"},
    {"true", DOCUMENT_BOOL, "a boolean"},
    {"1", DOCUMENT_NUMBER, "a whole number"},
    {"1.0", DOCUMENT_REAL, "a decimal number"},
    {"1e2", DOCUMENT_REAL, "a decimal number"},
    {"\"a\"", DOCUMENT_TEXT, "a string"},
    {"[]", DOCUMENT_ARRAY, "an array"},
    {"{}", DOCUMENT_OBJECT, "an object"},
};

/* Each getter takes its kind alone and leaves its output as it was for others. */
static void
test_kinds(void)
{
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		const struct document *value = good(kinds[i].sent);
		enum document_kind kind = document_kind(value);
		struct text text = {"before", 6}, digits = text;
		int64_t number = 42;
		double real = 42;
		bool truth = false, numeric = kind == DOCUMENT_NUMBER || kind == DOCUMENT_REAL;
		tap_ok(kind == kinds[i].kind, "the kind of %s", kinds[i].sent);
		tap_is(text_of(document_kind_word(kind)), kinds[i].word, "... its word");
		tap_ok(document_text(value, &text) == (kind == DOCUMENT_TEXT) &&
		           text_equal(text, text_of(kind == DOCUMENT_TEXT ? "a" : "before")),
		       "... as a text");
		tap_ok(document_number(value, &number) == (kind == DOCUMENT_NUMBER) &&
		           number == (kind == DOCUMENT_NUMBER ? 1 : 42),
		       "... as a whole number");
		tap_ok(document_bool(value, &truth) == (kind == DOCUMENT_BOOL) &&
		           truth == (kind == DOCUMENT_BOOL),
		       "... as a boolean");
		tap_ok(document_real(value, &real) == numeric && (real == 42) == !numeric,
		       "... as a real");
		tap_ok(document_number_text(value, &digits) == numeric &&
		           text_equal(digits, text_of(numeric ? kinds[i].sent : "before")),
		       "... as a number's text");
		tap_ok(document_count(value) == 0 && document_element(value, 0) == NULL,
		       "... has nothing in it");
	}
}

static void
test_values(void)
{
	struct text text;
	int64_t number = 0;
	double real = 0;
	bool truth = true;
	tap_ok(document_text(good("\"a\\ud83d\\udd0cb\""), &text), "a text");
	tap_is(text,
	       "a\xf0\x9f\x94\x8c"
	       "b",
	       "... its bytes");
	tap_ok(document_text(good("\"\""), &text) && text_is_set(text) && text.size == 0,
	       "an empty text is set");
	tap_ok(document_number(good("-9223372036854775808"), &number) && number == INT64_MIN,
	       "the least number");
	tap_ok(document_number(good("9223372036854775807"), &number) && number == INT64_MAX,
	       "the greatest number");
	tap_ok(document_real(good("-1.5e1"), &real) && real == -15.0, "a real");
	tap_ok(document_real(good("7"), &real) && real == 7.0, "a whole number as a real");
	tap_ok(document_number_text(good("0.1000000000000000055511151231257827"), &text), "digits");
	tap_is(text, "0.1000000000000000055511151231257827", "... all of them");
	tap_ok(document_number_text(good("-12"), &text), "a whole number's digits");
	tap_is(text, "-12", "... and sign");
	tap_ok(document_bool(good("false"), &truth) && !truth, "false");
}

static void
test_inside(void)
{
	const struct document *object = good(
	    "{\"z\":[1,null,\"x\"],\"a\":null,\"\\u00e4\":{\"a\":5}}");
	const struct document *value = NULL, *inner = NULL, *untouched = object;
	struct text text = text_of(NULL);
	int64_t number = 0;
	tap_ok(document_count(object) == 3, "members are counted");
	tap_ok(document_find(object, text_of("z"), &value) && document_count(value) == 3,
	       "a member is found, its elements counted");
	tap_ok(document_number(document_element(value, 0), &number) && number == 1 &&
	           document_element(value, 1) == NULL &&
	           document_text(document_element(value, 2), &text) &&
	           text_equal(text, text_of("x")) && document_element(value, 3) == NULL &&
	           document_element(value, SIZE_MAX) == NULL,
	       "elements");
	tap_ok(document_find(object, text_of("a"), &value) && value == NULL, "a null is found");
	tap_ok(document_find(object, text_of("\xc3\xa4"), &value) &&
	           document_find(value, text_of("a"), &inner) && document_number(inner, &number) &&
	           number == 5,
	       "a key that was escaped");
	tap_ok(!document_find(object, text_of("b"), &untouched) &&
	           !document_find(object, text_of(""), &untouched) &&
	           !document_find(object, (struct text){"a\0", 2}, &untouched) &&
	           !document_find(good("[\"a\"]"), text_of("a"), &untouched) &&
	           !document_find(NULL, text_of("a"), &untouched) && untouched == object,
	       "what is not there is not found");
}

static void
test_walk(void)
{
	struct buf keys = {.arena = arena};
	struct document_walk walk = document_walk(good("{\"z\":1,\"\":null,\"a\":[],\"\\n\":2}"));
	while (document_next(&walk))
		buf_append_format(&keys, "%.*s=%s ", (int)walk.key.size, walk.key.bytes,
		                  document_kind_word(document_kind(walk.value)));
	tap_is(buf_text(&keys), "z=a whole number =null a=an array \n=a whole number ",
	       "a walk in the order sent");
	tap_ok(!document_next(&walk), "which has ended for good");
	walk = document_walk(good("{}"));
	tap_ok(!document_next(&walk), "nothing is walked over");
	walk = document_walk(good("[1]"));
	tap_ok(!document_next(&walk), "no walk over an array");
	walk = document_walk(NULL);
	tap_ok(!document_next(&walk), "nor over null");
}

int
main(void)
{
	arena = arena_new(1 << 22);
	test_taken();
	test_refused();
	test_limits();
	test_memory();
	test_kinds();
	test_values();
	test_inside();
	test_walk();
	arena_free(arena);
	return tap_done();
}
