/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each refusal with its message is a case of tests/cli/httplib.t. */
#include "catalogue/httplib.h"

#include "catalogue/token.h"
#include "tap.h"

#define HEX16 "0123456789abcdef"
#define SECRET "kd_0123abcd_" HEX16 HEX16 HEX16 HEX16

static struct arena *arena;

/* The file's text with that URL and name, not set when it is refused. */
static struct text
written(const char *url, const char *name, struct err *err)
{
	struct buf out = {.arena = arena};
	struct httplib httplib = {text_of(url), text_of(name), text_of(SECRET), 1, 2};
	return httplib_write(&httplib, &out, err) ? buf_text(&out) : text_of(NULL);
}

/* What stands in the file as root_url. */
static struct text
root_url(struct text file)
{
	static const char key[] = "\"root_url\": \"";
	const char *start = text_is_set(file)
	                        ? strstr(arena_copy(arena, file.bytes, file.size, NULL), key)
	                        : NULL;
	if (start == NULL)
		return text_of(NULL);
	start += sizeof key - 1;
	return (struct text){start, strcspn(start, "\"")};
}

static void
test_good_urls(void)
{
	static const char *const good[][2] = {
	    {"http://a", "http://a"},
	    {"HTTPS://A.example.org/Kicad", "HTTPS://A.example.org/Kicad"},
	    {"https://a/", "https://a"},
	    {"https://a:443/b/c///", "https://a:443/b/c"},
	    {"https://a:/b", "https://a:/b"},
	    {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
	    {"http://[::1]:1/x", "http://[::1]:1/x"},
	    {"http://a/b%20c;d=e,f@g:h", "http://a/b%20c;d=e,f@g:h"},
	    {"http://a/v1/x", "http://a/v1/x"},
	    {"http://a/av1x", "http://a/av1x"},
	};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		tap_is(root_url(written(good[i][0], "L", NULL)), good[i][1], good[i][0]);
}

static void
test_bad_urls(void)
{
	static const char *const bad[] = {
	    "",
	    "http",
	    "http:",
	    "http://",
	    "https:///",
	    "//a",
	    "a",
	    "file:///a",
	    "http://a b",
	    "http://a\n",
	    "http://a\x7f",
	    "http://\xc3\xa4",
	    "http://@a",
	    "http://a@b",
	    "http://:@a/",
	    "http://a?",
	    "http://a#",
	    "http://a/?/",
	    "http://:1",
	    "http://a:-1",
	    "http://a:1x",
	    "http://a:99999",
	    "http://[",
	    "http://[]",
	    "http://[a",
	    "http://[::1]x",
	    "http://a/v1",
	    "http://a/v1/",
	    "http://a/{b}",
	    "http://a|b",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err err = {0};
		tap_ok(!text_is_set(written(bad[i], "L", &err)) && err.code == ERR_INPUT,
		       "bad URL %zu", i);
	}
}

static void
test_names(void)
{
	static const char *const good[] = {"KiDepot",  "a",       "Our parts (2026)",
	                                   "\xce\xa9", "a.b-c_d", "a|b"};
	static const char *const bad[] = {"",    " ",   " a",   "a ",   "a:b",  "a/b",  "a\\b",
	                                  "a<b", "a>b", "a\"b", "a\nb", "\xff", "a\x7f"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		tap_ok(text_is_set(written("http://a", good[i], NULL)), "name %zu", i);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		tap_ok(!text_is_set(written("http://a", bad[i], NULL)), "not a name, %zu", i);
}

static void
test_write(void)
{
	struct buf out = {.arena = arena};
	struct err err;
	struct httplib httplib = {text_of("https://a/b/"), text_of("L"), text_of(SECRET), 1, 2};
	tap_ok(httplib_write(&httplib, &out, NULL), "a file");
	tap_is(buf_text(&out),
	       "{\n  \"meta\": {\n    \"version\": 1.0\n  },\n  \"name\": \"L\",\n"
	       "  \"description\": \"Parts catalogue served by KiDepot\",\n  \"source\": {\n"
	       "    \"type\": \"REST_API\",\n    \"api_version\": \"v1\",\n"
	       "    \"root_url\": \"https://a/b\",\n    \"token\": \"" SECRET "\",\n"
	       "    \"timeout_parts_seconds\": 1,\n    \"timeout_categories_seconds\": 2\n  }\n}\n",
	       "its text");
	out.size = 0;
	httplib.token = text_of("kd_");
	tap_ok(!httplib_write(&httplib, &out, &err) && err.code == ERR_INPUT && out.size == 0,
	       "nothing is written with a wrong token");
}

static void
test_token_form(void)
{
	static const char *const bad[] = {"",
	                                  "kd_",
	                                  "KD_0123abcd_" HEX16 HEX16 HEX16 HEX16,
	                                  "kd_0123abcD_" HEX16 HEX16 HEX16 HEX16,
	                                  "kd_0123abcd-" HEX16 HEX16 HEX16 HEX16,
	                                  "kd_0123abcd_" HEX16 HEX16 HEX16 "0123456789abcdeg",
	                                  "kd_0123abcd_" HEX16 HEX16 HEX16 "0123456789ABCDEF",
	                                  SECRET "0",
	                                  " " SECRET,
	                                  "kd_0123abc__" HEX16 HEX16 HEX16 HEX16};
	tap_ok(token_has_form(text_of(SECRET)), "a token");
	tap_ok(!token_has_form((struct text){SECRET, TOKEN_SIZE - 1}), "one digit less");
	tap_ok(!token_has_form(text_of(NULL)), "nothing");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		tap_ok(!token_has_form(text_of(bad[i])), "not a token, %zu", i);
}

int
main(void)
{
	arena = arena_new(4 << 20);
	test_good_urls();
	test_bad_urls();
	test_names();
	test_write();
	test_token_form();
	arena_free(arena);
	return tap_done();
}
