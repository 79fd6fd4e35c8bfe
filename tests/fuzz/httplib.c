/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an administrator gives for a .kicad_httplib file: URL and name, as pieces. */
#include "catalogue/httplib.h"

#include <json-c/json.h>

#include "fuzz.h"

static const char token[] =
    "kd_0123abcd_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void
check_file(const struct httplib *httplib, struct text file)
{
	char *string = fuzz_string(file);
	struct json_object *root = json_tokener_parse(string), *source, *url, *name;
	FUZZ_CHECK(json_object_object_get_ex(root, "source", &source));
	FUZZ_CHECK(json_object_object_get_ex(source, "root_url", &url));
	FUZZ_CHECK(json_object_object_get_ex(root, "name", &name));
	const char *spelt = json_object_get_string(url);
	size_t size = strlen(spelt);
	FUZZ_CHECK(size > strlen("http://") && size <= httplib->url.size && spelt[size - 1] != '/');
	FUZZ_CHECK(memcmp(spelt, httplib->url.bytes, size) == 0);
	FUZZ_CHECK(strpbrk(spelt, " ?#\"<>\\{}") == NULL);
	FUZZ_CHECK(text_equal(text_of(json_object_get_string(name)), httplib->name));
	json_object_put(root);
	free(string);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text url = fuzz_copy(fuzz_piece(&data, &size));
	struct text name = fuzz_copy(fuzz_piece(&data, &size));
	struct httplib httplib = {url, name, text_of(token), 60, 600};
	struct arena *arena = arena_new(256 * 1024);
	struct buf out = {.arena = arena};
	struct err err = {.code = ERR_NONE};
	if (httplib_write(&httplib, &out, &err))
		check_file(&httplib, buf_text(&out));
	else
		FUZZ_CHECK(err.code == ERR_INPUT && out.size == 0 &&
		           text_is_utf8(text_of(err.message)));
	arena_free(arena);
	free((char *)(uintptr_t)url.bytes);
	free((char *)(uintptr_t)name.bytes);
	return 0;
}
