/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include "tap.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])
#define LITERAL(string) ((struct text){(string), sizeof(string) - 1})

static void
test_equal(void)
{
	tap_ok(!text_is_set(text_of(NULL)) && text_is_set(text_of("")), "empty is not unset");
	tap_ok(text_equal(text_of(NULL), text_of("")), "though they are equal");
	tap_ok(!text_equal(text_of("a"), text_of("ab")) && !text_equal(text_of("a"), text_of("A")),
	       "not equal");
	tap_ok(text_equal(LITERAL("a\0b"), LITERAL("a\0b")) &&
	           !text_equal(LITERAL("a\0b"), LITERAL("a\0c")),
	       "a NUL is a byte like others");
	tap_ok(text_equal_nocase(text_of("aZ@[`{"), text_of("Az@[`{")), "equal but for the case");
	tap_ok(!text_equal_nocase(text_of("@"), text_of("`")) &&
	           !text_equal_nocase(text_of("["), text_of("{")),
	       "only letters have a case");
	tap_ok(!text_equal_nocase(text_of("\xc3\x84"), text_of("\xc3\xa4")), "of A to Z only");
}

static void
test_trimmed(void)
{
	tap_ok(text_equal(text_trimmed(text_of("  a b ")), text_of("a b")), "blanks at both ends");
	tap_ok(text_trimmed(text_of("   ")).size == 0 && text_is_set(text_trimmed(text_of(" "))),
	       "nothing but blanks is empty, and set");
	tap_ok(!text_is_set(text_trimmed(text_of(NULL))), "what is not set stays so");
}

static void
test_utf8(void)
{
	static const char *const good[] = {"",
	                                   "a",
	                                   "\x7f",
	                                   "\xc2\x80",
	                                   "\xdf\xbf",
	                                   "\xe0\xa0\x80",
	                                   "\xed\x9f\xbf",
	                                   "\xee\x80\x80",
	                                   "\xef\xbf\xbf",
	                                   "\xf0\x90\x80\x80",
	                                   "\xf4\x8f\xbf\xbf",
	                                   "1 k\xce\xa9 \xe2\x84\xa6 \xf0\x9f\x94\x8c."};
	static const char *const bad[] = {"\x80",
	                                  "\xbf",
	                                  "\xc0\x80",
	                                  "\xc1\xbf",
	                                  "\xc2",
	                                  "\xc2 ",
	                                  "\xc2\xc2",
	                                  "\xe0\x80\x80",
	                                  "\xe0\x9f\xbf",
	                                  "\xe2\x84",
	                                  "\xe2\x84 ",
	                                  "\xed\xa0\x80",
	                                  "\xed\xbf\xbf",
	                                  "\xf0\x8f\xbf\xbf",
	                                  "\xf0\x9f\x94",
	                                  "\xf4\x90\x80\x80",
	                                  "\xf5\x80\x80\x80",
	                                  "\xff",
	                                  "a\xfe"};
	for (size_t i = 0; i < LENGTH(good); i++)
		tap_ok(text_is_utf8(text_of(good[i])), "good UTF-8 %zu", i);
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!text_is_utf8(text_of(bad[i])), "bad UTF-8 %zu", i);
	tap_ok(text_is_utf8(LITERAL("\0")), "NUL is UTF-8");
	tap_ok(text_is_utf8((struct text){"\xc3\xa4", 2}) &&
	           !text_is_utf8((struct text){"\xc3\xa4", 1}),
	       "cut in the middle");
}

static void
test_control(void)
{
	for (int c = 0; c < 256; c++) {
		char byte = (char)c;
		struct text text = {&byte, 1};
		bool control = c < 32 || c == 127, is_break = c == '\n' || c == '\r' || c == '\t';
		if (text_has_control(text) != control ||
		    text_has_control_but_breaks(text) != (control && !is_break))
			tap_ok(false, "byte %d", c);
	}
	/* Eight bytes are looked at at once where all are printable. */
	int wrong = 0;
	for (size_t size = 1; size <= 19; size++)
		for (size_t at = 0; at < size; at++)
			for (int c = 0; c < 0x100; c++) {
				char bytes[19];
				struct text text = {bytes, size};
				memset(bytes, 'x', size);
				bytes[at] = (char)c;
				wrong += text_has_control(text) != (c < 32 || c == 127) ||
				         text_is_utf8(text) != (c < 128);
			}
	tap_is_number(wrong, 0, "a character is seen wherever it stands");
	tap_ok(!text_has_control(text_of(NULL)), "nothing has no control characters");
	tap_ok(text_has_control(text_of("a\n")), "a line feed is one");
	tap_ok(!text_has_control_but_breaks(text_of("a\n\r\tb")), "breaks may be allowed");
}

static void
test_id(void)
{
	static const char *const good[] = {"1",
	                                   "a",
	                                   "_",
	                                   "-",
	                                   "A.b",
	                                   "a..",
	                                   "9223372036854775807",
	                                   "00000000-0000-0000-0000-000000000000"};
	static const char *const bad[] = {"",    ".",        "..",  ".a",  "a b", "a/b", "a?", "a#",
	                                  "a%2", "\xc3\xa4", "a\n", "a:b", "a+b", "a&b", "'"};
	char longest[66];
	for (size_t i = 0; i < LENGTH(good); i++)
		tap_ok(text_is_id(text_of(good[i])), "id \"%s\"", good[i]);
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!text_is_id(text_of(bad[i])), "not an id, %zu", i);
	tap_ok(!text_is_id(LITERAL("a\0b")), "an id has no NUL");
	memset(longest, 'a', sizeof longest);
	tap_ok(text_is_id((struct text){longest, 64}) && !text_is_id((struct text){longest, 65}),
	       "an id has at most 64 bytes");
}

static void
test_library_id(void)
{
	static const char *const good[] = {"Device:R", "a:b", "My lib:1 k\xce\xa9"};
	static const char *const bad[] = {"",      ":",    "a",     "a:",    ":b",
	                                  "a:b:c", "a::b", "a:b\n", "\x01:b"};
	for (size_t i = 0; i < LENGTH(good); i++)
		tap_ok(text_is_library_id(text_of(good[i])), "library id %zu", i);
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!text_is_library_id(text_of(bad[i])), "not a library id, %zu", i);
}

static void
test_int64(void)
{
	static const struct {
		const char *text;
		int64_t number;
	} good[] = {{"0", 0},
	            {"-0", 0},
	            {"007", 7},
	            {"-7", -7},
	            {"9223372036854775807", INT64_MAX},
	            {"-9223372036854775808", INT64_MIN},
	            {"-9223372036854775807", -INT64_MAX}};
	static const char *const bad[] = {"",
	                                  "-",
	                                  "+1",
	                                  " 1",
	                                  "1 ",
	                                  "1.0",
	                                  "1e3",
	                                  "0x1",
	                                  "--1",
	                                  "a",
	                                  "9223372036854775808",
	                                  "-9223372036854775809",
	                                  "18446744073709551616",
	                                  "99999999999999999999999"};
	int64_t number;
	for (size_t i = 0; i < LENGTH(good); i++) {
		number = 42;
		tap_ok(text_to_int64(text_of(good[i].text), INT64_MIN, INT64_MAX, &number) &&
		           number == good[i].number,
		       "number %s", good[i].text);
	}
	number = 42;
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!text_to_int64(text_of(bad[i]), INT64_MIN, INT64_MAX, &number) &&
		           number == 42,
		       "not a number: \"%s\"", bad[i]);
	tap_ok(text_to_int64(text_of("1"), 1, 3, &number) &&
	           text_to_int64(text_of("3"), 1, 3, &number),
	       "both ends of the range are in it");
	tap_ok(!text_to_int64(text_of("0"), 1, 3, &number) &&
	           !text_to_int64(text_of("4"), 1, 3, &number) && number == 3,
	       "outside the range");
}

static void
test_bool(void)
{
	static const char *const yes[] = {"true", "yes", "on", "1", "TRUE", "Yes"};
	static const char *const no[] = {"false", "no", "off", "0", "False", "OFF"};
	static const char *const bad[] = {"", "y", "2", "yes ", "tru", "nope"};
	for (size_t i = 0; i < LENGTH(yes); i++) {
		bool value = false;
		tap_ok(text_to_bool(text_of(yes[i]), &value) && value, "yes: %s", yes[i]);
	}
	bool value = true;
	for (size_t i = 0; i < LENGTH(bad); i++)
		tap_ok(!text_to_bool(text_of(bad[i]), &value) && value, "neither: \"%s\"", bad[i]);
	for (size_t i = 0; i < LENGTH(no); i++) {
		value = true;
		tap_ok(text_to_bool(text_of(no[i]), &value) && !value, "no: %s", no[i]);
	}
}

int
main(void)
{
	test_equal();
	test_trimmed();
	test_utf8();
	test_control();
	test_id();
	test_library_id();
	test_int64();
	test_bool();
	return tap_done();
}
